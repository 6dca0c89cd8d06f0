/** Feeds and what polling remembers of each. */
import type { Feed, FeedState } from '../model/feed.ts';
import { textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createTable, readRecord, recordText } from './table.ts';

const FEEDS = 'feeds';
/** The index `keyv_feed_due` is over this namespace. */
const STATES = 'feed-states';

/** The index is named, for the planner would rather read every state: 10,000 feeds took 150 ms, and take 1. */
const DUE = `SELECT state.key AS id, state.value AS state, feed.value AS feed
  FROM keyv AS state INDEXED BY keyv_feed_due JOIN keyv AS feed ON feed.namespace = 'feeds' AND feed.key = state.key
  WHERE state.due_at <= ? ORDER BY state.due_at LIMIT ?`;

/** Puts `due_at` beside a state that was just written. */
const MARK_DUE = "UPDATE keyv SET due_at = ? WHERE namespace = 'feed-states' AND key = ?";

/** Both at once: two statements a feed would cost a tenth of polling it. */
const REPLACE_STATE =
  "UPDATE keyv SET value = ?, due_at = ?, expires = NULL WHERE namespace = 'feed-states' AND key = ?";

const ALL = `SELECT feed.key AS id, feed.value AS feed, state.value AS state
  FROM keyv AS feed JOIN keyv AS state ON state.namespace = 'feed-states' AND state.key = feed.key
  WHERE feed.namespace = 'feeds' ORDER BY feed.key`;

/** A feed with its state. */
export interface FeedWithState {
  readonly feed: Feed;
  readonly state: FeedState;
}

/** The feeds. */
export interface Feeds {
  /** In the order of their ids. */
  list(): Feed[];
  listWithStates(): FeedWithState[];
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
  due(now: number, limit: number): FeedWithState[];
  /** When the next feed is due, ms since the epoch; undefined without feeds. */
  nextDueAt(): number | undefined;
  /**
   * Keeps states in one light transaction (a power cut may undo it: those feeds are asked again, and their items are known);
   * of a feed that was removed while it was polled, nothing is kept.
   */
  saveStates(states: readonly FeedState[]): void;
}

const NEXT_DUE = `SELECT due_at AS at FROM keyv INDEXED BY keyv_feed_due
  WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1`;

/** @param newState makes the state of a feed that was never polled: polling knows what it is */
export function createFeeds(database: Database, newState: (feedId: string, now: number) => FeedState): Feeds {
  const feeds = createTable<Feed>(database, FEEDS);
  const states = createTable<FeedState>(database, STATES);
  return {
    list: () => feeds.all(),
    listWithStates: () => database.prepare(ALL).all().map(readFeedWithState),
    get: (id) => feeds.get(id),
    state: (id) => states.get(id),
    add: (feed, state) =>
      database.transaction<'added' | 'known'>(() => {
        if (feeds.get(feed.id) !== undefined) return 'known';
        feeds.set(feed.id, feed);
        const first = state ?? newState(feed.id, database.now());
        states.set(feed.id, first);
        database.prepare(MARK_DUE).run(first.nextDueAt, feed.id);
        return 'added';
      }),
    update: (id, change) => feeds.update(id, (old) => (old === undefined ? undefined : change(old))),
    remove: (id) =>
      database.transaction<boolean>(() => {
        states.delete(id);
        return feeds.delete(id);
      }),
    due: (now, limit) => database.prepare(DUE).all(now, limit).map(readFeedWithState),
    nextDueAt() {
      const at = database.prepare(NEXT_DUE).get()?.at;
      return typeof at === 'number' ? at : undefined;
    },
    saveStates: (changed) =>
      database.lightTransaction<void>(() => {
        const replace = database.prepare(REPLACE_STATE);
        for (const state of changed) replace.run(recordText({ value: state }), state.nextDueAt, state.feedId);
      }),
  };
}

function readFeedWithState(row: Parameters<typeof readRecord>[0]): FeedWithState {
  const id = textOf(row, 'id');
  return {
    feed: readRecord<Feed>(row, FEEDS, id, undefined, 'feed'),
    state: readRecord<FeedState>(row, STATES, id, undefined, 'state'),
  };
}
