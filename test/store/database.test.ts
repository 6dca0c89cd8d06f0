import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { type Database, openDatabase, openDatabaseToRead } from '../../src/store/database.ts';
import {
  AsyncTransactionError,
  StoreDamagedError,
  StoreLockedError,
  StoreMissingError,
  StoreTooNewError,
  StoreTooOldError,
  StoreUnwritableError,
} from '../../src/store/errors.ts';
import { createFeeds } from '../../src/store/feeds.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { createTable } from '../../src/store/table.ts';
import { makeFeed, makeFeedState } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

let folder: string;
const opened: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-database-'));
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true });
});

function open(path = join(folder, 'dateline.sqlite')): Database {
  const database = openDatabase(path, { now: () => 0, log: createLog('silent', 'json') });
  opened.push(database);
  return database;
}

function version(path: string): unknown {
  const file = new DatabaseSync(path);
  const row = file.prepare('PRAGMA user_version').get();
  file.close();
  return row?.user_version;
}

describe('opening the store to read', () => {
  const read = (path: string): Database => {
    const database = openDatabaseToRead(path, () => 0);
    opened.push(database);
    return database;
  };

  it('goes beside a bot that writes, sees what it has written, and can write nothing', () => {
    const bot = open();
    const reader = read(bot.path);
    createTable<string>(bot, 'test').set('key', 'written later');
    expect(createTable<string>(reader, 'test').get('key')).toBe('written later');
    expect(() => createTable<string>(reader, 'test').set('key', 'mine')).toThrow(/readonly/);
  });

  it('says what to do about a store that is missing, older or newer', () => {
    const { path } = open();
    const versioned = (to: number) => {
      const file = new DatabaseSync(path);
      file.exec(`PRAGMA user_version = ${to}`);
      file.close();
    };
    expect(() => read(join(folder, 'none.sqlite'))).toThrow(StoreMissingError);
    versioned(MIGRATIONS.length - 1);
    expect(() => read(path)).toThrow(StoreTooOldError);
    versioned(MIGRATIONS.length + 1);
    expect(() => read(path)).toThrow(StoreTooNewError);
  });
});

describe('opening the store', () => {
  it('makes folder and file, durable against a power cut', () => {
    const { connection } = open(join(folder, 'a', 'b', 'dateline.sqlite'));
    expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(connection.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
  });

  it('brings the file to the newest version once, and keeps what is in it', () => {
    const database = open();
    createTable<string>(database, 'test').set('key', 'kept');
    database.close();
    expect(version(database.path)).toBe(MIGRATIONS.length);
    expect(createTable<string>(open(), 'test').get('key')).toBe('kept');
  });

  it('updates an older file in one go', () => {
    const path = join(folder, 'dateline.sqlite');
    open(path).close();
    const file = new DatabaseSync(path);
    file.exec(
      'ALTER TABLE story_link DROP COLUMN gap_days; DROP TABLE link_verdict; DROP TABLE story_party; DROP TABLE visit; DROP TABLE official_changes; DROP TABLE item_text; DROP TABLE doubt; DROP TABLE feed_poll; CREATE INDEX keyv_feed_due ON keyv (key)',
    );
    file.exec('DROP TABLE outbox; DROP TABLE alerts; DROP TABLE feedback; PRAGMA user_version = 2');
    file.close();
    open(path);
    expect(version(path)).toBe(MIGRATIONS.length);
  });

  it('an older file’s feeds are due when they were due', () => {
    const path = join(folder, 'dateline.sqlite');
    open(path).close();
    const file = new DatabaseSync(path);
    const names = MIGRATIONS.map(({ name }) => name);
    file.exec(`DROP TABLE feed_poll; ALTER TABLE keyv ADD COLUMN due_at INTEGER; CREATE INDEX keyv_feed_due ON keyv (due_at);
      PRAGMA user_version = ${names.indexOf('what every poll changes, as columns of a table of its own')}`);
    const keep = file.prepare('INSERT INTO keyv (namespace, key, value) VALUES (?, ?, ?)');
    const state = makeFeedState({ nextDueAt: NOW + 5, lastAttemptAt: NOW, lastSuccessAt: undefined, etag: '"abc"' });
    keep.run('feeds', 'feed-1', JSON.stringify({ value: makeFeed() }));
    keep.run('feed-states', 'feed-1', JSON.stringify({ value: state }));
    file.close();
    expect(createFeeds(open(path), () => makeFeedState()).due(NOW + 5)).toEqual([{ feed: makeFeed(), state }]);
  });

  it('refuses a file from a newer version, and says what to do', () => {
    const path = join(folder, 'dateline.sqlite');
    open(path).close();
    const file = new DatabaseSync(path);
    file.exec('PRAGMA user_version = 99');
    file.close();
    expect(() => open(path)).toThrow(StoreTooNewError);
    expect(() => open(path)).toThrow(/newer Dateline.*update Dateline/);
  });

  it('refuses a file that is no store, and another program’s, and touches neither', () => {
    const text = join(folder, 'text.sqlite');
    writeFileSync(text, 'not a database at all, but long enough to be taken for one '.repeat(50));
    expect(() => open(text)).toThrow(StoreDamagedError);
    const other = join(folder, 'other.sqlite');
    const file = new DatabaseSync(other);
    file.exec('CREATE TABLE places (id)');
    file.close();
    expect(() => open(other)).toThrow(StoreDamagedError);
    expect(version(other)).toBe(0);
  });

  it('says which path can’t be written', () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    expect(() => open(join(file, 'dateline.sqlite'))).toThrow(StoreUnwritableError);
    expect(() => open(folder)).toThrow(StoreUnwritableError);
  });

  it('is refused a second time, and let in after the first was closed', () => {
    const first = open();
    expect(() => open()).toThrow(StoreLockedError);
    expect(() => open()).toThrow(/another running Dateline/);
    first.close();
    first.close();
    expect(() => open()).not.toThrow();
  });
});

describe('a transaction', () => {
  it('writes all or nothing', () => {
    const database = open();
    const table = createTable<number>(database, 'test');
    const work = () =>
      database.transaction<void>(() => {
        table.set('a', 1);
        throw new Error('stop');
      });
    expect(work).toThrow('stop');
    expect(table.get('a')).toBeUndefined();
    expect(database.transaction<number>(() => 7)).toBe(7);
  });

  it('within another one is undone alone where the outer one goes on', () => {
    const database = open();
    const table = createTable<number>(database, 'test');
    database.transaction<void>(() => {
      table.set('outer', 1);
      expect(() =>
        database.transaction<void>(() => {
          table.set('inner', 2);
          throw new Error('inner');
        }),
      ).toThrow('inner');
      database.transaction<void>(() => table.set('second inner', 3));
    });
    expect(table.all()).toEqual([1, 3]);
  });

  it('is undone with all that is within it', () => {
    const database = open();
    const table = createTable<number>(database, 'test');
    const work = () =>
      database.transaction<void>(() => {
        database.transaction<void>(() => table.set('inner', 2));
        throw new Error('outer');
      });
    expect(work).toThrow('outer');
    expect(table.all()).toEqual([]);
  });

  it('takes no promise: not in the types, and not at run time', () => {
    const database = open();
    const table = createTable<number>(database, 'test');
    const work = () =>
      // @ts-expect-error the type refuses an async function
      database.transaction(async () => {
        table.set('a', 1);
        await Promise.resolve();
      });
    expect(work).toThrow(AsyncTransactionError);
    expect(table.get('a')).toBeUndefined();
  });
});
