/** One round of polling: which feeds are due, a few at a time; what came, what failed, and nothing stops for another's failure. */
import type { Log } from '../log.ts';
import type { Feed, FeedState } from '../model/feed.ts';
import type { Item } from '../model/item.ts';
import { withoutQuery } from './address.ts';
import { failuresInWords } from './failure-words.ts';
import { type FeedAnswer, type FeedBody, fetchFeed, refusedAsUnreadable, requestUrl } from './fetch.ts';
import type { HttpClient } from './http.ts';
import { type FreshItem, findFresh, type SeenItems } from './identity.ts';
import { readFeed } from './read.ts';
import { isReadingError } from './reading-failure.ts';
import { mergeItemDates } from './rhythm.ts';
import { inWords, nextState, type Taken } from './schedule.ts';
import { createStateSaver } from './state-saver.ts';
import { createTurns } from './turns.ts';

/** Feeds under way at a time: enough to outwait slow servers, few enough that their bodies fit into memory. */
const CONCURRENT_FEEDS = 48;
/** Read from the store at a time: thousands that wait with all that is known of them would outlive the collector's young. */
const PAGE_FEEDS = 2 * CONCURRENT_FEEDS;
/** Of one host: as many as it may be asked at a time. */
const CONCURRENT_PER_HOST = 2;

/** A feed with what polling remembers of it. */
export interface FeedWithState {
  readonly feed: Feed;
  readonly state: FeedState;
}

/** How a round goes, told after each feed. */
export interface PollProgress {
  readonly done: number;
  /** Of the feeds that are under way or waiting at this moment, and those done since there were none. */
  readonly total: number;
  readonly outcome: PollOutcome;
}

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

/** What became of a round. */
export interface PollRound {
  readonly outcomes: readonly PollOutcome[];
  readonly newItems: number;
  readonly failed: number;
}

/** What the poller is built from. */
export interface PollerParts {
  readonly feeds: {
    /** @param limit at most so many, the longest due first */
    due(now: number, limit: number): readonly FeedWithState[];
    find(feedId: string): FeedWithState | undefined;
    /** Keeps all of them, in one transaction. */
    saveStates(states: readonly FeedState[]): void;
  };
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
  readonly onProgress?: (progress: PollProgress) => void;
}

type GoodAnswer = Exclude<FeedAnswer, { kind: 'refused' }>;

/** The poller: state with a lifetime, from the first tick to the stop. */
export interface Poller {
  /** Polls what is due and not yet under way; resolves when all of it is done. A tick may come while another runs. */
  pollDue(): Promise<PollRound>;
  /** Polls one feed now, due or not; undefined where there is no such feed. */
  pollFeed(feedId: string): Promise<PollOutcome | undefined>;
  /** Takes a document that came by itself (WebSub) as if it had been polled; the feed's next due time stays as it is. */
  takeDocument(feedId: string, body: Uint8Array, contentType: string | undefined): Promise<PollOutcome | undefined>;
  /** Breaks off what is under way, at once; what was not finished is due again at the next start. */
  close(): Promise<void>;
}

/** Makes the poller. */
export function createPoller(parts: PollerParts): Poller {
  const { feeds, seen, http, log, read = readFeed } = parts;
  const stop = new AbortController();
  const states = createStateSaver(feeds.saveStates, log);
  const turns = createTurns(CONCURRENT_FEEDS, CONCURRENT_PER_HOST);
  /** What is under way, by feed: a feed is never polled twice at a time, its items could be taken twice. */
  const underWay = new Map<string, Promise<PollOutcome | undefined>>();
  /** Until when a host asked us to stay away altogether (429, 503 with Retry-After). */
  const holds = new Map<string, number>();
  let done = 0;

  function start(feedId: string, work: () => Promise<PollOutcome | undefined>): Promise<PollOutcome | undefined> {
    const before = underWay.get(feedId);
    if (before !== undefined) return before;
    const run = work()
      .then((outcome) => {
        if (outcome === undefined) return undefined;
        done += 1;
        parts.onProgress?.({ done, total: done + underWay.size - 1, outcome });
        return outcome;
      })
      .finally(() => {
        underWay.delete(feedId);
        if (underWay.size === 0) done = 0;
      });
    underWay.set(feedId, run);
    return run;
  }

  function inTurn(row: FeedWithState): Promise<PollOutcome | undefined> {
    const host = hostOf(row);
    return turns.take(row.feed.allowInnerAddress ? undefined : host, () => guarded(row, () => pollOne(row, host)));
  }

  /** A fault of ours with one feed is that feed's failure and nobody else's. */
  async function guarded(
    row: FeedWithState,
    work: () => Promise<PollOutcome | undefined>,
  ): Promise<PollOutcome | undefined> {
    if (stop.signal.aborted) return undefined;
    try {
      return await work();
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      log.error({ err: error, feed: row.feed.title }, 'a feed could not be polled');
      return failed(row, 'Dateline itself failed on this feed; the log says how');
    }
  }

  async function pollOne(row: FeedWithState, host: string): Promise<PollOutcome | undefined> {
    const now = parts.now();
    const heldUntil = holds.get(host);
    if (heldUntil !== undefined) {
      if (heldUntil > now) return postpone(row, heldUntil);
      holds.delete(host);
    }
    const answer = await fetchFeed(row.feed, row.state, http, now, stop.signal);
    if (answer.kind === 'refused' && answer.retryAfterMs !== undefined) {
      holds.set(host, now + Math.min(answer.retryAfterMs, 24 * 60 * 60 * 1000));
    }
    return settle(row, answer);
  }

  /** Takes the items of an answer, and only then saves what the answer taught. */
  async function settle(row: FeedWithState, answer: FeedAnswer): Promise<PollOutcome | undefined> {
    const { feed, state } = row;
    if (answer.kind === 'refused') return refuse(row, answer);
    if (answer.kind === 'unchanged') return stop.signal.aborted ? undefined : learn(row, answer, undefined, 0);
    const parsed = await readBody(answer);
    if (stop.signal.aborted) return undefined;
    if (parsed.kind === 'refused') return refuse(row, parsed);
    const isFirst = state.baselineAt === undefined;
    const fresh = findFresh(feed, parsed.items, seen, { seenAt: parts.now(), backlog: isFirst });
    const untaken = await takeAll(feed, fresh);
    if (stop.signal.aborted) return undefined;
    // The validators are not kept: the same document comes again, and what was taken of it is known by then.
    if (untaken > 0) return failed(row, `${untaken} of ${fresh.length} items could not be filed; the log says why`);
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

  /** A hub can lie: what it sends may bring items, but neither a failure nor validators, due times or a baseline. */
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
      if (stop.signal.aborted) return untaken;
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

  function failed(row: FeedWithState, why: string): PollOutcome {
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

  return {
    async pollDue() {
      const now = parts.now();
      const begun = new Map<string, Promise<PollOutcome | undefined>>();
      for (;;) {
        states.flush();
        // Those under way are still due by the store: hundreds that wait for one slow host must not hide all others.
        const rows = feeds.due(now, underWay.size + PAGE_FEEDS);
        const page = rows.filter(({ feed }) => !underWay.has(feed.id) && !begun.has(feed.id));
        for (const row of page)
          begun.set(
            row.feed.id,
            start(row.feed.id, () => inTurn(row)),
          );
        if (page.length < PAGE_FEEDS || stop.signal.aborted) break;
        // So the places are never empty while there is more to do.
        await Promise.all(page.slice(0, PAGE_FEEDS / 2).map(({ feed }) => begun.get(feed.id)));
      }
      const outcomes = (await Promise.all(begun.values())).filter((outcome) => outcome !== undefined);
      states.flush();
      const words = failuresInWords(outcomes);
      if (words !== undefined) log.warn(words);
      return {
        outcomes,
        newItems: outcomes.reduce((sum, outcome) => sum + outcome.items, 0),
        failed: outcomes.filter((outcome) => outcome.kind === 'failed').length,
      };
    },
    async pollFeed(feedId) {
      states.flush();
      const row = feeds.find(feedId);
      const outcome = row === undefined ? undefined : await start(feedId, () => inTurn(row));
      states.flush();
      return outcome;
    },
    async takeDocument(feedId, body, contentType) {
      // What is polled at this moment is finished first: the state that it saves is the one to go on from. Others may
      // have waited for it too, and one of them goes on first.
      while (underWay.has(feedId)) await underWay.get(feedId);
      states.flush();
      const row = feeds.find(feedId);
      if (row === undefined || stop.signal.aborted) return undefined;
      const outcome = await start(feedId, () => guarded(row, () => takePushed(row, body, contentType)));
      states.flush();
      return outcome;
    },
    async close() {
      stop.abort(new Error('Dateline stops'));
      // What still waits in a queue sees the signal when its turn comes, and ends at once.
      await Promise.allSettled(underWay.values());
      states.flush();
    },
  };
}

function hostOf(row: FeedWithState): string {
  return URL.parse(requestUrl(row.feed, row.state))?.hostname ?? '';
}

function isSameHub(hub: NonNullable<FeedState['hub']>, before: FeedState['hub']): boolean {
  return before !== undefined && before.url === hub.url && before.topic === hub.topic;
}
