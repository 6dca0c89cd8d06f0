/** What the bot answers to an interaction: each answer once, in its kind, in time (docs, "Receiving and Responding"). */
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { askedFlags, attachmentIssues, composeMessage } from './compose.ts';
import { invalidForm, refusal } from './errors.ts';
import { type Interaction, type Interactions, isFromMessage } from './interactions.ts';
import { isObject, type Json, objectsIn } from './json.ts';
import { isEmptyMessage, messageIssues, modalIssues } from './message-rules.ts';
import { type CheckedBody, publishMessage, replyFields, reviseMessage } from './messages.ts';
import { numberThrough } from './numbering.ts';
import { countChars, refuseIssues } from './validate.ts';
import { botUser, getChannel, keepMessage, type StoredMessage, type World } from './world.ts';

const R = InteractionResponseType;

/** The schema that a callback of this type must fit; undefined for types that interactions don't take. */
export function callbackSchema(type: unknown) {
  switch (type) {
    case R.Pong:
      return 'PongInteractionCallbackRequestSchema' as const;
    case R.ChannelMessageWithSource:
    case R.DeferredChannelMessageWithSource:
      return 'CreateMessageInteractionCallbackRequestSchema' as const;
    case R.DeferredMessageUpdate:
    case R.UpdateMessage:
      return 'UpdateMessageInteractionCallbackRequestSchema' as const;
    case R.ApplicationCommandAutocompleteResult:
      return 'ApplicationCommandAutocompleteCallbackRequestSchema' as const;
    case R.Modal:
      return 'ModalInteractionCallbackRequestSchema' as const;
    default:
      return undefined;
  }
}

/** Where answers are made. */
export interface AnswerParts {
  readonly world: World;
  readonly interactions: Interactions;
  readonly baseUrl: () => string;
}

/**
 * Takes the bot's one answer.
 *
 * @returns the message that it made or changed; undefined for choices and modals
 * @throws {Refusal} an answer that is late, second, of the wrong kind or not well formed; a refused one is none,
 *   so the bot may try again
 */
export function takeAnswer(parts: AnswerParts, interaction: Interaction, checked: CheckedBody): APIMessage | undefined {
  // Late is unknown, as Discord has it; second is 40060.
  if (interaction.state === 'failed') throw refusal('unknown interaction');
  if (interaction.state !== 'sent') throw refusal('already acknowledged');
  const { type } = checked.body;
  if (!fits(interaction, type)) {
    throw invalidForm([
      { path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'This interaction can’t be answered so.' },
    ]);
  }
  const data = isObject(checked.body.data) ? checked.body.data : {};
  const body = { body: data, files: checked.files };
  switch (type) {
    case R.ChannelMessageWithSource:
      return answerWithMessage(parts, interaction, body);
    case R.DeferredChannelMessageWithSource:
      return defer(parts, interaction, data);
    case R.DeferredMessageUpdate:
      // The person sees no loading state and may never see an edit, so this counts as the answer.
      interaction.originalId = interaction.message?.id;
      finish(parts, interaction, { kind: 'acknowledged' });
      return interaction.message;
    case R.UpdateMessage: {
      const stored = sourceOf(parts.world, interaction);
      const message = revise(parts, stored, body);
      interaction.originalId = message.id;
      finish(parts, interaction, { kind: 'update', message });
      return message;
    }
    case R.ApplicationCommandAutocompleteResult:
      finish(parts, interaction, { kind: 'choices', choices: readChoices(interaction, data) });
      return undefined;
    case R.Modal:
      openModal(parts, interaction, data);
      return undefined;
    default:
      throw invalidForm([
        { path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'This interaction can’t be answered so.' },
      ]);
  }
}

/** The message that the webhook calls `@original`. @throws {Refusal} Unknown Webhook before the answer, Unknown Message */
export function originalOf(parts: AnswerParts, interaction: Interaction): StoredMessage {
  requireAnswered(parts, interaction);
  return webhookMessage(parts, interaction, interaction.originalId ?? '');
}

/** A message that the interaction's webhook may touch. @throws {Refusal} Unknown Message */
export function webhookMessage(parts: AnswerParts, interaction: Interaction, messageId: string): StoredMessage {
  requireAnswered(parts, interaction);
  const stored = parts.world.messages.get(interaction.channelId)?.get(messageId);
  if (stored === undefined) throw refusal('unknown message');
  return stored;
}

/** Edits through the webhook; the first edit of a deferred answer is what the person has waited for. */
export function editThroughWebhook(
  parts: AnswerParts,
  interaction: Interaction,
  stored: StoredMessage,
  checked: CheckedBody,
): APIMessage {
  requireAnswered(parts, interaction);
  const wasLoading = ((stored.message.flags ?? 0) & MessageFlags.Loading) !== 0;
  const message = revise(parts, stored, checked);
  if (wasLoading) finish(parts, interaction, messageOutcome(stored));
  return message;
}

/** Posts a follow-up; the first one after a deferral takes the place of "thinking…". */
export function followUp(parts: AnswerParts, interaction: Interaction, checked: CheckedBody): APIMessage {
  requireAnswered(parts, interaction);
  const original = parts.world.messages.get(interaction.channelId)?.get(interaction.originalId ?? '');
  if (original !== undefined && ((original.message.flags ?? 0) & MessageFlags.Loading) !== 0) {
    return editThroughWebhook(parts, interaction, original, checked);
  }
  return makeMessage(parts, interaction, checked).message;
}

/** Throws unless the interaction has been answered and its webhook is alive. */
export function requireAnswered(parts: AnswerParts, interaction: Interaction): void {
  if (!parts.interactions.isAlive(interaction)) throw refusal('invalid webhook token');
  if (interaction.state === 'sent' || interaction.state === 'failed') throw refusal('unknown webhook');
}

function fits(interaction: Interaction, type: unknown): boolean {
  switch (type) {
    case R.ChannelMessageWithSource:
    case R.DeferredChannelMessageWithSource:
      return interaction.type !== InteractionType.ApplicationCommandAutocomplete;
    case R.DeferredMessageUpdate:
    case R.UpdateMessage:
      return isFromMessage(interaction);
    case R.ApplicationCommandAutocompleteResult:
      return interaction.type === InteractionType.ApplicationCommandAutocomplete;
    case R.Modal:
      return (
        interaction.type === InteractionType.ApplicationCommand || interaction.type === InteractionType.MessageComponent
      );
    default:
      return false;
  }
}

function answerWithMessage(parts: AnswerParts, interaction: Interaction, checked: CheckedBody): APIMessage {
  const stored = makeMessage(parts, interaction, checked);
  interaction.originalId = stored.message.id;
  finish(parts, interaction, messageOutcome(stored));
  return stored.message;
}

/** "Dateline is thinking…" */
function defer(parts: AnswerParts, interaction: Interaction, data: Json): APIMessage {
  const { world } = parts;
  const flags = (askedFlags(data) & MessageFlags.Ephemeral) | MessageFlags.Loading;
  const stored = compose(parts, interaction, { body: {}, files: [] }, flags);
  interaction.originalId = stored.message.id;
  interaction.isEphemeral = stored.visibleTo !== undefined;
  parts.interactions.setState(interaction, 'deferred');
  keepMessage(world, stored, 'created');
  return stored.message;
}

function makeMessage(parts: AnswerParts, interaction: Interaction, checked: CheckedBody): StoredMessage {
  const { body, files } = checked;
  refuseIssues([...messageIssues(body, askedFlags(body)), ...attachmentIssues(body, files, [])]);
  if (isEmptyMessage(body, files.length)) throw refusal('empty message');
  const stored = compose(parts, interaction, checked, askedFlags(body));
  publishMessage(parts.world, getChannel(parts.world, interaction.channelId), stored);
  return stored;
}

/** A message of the bot as an answer: who asked stands on it. */
function compose(parts: AnswerParts, interaction: Interaction, checked: CheckedBody, flags: number): StoredMessage {
  const { world } = parts;
  const channel = getChannel(world, interaction.channelId);
  const user = world.members.get(interaction.userId)?.user;
  const isCommand = interaction.type === InteractionType.ApplicationCommand;
  const made = composeMessage(world, channel, botUser(world), checked.body, checked.files, parts.baseUrl());
  const message = {
    ...made,
    flags,
    type: isCommand ? MessageType.ChatInputCommand : MessageType.Default,
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    ...(interaction.message === undefined
      ? {}
      : replyFields(world, channel, interaction.message, { allowed_mentions: {} })),
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user,
      authorizing_integration_owners: { 0: world.guild.id },
      ...(isCommand ? { name: interaction.name.slice(1), command_type: 1 } : {}),
      ...(interaction.type === InteractionType.MessageComponent && interaction.message !== undefined
        ? { interacted_message_id: interaction.message.id }
        : {}),
    },
    ...(isCommand
      ? { interaction: { id: interaction.id, type: interaction.type, name: interaction.name.slice(1), user } }
      : {}),
  } as APIMessage;
  return { message, visibleTo: (flags & MessageFlags.Ephemeral) !== 0 ? interaction.userId : undefined };
}

function revise(parts: AnswerParts, stored: StoredMessage, checked: CheckedBody): APIMessage {
  const channel = getChannel(parts.world, stored.message.channel_id);
  return reviseMessage(parts.world, channel, stored, checked, parts.baseUrl());
}

function sourceOf(world: World, interaction: Interaction): StoredMessage {
  const stored = world.messages.get(interaction.channelId)?.get(interaction.message?.id ?? '');
  if (stored === undefined) throw refusal('unknown message');
  return stored;
}

function openModal(parts: AnswerParts, interaction: Interaction, data: Json): void {
  refuseIssues(modalIssues(data));
  const modal = {
    ...data,
    components: numberThrough(objectsIn(data.components)),
  } as unknown as APIModalInteractionResponseCallbackData;
  interaction.modal = modal;
  finish(parts, interaction, { kind: 'modal', interactionId: interaction.id, modal });
  parts.world.tell({
    kind: 'modal',
    interactionId: interaction.id,
    userId: interaction.userId,
    channelId: interaction.channelId,
    modal,
  });
}

/** Choices must be of the type of the option being typed, each with a name and value within bounds. */
function readChoices(interaction: Interaction, data: Json): APIApplicationCommandOptionChoice[] {
  const type = focusedType(interaction.data.options);
  const choices = objectsIn(data.choices);
  refuseIssues(
    choices.flatMap((choice, at) => {
      const { value } = choice;
      const path = ['data', 'choices', at];
      const fitsType = type === 3 ? typeof value === 'string' : typeof value === 'number';
      if (!fitsType) {
        const message = `Value of choice does not fit an option of type ${type}`;
        return [{ path: [...path, 'value'], code: 'APPLICATION_COMMAND_OPTION_CHOICE_TYPE_INVALID', message }];
      }
      if (typeof value === 'string' && (countChars(value) > 100 || value === '')) {
        return [
          { path: [...path, 'value'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
        ];
      }
      return [];
    }),
  );
  return choices as unknown as APIApplicationCommandOptionChoice[];
}

function focusedType(options: unknown): unknown {
  for (const option of objectsIn(options)) {
    if (option.focused === true) return option.type;
    const inner = focusedType(option.options);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function messageOutcome(stored: StoredMessage) {
  return { kind: 'message', message: stored.message, isEphemeral: stored.visibleTo !== undefined } as const;
}

function finish(parts: AnswerParts, interaction: Interaction, outcome: Parameters<Interaction['settle']>[0]): void {
  parts.interactions.setState(interaction, 'answered');
  interaction.settle(outcome);
}
