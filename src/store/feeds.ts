/**
 * Feeds and what polling remembers of each. The rows are read once and kept in memory, for polling asks for thousands at a
 * time: this file alone writes them, memory follows each write, and is read anew where a write is rolled back.
 */
import type { Feed, FeedState, FeedWithState } from '../model/feed.ts';
import { numberOf, optionalNumberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createTable, readRecord } from './table.ts';

const FEEDS = 'feeds';
const STATES = 'feed-states';

const ALL = `SELECT feed.value AS feed, state.value AS state, poll.*
  FROM keyv AS feed JOIN keyv AS state ON state.namespace = 'feed-states' AND state.key = feed.key
  JOIN feed_poll AS poll ON poll.feed_id = feed.key
  WHERE feed.namespace = 'feeds' ORDER BY feed.key`;

const ADD_POLL =
  'INSERT INTO feed_poll (due_at, due_reason, attempted_at, succeeded_at, feed_id) VALUES (?, ?, ?, ?, ?)';
const SET_POLL =
  'UPDATE feed_poll SET due_at = ?, due_reason = ?, attempted_at = ?, succeeded_at = ? WHERE feed_id = ?';
const REMOVE_POLL = 'DELETE FROM feed_poll WHERE feed_id = ?';

/** What every poll changes: columns of `feed_poll`. The rest is JSON, written when an answer has taught something. */
type PollState = Pick<FeedState, 'nextDueAt' | 'nextDueReason' | 'lastAttemptAt' | 'lastSuccessAt'>;
type TaughtState = Omit<FeedState, keyof PollState>;

/** All of them, so that none is forgotten when it is asked whether something is new. */
const TAUGHT: Readonly<Record<keyof TaughtState, true>> = {
  feedId: true,
  etag: true,
  lastModified: true,
  validatorsUrl: true,
  lastBodyAt: true,
  bodyHash: true,
  baselineAt: true,
  lastNewItemAt: true,
  failures: true,
  lastError: true,
  health: true,
  recentItemsAt: true,
  pace: true,
  hub: true,
  movedTo: true,
  repairs: true,
};
const TAUGHT_NAMES = Object.keys(TAUGHT) as readonly (keyof TaughtState)[];

/** The feeds. */
export interface Feeds {
  /** In the order of their ids. */
  list(): Feed[];
  listWithStates(): FeedWithState[];
  find(id: string): FeedWithState | undefined;
  get(id: string): Feed | undefined;
  state(id: string): FeedState | undefined;
  /**
   * Adds a feed; a known one stays as it is.
   *
   * @param state that of a feed which was never polled if not given; a removed feed is put back with its own
   */
  add(feed: Feed, state?: FeedState): 'added' | 'known';
  /** Changes a feed's own properties. @returns the feed as it is now; undefined where there is none */
  update(id: string, change: (old: Feed) => Feed): Feed | undefined;
  /** Removes a feed and its state. @returns whether there was one */
  remove(id: string): boolean;
  /** Feeds that are due at `now`, the longest due first. */
  due(now: number): FeedWithState[];
  /**
   * Keeps states in one light transaction (a power cut may undo it: those feeds are asked again, and their items are known);
   * of a feed that was removed while it was polled, nothing is kept.
   */
  saveStates(states: readonly FeedState[]): void;
}

/** @param newState makes the state of a feed that was never polled: polling knows what it is */
export function createFeeds(database: Database, newState: (feedId: string, now: number) => FeedState): Feeds {
  const feeds = createTable<Feed>(database, FEEDS);
  const taughtStates = createTable<TaughtState>(database, STATES);
  let memory: Map<string, FeedWithState> | undefined;

  function known(): Map<string, FeedWithState> {
    memory ??= new Map(
      database
        .prepare(ALL)
        .all()
        .map((row) => [textOf(row, 'feed_id'), readFeedWithState(row)]),
    );
    return memory;
  }

  /** For who changes rows and memory together, in a transaction. */
  function changing(): Map<string, FeedWithState> {
    database.ifUndone(() => {
      memory = undefined;
    });
    return known();
  }

  const listWithStates = () => [...known().values()].toSorted((a, b) => (a.feed.id < b.feed.id ? -1 : 1));

  return {
    list: () => listWithStates().map(({ feed }) => feed),
    listWithStates,
    find: (id) => known().get(id),
    get: (id) => known().get(id)?.feed,
    state: (id) => known().get(id)?.state,
    add: (feed, state = newState(feed.id, database.now())) =>
      database.transaction<'added' | 'known'>(() => {
        const rows = changing();
        if (rows.has(feed.id)) return 'known';
        feeds.set(feed.id, feed);
        taughtStates.set(feed.id, taughtOf(state));
        database.prepare(ADD_POLL).run(...pollColumns(state));
        rows.set(feed.id, { feed, state });
        return 'added';
      }),
    update: (id, changed) =>
      database.transaction<Feed | undefined>(() => {
        const rows = changing();
        const row = rows.get(id);
        if (row === undefined) return undefined;
        const feed = changed(row.feed);
        feeds.set(id, feed);
        rows.set(id, { ...row, feed });
        return feed;
      }),
    remove: (id) =>
      database.transaction<boolean>(() => {
        feeds.delete(id);
        taughtStates.delete(id);
        database.prepare(REMOVE_POLL).run(id);
        return changing().delete(id);
      }),
    due: (now) =>
      [...known().values()]
        .filter(({ state }) => state.nextDueAt <= now)
        .toSorted((a, b) => a.state.nextDueAt - b.state.nextDueAt),
    saveStates: (states) =>
      database.lightTransaction<void>(() => {
        const rows = changing();
        const setPoll = database.prepare(SET_POLL);
        for (const state of states) {
          const row = rows.get(state.feedId);
          if (row === undefined) continue;
          setPoll.run(...pollColumns(state));
          if (!isTaughtAlike(state, row.state)) taughtStates.set(state.feedId, taughtOf(state));
          rows.set(state.feedId, { feed: row.feed, state });
        }
      }),
  };
}

function pollColumns(state: FeedState) {
  const { nextDueAt, nextDueReason, lastAttemptAt = null, lastSuccessAt = null, feedId } = state;
  return [nextDueAt, nextDueReason, lastAttemptAt, lastSuccessAt, feedId] as const;
}

function taughtOf(state: FeedState): TaughtState {
  const { nextDueAt: _1, nextDueReason: _2, lastAttemptAt: _3, lastSuccessAt: _4, ...taught } = state;
  return taught;
}

/** By identity: whoever changes a list or an object of a state makes a new one. */
function isTaughtAlike(a: FeedState, b: FeedState): boolean {
  return TAUGHT_NAMES.every((name) => a[name] === b[name]);
}

function readFeedWithState(row: Row): FeedWithState {
  const id = textOf(row, 'feed_id');
  return {
    feed: readRecord<Feed>(row, FEEDS, id, undefined, 'feed'),
    state: {
      ...readRecord<TaughtState>(row, STATES, id, undefined, 'state'),
      nextDueAt: numberOf(row, 'due_at'),
      nextDueReason: textOf(row, 'due_reason'),
      lastAttemptAt: optionalNumberOf(row, 'attempted_at'),
      lastSuccessAt: optionalNumberOf(row, 'succeeded_at'),
    },
  };
}
