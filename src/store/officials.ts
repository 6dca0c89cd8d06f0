/** What desks decided of officials, and every change of it with who and when, so that each can be taken back. */
import type { ChangeKind, OfficialChange, OfficialMark } from '../model/roster.ts';
import { numberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

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
