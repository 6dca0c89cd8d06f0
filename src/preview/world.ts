/** What the local Discord remembers: one guild with its channels, members, messages and commands. */
import type {
  APIApplicationCommand,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
  GatewayDispatchEvents,
} from 'discord-api-types/v10';
import { refusal } from './errors.ts';
import type { InteractionState, PageBot, PageChange, PageChannel, PageMember, PageProgress } from './page-api.ts';
import { channelPermissions, type Holder } from './permissions.ts';
import { SEED_IDS, type Seed } from './seed.ts';
import { createSnowflakes, type Snowflakes } from './snowflake.ts';

/** Progress lines kept for a page that opens late. */
const MAX_PROGRESS = 200;

/** Messages kept in a channel; older ones are forgotten without a word. */
const MAX_MESSAGES = 1000;

/** A message with who may see it. */
export interface StoredMessage {
  message: APIMessage;
  /** The only user who sees an ephemeral message; undefined for all others. */
  visibleTo: string | undefined;
}

/** A file that somebody uploaded; served under its address. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly filename: string;
}

/** One dispatch on its way to the bots that asked for it. */
export interface GatewayEvent {
  readonly t: GatewayDispatchEvents | `${GatewayDispatchEvents}`;
  readonly d: unknown;
}

/** The state, with the only ways to change it that tell everybody. */
export interface World {
  readonly applicationId: string;
  readonly guild: Seed['guild'];
  readonly roles: Map<string, APIRole>;
  readonly channels: Map<string, PageChannel>;
  readonly seededChannelIds: readonly string[];
  readonly members: Map<string, PageMember>;
  /** By channel, then by message, oldest first. */
  readonly messages: Map<string, Map<string, StoredMessage>>;
  /** All registered commands, global ones first. */
  readonly commands: Map<string, APIApplicationCommand>;
  readonly files: Map<string, StoredFile>;
  readonly progress: PageProgress[];
  /** The last state of each interaction. */
  readonly interactions: Map<string, InteractionState>;
  bot: PageBot;
  now(): number;
  readonly newId: Snowflakes;
  /** Tells the page and those who wait. */
  tell(change: PageChange): void;
  /** Tells the bots. */
  dispatch(event: GatewayEvent): void;
  onChange(listener: (change: PageChange) => void): () => void;
  onDispatch(listener: (event: GatewayEvent) => void): () => void;
}

/**
 * Makes the world from its seed.
 *
 * @param now ms since the epoch; for timestamps and ids only, never for durations
 */
export function createWorld(seed: Seed, now: () => number): World {
  const changeListeners = new Set<(change: PageChange) => void>();
  const dispatchListeners = new Set<(event: GatewayEvent) => void>();
  return {
    applicationId: SEED_IDS.application,
    guild: seed.guild,
    roles: new Map(seed.roles.map((role) => [role.id, role])),
    channels: new Map(seed.channels.map((channel) => [channel.id, channel])),
    seededChannelIds: seed.channels.map((channel) => channel.id),
    members: new Map(seed.members.map((member) => [member.user.id, member])),
    messages: new Map(),
    commands: new Map(),
    files: new Map(),
    progress: [],
    interactions: new Map(),
    bot: { userId: SEED_IDS.application, online: false },
    now,
    newId: createSnowflakes(now, BigInt(SEED_IDS.reporter) + 1000n),
    tell: (change) => {
      for (const listener of [...changeListeners]) listener(change);
    },
    dispatch: (event) => {
      for (const listener of [...dispatchListeners]) listener(event);
    },
    onChange: (listener) => {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    onDispatch: (listener) => {
      dispatchListeners.add(listener);
      return () => dispatchListeners.delete(listener);
    },
  };
}

/** An instant as Discord writes it. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** All that a page gets first. */
export function snapshot(world: World): PageChange {
  return {
    kind: 'snapshot',
    guild: { id: world.guild.id, name: world.guild.name },
    roles: [...world.roles.values()],
    channels: [...world.channels.values()],
    members: [...world.members.values()],
    bot: world.bot,
    commands: [...world.commands.values()],
    messages: [...world.messages.values()].flatMap((inChannel) => [...inChannel.values()]),
    progress: world.progress,
  };
}

/** A member of the guild. @throws {Refusal} Unknown Member */
export function getMember(world: World, userId: string): PageMember {
  const member = world.members.get(userId);
  if (member === undefined) throw refusal('unknown member');
  return member;
}

/** The bot's own user. */
export function botUser(world: World): APIUser {
  return getMember(world, world.applicationId).user;
}

/** A channel or thread. @throws {Refusal} Unknown Channel */
export function getChannel(world: World, channelId: string): PageChannel {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw refusal('unknown channel');
  return channel;
}

/** A message that all of the channel see. @throws {Refusal} Unknown Message */
export function getMessage(world: World, channelId: string, messageId: string): StoredMessage {
  const stored = world.messages.get(channelId)?.get(messageId);
  // A bot reaches ephemeral messages through the interaction's webhook alone.
  if (stored === undefined || stored.visibleTo !== undefined) throw refusal('unknown message');
  return stored;
}

/** What the member may do in the channel; a thread asks its parent. */
export function permissionsIn(world: World, userId: string, channel: PageChannel): bigint {
  return channelPermissions(
    holderOf(world, userId),
    { guildId: world.guild.id, roles: world.roles },
    overwritesOf(world, channel),
  );
}

/** The member as permissions see it. @throws {Refusal} Unknown Member */
export function holderOf(world: World, userId: string): Holder {
  const { member } = getMember(world, userId);
  return { userId, roleIds: member.roles, isOwner: world.guild.ownerId === userId };
}

/** Whether this channel is a thread. */
export function isThread(channel: PageChannel): channel is Extract<PageChannel, { type: 10 | 11 | 12 }> {
  return channel.type === 10 || channel.type === 11 || channel.type === 12;
}

function overwritesOf(world: World, channel: PageChannel): readonly APIOverwrite[] {
  if (!isThread(channel)) return channel.permission_overwrites ?? [];
  const parent = channel.parent_id == null ? undefined : world.channels.get(channel.parent_id);
  return parent === undefined || isThread(parent) ? [] : (parent.permission_overwrites ?? []);
}

/** Keeps a message and tells the page; the gateway is told by whoever knows which event it is. */
export function keepMessage(world: World, stored: StoredMessage, change: 'created' | 'updated'): void {
  const { channel_id: channelId, id } = stored.message;
  let inChannel = world.messages.get(channelId);
  if (inChannel === undefined) {
    inChannel = new Map();
    world.messages.set(channelId, inChannel);
  }
  inChannel.set(id, stored);
  if (inChannel.size > MAX_MESSAGES) {
    const oldest = inChannel.keys().next().value;
    if (oldest !== undefined) inChannel.delete(oldest);
  }
  world.tell({ kind: 'message', change, message: stored });
}

/** Adds a line of the bot's progress. */
export function addProgress(world: World, text: string): void {
  const progress = { at: world.now(), text };
  world.progress.push(progress);
  if (world.progress.length > MAX_PROGRESS) world.progress.shift();
  world.tell({ kind: 'progress', progress });
}
