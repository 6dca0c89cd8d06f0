/** Seen marks: which items were taken from their feed already. */
import type { Database } from './database.ts';
import { createTable } from './table.ts';

const NAMESPACE = 'seen';

/** Longer than nearly every feed lists an item; one that comes back later is filed again, and too old to be told. */
const KEEP_MS = 400 * 24 * 60 * 60 * 1000;

const SWEEP = "DELETE FROM keyv WHERE namespace = 'seen' AND expires < ?";

/** Which items were seen. */
export interface Seen {
  has(itemId: string): boolean;
  /** Marks an item, within the transaction that files it. @param at when it was seen, ms since the epoch */
  mark(itemId: string, at: number): void;
  /** Forgets items that were marked before `olderThan`, ms since the epoch. @returns how many */
  sweep(olderThan: number): number;
}

export function createSeen(database: Database): Seen {
  const table = createTable<number>(database, NAMESPACE);
  return {
    has: (itemId) => table.get(itemId) !== undefined,
    mark: (itemId, at) => table.set(itemId, at, at + KEEP_MS - database.now()),
    sweep: (olderThan) => Number(database.prepare(SWEEP).run(olderThan + KEEP_MS).changes),
  };
}
