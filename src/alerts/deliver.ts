/** Delivering: takes the outbox's rows to Discord, each channel in its order, and settles what became of each. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { OutboxRow } from '../model/delivery.ts';
import { type PostOutcome, type PostRefusal, retryWaitMs, SLOW_CAUSES, type TroubleKind } from './retry.ts';

/** Channels that are posted to at the same time: Discord allows 50 requests a second over all of them. */
const CHANNELS_AT_ONCE = 16;

/** What a channel can't take for a week is given up: its news is in the archive. */
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** So many failures in a row, some two minutes, and the desk is told that Discord does not take its messages. */
const FAILURES_TO_TELL = 7;

/** The file may be full or locked for a moment; what was posted meanwhile is recognised by its nonce. */
const STORE_WAIT_MS = 5_000;

/** How long closing waits for what is under way; a post that is cut off is repeated with its nonce. */
const CLOSE_WAIT_MS = 5_000;

/** No timer sleeps longer: a clock that was set is noticed. */
const LONGEST_SLEEP_MS = 60 * 60 * 1000;

/** What delivering needs of the outbox; see `store/outbox.ts`. */
export interface DeliveryQueue {
  nextDue(now: number): readonly { readonly row: OutboxRow; readonly targetId: string | undefined }[];
  nextDueAt(now: number): number | undefined;
  markSent(id: string, messageId: string, at: number): void;
  markRetry(id: string, nextAttemptAt: number, error: string): void;
  markFailed(id: string, error: string, at: number): void;
  markMessageGone(id: string, at: number): void;
  markThreadOff(id: string, error: string, at: number): void;
  failOlderThan(channelId: string, createdBefore: number, error: string, at: number): number;
}

/** Why a channel does not get its messages, for the desk's set-up channel. */
export interface DeliveryTrouble {
  readonly kind: TroubleKind;
  readonly guildId: string;
  readonly channelId: string;
  /** What Discord said. */
  readonly why: string;
  /** What to do about it, in plain words. */
  readonly advice: string;
}

/** What the deliverer is built from. */
export interface DelivererParts {
  readonly outbox: DeliveryQueue;
  /** Posts or edits; a post carries the row's id as its nonce. */
  readonly post: (row: OutboxRow, targetId: string | undefined) => Promise<PostOutcome>;
  readonly now: () => number;
  readonly log: Log;
  /** Told once for each channel and cause, and again only after the channel worked in between. */
  readonly onTrouble: (trouble: DeliveryTrouble) => void;
  /** Chance, from 0 to 1, that spreads retries; `Math.random` if not given. */
  readonly random?: () => number;
  /** Sleeps until the time has passed or the signal is aborted; the timers of Node if not given. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The loop that empties the outbox. */
export interface Deliverer {
  /** Delivers; resolves with `close`. Called once. */
  run(): Promise<void>;
  /** Looks at the outbox at once: call it after a commit that may have put something in. */
  wake(): void;
  /** Takes nothing new, and waits for the requests under way, at most 5 seconds. */
  close(): Promise<void>;
}

/**
 * Makes the deliverer.
 *
 * Row first, post second, mark third: a crash in between repeats the post, and the nonce swallows the repeat.
 *
 * What becomes of a refusal:
 * - no permission, channel gone: the rows wait, and the channel is tried again, ever more slowly but at least once an
 *   hour, for a week; nothing is switched off by one error.
 * - message gone: a deleted alert is the desk's will, so edits of it are dropped; a change of status is posted anew.
 * - no thread, thread gone: the story goes on in the channel, as if there were no threads; a deleted one is the desk's
 *   will, one that can't be opened is told.
 * - invalid: that message is given up, and the channel goes on.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const { outbox, now, log } = parts;
  const random = parts.random ?? Math.random;
  const sleep = parts.sleep ?? sleepUnlessAborted;
  const underWay = new Map<string, Promise<void>>();
  const told = new Map<string, Set<TroubleKind>>();
  const closing = new AbortController();
  const drained = Promise.withResolvers<void>();
  let woken = Promise.withResolvers<void>();

  const wake = () => woken.resolve();

  /** Starts what is due in channels that are idle. @returns how long nothing more will be, in ms */
  function startDue(): number {
    try {
      for (const { row, targetId } of outbox.nextDue(now())) {
        if (underWay.size >= CHANNELS_AT_ONCE) break;
        if (underWay.has(row.channelId)) continue;
        const done = deliver(row, targetId).finally(() => {
          underWay.delete(row.channelId);
          wake();
        });
        underWay.set(row.channelId, done);
      }
      const nextAt = outbox.nextDueAt(now());
      return nextAt === undefined ? LONGEST_SLEEP_MS : Math.min(Math.max(0, nextAt - now()), LONGEST_SLEEP_MS);
    } catch (error) {
      log.error({ err: error }, 'The outbox can’t be read; trying again');
      return STORE_WAIT_MS;
    }
  }

  async function deliver(row: OutboxRow, targetId: string | undefined): Promise<void> {
    const outcome = await attempt(row, targetId);
    try {
      settle(row, outcome);
    } catch (error) {
      log.error({ err: error, deliveryId: row.id }, 'What became of a delivery can’t be kept; it is tried again');
      await sleep(STORE_WAIT_MS, closing.signal);
    }
  }

  async function attempt(row: OutboxRow, targetId: string | undefined): Promise<PostOutcome> {
    try {
      return await parts.post(row, targetId);
    } catch (error) {
      log.error({ err: error, deliveryId: row.id }, 'Posting failed in a way that nobody foresaw');
      return { kind: 'retry', afterMs: undefined, why: error instanceof Error ? error.message : String(error) };
    }
  }

  function settle(row: OutboxRow, outcome: PostOutcome): void {
    switch (outcome.kind) {
      case 'sent':
        outbox.markSent(row.id, outcome.messageId, now());
        if (told.delete(row.channelId)) log.info({ channelId: row.channelId }, 'The channel takes messages again');
        return;
      case 'retry':
        outbox.markRetry(row.id, retryAt(row, 'not taken', outcome.afterMs), `not taken: ${outcome.why}`);
        if (row.attempts + 1 >= FAILURES_TO_TELL) tell(row, 'not taken', outcome.why);
        return;
      case 'refused':
        settleRefusal(row, outcome);
    }
  }

  function settleRefusal(row: OutboxRow, { reason, why }: PostRefusal): void {
    if (reason === 'message gone' && row.action.kind !== 'post') {
      log.info({ deliveryId: row.id, channelId: row.channelId }, 'The alert’s message was deleted in the channel');
      outbox.markMessageGone(row.id, now());
    } else if (reason === 'no thread' || reason === 'thread gone') {
      log.info({ deliveryId: row.id, channelId: row.channelId, why }, 'The story goes on without its thread');
      outbox.markThreadOff(row.id, `${reason}: ${why}`, now());
      if (reason === 'no thread') tell(row, reason, why);
    } else if (reason === 'no permission' || reason === 'channel gone') {
      outbox.markRetry(row.id, retryAt(row, reason, undefined), `${reason}: ${why}`);
      const lost = outbox.failOlderThan(row.channelId, now() - GIVE_UP_AFTER_MS, `${reason}: ${why}`, now());
      if (lost > 0) log.error({ channelId: row.channelId, lost, why }, 'Deliveries were given up after a week');
      tell(row, reason, why);
    } else {
      log.error({ deliveryId: row.id, channelId: row.channelId, why }, 'Discord refuses a message; it is given up');
      outbox.markFailed(row.id, `${reason}: ${why}`, now());
      tell(row, 'message refused', why);
    }
  }

  function retryAt(row: OutboxRow, cause: TroubleKind, afterMs: number | undefined): number {
    return now() + retryWaitMs(cause, row.attempts, afterMs, random());
  }

  /** Tells a trouble once; the row remembers over a restart that it was told. */
  function tell(row: OutboxRow, kind: TroubleKind, why: string): void {
    const { guildId, channelId } = row;
    log.warn({ channelId, deliveryId: row.id, attempts: row.attempts + 1, why }, `A channel is not posted to: ${kind}`);
    const toldOfChannel = told.get(channelId) ?? new Set();
    told.set(channelId, toldOfChannel);
    const toldBefore = toldOfChannel.has(kind) || (SLOW_CAUSES.has(kind) && row.lastError?.startsWith(`${kind}:`));
    toldOfChannel.add(kind);
    if (!toldBefore) parts.onTrouble({ kind, guildId, channelId, why, advice: adviceFor(kind, channelId) });
  }

  return {
    async run() {
      while (!closing.signal.aborted) {
        // Made before looking: a wake while looking must not be lost.
        woken = Promise.withResolvers<void>();
        const idleMs = startDue();
        const rest = new AbortController();
        const signal = AbortSignal.any([rest.signal, closing.signal]);
        await Promise.race([woken.promise, sleep(idleMs, signal)]);
        rest.abort();
      }
      await drained.promise;
    },
    wake,
    async close() {
      closing.abort();
      wake();
      const late = new AbortController();
      await Promise.race([Promise.allSettled(underWay.values()), sleep(CLOSE_WAIT_MS, late.signal)]);
      late.abort();
      drained.resolve();
    },
  };
}

function adviceFor(kind: TroubleKind, channelId: string): string {
  switch (kind) {
    case 'no permission':
      return `Give Dateline View Channel, Send Messages, Embed Links and Read Message History in <#${channelId}>. What waits is posted within the hour.`;
    case 'channel gone':
      return `The channel ${channelId} is gone, or Dateline can’t see it. Choose another one for its watchlists with /watch edit; what waits is kept for a week.`;
    case 'message refused':
      return `One alert for <#${channelId}> could not be posted; the others are. /alerts recent shows it.`;
    case 'no thread':
      return `Updates stand in the channel instead. Give Dateline Create Public Threads and Send Messages in Threads in <#${channelId}>, or switch threads off with /watch edit threads:False.`;
    case 'not taken':
      return `Discord has not taken messages for <#${channelId}> for some minutes. Dateline goes on trying; nothing is lost.`;
  }
}

async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  // An abort is the end of the sleep, not a failure.
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
