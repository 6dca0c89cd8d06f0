/** Posting: a delivery becomes a message, and what Discord made of it becomes an outcome. */
import { type APIMessage, ComponentType, type REST, Routes } from 'discord.js';
import type { PostOutcome } from '../alerts/retry.ts';
import type { OutboxRow } from '../model/delivery.ts';
import { type MessageBody, toMessageBody } from './message.ts';
import { classifyPostError } from './refusals.ts';

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
 * Makes the function that posts or edits one delivery. It never throws.
 *
 * A post carries the delivery's id as nonce: sent twice, Discord answers with the first message (Discord, "Create
 * Message", `enforce_nonce`).
 */
export function createPoster(
  parts: PosterParts,
): (row: OutboxRow, targetMessageId: string | undefined) => Promise<PostOutcome> {
  return async (row, targetMessageId) => {
    const body = toMessageBody(row.message);
    try {
      if (row.action.kind === 'edit') {
        if (targetMessageId === undefined) return { kind: 'refused', reason: 'message gone', why: 'nothing to edit' };
        return sent(await edit(parts.rest, row.channelId, targetMessageId, body));
      }
      const earlier = await findEarlier(parts, row, targetMessageId, body);
      return sent(earlier ?? (await post(parts.rest, row, targetMessageId, body)));
    } catch (error) {
      return classifyPostError(error);
    }
  };
}

function sent(message: Pick<APIMessage, 'id'>): PostOutcome {
  return { kind: 'sent', messageId: message.id };
}

async function post(rest: REST, row: OutboxRow, replyTo: string | undefined, body: MessageBody): Promise<APIMessage> {
  const reference =
    row.action.kind === 'reply' && replyTo !== undefined
      ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } }
      : {};
  return (await rest.post(Routes.channelMessages(row.channelId), {
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
  replyTo: string | undefined,
  body: MessageBody,
): Promise<APIMessage | undefined> {
  const selfId = parts.selfId();
  if (selfId === undefined || parts.now() - row.createdAt < NONCE_HOLDS_MS) return undefined;
  try {
    const query = new URLSearchParams({ limit: String(READ_BACK_MESSAGES) });
    const recent = (await parts.rest.get(Routes.channelMessages(row.channelId), { query })) as APIMessage[];
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
