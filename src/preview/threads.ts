/** Threads: made from a message or alone, archived, renamed. */
import {
  type APIMessage,
  type APIThreadChannel,
  type ChannelFlags,
  ChannelType,
  MessageFlags,
} from 'discord-api-types/v10';
import { invalidForm } from './errors.ts';
import { type Json, numberIn, textIn } from './json.ts';
import type { PageChannel } from './page-api.ts';
import { isoTime, keepMessage, type StoredMessage, type World } from './world.ts';

/** A day, in minutes, as Discord counts. */
const DEFAULT_ARCHIVE_MINUTES = 1440;

/**
 * Makes a thread and tells everybody.
 *
 * @param from the message it starts from, whose id it takes; undefined where it stands alone
 */
export function startThread(
  world: World,
  parent: PageChannel,
  body: Json,
  from: StoredMessage | undefined,
): APIThreadChannel {
  const name = (textIn(body.name) ?? '').trim();
  if (name === '') {
    throw invalidForm([{ path: ['name'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]);
  }
  const at = isoTime(world.now());
  const asked = numberIn(body.type);
  const thread = {
    id: from?.message.id ?? world.newId(),
    type: from === undefined ? (asked ?? ChannelType.PrivateThread) : ChannelType.PublicThread,
    guild_id: world.guild.id,
    parent_id: parent.id,
    owner_id: world.applicationId,
    name,
    flags: 0 as ChannelFlags,
    last_message_id: null,
    rate_limit_per_user: numberIn(body.rate_limit_per_user) ?? 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: at,
      auto_archive_duration: numberIn(body.auto_archive_duration) ?? DEFAULT_ARCHIVE_MINUTES,
      locked: false,
      create_timestamp: at,
    },
    member: { id: from?.message.id ?? '0', user_id: world.applicationId, join_timestamp: at, flags: 0 },
  } as unknown as APIThreadChannel;
  if (thread.member !== undefined) thread.member.id = thread.id;
  world.channels.set(thread.id, thread);
  world.tell({ kind: 'channel', channel: thread });
  world.dispatch({ t: 'THREAD_CREATE', d: { ...thread, newly_created: true } });
  if (from !== undefined) markThread(world, from, thread);
  return thread;
}

/** Changes a thread's name or state and tells everybody. */
export function changeThread(world: World, thread: APIThreadChannel, body: Json): APIThreadChannel {
  const meta = thread.thread_metadata;
  const name = textIn(body.name);
  if (name !== undefined) thread.name = name;
  if (meta !== undefined) {
    if (typeof body.archived === 'boolean') {
      meta.archived = body.archived;
      meta.archive_timestamp = isoTime(world.now());
    }
    if (typeof body.locked === 'boolean') meta.locked = body.locked;
    const minutes = numberIn(body.auto_archive_duration);
    if (minutes !== undefined) meta.auto_archive_duration = minutes;
  }
  world.tell({ kind: 'channel', channel: thread });
  world.dispatch({ t: 'THREAD_UPDATE', d: thread });
  return thread;
}

/** The message carries the thread that was started from it. */
function markThread(world: World, from: StoredMessage, thread: APIThreadChannel): void {
  const message: APIMessage = {
    ...from.message,
    thread,
    flags: (from.message.flags ?? 0) | MessageFlags.HasThread,
  };
  from.message = message;
  keepMessage(world, from, 'updated');
  world.dispatch({ t: 'MESSAGE_UPDATE', d: { ...message, guild_id: world.guild.id } });
}

/** Deletes a channel with its threads and messages, and tells everybody. */
export function removeChannel(world: World, channel: PageChannel): void {
  for (const other of [...world.channels.values()]) {
    if ('parent_id' in other && other.parent_id === channel.id) removeChannel(world, other);
  }
  world.channels.delete(channel.id);
  world.messages.delete(channel.id);
  world.tell({ kind: 'channel deleted', channelId: channel.id });
  const isThread = channel.type === 10 || channel.type === 11 || channel.type === 12;
  world.dispatch({ t: isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', d: channel });
}
