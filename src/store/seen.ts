/** Seen marks: which items were taken from their feed already, by each key that recognises them. */
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** Longer than nearly every feed lists an item; one that comes back later is filed again, and too old to be told. */
const KEEP_MS = 400 * 24 * 60 * 60 * 1000;

const SWEEP = "DELETE FROM keyv WHERE namespace = 'seen' AND expires < ?";

/** Which items were seen. */
export interface Seen {
  /** The item that was marked with the first of `keys` that is known; undefined where none is. */
  find(keys: readonly string[]): string | undefined;
  /** Marks an item by its keys, within the transaction that files it. @param at when it was seen, ms since the epoch */
  mark(itemId: string, keys: readonly string[], at: number): void;
  /** Forgets items that were marked before `olderThan`, ms since the epoch. @returns how many marks */
  sweep(olderThan: number): number;
}

export function createSeen(database: Database): Seen {
  const table = createTable<string>(database, 'seen');
  return {
    find(keys) {
      for (const key of keys) {
        const itemId = table.get(key);
        if (itemId !== undefined) return itemId;
      }
      return undefined;
    },
    mark(itemId, keys, at) {
      for (const key of keys) table.set(key, itemId, at + KEEP_MS - database.now());
    },
    sweep: (olderThan) => Number(database.prepare(SWEEP).run(olderThan + KEEP_MS).changes),
  };
}
