/** Posting, editing and deleting messages as a bot may, with everything that Discord would refuse. */
import {
  type APIMessage,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import {
  askedFlags,
  attachmentIssues,
  composeMessage,
  editMessage,
  type UploadedFile,
  unknownReference,
} from './compose.ts';
import { refusal } from './errors.ts';
import { memberObject } from './guild-data.ts';
import { isObject, type Json, textIn } from './json.ts';
import { isEmptyMessage, messageIssues } from './message-rules.ts';
import type { PageChannel } from './page-api.ts';
import { may } from './permissions.ts';
import { refuseIssues } from './validate.ts';
import { botUser, isoTime, isThread, keepMessage, permissionsIn, type StoredMessage, type World } from './world.ts';

const P = PermissionFlagsBits;

/** Flags that an edit keeps whatever the body says. */
const LASTING_FLAGS = MessageFlags.Ephemeral | MessageFlags.HasThread | MessageFlags.IsComponentsV2;

/** A body that has passed its schema, with its files. */
export interface CheckedBody {
  readonly body: Json;
  readonly files: readonly UploadedFile[];
}

/** Refuses unless the bot may see the channel (50001) and do all of `needed` there (50013). */
export function requireBotMay(world: World, channel: PageChannel, needed: bigint): bigint {
  const granted = permissionsIn(world, world.applicationId, channel);
  if (!may(granted, P.ViewChannel)) throw refusal('missing access');
  if (!may(granted, needed)) throw refusal('missing permissions');
  return granted;
}

/** Posts a message of the bot. @throws {Refusal} as Discord would refuse it */
export function postMessage(world: World, channel: PageChannel, checked: CheckedBody, baseUrl: string): APIMessage {
  const { body, files } = checked;
  const permissions = requireBotMay(world, channel, isThread(channel) ? P.SendMessagesInThreads : P.SendMessages);
  if (Array.isArray(body.embeds) && body.embeds.length > 0 && !may(permissions, P.EmbedLinks))
    throw refusal('missing permissions');
  if (files.length > 0 && !may(permissions, P.AttachFiles)) throw refusal('missing permissions');
  refuseIssues([...messageIssues(body, askedFlags(body)), ...attachmentIssues(body, files, [])]);
  if (isEmptyMessage(body, files.length)) throw refusal('empty message');
  const reference = readReference(world, channel, body, permissions);
  unarchive(world, channel);
  const message: APIMessage = {
    ...composeMessage(world, channel, botUser(world), body, files, baseUrl),
    ...(reference === undefined ? {} : replyFields(world, channel, reference, body)),
  };
  // Ephemeral exists in answers to interactions alone; elsewhere Discord ignores it.
  message.flags = (message.flags ?? 0) & ~MessageFlags.Ephemeral;
  publishMessage(world, channel, { message, visibleTo: undefined });
  return message;
}

/** Keeps a new message and tells everybody who may see it. */
export function publishMessage(world: World, channel: PageChannel, stored: StoredMessage): void {
  keepMessage(world, stored, 'created');
  if (stored.visibleTo !== undefined) return;
  channel.last_message_id = stored.message.id;
  if (isThread(channel)) {
    channel.message_count = (channel.message_count ?? 0) + 1;
    channel.total_message_sent = (channel.total_message_sent ?? 0) + 1;
  }
  const { user: _user, ...member } = memberObject(world, stored.message.author.id);
  world.dispatch({ t: 'MESSAGE_CREATE', d: { ...stored.message, guild_id: world.guild.id, member } });
}

/**
 * Edits a message that the bot has written, in a channel or through an interaction's webhook.
 *
 * @throws {Refusal} as Discord would refuse it
 */
export function reviseMessage(
  world: World,
  channel: PageChannel,
  stored: StoredMessage,
  checked: CheckedBody,
  baseUrl: string,
): APIMessage {
  const { body, files } = checked;
  const before = stored.message;
  if (before.author.id !== world.applicationId) throw refusal('not your message');
  const flags = editedFlags(before.flags ?? 0, body);
  const kept = before.attachments;
  refuseIssues([...messageIssues(body, flags), ...attachmentIssues(body, files, kept)]);
  const message = editMessage(world, channel, before, body, files, baseUrl, flags);
  if (isEmptyMessage({ ...message }, message.attachments.length)) throw refusal('empty message');
  stored.message = message;
  keepMessage(world, stored, 'updated');
  if (stored.visibleTo === undefined) {
    const { user: _user, ...member } = memberObject(world, message.author.id);
    world.dispatch({ t: 'MESSAGE_UPDATE', d: { ...message, guild_id: world.guild.id, member } });
  }
  return message;
}

/** Deletes a message and tells everybody. */
export function removeMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id: channelId } = stored.message;
  world.messages.get(channelId)?.delete(id);
  world.tell({ kind: 'message deleted', channelId, messageId: id });
  if (stored.visibleTo === undefined) {
    world.dispatch({ t: 'MESSAGE_DELETE', d: { id, channel_id: channelId, guild_id: world.guild.id } });
  }
}

/** Loading ends with the first edit; only SUPPRESS_EMBEDS is free to change, IS_COMPONENTS_V2 to be set. */
function editedFlags(before: number, body: Json): number {
  const settable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  if (body.flags == null) return before & ~MessageFlags.Loading;
  return (before & LASTING_FLAGS) | (askedFlags(body) & settable);
}

/** The message that a body answers; undefined where it answers none, or one that need not exist. */
function readReference(world: World, channel: PageChannel, body: Json, permissions: bigint): APIMessage | undefined {
  const reference = body.message_reference;
  if (!isObject(reference)) return undefined;
  if (!may(permissions, P.ReadMessageHistory)) throw refusal('no history');
  const elsewhere = textIn(reference.channel_id) !== undefined && reference.channel_id !== channel.id;
  const stored = world.messages.get(channel.id)?.get(textIn(reference.message_id) ?? '');
  if (stored === undefined || elsewhere || stored.visibleTo !== undefined) {
    if (reference.fail_if_not_exists === false) return undefined;
    throw unknownReference();
  }
  return stored.message;
}

/** What a message has because it answers another. */
export function replyFields(world: World, channel: PageChannel, answered: APIMessage, body: Json): Partial<APIMessage> {
  const { referenced_message: _deeper, ...referenced } = answered;
  const allowed = body.allowed_mentions;
  const pings = !isObject(allowed) || allowed.replied_user === true;
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: answered.id,
      guild_id: world.guild.id,
    },
    referenced_message: referenced,
    ...(pings ? { mentions: [answered.author] } : {}),
  };
}

/** A message in an archived thread opens it again; a locked one stays shut. */
function unarchive(world: World, channel: PageChannel): void {
  if (!isThread(channel) || channel.thread_metadata?.archived !== true) return;
  if (channel.thread_metadata.locked === true) throw refusal('thread archived');
  channel.thread_metadata.archived = false;
  channel.thread_metadata.archive_timestamp = isoTime(world.now());
  world.tell({ kind: 'channel', channel });
  world.dispatch({ t: 'THREAD_UPDATE', d: channel });
}
