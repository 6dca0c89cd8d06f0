/** Keyv's rows for those who write within a transaction: the same rows, the same form, without a promise. */
import { jsonSerializer } from 'keyv';
import { type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { StoreRecordError } from './errors.ts';

const GET = 'SELECT value FROM keyv WHERE namespace = ? AND key = ? AND (expires IS NULL OR expires >= ?)';
const SET = `INSERT INTO keyv (namespace, key, value, expires) VALUES (?, ?, ?, ?)
  ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;
const DELETE = 'DELETE FROM keyv WHERE namespace = ? AND key = ?';
const ALL = 'SELECT key, value FROM keyv WHERE namespace = ? AND (expires IS NULL OR expires >= ?) ORDER BY key';
const EXPIRED = `DELETE FROM keyv WHERE rowid IN
  (SELECT rowid FROM keyv WHERE expires IS NOT NULL AND expires < ? LIMIT ?)`;

/** How many expired rows one sweep removes at most: it holds the file, and comes again. */
const SWEEP_ROWS = 10_000;

/** Checks what is read, as zod's schemas do; throws where it does not fit. */
export interface RecordSchema<T> {
  parse(value: unknown): T;
}

/** Records of one namespace by key. */
export interface Table<T> {
  /** Undefined where there is none, or it has expired. */
  get(key: string): T | undefined;
  /** @param ttlMs how long it is kept, in ms; without it, until it is deleted */
  set(key: string, value: T, ttlMs?: number): void;
  /** @returns whether there was one */
  delete(key: string): boolean;
  /** Every record, in the order of the keys. */
  all(): T[];
  /**
   * Reads, changes and writes in one transaction, so that two who change one record at once both succeed.
   *
   * @param change gets the record as it stands; what it returns is kept, `undefined` deletes it
   * @returns the record as it is now
   */
  update(key: string, change: (old: T | undefined) => T | undefined, ttlMs?: number): T | undefined;
}

/**
 * The records of `namespace`: what Keyv writes there is read here, and the other way round.
 *
 * Values are what JSON can say; a property that is `undefined` comes back missing.
 */
export function createTable<T>(database: Database, namespace: string, schema?: RecordSchema<T>): Table<T> {
  const table: Table<T> = {
    get(key) {
      const row = database.prepare(GET).get(namespace, key, database.now());
      return row === undefined ? undefined : readRecord(row, namespace, key, schema);
    },
    set(key, value, ttlMs) {
      const expires = ttlMs === undefined ? undefined : Math.ceil(database.now() + ttlMs);
      database.prepare(SET).run(namespace, key, recordText({ value, expires }), expires ?? null);
    },
    delete: (key) => database.prepare(DELETE).run(namespace, key).changes > 0,
    all: () =>
      database
        .prepare(ALL)
        .all(namespace, database.now())
        .map((row) => readRecord(row, namespace, textOf(row, 'key'), schema)),
    update(key, change, ttlMs) {
      let changed: T | undefined;
      database.transaction(() => {
        changed = change(table.get(key));
        if (changed === undefined) table.delete(key);
        else table.set(key, changed, ttlMs);
      });
      return changed;
    },
  };
  return table;
}

/**
 * Reads the record of a row of `keyv` that has a column `value` or another of that form.
 *
 * @throws {StoreRecordError} where it is no record, or does not fit the schema
 */
export function readRecord<T>(row: Row, namespace: string, key: string, schema?: RecordSchema<T>, column = 'value'): T {
  try {
    const { value } = readText<{ value: T }>(textOf(row, column));
    return schema === undefined ? value : schema.parse(value);
  } catch (cause) {
    throw new StoreRecordError(namespace, key, { cause });
  }
}

/**
 * Keyv's form, where only a string that begins with a colon differs from plain JSON (it gets a second one): its serializer
 * copies every record, and calls a function for each of its values, which costs several times the JSON itself.
 */
export function recordText(record: object): string {
  const text = JSON.stringify(record);
  return hasColonString(text) ? jsonSerializer.stringify(record) : text;
}

function readText<T>(text: string): T {
  return hasColonString(text) ? jsonSerializer.parse<T>(text) : (JSON.parse(text) as T);
}

/** Whether some string may begin with a colon: before it stands what parts values in JSON without spaces. */
function hasColonString(text: string): boolean {
  return text.includes(':":') || text.includes('[":') || text.includes(',":');
}

/**
 * Removes expired rows of all namespaces; reads never show them, sweeping gives their space back.
 *
 * @returns how many were removed; at most 10,000 at a time, so call it again later
 */
export function sweepExpired(database: Database): number {
  return Number(database.prepare(EXPIRED).run(database.now(), SWEEP_ROWS).changes);
}
