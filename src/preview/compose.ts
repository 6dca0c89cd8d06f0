/** From a request's body to the message that Discord makes of it. */
import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { type FieldIssue, invalidForm } from './errors.ts';
import { isObject, type Json, numberIn, objectsIn, textIn, withoutNulls } from './json.ts';
import { numberThrough } from './numbering.ts';
import type { PageChannel } from './page-api.ts';
import { may } from './permissions.ts';
import { isoTime, permissionsIn, type StoredFile, type World } from './world.ts';

/** A file as it came with a request: `files[0]` and its like. */
export interface UploadedFile {
  /** The number in `files[n]`, as attachments name it. */
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Uploaded files in memory at one time. */
const MAX_FILES = 100;

/** Flags that a sender may set itself. */
const OWN_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage;

/** The flags a body asks for, others ignored as Discord does. */
export function askedFlags(body: Json): number {
  return (numberIn(body.flags) ?? 0) & OWN_FLAGS;
}

/** Makes a new message of `author` from a body that has passed all checks. */
export function composeMessage(
  world: World,
  channel: PageChannel,
  author: APIUser,
  body: Json,
  files: readonly UploadedFile[],
  baseUrl: string,
): APIMessage {
  const content = (textIn(body.content) ?? '').trim();
  const attachments = composeAttachments(world, channel.id, body, files, [], baseUrl);
  const message: APIMessage = {
    id: world.newId(),
    type: MessageType.Default,
    channel_id: channel.id,
    author,
    content,
    timestamp: isoTime(world.now()),
    edited_timestamp: null,
    tts: body.tts === true,
    pinned: false,
    flags: askedFlags(body),
    attachments,
    embeds: composeEmbeds(body, attachments),
    components: composeComponents(body),
    ...composeMentions(world, channel, author.id, content, body.allowed_mentions),
  };
  const nonce = body.nonce;
  if (typeof nonce === 'string' || typeof nonce === 'number') message.nonce = nonce;
  return message;
}

/**
 * Makes the edited form of a message. A field that the body leaves out stays; null empties it.
 *
 * @param flags the flags after the edit
 */
export function editMessage(
  world: World,
  channel: PageChannel,
  before: APIMessage,
  body: Json,
  files: readonly UploadedFile[],
  baseUrl: string,
  flags: number,
): APIMessage {
  const content = 'content' in body ? (textIn(body.content) ?? '').trim() : before.content;
  const attachments = composeAttachments(world, channel.id, body, files, before.attachments, baseUrl);
  return {
    ...before,
    content,
    attachments,
    flags,
    embeds: 'embeds' in body ? composeEmbeds(body, attachments) : before.embeds,
    components: 'components' in body ? composeComponents(body) : (before.components ?? []),
    edited_timestamp: isoTime(world.now()),
    ...('content' in body || 'allowed_mentions' in body
      ? composeMentions(world, channel, before.author.id, content, body.allowed_mentions)
      : {}),
  };
}

/** Attachments that a body names without a file to them. */
export function attachmentIssues(
  body: Json,
  files: readonly UploadedFile[],
  kept: readonly APIAttachment[],
): FieldIssue[] {
  const known = new Set([...files.map((file) => file.field), ...kept.map((attachment) => attachment.id)]);
  return objectsIn(body.attachments).flatMap((attachment, at) =>
    known.has(String(attachment.id))
      ? []
      : [
          {
            path: ['attachments', at, 'id'],
            code: 'MESSAGE_ATTACHMENT_NOT_FOUND',
            message: `Attachment data for ${String(attachment.id).slice(0, 40)} not found`,
          },
        ],
  );
}

function composeAttachments(
  world: World,
  channelId: string,
  body: Json,
  files: readonly UploadedFile[],
  before: readonly APIAttachment[],
  baseUrl: string,
): APIAttachment[] {
  const named = new Map(objectsIn(body.attachments).map((attachment) => [String(attachment.id), attachment]));
  const kept = Array.isArray(body.attachments) ? before.filter((attachment) => named.has(attachment.id)) : before;
  const added = files.map((file) => {
    const words = named.get(file.field);
    const filename = textIn(words?.filename) ?? file.filename;
    const description = textIn(words?.description);
    return storeAttachment(world, channelId, { ...file, filename }, baseUrl, description);
  });
  return [...kept, ...added];
}

/** Keeps a file, and forgets the oldest where there are many. */
function keepFile(world: World, id: string, file: StoredFile): void {
  world.files.set(id, file);
  const oldest = world.files.keys().next().value;
  if (world.files.size > MAX_FILES && oldest !== undefined) world.files.delete(oldest);
}

/** Keeps a file and gives the attachment that points at it. */
export function storeAttachment(
  world: World,
  channelId: string,
  file: Omit<UploadedFile, 'field'>,
  baseUrl: string,
  description?: string,
): APIAttachment {
  const id = world.newId();
  const filename = file.filename.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 200) || 'file';
  const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
  keepFile(world, id, { bytes: file.bytes, contentType: file.contentType, filename });
  return {
    id,
    filename,
    size: file.bytes.byteLength,
    url: `${baseUrl}${path}`,
    proxy_url: `${baseUrl}${path}`,
    content_type: file.contentType,
    ...(description === undefined ? {} : { description }),
  };
}

function composeEmbeds(body: Json, attachments: readonly APIAttachment[]): APIEmbed[] {
  return objectsIn(body.embeds).map((embed) => {
    const clean = withoutNulls(embed) as Record<string, unknown>;
    for (const name of ['image', 'thumbnail']) {
      const picture = clean[name];
      if (!isObject(picture)) continue;
      const url = pictureUrl(textIn(picture.url) ?? '', attachments);
      clean[name] = { ...picture, url, proxy_url: url, width: 0, height: 0 };
    }
    if (typeof clean.timestamp === 'string') clean.timestamp = isoTime(Date.parse(clean.timestamp));
    for (const name of ['title', 'description']) {
      const text = clean[name];
      if (typeof text === 'string') clean[name] = text.trim();
    }
    if (Array.isArray(clean.fields)) {
      clean.fields = objectsIn(clean.fields).map((field) => ({ ...field, inline: field.inline === true }));
    }
    return { ...clean, type: 'rich' } as APIEmbed;
  });
}

function pictureUrl(url: string, attachments: readonly APIAttachment[]): string {
  const filename = url.startsWith('attachment://') ? url.slice('attachment://'.length) : undefined;
  return attachments.find((attachment) => attachment.filename === filename)?.url ?? url;
}

function composeComponents(body: Json): APIMessageTopLevelComponent[] {
  return numberThrough(objectsIn(withoutNulls(body.components))) as unknown as APIMessageTopLevelComponent[];
}

/** Whom a text pings: what it names, as far as `allowed` lets it. */
function composeMentions(
  world: World,
  channel: PageChannel,
  authorId: string,
  content: string,
  allowed: unknown,
): Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const permissions = permissionsIn(world, authorId, channel);
  const mayPingAll = may(permissions, PermissionFlagsBits.MentionEveryone);
  const named = [...content.matchAll(/<@(!|&)?(\d{1,20})>/g)];
  const userIds = new Set(named.flatMap(([, sigil, id]) => (sigil !== '&' && id !== undefined ? [id] : [])));
  const roleIds = new Set(named.flatMap(([, sigil, id]) => (sigil === '&' && id !== undefined ? [id] : [])));
  return {
    mentions: [...userIds].flatMap((id) => {
      const member = world.members.get(id);
      return member !== undefined && isAllowed(allowed, 'users', id) ? [member.user] : [];
    }),
    mention_roles: [...roleIds].filter((id) => {
      const role = world.roles.get(id);
      return role !== undefined && (role.mentionable || mayPingAll) && isAllowed(allowed, 'roles', id);
    }),
    mention_everyone: /@(everyone|here)\b/.test(content) && mayPingAll && isAllowed(allowed, 'everyone', undefined),
  };
}

function isAllowed(allowed: unknown, kind: 'users' | 'roles' | 'everyone', id: string | undefined): boolean {
  if (!isObject(allowed)) return true;
  if (Array.isArray(allowed.parse) && allowed.parse.includes(kind)) return true;
  const ids = allowed[kind];
  return id !== undefined && Array.isArray(ids) && ids.includes(id);
}

/** What must be wrong with a reply: the message that it answers doesn't exist. */
export function unknownReference(): Error {
  const issue = { code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' };
  return invalidForm([{ path: ['message_reference'], ...issue }]);
}
