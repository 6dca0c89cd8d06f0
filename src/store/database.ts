/** The file that survives a kill: opens it, brings its tables up to date, runs transactions. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Log } from '../log.ts';
import { numberOf } from './columns.ts';
import {
  AsyncTransactionError,
  StoreDamagedError,
  StoreLockedError,
  StoreMissingError,
  StoreTooNewError,
  StoreTooOldError,
  StoreUnwritableError,
} from './errors.ts';
import { MIGRATIONS } from './migrations.ts';

/** Marks the file as Dateline's (`PRAGMA application_id`): "DTLN". */
const APPLICATION_ID = 0x44_54_4c_4e;

/** A bot that is being restarted may need a moment to let go of the file. */
const LOCK_WAIT_MS = 1_000;

/** Readers from outside (a backup, the sqlite3 shell) may hold the file for a moment. */
const BUSY_WAIT_MS = 5_000;

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** The open store. */
export interface Database {
  readonly path: string;
  readonly connection: DatabaseSync;
  /** The time, ms since the epoch, as handed in at opening: what has expired is decided by it. */
  now(): number;
  /** A statement, compiled once and kept. Read it with `all` or `get`: an open iterator would keep a lock. */
  prepare(sql: string): StatementSync;
  /**
   * Runs `work` in one transaction: all of its writes, or none where it throws. Within another transaction it is a
   * savepoint, so that only the inner work is undone where the outer one catches.
   *
   * The type refuses an `async` function: nothing can be awaited inside by mistake.
   *
   * @throws {AsyncTransactionError} where the work returns a promise all the same; it is rolled back
   */
  transaction<T>(work: () => T extends PromiseLike<unknown> ? never : T): T;
  /**
   * As {@link transaction}, but a power cut may undo it, together with what came after it; a killed process can't. For what
   * is merely learnt anew: it waits for no disk. What was committed before it stays before it.
   */
  lightTransaction<T>(work: () => T extends PromiseLike<unknown> ? never : T): T;
  /**
   * Calls `work` if what was written so far in the present transaction, or savepoint, is rolled back: for who remembers
   * rows beside the file. Outside of transactions nothing is ever undone.
   */
  ifUndone(work: () => void): void;
  /** Closes the file and lets the next process in. May be called twice. */
  close(): void;
}

/**
 * Opens the store, and makes the folder and the file where they are missing.
 *
 * Durable against a power cut: WAL with synchronous FULL. A second process on the same file is refused by a lock on
 * `<path>.lock`, held by the operating system: it goes with the process, so that a killed bot leaves nothing to
 * clean up.
 *
 * @throws {StoreLockedError} {@link StoreTooNewError} {@link StoreUnwritableError} {@link StoreDamagedError}
 */
export function openDatabase(path: string, parts: { readonly now: () => number; readonly log: Log }): Database {
  try {
    // Feed addresses may carry tokens: the folder is for its owner alone.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StoreUnwritableError(dirname(path), { cause });
  }
  const lock = takeLock(path);
  try {
    const connection = openFile(path, parts.log);
    return makeDatabase(path, connection, lock, parts.now);
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Opens a store to read it, also while a bot runs on it: takes no lock, and writes nothing.
 *
 * @throws {StoreMissingError} {@link StoreTooOldError} {@link StoreTooNewError} {@link StoreDamagedError}
 */
export function openDatabaseToRead(path: string, now: () => number): Database {
  if (!existsSync(path)) throw new StoreMissingError(path);
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { timeout: BUSY_WAIT_MS, readOnly: true });
    checkOwner(path, connection);
    const version = pragma(connection, 'user_version');
    if (version > MIGRATIONS.length) throw new StoreTooNewError(path, version, MIGRATIONS.length);
    if (version < MIGRATIONS.length) throw new StoreTooOldError(path, version, MIGRATIONS.length);
    return makeDatabase(path, connection, undefined, now);
  } catch (cause) {
    connection?.close();
    throw wrapOpenError(path, cause);
  }
}

/** Takes the lock that one process at a time may have: an exclusive SQLite transaction on a file beside the store. */
function takeLock(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${path}.lock`, { timeout: LOCK_WAIT_MS });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    if (resultCode(cause) === SQLITE_BUSY) throw new StoreLockedError(path, { cause });
    throw wrapOpenError(`${path}.lock`, cause);
  }
}

function openFile(path: string, log: Log): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { timeout: BUSY_WAIT_MS, enableForeignKeyConstraints: true });
    checkOwner(path, connection);
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY');
    // 16 MB of pages, and a WAL that shrinks again after a large import.
    connection.exec('PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 33554432');
    migrate(path, connection, log);
    return connection;
  } catch (cause) {
    connection?.close();
    throw wrapOpenError(path, cause);
  }
}

/** Refuses another program's database before anything is written to it. */
function checkOwner(path: string, connection: DatabaseSync): void {
  const owner = pragma(connection, 'application_id');
  if (owner === APPLICATION_ID) return;
  const tables = connection.prepare("SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table'").get();
  if (owner !== 0 || (tables !== undefined && numberOf(tables, 'tables') > 0)) throw new StoreDamagedError(path);
}

/** Applies the migrations that the file has not seen yet, in order, all of them or none. */
function migrate(path: string, connection: DatabaseSync, log: Log): void {
  const from = pragma(connection, 'user_version');
  if (from > MIGRATIONS.length) throw new StoreTooNewError(path, from, MIGRATIONS.length);
  if (from === MIGRATIONS.length) return;
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of MIGRATIONS.slice(from)) connection.exec(migration.sql);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    connection.exec('COMMIT');
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
  const names = MIGRATIONS.slice(from).map(({ name }) => name);
  log.info({ from, to: MIGRATIONS.length, names }, 'store brought up to date');
}

/** @param lock undefined for who only reads */
function makeDatabase(
  path: string,
  connection: DatabaseSync,
  lock: DatabaseSync | undefined,
  now: () => number,
): Database {
  const statements = new Map<string, StatementSync>();
  const undoings: (() => void)[] = [];
  let depth = 0;
  let open = true;

  const undo = (level: number) => {
    if (level > 0) connection.exec(`ROLLBACK TO level_${level}; RELEASE level_${level}`);
    // SQLite rolls back by itself after some failures (a full disk); a second ROLLBACK would hide the first error.
    else if (connection.isTransaction) connection.exec('ROLLBACK');
  };

  const transaction: Database['transaction'] = (work) => {
    const level = depth;
    const undoingsBefore = undoings.length;
    connection.exec(level === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT level_${level}`);
    depth = level + 1;
    try {
      const result = work();
      if (isPromiseLike(result)) {
        // It is refused, so its own failure is nobody's any more.
        void result.then(undefined, () => undefined);
        throw new AsyncTransactionError();
      }
      connection.exec(level === 0 ? 'COMMIT' : `RELEASE level_${level}`);
      if (level === 0) undoings.length = 0;
      return result;
    } catch (error) {
      for (const undoing of undoings.splice(undoingsBefore)) undoing();
      undo(level);
      throw error;
    } finally {
      depth = level;
    }
  };

  return {
    path,
    connection,
    now,
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = connection.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    transaction,
    lightTransaction(work) {
      // Within another transaction the setting can't change, and that one's end is what counts.
      if (depth > 0) return transaction(work);
      connection.exec('PRAGMA synchronous = NORMAL');
      try {
        return transaction(work);
      } finally {
        connection.exec('PRAGMA synchronous = FULL');
      }
    },
    ifUndone(work) {
      if (depth > 0) undoings.push(work);
    },
    close() {
      if (!open) return;
      open = false;
      statements.clear();
      if (lock !== undefined) connection.exec('PRAGMA optimize');
      connection.close();
      lock?.close();
    },
  };
}

function pragma(connection: DatabaseSync, name: 'application_id' | 'user_version'): number {
  const row = connection.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? 0 : numberOf(row, name);
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** SQLite's primary result code of an error of node:sqlite; undefined for other errors. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

function wrapOpenError(path: string, cause: unknown): unknown {
  switch (resultCode(cause)) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return new StoreDamagedError(path, { cause });
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
      return new StoreUnwritableError(path, { cause });
    default:
      return cause;
  }
}
