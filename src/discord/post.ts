/** Posting: a delivery becomes a message, and what Discord made of it becomes an outcome. */
import {
  type APIMessage,
  type APIThreadChannel,
  RESTJSONErrorCodes as Code,
  ComponentType,
  DiscordAPIError,
  type REST,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { PostOutcome } from '../alerts/retry.ts';
import type { DeliveryAction, OutboxRow } from '../model/delivery.ts';
import { type MessageBody, toMessageBody } from './message.ts';
import { classifyPostError, classifyThreadError } from './refusals.ts';

/** What posting needs. */
export interface PosterParts {
  readonly rest: REST;
  /** The bot's own user id, once it is known. */
  selfId(): string | undefined;
  now(): number;
}

/**
 * Discord promises to recognise a nonce only for "the past few minutes". A delivery older than this may have been
 * posted before a crash, so its channel is read first.
 */
const NONCE_HOLDS_MS = 2 * 60_000;

/** Messages read back to find one that was posted before a crash; the most that Discord gives at once. */
const READ_BACK_MESSAGES = 100;

/** Our clock and Discord's may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Makes the function that posts or edits one delivery, or opens a thread. It never throws.
 *
 * A post carries the delivery's id as nonce: sent twice, Discord answers with the first message (Discord, "Create
 * Message", `enforce_nonce`). A message has one thread at most, so opening it again finds it.
 */
export function createPoster(
  parts: PosterParts,
): (row: OutboxRow, targetId: string | undefined) => Promise<PostOutcome> {
  return async (row, targetId) => {
    const body = toMessageBody(row.message);
    const { action } = row;
    try {
      if (action.kind === 'open thread') return await openThread(parts.rest, row.channelId, targetId, action);
      if (action.kind === 'in thread') return await postInThread(parts, row, targetId, body);
      if (action.kind === 'edit') {
        if (targetId === undefined) return { kind: 'refused', reason: 'message gone', why: 'nothing to edit' };
        return sent(await edit(parts.rest, row.channelId, targetId, body));
      }
      const earlier = await findEarlier(parts, row, row.channelId, targetId, body);
      return sent(earlier ?? (await post(parts.rest, row, row.channelId, targetId, body)));
    } catch (error) {
      return classifyPostError(error);
    }
  };
}

function sent(message: { readonly id: string }): PostOutcome {
  return { kind: 'sent', messageId: message.id };
}

/** Quiet for so long, a thread leaves the channel list; a message brings it back. */
const ARCHIVE_AFTER = ThreadAutoArchiveDuration.ThreeDays;

/**
 * Opens a thread on a message.
 *
 * @returns `sent` with the thread's id, which is the message's (Discord, "Start Thread from Message")
 */
async function openThread(
  rest: REST,
  channelId: string,
  messageId: string | undefined,
  { name }: Extract<DeliveryAction, { kind: 'open thread' }>,
): Promise<PostOutcome> {
  if (messageId === undefined) return { kind: 'refused', reason: 'message gone', why: 'nothing to open a thread on' };
  try {
    const body = { name, auto_archive_duration: ARCHIVE_AFTER };
    return sent((await rest.post(Routes.threads(channelId, messageId), { body })) as APIThreadChannel);
  } catch (error) {
    // Made before a crash that kept us from noting it, or by somebody of the desk.
    const exists = error instanceof DiscordAPIError && error.code === Code.ThreadAlreadyCreatedForMessage;
    return exists ? { kind: 'sent', messageId } : classifyThreadError(error, 'opening');
  }
}

async function postInThread(
  parts: PosterParts,
  row: OutboxRow,
  threadId: string | undefined,
  body: MessageBody,
): Promise<PostOutcome> {
  if (threadId === undefined) return { kind: 'refused', reason: 'thread gone', why: 'there is no thread' };
  try {
    const earlier = await findEarlier(parts, row, threadId, undefined, body);
    return sent(earlier ?? (await post(parts.rest, row, threadId, undefined, body)));
  } catch (error) {
    return classifyThreadError(error, 'posting');
  }
}

async function post(
  rest: REST,
  row: OutboxRow,
  channelId: string,
  replyTo: string | undefined,
  body: MessageBody,
): Promise<APIMessage> {
  const reference =
    row.action.kind === 'reply' && replyTo !== undefined
      ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } }
      : {};
  return (await rest.post(Routes.channelMessages(channelId), {
    body: { ...body, ...reference, nonce: row.id, enforce_nonce: true },
  })) as APIMessage;
}

async function edit(rest: REST, channelId: string, messageId: string, body: MessageBody): Promise<APIMessage> {
  return (await rest.patch(Routes.channelMessage(channelId, messageId), { body })) as APIMessage;
}

/** Looks whether an older delivery was already posted; not being able to look is no reason not to post. */
async function findEarlier(
  parts: PosterParts,
  row: OutboxRow,
  channelId: string,
  replyTo: string | undefined,
  body: MessageBody,
): Promise<APIMessage | undefined> {
  const selfId = parts.selfId();
  if (selfId === undefined || parts.now() - row.createdAt < NONCE_HOLDS_MS) return undefined;
  try {
    const query = new URLSearchParams({ limit: String(READ_BACK_MESSAGES) });
    const recent = (await parts.rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    return recent.find((message) => message.author.id === selfId && isSame(message, row, replyTo, body));
  } catch (error) {
    if (classifyPostError(error).kind === 'retry') throw error;
    return undefined;
  }
}

/** Whether `message` is what `row` asks for: by the alert's id in its buttons, else by what it says. */
function isSame(message: APIMessage, row: OutboxRow, replyTo: string | undefined, body: MessageBody): boolean {
  const repliesTo = message.message_reference?.message_id;
  if (row.action.kind === 'reply' ? repliesTo !== replyTo : repliesTo !== undefined) return false;
  if (row.action.kind === 'post' && row.alertId !== undefined) return carriesAlert(message, row.alertId);
  const made = Date.parse(message.timestamp);
  return (
    made >= row.createdAt - CLOCK_SKEW_MS &&
    message.content === body.content.trim() &&
    message.embeds.map((embed) => embed.title ?? '').join('\n') ===
      body.embeds.map((embed) => embed.title ?? '').join('\n')
  );
}

function carriesAlert(message: APIMessage, alertId: string): boolean {
  return (message.components ?? []).some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some((component) => 'custom_id' in component && component.custom_id.endsWith(`:${alertId}`)),
  );
}
