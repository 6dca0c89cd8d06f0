/** When each watchlist got its last digest, and what of it does not stand. */
import type { TakenBack } from '../model/taken-back.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** A verdict comes within a day; by then a story that a digest told was told in the last one. */
const STORIES_KEPT_MS = 8 * 24 * 60 * 60 * 1000;
/** What is taken back waits for the next digest of a weekly watchlist, and no longer where that is paused. */
const OWED_KEPT_MS = 40 * 24 * 60 * 60 * 1000;
/** As many as a digest has room for. */
const MAX_OWED = 20;

/** The last digests. */
export interface Digests {
  /** Ms since the epoch; undefined before the first. */
  lastToldAt(watchlistId: string): number | undefined;
  /** Marks a digest with its stories as told, within the transaction that puts it into the outbox; what was owed is told. */
  markTold(watchlistId: string, at: number, storyIds: readonly string[]): void;
  /** Owes it to the next digest of each watchlist whose last one told the story. */
  takeBack(storyId: string, entry: TakenBack): void;
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
    takeBack(storyId, entry) {
      const telling = stories.all().filter(({ storyIds }) => storyIds.includes(storyId));
      for (const { watchlistId } of telling) {
        owed.update(watchlistId, (old = []) => [...old, entry].slice(0, MAX_OWED), OWED_KEPT_MS);
      }
    },
    owed: (watchlistId) => owed.get(watchlistId) ?? [],
  };
}
