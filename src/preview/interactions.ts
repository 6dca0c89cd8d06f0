/** Interactions between what a person does and what the bot answers: their deadlines, their one answer, their webhook. */
import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord-api-types/v10';
import { PersonError } from './errors.ts';
import { memberObject } from './guild-data.ts';
import type { Json } from './json.ts';
import type { InteractionState, PageChannel } from './page-api.ts';
import { permissionsIn, type World } from './world.ts';

/** "You must respond within 3 seconds" (docs, "Receiving and Responding"). */
const ANSWER_WITHIN_MS = 3000;

/** How long an interaction's webhook takes follow-ups and edits. */
const TOKEN_LIFE_MS = 15 * 60_000;

/** Interactions remembered; the oldest are forgotten. */
const MAX_REMEMBERED = 500;

/** What a client shows when nothing came in time. */
export const NO_ANSWER = 'The application did not respond';

/** What became of an interaction, as the person sees it. */
export type Outcome =
  /** A new message, or a deferred one that has got its text. */
  | { readonly kind: 'message'; readonly message: APIMessage; readonly isEphemeral: boolean }
  /** The message of the button was edited. */
  | { readonly kind: 'update'; readonly message: APIMessage }
  | { readonly kind: 'modal'; readonly interactionId: string; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  /** The bot took it and had nothing to say: a deferred update that needs no edit. */
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'failed'; readonly why: string };

/** What a person does, ready to be sent. */
export interface InteractionStart {
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly locale: string | undefined;
  /** "/whois", or the custom id of the component or modal. */
  readonly name: string;
  readonly data: Json;
  /** The message with the component that was used, or from which the modal came. */
  readonly message: APIMessage | undefined;
}

/** An interaction on its way. */
export interface Interaction extends InteractionStart {
  readonly id: string;
  readonly token: string;
  /** Monotonic ms. */
  readonly sentAt: number;
  state: InteractionState;
  /** The message that the webhook calls `@original`. */
  originalId: string | undefined;
  /** Whether the deferred answer was announced as ephemeral. */
  isEphemeral: boolean;
  /** Set once a modal answered it. */
  modal: APIModalInteractionResponseCallbackData | undefined;
  /** Resolves with the first thing that a person sees. */
  readonly outcome: Promise<Outcome>;
  settle(outcome: Outcome): void;
}

/** All interactions of a world. */
export interface Interactions {
  /** Sends it to the bot. @throws {PersonError} when the person may not act in the channel */
  start(start: InteractionStart): Interaction;
  byId(id: string): Interaction | undefined;
  byToken(token: string): Interaction | undefined;
  /** Whether the webhook still takes requests. */
  isAlive(interaction: Interaction): boolean;
  setState(interaction: Interaction, state: InteractionState, why?: string): void;
  close(): void;
}

/**
 * Makes the register of interactions.
 *
 * @param clock monotonic ms
 * @param answerWithinMs Discord's 3 s; shorter in tests of the deadline
 */
export function createInteractions(world: World, clock: () => number, answerWithinMs = ANSWER_WITHIN_MS): Interactions {
  const all = new Map<string, Interaction>();
  const tokens = new Map<string, Interaction>();
  const deadlines = new Set<NodeJS.Timeout>();

  const setState = (interaction: Interaction, state: InteractionState, why?: string): void => {
    interaction.state = state;
    world.interactions.set(interaction.id, state);
    // Choices come and go with every key; only what a person has sent off is worth a word.
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return;
    world.tell({
      kind: 'interaction',
      interactionId: interaction.id,
      userId: interaction.userId,
      channelId: interaction.channelId,
      name: interaction.name,
      state,
      why,
    });
  };

  const forgetOldest = (): void => {
    const oldest = all.values().next().value;
    if (all.size <= MAX_REMEMBERED || oldest === undefined) return;
    all.delete(oldest.id);
    tokens.delete(oldest.token);
    world.interactions.delete(oldest.id);
  };

  return {
    start: (start) => {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const interaction: Interaction = {
        ...start,
        id: world.newId(),
        token: randomBytes(48).toString('base64url'),
        sentAt: clock(),
        state: 'sent',
        originalId: undefined,
        isEphemeral: false,
        modal: undefined,
        outcome: promise,
        settle: resolve,
      };
      all.set(interaction.id, interaction);
      tokens.set(interaction.token, interaction);
      forgetOldest();
      setState(interaction, 'sent');
      const deadline = setTimeout(() => {
        deadlines.delete(deadline);
        if (interaction.state !== 'sent') return;
        setState(interaction, 'failed', NO_ANSWER);
        interaction.settle({ kind: 'failed', why: NO_ANSWER });
      }, answerWithinMs);
      deadlines.add(deadline);
      world.dispatch({ t: 'INTERACTION_CREATE', d: interactionObject(world, interaction) });
      return interaction;
    },
    byId: (id) => all.get(id),
    byToken: (token) => tokens.get(token),
    isAlive: (interaction) => clock() - interaction.sentAt < TOKEN_LIFE_MS,
    setState,
    close: () => {
      for (const deadline of deadlines) clearTimeout(deadline);
      for (const interaction of all.values())
        interaction.settle({ kind: 'failed', why: 'the local Discord was closed' });
    },
  };
}

/** INTERACTION_CREATE's data (docs, "Interaction Object"). */
function interactionObject(world: World, interaction: Interaction): Json {
  const channel = channelFor(world, interaction.channelId);
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    guild_id: world.guild.id,
    guild: { id: world.guild.id, features: [], locale: 'en-US' },
    guild_locale: 'en-US',
    channel_id: interaction.channelId,
    channel: partialChannel(world, interaction.userId, channel),
    member: {
      ...memberObject(world, interaction.userId),
      permissions: permissionsIn(world, interaction.userId, channel).toString(),
    },
    locale: interaction.locale ?? 'en-US',
    app_permissions: permissionsIn(world, world.applicationId, channel).toString(),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: world.guild.id },
    context: 0,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(interaction.message === undefined ? {} : { message: interaction.message }),
  };
}

/** A channel as interactions carry it: with what the person may do there. */
export function partialChannel(world: World, userId: string, channel: PageChannel): Json {
  const { permission_overwrites: _left, ...rest } = { permission_overwrites: undefined, ...channel };
  return { ...rest, permissions: permissionsIn(world, userId, channel).toString() };
}

function channelFor(world: World, channelId: string): PageChannel {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new PersonError('this channel is gone');
  return channel;
}

/** Whether an interaction came from something on a message. */
export function isFromMessage(interaction: Interaction): boolean {
  return (
    interaction.message !== undefined &&
    (interaction.type === InteractionType.MessageComponent || interaction.type === InteractionType.ModalSubmit)
  );
}
