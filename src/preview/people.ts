/** What people do at the page or in a test, turned into interactions and messages as Discord's client would. */
import { type APIMessage, ComponentType, InteractionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { autocompleteData, commandData, createResolved, findCommand } from './command-options.ts';
import { composeMessage } from './compose.ts';
import { PersonError } from './errors.ts';
import { memberObject } from './guild-data.ts';
import type { Interaction, Interactions } from './interactions.ts';
import { isObject, type Json, numberIn, objectsIn } from './json.ts';
import { modalComponents, resolves } from './modal-data.ts';
import type {
  AutocompleteRequest,
  PageChannel,
  RunCommandRequest,
  SendMessageRequest,
  SubmitModalRequest,
  UseComponentRequest,
} from './page-api.ts';
import { may } from './permissions.ts';
import { keepMessage, permissionsIn, type World } from './world.ts';

/** Each sends what the person does to the bot. All throw {@link PersonError} where Discord's client would not let them. */
export interface People {
  runCommand(request: RunCommandRequest): Interaction;
  autocomplete(request: AutocompleteRequest): Interaction;
  useComponent(request: UseComponentRequest): Interaction;
  submitModal(request: SubmitModalRequest): Interaction;
  sendMessage(request: SendMessageRequest): APIMessage;
}

/** Makes the people of a world. */
export function createPeople(world: World, interactions: Interactions, baseUrl: () => string): People {
  return {
    runCommand: (request) => {
      requireMay(world, request, PermissionFlagsBits.UseApplicationCommands);
      const meant = findCommand(world, request.userId, request.command);
      return interactions.start({
        ...acting(request),
        type: InteractionType.ApplicationCommand,
        name: `/${[meant.command.name, ...meant.path.map((step) => step.name)].join(' ')}`,
        data: commandData(world, meant, request.options, { ...request, baseUrl: baseUrl() }),
        message: undefined,
      });
    },
    autocomplete: (request) => {
      requireMay(world, request, PermissionFlagsBits.UseApplicationCommands);
      const meant = findCommand(world, request.userId, request.command);
      return interactions.start({
        ...acting(request),
        type: InteractionType.ApplicationCommandAutocomplete,
        name: `/${request.command}`,
        data: autocompleteData(world, meant, request.options, request.focused),
        message: undefined,
      });
    },
    useComponent: (request) => {
      requireMay(world, request, PermissionFlagsBits.ViewChannel);
      const message = visibleMessage(world, request);
      const component = findComponent(message.components, request.customId);
      if (component === undefined) throw new PersonError('this message has no such button or menu');
      if (component.disabled === true) throw new PersonError('it is disabled');
      return interactions.start({
        ...acting(request),
        type: InteractionType.MessageComponent,
        name: request.customId,
        data: componentData(world, component, request, baseUrl()),
        message,
      });
    },
    submitModal: (request) => {
      const opened = interactions.byId(request.interactionId);
      if (opened?.modal === undefined || opened.userId !== request.userId) {
        throw new PersonError('this dialogue is not open');
      }
      const { modal } = opened;
      const resolved = createResolved(world, { ...request, baseUrl: baseUrl() });
      const components = modalComponents(objectsIn(modal.components), request.fields, resolved);
      opened.modal = undefined;
      return interactions.start({
        ...acting({ ...request, channelId: opened.channelId }),
        type: InteractionType.ModalSubmit,
        name: modal.custom_id,
        data: { custom_id: modal.custom_id, components, resolved: resolved.all() },
        message: opened.message,
      });
    },
    sendMessage: (request) => {
      const channel = requireMay(world, request, PermissionFlagsBits.SendMessages);
      const content = request.content.trim();
      if (content === '' || [...content].length > 2000) throw new PersonError('a message has 1 to 2,000 characters');
      const author = world.members.get(request.userId)?.user;
      if (author === undefined) throw new PersonError('there is no such person');
      const message = composeMessage(world, channel, author, { content }, [], baseUrl());
      keepMessage(world, { message, visibleTo: undefined }, 'created');
      const { user: _user, ...member } = memberObject(world, request.userId);
      world.dispatch({ t: 'MESSAGE_CREATE', d: { ...message, guild_id: world.guild.id, member } });
      return message;
    },
  };
}

interface Acting {
  readonly userId: string;
  readonly channelId: string;
  readonly locale?: string;
}

function acting(request: Acting): { userId: string; channelId: string; locale: string | undefined } {
  return { userId: request.userId, channelId: request.channelId, locale: request.locale };
}

function requireMay(world: World, request: Acting, permission: bigint): PageChannel {
  const member = world.members.get(request.userId);
  if (member === undefined || !member.canActAs) throw new PersonError('there is no such person to act as');
  const channel = world.channels.get(request.channelId);
  if (channel === undefined) throw new PersonError('this channel is gone');
  if (!may(permissionsIn(world, request.userId, channel), permission | PermissionFlagsBits.ViewChannel)) {
    throw new PersonError('this person may not do that here');
  }
  return channel;
}

function visibleMessage(world: World, request: UseComponentRequest): APIMessage {
  const stored = world.messages.get(request.channelId)?.get(request.messageId);
  if (stored === undefined || (stored.visibleTo !== undefined && stored.visibleTo !== request.userId)) {
    throw new PersonError('this message is gone');
  }
  return stored.message;
}

/** Looks for a component at any depth. */
function findComponent(components: unknown, customId: string): Json | undefined {
  for (const component of objectsIn(components)) {
    if (component.custom_id === customId) return component;
    const inner = findComponent(component.components, customId);
    if (inner !== undefined) return inner;
    if (isObject(component.accessory) && component.accessory.custom_id === customId) return component.accessory;
  }
  return undefined;
}

function componentData(world: World, component: Json, request: UseComponentRequest, baseUrl: string): Json {
  const base = { custom_id: request.customId, component_type: component.type, id: component.id };
  if (component.type === ComponentType.Button) return base;
  const values = request.values ?? [];
  const min = numberIn(component.min_values) ?? 1;
  const max = numberIn(component.max_values) ?? 1;
  if (values.length < min || values.length > max) throw new PersonError(`choose ${min} to ${max}`);
  const options = objectsIn(component.options);
  if (component.type === ComponentType.StringSelect) {
    for (const value of values) {
      if (!options.some((option) => option.value === value)) throw new PersonError(`${value} is none of the options`);
    }
    return { ...base, values };
  }
  const resolved = createResolved(world, { ...request, baseUrl });
  for (const value of values) {
    if (!resolves(component.type, value, resolved)) throw new PersonError(`${value} can't be chosen`);
  }
  return { ...base, values, resolved: resolved.all() };
}
