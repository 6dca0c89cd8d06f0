/** What desks decided of officials, and every change of it with who and when, so that each can be taken back. */
import type { ChangeKind, OfficialChange, OfficialMark } from '../model/roster.ts';
import { numberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createTable, recordText } from './table.ts';

const NAMESPACE = 'official-marks';

/** Older changes are forgotten: two imports of a whole catalogue, and years of edits by hand. */
const MAX_CHANGES = 20_000;

const COLUMNS = 'number, batch, official_id, kind, by_user, guild_id, at, before, after, undone';
const INSERT = `INSERT INTO official_changes (batch, official_id, kind, by_user, guild_id, at, before, after)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const FORGET = 'DELETE FROM official_changes WHERE number <= (SELECT max(number) FROM official_changes) - ?';
const PAGE = `SELECT ${COLUMNS} FROM official_changes WHERE ? IS NULL OR official_id = ?
  ORDER BY number DESC LIMIT ? OFFSET ?`;
const COUNT = 'SELECT count(*) AS changes FROM official_changes WHERE ? IS NULL OR official_id = ?';
const BATCH = `SELECT ${COLUMNS} FROM official_changes WHERE batch = ? ORDER BY number DESC`;
const BY_NUMBER = `SELECT ${COLUMNS} FROM official_changes WHERE number = ?`;
const LAST = `SELECT ${COLUMNS} FROM official_changes WHERE guild_id = ? AND undone = 0 AND kind <> 'undone'
  ORDER BY number DESC LIMIT 1`;
const MARK_UNDONE = 'UPDATE official_changes SET undone = 1 WHERE number = ?';

/** Gone with the connection: what a kill leaves behind, nobody finds. */
const STAGE_TABLE = `CREATE TEMP TABLE IF NOT EXISTS staged_changes
  (batch TEXT, official_id TEXT, kind TEXT, before TEXT, after TEXT, record TEXT)`;
const STAGE = 'INSERT INTO temp.staged_changes VALUES (?, ?, ?, ?, ?, ?)';
const UNSTAGE = 'DELETE FROM temp.staged_changes WHERE batch = ?';
const RECORD_STAGED = `INSERT INTO official_changes (batch, official_id, kind, by_user, guild_id, at, before, after)
  SELECT batch, official_id, kind, ?, ?, ?, before, after FROM temp.staged_changes WHERE batch = ? ORDER BY rowid`;
/** The rows of `table.ts`, in its form: `record` is written by it. */
const PUT_STAGED = `INSERT INTO keyv (namespace, key, value, expires)
  SELECT ?, official_id, record, NULL FROM temp.staged_changes WHERE batch = ?
  ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;
const SLICE_CHANGES = 100;

/** Who changes something, where. */
export interface Editor {
  readonly userId: string;
  readonly guildId: string;
}

/** One change that is to be made. */
export interface PlannedChange {
  readonly officialId: string;
  readonly kind: Exclude<ChangeKind, 'undone'>;
  /** What stands from now on; undefined: the catalogue's own entry. */
  readonly after: OfficialMark | undefined;
}

/** Changes that are written down beside the store, and count for nothing yet. */
export interface StagedChanges {
  /** Makes them, all or none: some 10 µs each, where {@link OfficialMarks.apply} takes 50. */
  commit(): void;
  drop(): void;
}

/** What came of taking changes back. */
export interface Undone {
  /** Ids whose entry is as it was. */
  readonly restored: readonly string[];
  /** Ids that somebody has changed since; they stay. */
  readonly changedSince: readonly string[];
}

/** The desks' officials. */
export interface OfficialMarks {
  /** All marks, in the order of the ids. */
  list(): OfficialMark[];
  get(id: string): OfficialMark | undefined;
  /** Makes the changes, all or none. @param batch an id under which they can be undone together */
  apply(changes: readonly PlannedChange[], batch: string, editor: Editor): void;
  /**
   * Prepares thousands of changes, with a pause after every hundred. The caller sees to it that nobody changes these
   * officials before they are committed.
   */
  stage(
    changes: readonly (PlannedChange & { readonly after: OfficialMark })[],
    batch: string,
    editor: Editor,
    pause: (done: number) => Promise<void>,
  ): Promise<StagedChanges>;
  /** Newest first; of one official where an id is given. */
  history(officialId: string | undefined, limit: number, offset: number): { changes: OfficialChange[]; total: number };
  change(number: number): OfficialChange | undefined;
  /** The guild's last change that still holds. */
  lastOf(guildId: string): OfficialChange | undefined;
  /** Takes back what a batch did; what was undone or changed since stays as it is. @param undoBatch its own batch */
  undo(batch: string, undoBatch: string, editor: Editor): Undone;
}

export function createOfficialMarks(database: Database): OfficialMarks {
  const table = createTable<OfficialMark>(database, NAMESPACE);

  const put = (id: string, mark: OfficialMark | undefined): void => {
    if (mark === undefined) table.delete(id);
    else table.set(id, mark);
  };

  const record = (id: string, kind: ChangeKind, after: OfficialMark | undefined, batch: string, by: Editor): void => {
    const before = table.get(id);
    const [was, is] = [before, after].map((mark) => (mark === undefined ? null : JSON.stringify(mark)));
    database.prepare(INSERT).run(batch, id, kind, by.userId, by.guildId, database.now(), was ?? null, is ?? null);
    put(id, after);
  };

  return {
    list: () => table.all(),
    get: (id) => table.get(id),
    apply(changes, batch, editor) {
      database.transaction<void>(() => {
        for (const { officialId, kind, after } of changes) record(officialId, kind, after, batch, editor);
        database.prepare(FORGET).run(MAX_CHANGES);
      });
    },
    async stage(changes, batch, editor, pause) {
      database.prepare(STAGE_TABLE).run();
      const drop = (): void => void database.prepare(UNSTAGE).run(batch);
      try {
        for (let from = 0; from < changes.length; from += SLICE_CHANGES) {
          const slice = changes.slice(from, from + SLICE_CHANGES);
          database.transaction<void>(() => {
            for (const { officialId: id, kind, after } of slice) {
              const before = table.get(id);
              const was = before === undefined ? null : JSON.stringify(before);
              const record = recordText({ value: after, expires: undefined });
              database.prepare(STAGE).run(batch, id, kind, was, JSON.stringify(after), record);
            }
          });
          await pause(from + slice.length);
        }
      } catch (error) {
        drop();
        throw error;
      }
      return {
        drop,
        commit() {
          database.transaction<void>(() => {
            database.prepare(RECORD_STAGED).run(editor.userId, editor.guildId, database.now(), batch);
            database.prepare(PUT_STAGED).run(NAMESPACE, batch);
            database.prepare(FORGET).run(MAX_CHANGES);
            drop();
          });
        },
      };
    },
    history(officialId, limit, offset) {
      const id = officialId ?? null;
      const counted = database.prepare(COUNT).get(id, id);
      return {
        changes: database.prepare(PAGE).all(id, id, limit, offset).map(readChange),
        total: counted === undefined ? 0 : numberOf(counted, 'changes'),
      };
    },
    change: (number) => database.prepare(BY_NUMBER).all(number).map(readChange)[0],
    lastOf: (guildId) => database.prepare(LAST).all(guildId).map(readChange)[0],
    undo: (batch, undoBatch, editor) =>
      database.transaction<Undone>(() => {
        const restored: string[] = [];
        const changedSince: string[] = [];
        for (const change of database.prepare(BATCH).all(batch).map(readChange)) {
          if (change.undone) continue;
          if (JSON.stringify(table.get(change.officialId)) !== JSON.stringify(change.after)) {
            changedSince.push(change.officialId);
            continue;
          }
          record(change.officialId, 'undone', change.before, undoBatch, editor);
          database.prepare(MARK_UNDONE).run(change.number);
          restored.push(change.officialId);
        }
        return { restored, changedSince };
      }),
  };
}

function readChange(row: Row): OfficialChange {
  return {
    number: numberOf(row, 'number'),
    batch: textOf(row, 'batch'),
    officialId: textOf(row, 'official_id'),
    kind: textOf(row, 'kind') as ChangeKind,
    by: textOf(row, 'by_user'),
    guildId: textOf(row, 'guild_id'),
    at: numberOf(row, 'at'),
    before: readMark(row, 'before'),
    after: readMark(row, 'after'),
    undone: numberOf(row, 'undone') === 1,
  };
}

function readMark(row: Row, column: 'before' | 'after'): OfficialMark | undefined {
  return row[column] === null ? undefined : (JSON.parse(textOf(row, column)) as OfficialMark);
}
