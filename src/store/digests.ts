/** When each watchlist got its last digest. */
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** The last digests. */
export interface Digests {
  /** Ms since the epoch; undefined before the first. */
  lastToldAt(watchlistId: string): number | undefined;
  /** Marks a digest as told, within the transaction that puts it into the outbox. */
  markTold(watchlistId: string, at: number): void;
}

export function createDigests(database: Database): Digests {
  const table = createTable<number>(database, 'digests');
  return {
    lastToldAt: (watchlistId) => table.get(watchlistId),
    markTold: (watchlistId, at) => table.set(watchlistId, at),
  };
}
