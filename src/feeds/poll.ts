/** One round of polling: which feeds are due, a few at a time; what came, what failed, and nothing stops for another's failure. */
import type { FeedState, FeedWithState } from '../model/feed.ts';
import { failuresInWords } from './failure-words.ts';
import { parsedRequestUrl } from './fetch.ts';
import { createFeedPolling, type FeedPollingParts, type PollOutcome } from './poll-feed.ts';
import { createStateSaver } from './state-saver.ts';
import { createTurns } from './turns.ts';

/** Feeds under way at a time: enough to outwait slow servers, few enough that their bodies fit into memory. */
const CONCURRENT_FEEDS = 48;
/** Begun at a time: thousands that wait with all that is known of them would outlive the collector's young. */
const PAGE_FEEDS = 2 * CONCURRENT_FEEDS;
/** Of one host: as many as it may be asked at a time. */
const CONCURRENT_PER_HOST = 2;

/** How a round goes, told after each feed. */
export interface PollProgress {
  readonly done: number;
  /** Of the feeds that are under way or waiting at this moment, and those done since there were none. */
  readonly total: number;
  readonly outcome: PollOutcome;
}

/** What became of a round. */
export interface PollRound {
  readonly outcomes: readonly PollOutcome[];
  readonly newItems: number;
  readonly failed: number;
}

/** What the poller is built from. */
export interface PollerParts extends FeedPollingParts {
  readonly feeds: {
    /** Those that are due at `now`, the longest due first. */
    due(now: number): readonly FeedWithState[];
    find(feedId: string): FeedWithState | undefined;
    /** Keeps all of them, in one transaction. */
    saveStates(states: readonly FeedState[]): void;
  };
  readonly onProgress?: (progress: PollProgress) => void;
}

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
  const { feeds, log } = parts;
  const stop = new AbortController();
  const states = createStateSaver(feeds.saveStates, log);
  const one = createFeedPolling(parts, states, stop.signal);
  const turns = createTurns(CONCURRENT_FEEDS, CONCURRENT_PER_HOST);
  /** What is under way, by feed: a feed is never polled twice at a time, its items could be taken twice. */
  const underWay = new Map<string, Promise<PollOutcome | undefined>>();
  let done = 0;

  function start(row: FeedWithState, work: () => Promise<PollOutcome | undefined>): Promise<PollOutcome | undefined> {
    const before = underWay.get(row.feed.id);
    if (before !== undefined) return before;
    const run = followed(row, work);
    underWay.set(row.feed.id, run);
    return run;
  }

  /** A fault of ours with one feed is that feed's failure and nobody else's. */
  async function followed(
    row: FeedWithState,
    work: () => Promise<PollOutcome | undefined>,
  ): Promise<PollOutcome | undefined> {
    let outcome: PollOutcome | undefined;
    try {
      outcome = await work();
    } catch (error) {
      if (!stop.signal.aborted) {
        log.error({ err: error, feed: row.feed.title }, 'a feed could not be polled');
        outcome = one.fail(row, 'Dateline itself failed on this feed; the log says how');
      }
    }
    underWay.delete(row.feed.id);
    if (outcome !== undefined) {
      done += 1;
      parts.onProgress?.({ done, total: done + underWay.size, outcome });
    }
    if (underWay.size === 0) done = 0;
    return outcome;
  }

  /** A feed as it is now: what was learnt last may not be kept yet. */
  function current(feedId: string): FeedWithState | undefined {
    const row = feeds.find(feedId);
    const state = states.waiting(feedId);
    return row === undefined || state === undefined ? row : { feed: row.feed, state };
  }

  function startPoll(row: FeedWithState): Promise<PollOutcome | undefined> {
    return start(row, () => {
      const url = parsedRequestUrl(row.feed, row.state);
      return turns.take(row.feed.allowInnerAddress ? undefined : url?.hostname, () => one.poll(row, url));
    });
  }

  return {
    async pollDue() {
      const now = parts.now();
      const begun: Promise<PollOutcome | undefined>[] = [];
      const due = feeds.due(now);
      for (let from = 0; from < due.length && !stop.signal.aborted; from += PAGE_FEEDS) {
        const page = due.slice(from, from + PAGE_FEEDS).flatMap(({ feed }) => {
          // Another round, or a person, may have come before.
          const row = current(feed.id);
          return row === undefined || row.state.nextDueAt > now || underWay.has(feed.id) ? [] : [startPoll(row)];
        });
        begun.push(...page);
        // So the places are never empty while there is more to do.
        await Promise.all(page.slice(0, PAGE_FEEDS / 2));
      }
      const outcomes = (await Promise.all(begun)).filter((outcome) => outcome !== undefined);
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
      const row = current(feedId);
      const outcome = row === undefined ? undefined : await startPoll(row);
      states.flush();
      return outcome;
    },
    async takeDocument(feedId, body, contentType) {
      // What is polled at this moment is finished first: the state that it saves is the one to go on from. Others may
      // have waited for it too, and one of them goes on first.
      while (underWay.has(feedId)) await underWay.get(feedId);
      const row = current(feedId);
      if (row === undefined || stop.signal.aborted) return undefined;
      const outcome = await start(row, () => one.takePushed(row, body, contentType));
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
