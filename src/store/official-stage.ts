/** Changes of officials written down beside the store, where they count for nothing until all of them are made at once. */
import type { ChangeKind, Editor, OfficialMark, Standing } from '../model/roster.ts';
import { inSlices, type Pause } from '../text/slices.ts';
import { textOf } from './columns.ts';
import type { Database } from './database.ts';
import { recordText, type Table } from './table.ts';

/** Gone with the connection: what a kill leaves behind, nobody finds. */
const STAGE_TABLE = `CREATE TEMP TABLE IF NOT EXISTS staged_changes
  (batch TEXT, official_id TEXT, kind TEXT, before TEXT, after TEXT, record TEXT, undoes INTEGER)`;
const STAGE = 'INSERT INTO temp.staged_changes VALUES (?, ?, ?, ?, ?, ?, ?)';
const UNSTAGE = 'DELETE FROM temp.staged_changes WHERE batch = ?';
const UNSTAGE_CHANGED = `DELETE FROM temp.staged_changes WHERE batch = ?
  AND official_id IN (SELECT official_id FROM official_changes WHERE number > ?) RETURNING official_id`;
const RECORD = `INSERT INTO official_changes (batch, official_id, kind, by_user, guild_id, at, before, after)
  SELECT batch, official_id, kind, ?, ?, ?, before, after FROM temp.staged_changes WHERE batch = ? ORDER BY rowid`;
/** The rows of `table.ts`, in its form: `record` is written by it. */
const PUT = `INSERT INTO keyv (namespace, key, value, expires)
  SELECT ?, official_id, record, NULL FROM temp.staged_changes WHERE batch = ? AND record IS NOT NULL
  ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;
const DELETE = `DELETE FROM keyv WHERE namespace = ?
  AND key IN (SELECT official_id FROM temp.staged_changes WHERE batch = ? AND record IS NULL)`;
const MARK_UNDONE = `UPDATE official_changes SET undone = 1
  WHERE number IN (SELECT undoes FROM temp.staged_changes WHERE batch = ?)`;

const FORGET = 'DELETE FROM official_changes WHERE number <= (SELECT max(number) FROM official_changes) - ?';

/** Older changes are forgotten: two imports of a whole catalogue, and years of edits by hand. */
const MAX_CHANGES = 20_000;
const SLICE_CHANGES = 100;

/** One change of an official. */
export interface StagedChange extends Standing {
  readonly kind: ChangeKind;
  /** The number of the change that it takes back. */
  readonly undoes: number | undefined;
}

/** The changes of one batch. */
export interface OfficialStage {
  add(change: StagedChange): void;
  /** Adds what `read` makes of each, with a pause after every hundred; drops all where one of these fails. */
  addInSlices<T>(list: readonly T[], read: (one: T) => StagedChange | undefined, pause: Pause): Promise<void>;
  /** Drops those of officials that were changed after a change of this number. @returns their ids */
  dropChangedSince(number: number): string[];
  /** Makes them, all or none: some 20 µs each. */
  commit(editor: Editor): void;
  drop(): void;
}

/** @param marks the table of the namespace, by the official's id */
export function createOfficialStage(
  database: Database,
  batch: string,
  namespace: string,
  marks: Table<OfficialMark>,
): OfficialStage {
  database.prepare(STAGE_TABLE).run();
  const drop = (): void => void database.prepare(UNSTAGE).run(batch);

  function add({ officialId, kind, after, undoes }: StagedChange): void {
    const [was, is] = [marks.get(officialId), after].map((mark) => (mark === undefined ? null : JSON.stringify(mark)));
    const record = after === undefined ? null : recordText({ value: after, expires: undefined });
    database.prepare(STAGE).run(batch, officialId, kind, was ?? null, is ?? null, record, undoes ?? null);
  }

  return {
    add,
    async addInSlices(list, read, pause) {
      const addRead = (one: (typeof list)[number]): void => {
        const change = read(one);
        if (change !== undefined) add(change);
      };
      try {
        await inSlices(list, SLICE_CHANGES, addRead, pause);
      } catch (error) {
        drop();
        throw error;
      }
    },
    dropChangedSince: (number) =>
      database
        .prepare(UNSTAGE_CHANGED)
        .all(batch, number)
        .map((row) => textOf(row, 'official_id')),
    commit(editor) {
      try {
        database.transaction<void>(() => {
          database.prepare(RECORD).run(editor.userId, editor.guildId, database.now(), batch);
          database.prepare(PUT).run(namespace, batch);
          database.prepare(DELETE).run(namespace, batch);
          database.prepare(MARK_UNDONE).run(batch);
          database.prepare(FORGET).run(MAX_CHANGES);
        });
      } finally {
        drop();
      }
    },
    drop,
  };
}
