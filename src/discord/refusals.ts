/** What an error of Discord's means for a delivery: try again, and when, or give up, and why. */
import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { PostOutcome } from '../alerts/retry.ts';
import { describeError } from './errors.ts';

/** A wrong token isn't mended in seconds, and 10,000 invalid requests in 10 minutes get an address banned (Discord, "Rate Limits"). */
const BAD_TOKEN_WAIT_MS = 60_000;

/** Edits of messages older than an hour have a limit of their own (error 30046). */
const OLD_EDITS_WAIT_MS = 10 * 60_000;

const NO_PERMISSION: ReadonlySet<unknown> = new Set([
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.InvalidActionOnArchivedThread,
]);

const CHANNEL_GONE: ReadonlySet<unknown> = new Set([
  Code.UnknownChannel,
  Code.UnknownGuild,
  Code.CannotSendMessagesInNonTextChannel,
]);

const MESSAGE_GONE: ReadonlySet<unknown> = new Set([Code.UnknownMessage, Code.CannotEditMessageAuthoredByAnotherUser]);

/** What a thread can't be opened for besides permissions: the channel's type, and too many threads. */
const NO_THREAD: ReadonlySet<unknown> = new Set([
  Code.CannotExecuteActionOnThisChannelType,
  Code.MaximumActiveThreads,
  Code.MaximumActiveAnnouncementThreads,
]);

/**
 * Decides what an error from posting or editing means. What isn't known for certain to be hopeless is tried again:
 * an alert posted late is better than one that is lost.
 */
export function classifyPostError(error: unknown): PostOutcome {
  if (error instanceof RateLimitError) return retry(error.retryAfter, 'Discord asks to slow down');
  if (error instanceof HTTPError) return retry(undefined, `Discord answered ${error.status}`);
  if (error instanceof DiscordAPIError) return classifyApiError(error);
  const { name, message, code } = describeError(error);
  const why =
    name === 'AbortError' ? 'Discord took too long to answer' : `Discord can’t be reached: ${code ?? message}`;
  return retry(undefined, why);
}

/**
 * Decides what an error from opening a thread or posting in one means: what stands in its way must not stop the
 * channel it belongs to.
 */
export function classifyThreadError(error: unknown, doing: 'opening' | 'posting'): PostOutcome {
  const outcome = classifyPostError(error);
  if (outcome.kind !== 'refused') return outcome;
  const { reason, why } = outcome;
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  if (code === Code.InvalidActionOnArchivedThread || code === Code.ThreadLocked) {
    return { kind: 'refused', reason: 'thread gone', why };
  }
  if (reason === 'no permission' || NO_THREAD.has(code)) return { kind: 'refused', reason: 'no thread', why };
  // Of a thread that was deleted Discord says the same as of a channel.
  const isGone = reason === 'channel gone' || reason === 'message gone';
  return doing === 'posting' && isGone ? { kind: 'refused', reason: 'thread gone', why } : outcome;
}

function classifyApiError(error: DiscordAPIError): PostOutcome {
  const why = `Discord says: ${describeError(error).message} (${error.code})`;
  if (error.status === 401) return retry(BAD_TOKEN_WAIT_MS, `${why}. If this stays, put a new DISCORD_TOKEN in place.`);
  if (error.status === 429) return retry(undefined, why);
  if (error.code === Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached) return retry(OLD_EDITS_WAIT_MS, why);
  if (CHANNEL_GONE.has(error.code)) return { kind: 'refused', reason: 'channel gone', why };
  if (MESSAGE_GONE.has(error.code)) return { kind: 'refused', reason: 'message gone', why };
  if (NO_PERMISSION.has(error.code) || error.status === 403) return { kind: 'refused', reason: 'no permission', why };
  if (error.status === 400 || error.status === 413) return { kind: 'refused', reason: 'invalid', why };
  return retry(undefined, why);
}

function retry(afterMs: number | undefined, why: string): PostOutcome {
  return { kind: 'retry', afterMs, why };
}
