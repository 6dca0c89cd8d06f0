/** Keyv's storage adapter on the store's own connection. */
import { Hookified } from 'hookified';
import { Keyv, type KeyvStorageAdapter, type KeyvStorageCapability, keyvStorageCapability } from 'keyv';
import { textOf } from './columns.ts';
import type { Database } from './database.ts';

const GET = 'SELECT value FROM keyv WHERE namespace = ? AND key = ? AND (expires IS NULL OR expires >= ?)';
const HAS = 'SELECT 1 FROM keyv WHERE namespace = ? AND key = ? AND (expires IS NULL OR expires >= ?)';
const SET = `INSERT INTO keyv (namespace, key, value, expires) VALUES (?, ?, ?, ?)
  ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;
const DELETE = 'DELETE FROM keyv WHERE namespace = ? AND key = ?';
const CLEAR = 'DELETE FROM keyv WHERE namespace = ?';
const PAGE = `SELECT key, value FROM keyv
  WHERE namespace = ? AND key > ? AND (expires IS NULL OR expires >= ?) ORDER BY key LIMIT 200`;

/**
 * A Keyv whose reads and writes throw where the file fails.
 *
 * Keyv 6 throws only while nobody listens for its `error` event; with a listener a failed read looks like "not
 * there". So none is added here, and none should be added by whoever uses it.
 */
export function openKeyv(database: Database, namespace: string, ttlMs?: number): Keyv {
  const store = createKeyvStore(database, namespace);
  return new Keyv(ttlMs === undefined ? { store } : { store, ttl: ttlMs });
}

/**
 * Keyv's storage adapter (version 6: absolute `expires`) over the table `keyv`.
 *
 * One adapter serves one namespace; make as many as are needed, they share the connection. What it writes by itself
 * is durable when the promise resolves. What belongs to an item's transaction goes through `table.ts` instead, on
 * the same rows: Keyv awaits its serialiser, and nothing may be awaited in a transaction.
 *
 * @param namespace Keyv sets it too when it is given one; `clear` never reaches beyond it
 */
export function createKeyvStore(database: Database, namespace: string): KeyvStorageAdapter {
  return new SqliteKeyvStore(database, namespace);
}

class SqliteKeyvStore extends Hookified implements KeyvStorageAdapter {
  namespace: string | undefined;
  readonly #database: Database;

  constructor(database: Database, namespace: string) {
    super();
    this.#database = database;
    this.namespace = namespace;
  }

  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#read(key);
  }

  async getMany(keys: string[]): Promise<(string | undefined)[]> {
    return keys.map((key) => this.#read(key));
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    this.#write(key, value, expires);
    return true;
  }

  async setMany(entries: { key: string; value: unknown; expires?: number }[]): Promise<boolean[]> {
    this.#database.transaction(() => {
      for (const { key, value, expires } of entries) this.#write(key, value, expires);
    });
    return entries.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    return this.#remove(key);
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    return this.#database.transaction(() => keys.map((key) => this.#remove(key)));
  }

  async clear(): Promise<void> {
    this.#database.prepare(CLEAR).run(this.#space());
  }

  async has(key: string): Promise<boolean> {
    return this.#exists(key);
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return keys.map((key) => this.#exists(key));
  }

  /** Goes page by page, so that rows may be written while someone iterates. */
  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    let last = '';
    for (;;) {
      const rows = this.#database.prepare(PAGE).all(this.#space(), last, this.#database.now());
      for (const row of rows) {
        last = textOf(row, 'key');
        yield [last, textOf(row, 'value')];
      }
      if (rows.length === 0) return;
    }
  }

  /** The connection is the store's: it outlives every Keyv. */
  async disconnect(): Promise<void> {}

  #space(): string {
    return this.namespace ?? '';
  }

  #read(key: string): string | undefined {
    const row = this.#database.prepare(GET).get(this.#space(), key, this.#database.now());
    return row === undefined ? undefined : textOf(row, 'value');
  }

  #exists(key: string): boolean {
    return this.#database.prepare(HAS).get(this.#space(), key, this.#database.now()) !== undefined;
  }

  #write(key: string, value: unknown, expires: number | undefined): void {
    // Keyv hands in serialised text; only `serialization: false` would bring anything else.
    if (typeof value !== 'string') throw new TypeError('the store keeps serialised values only');
    this.#database.prepare(SET).run(this.#space(), key, value, expires ?? null);
  }

  #remove(key: string): boolean {
    return this.#database.prepare(DELETE).run(this.#space(), key).changes > 0;
  }
}
