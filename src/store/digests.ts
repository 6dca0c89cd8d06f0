/** When each watchlist got its last digest, and what of it does not stand. */
import type { TakenBack } from '../model/taken-back.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** Until after the next digest of a weekly watchlist; a verdict comes within a day. */
const STORIES_KEPT_MS = 8 * 24 * 60 * 60 * 1000;
/** What is taken back waits for the next digest of a weekly watchlist, and no longer where that is paused. */
const OWED_KEPT_MS = 40 * 24 * 60 * 60 * 1000;
/** Some more than a digest lists, so that it counts those that it leaves out. */
const MAX_OWED = 100;

/** The last digests. */
export interface Digests {
  /** Ms since the epoch; undefined before the first. */
  lastToldAt(watchlistId: string): number | undefined;
  /** Marks a digest with its stories as told, within the transaction that puts it into the outbox; what was owed is told. */
  markTold(watchlistId: string, at: number, storyIds: readonly string[]): void;
  /** The watchlists whose last digest told the story. */
  telling(storyId: string): readonly string[];
  /** Owes it to the watchlist's next digest. */
  takeBack(watchlistId: string, entry: TakenBack): void;
  /** What the next digest takes back, the oldest first. */
  owed(watchlistId: string): readonly TakenBack[];
}

interface LastDigest {
  readonly watchlistId: string;
  readonly storyIds: readonly string[];
}

export function createDigests(database: Database): Digests {
  const table = createTable<number>(database, 'digests');
  const stories = createTable<LastDigest>(database, 'digest-stories');
  const owed = createTable<readonly TakenBack[]>(database, 'digest-owed');
  return {
    lastToldAt: (watchlistId) => table.get(watchlistId),
    markTold(watchlistId, at, storyIds) {
      table.set(watchlistId, at);
      stories.set(watchlistId, { watchlistId, storyIds }, STORIES_KEPT_MS);
      owed.delete(watchlistId);
    },
    telling: (storyId) =>
      stories
        .all()
        .filter(({ storyIds }) => storyIds.includes(storyId))
        .map(({ watchlistId }) => watchlistId),
    takeBack(watchlistId, entry) {
      owed.update(watchlistId, (old = []) => [...old, entry].slice(0, MAX_OWED), OWED_KEPT_MS);
    },
    owed: (watchlistId) => owed.get(watchlistId) ?? [],
  };
}
