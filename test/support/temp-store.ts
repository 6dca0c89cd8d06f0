/** A store in a temporary folder, on a real file, with a clock that tests turn by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';

/** A day in November 2026. */
export const NOW = Date.UTC(2026, 10, 24, 9, 0, 0);

export interface TempStore {
  readonly path: string;
  readonly database: Database;
  /** Where the store's clock stands. */
  clock: { at: number };
  /** Closes the file and opens it again, as a restart does. */
  reopen(): Database;
  remove(): void;
}

/** @param parts `now` in place of the clock that is turned by hand */
export function openTempStore(parts: { readonly now?: () => number } = {}): TempStore {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-store-'));
  const path = join(folder, 'data', 'dateline.sqlite');
  const clock = { at: NOW };
  const open = () => {
    const opened = openDatabase(path, { now: parts.now ?? (() => clock.at), log: createLog('silent', 'json') });
    // A test's power isn't cut; waiting for the disk would be most of its time.
    opened.connection.exec('PRAGMA synchronous = OFF');
    return opened;
  };
  let database = open();
  return {
    path,
    clock,
    get database() {
      return database;
    },
    reopen() {
      database.close();
      database = open();
      return database;
    },
    remove() {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
