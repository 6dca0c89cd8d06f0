/** Polling one feed: ask, read, take what is new, and only then keep what the answer taught. */
import type { Log } from '../log.ts';
import type { Feed, FeedState, FeedWithState } from '../model/feed.ts';
import type { Item } from '../model/item.ts';
import { withoutQuery } from './address.ts';
import { type FeedAnswer, type FeedBody, fetchFeed, refusedAsUnreadable, requestUrl } from './fetch.ts';
import type { HttpClient } from './http.ts';
import { type FreshItem, findFresh, type SeenItems } from './identity.ts';
import { readFeed } from './read.ts';
import { isReadingError } from './reading-failure.ts';
import { mergeItemDates } from './rhythm.ts';
import { inWords, nextState, type Taken } from './schedule.ts';
import type { StateSaver } from './state-saver.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What became of one feed. */
export interface PollOutcome {
  readonly feedId: string;
  readonly kind: 'new items' | 'nothing new' | 'baseline' | 'failed' | 'postponed';
  /** Items handed on. */
  readonly items: number;
  /** In plain words, for `failed` and `postponed`. */
  readonly why: string | undefined;
  /** How often in a row the feed has failed by now. */
  readonly failures: number;
}

/** What polling a feed needs. */
export interface FeedPollingParts {
  readonly seen: SeenItems;
  readonly http: HttpClient;
  /** `readFeed` if not given. */
  readonly read?: typeof readFeed;
  /**
   * Takes one item, and marks its `identityKeys` as seen with its id in the same transaction. A reworded item comes with
   * the id under which it was taken first.
   */
  readonly takeItem: (item: Item, change: FreshItem['change']) => Promise<void> | void;
  /** Has the last word on when a feed is due after a good poll (WebSub); `next` as it is if not given. */
  readonly pace?: (next: FeedState, polledNews: boolean) => FeedState;
  /** When a document announces a hub that the one before did not. */
  readonly onHub?: (row: FeedWithState) => void;
  readonly now: () => number;
  readonly log: Log;
}

/** What can be done with one feed; undefined where the stop came between. */
export interface FeedPolling {
  /** @param url the address that is asked; null where the feed's is none */
  poll(row: FeedWithState, url: URL | null): Promise<PollOutcome | undefined>;
  /** A hub can lie: what it sends may bring items, but neither a failure nor validators, due times or a baseline. */
  takePushed(row: FeedWithState, body: Uint8Array, contentType: string | undefined): Promise<PollOutcome>;
  /** Keeps that the feed failed for a reason that is no answer's. */
  fail(row: FeedWithState, why: string): PollOutcome;
}

type GoodAnswer = Exclude<FeedAnswer, { kind: 'refused' }>;

/**
 * Makes it.
 *
 * @param states takes what was learnt
 * @param stop ends what is under way; nothing is kept after it
 */
export function createFeedPolling(parts: FeedPollingParts, states: StateSaver, stop: AbortSignal): FeedPolling {
  const { seen, http, log, read = readFeed } = parts;
  /** Until when a host asked us to stay away altogether (429, 503 with Retry-After). */
  const holds = new Map<string, number>();

  async function poll(row: FeedWithState, url: URL | null): Promise<PollOutcome | undefined> {
    if (stop.aborted) return undefined;
    const now = parts.now();
    const host = url?.hostname ?? '';
    const heldUntil = holds.get(host);
    if (heldUntil !== undefined) {
      if (heldUntil > now) return postpone(row, heldUntil);
      holds.delete(host);
    }
    const answer = await fetchFeed(row.feed, row.state, http, now, stop, url ?? undefined);
    if (answer.kind === 'unchanged') return stop.aborted ? undefined : learn(row, answer, undefined, 0);
    if (answer.kind === 'body') return takeBody(row, answer);
    if (answer.retryAfterMs !== undefined) holds.set(host, now + Math.min(answer.retryAfterMs, DAY_MS));
    return refuse(row, answer);
  }

  /** Takes the items of an answer, and only then saves what the answer taught. */
  async function takeBody(row: FeedWithState, answer: FeedBody): Promise<PollOutcome | undefined> {
    const { feed, state } = row;
    const parsed = await readBody(answer);
    if (stop.aborted) return undefined;
    if (parsed.kind === 'refused') return refuse(row, parsed);
    const isFirst = state.baselineAt === undefined;
    const fresh = findFresh(feed, parsed.items, seen, { seenAt: parts.now(), backlog: isFirst });
    const untaken = await takeAll(feed, fresh);
    if (stop.aborted) return undefined;
    // The validators are not kept: the same document comes again, and what was taken of it is known by then.
    if (untaken > 0) return fail(row, `${untaken} of ${fresh.length} items could not be filed; the log says why`);
    const newItems = fresh.filter((one) => one.change === 'new').map((one) => one.parsed);
    return learn(row, answer, { parsed, newItems }, fresh.length);
  }

  /** Saves what a good answer taught: validators, rhythm, when to ask again. */
  function learn(row: FeedWithState, answer: GoodAnswer, taken: Taken | undefined, items: number): PollOutcome {
    const { feed, state } = row;
    const isFirst = state.baselineAt === undefined;
    const ownPace = nextState(feed, state, answer, taken, parts.now());
    const polledNews = !isFirst && taken !== undefined && taken.newItems.length > 0;
    const next = parts.pace?.(ownPace, polledNews) ?? ownPace;
    states.save(next);
    if (next.hub !== undefined && !isSameHub(next.hub, state.hub)) parts.onHub?.({ feed, state: next });
    log.debug({ feed: feed.title, items, due: next.nextDueReason }, items === 0 ? 'nothing new' : 'new items');
    const kind = isFirst ? 'baseline' : items > 0 ? 'new items' : 'nothing new';
    return { feedId: feed.id, kind, items, why: undefined, failures: 0 };
  }

  async function takePushed(
    row: FeedWithState,
    body: Uint8Array,
    contentType: string | undefined,
  ): Promise<PollOutcome> {
    const { feed, state } = row;
    const nothing: PollOutcome = {
      feedId: feed.id,
      kind: 'nothing new',
      items: 0,
      why: undefined,
      failures: state.failures,
    };
    // Before the first poll nobody can tell the outlet's backlog from its news.
    if (state.baselineAt === undefined) return nothing;
    const url = state.validatorsUrl ?? requestUrl(feed, state);
    const parsed = await readBody({ body, contentType, finalUrl: url });
    if (parsed.kind === 'refused') return { ...nothing, kind: 'failed', why: parsed.why };
    const fresh = findFresh(feed, parsed.items, seen, { seenAt: parts.now(), backlog: false });
    const untaken = await takeAll(feed, fresh);
    if (untaken > 0)
      return { ...nothing, kind: 'failed', why: `${untaken} of ${fresh.length} items could not be filed` };
    if (fresh.length === 0) return nothing;
    const newItems = fresh.filter((one) => one.change === 'new').map((one) => one.parsed);
    const next: FeedState = {
      ...state,
      lastNewItemAt: parts.now(),
      recentItemsAt: mergeItemDates(state.recentItemsAt, newItems, newItems, parts.now()),
    };
    states.save(next);
    return { ...nothing, kind: 'new items', items: fresh.length };
  }

  async function readBody(answer: Pick<FeedBody, 'body' | 'contentType' | 'finalUrl'>) {
    try {
      return {
        kind: 'read' as const,
        ...(await read(answer.body, { contentType: answer.contentType, url: answer.finalUrl, now: parts.now() })),
      };
    } catch (error) {
      if (!isReadingError(error)) throw error;
      return refusedAsUnreadable(answer, error.message);
    }
  }

  async function takeAll(feed: Feed, fresh: readonly FreshItem[]): Promise<number> {
    let untaken = 0;
    for (const { item, change } of fresh) {
      if (stop.aborted) return untaken;
      try {
        await parts.takeItem(item, change);
      } catch (error) {
        untaken += 1;
        log.error({ err: error, feed: feed.title, item: item.id }, 'an item could not be filed');
      }
    }
    return untaken;
  }

  function refuse(row: FeedWithState, answer: Extract<FeedAnswer, { kind: 'refused' }>): PollOutcome {
    const next = nextState(row.feed, row.state, answer, undefined, parts.now());
    states.save(next);
    log.debug(
      { feed: row.feed.title, url: withoutQuery(row.feed.url), failures: next.failures, due: next.nextDueReason },
      `no feed to be had: ${answer.why}`,
    );
    return { feedId: row.feed.id, kind: 'failed', items: 0, why: answer.why, failures: next.failures };
  }

  function fail(row: FeedWithState, why: string): PollOutcome {
    return refuse(row, {
      kind: 'refused',
      httpStatus: undefined,
      retryAfterMs: undefined,
      why,
      blocked: false,
      gone: false,
    });
  }

  function postpone(row: FeedWithState, until: number): PollOutcome {
    const why = `the server asked to be left alone for ${inWords(until - parts.now())} (Retry-After)`;
    const state: FeedState = { ...row.state, nextDueAt: until, nextDueReason: why };
    states.save(state);
    return { feedId: row.feed.id, kind: 'postponed', items: 0, why, failures: state.failures };
  }

  return { poll, takePushed, fail };
}

function isSameHub(hub: NonNullable<FeedState['hub']>, before: FeedState['hub']): boolean {
  return before !== undefined && before.url === hub.url && before.topic === hub.topic;
}
