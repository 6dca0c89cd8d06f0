/** What desks decided of officials, and every change of it with who and when, so that each can be taken back. */
import type { ChangeKind, Editor, OfficialChange, OfficialMark, Standing } from '../model/roster.ts';
import type { Pause } from '../text/slices.ts';
import { numberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createOfficialStage, type OfficialStage, type StagedChange } from './official-stage.ts';
import { createTable } from './table.ts';

const NAMESPACE = 'official-marks';

const COLUMNS = 'number, batch, official_id, kind, by_user, guild_id, at, before, after, undone';
const PAGE = `SELECT ${COLUMNS} FROM official_changes WHERE ? IS NULL OR official_id = ?
  ORDER BY number DESC LIMIT ? OFFSET ?`;
const COUNT = 'SELECT count(*) AS changes FROM official_changes WHERE ? IS NULL OR official_id = ?';
const STANDING = 'SELECT number FROM official_changes WHERE batch = ? AND undone = 0 ORDER BY number DESC';
const LAST_NUMBER = 'SELECT ifnull(max(number), 0) AS number FROM official_changes';
const BY_NUMBER = `SELECT ${COLUMNS} FROM official_changes WHERE number = ?`;
const LAST = `SELECT ${COLUMNS} FROM official_changes WHERE guild_id = ? AND undone = 0 AND kind <> 'undone'
  ORDER BY number DESC LIMIT 1`;

/** One change that is to be made. */
export interface PlannedChange extends Standing {
  readonly kind: Exclude<ChangeKind, 'undone'>;
}

/** Changes that are written down beside the store, and count for nothing yet. */
export interface StagedChanges {
  /** Makes them, all or none: some 20 µs each. */
  commit(): void;
  drop(): void;
}

/** What came of taking changes back. */
export interface Undone {
  /** Whose entry is as it was, and what that is. */
  readonly restored: readonly Standing[];
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
  stage(changes: readonly PlannedChange[], batch: string, editor: Editor, pause: Pause): Promise<StagedChanges>;
  /** Newest first; of one official where an id is given. */
  history(officialId: string | undefined, limit: number, offset: number): { changes: OfficialChange[]; total: number };
  change(number: number): OfficialChange | undefined;
  /** The guild's last change that still holds. */
  lastOf(guildId: string): OfficialChange | undefined;
  /**
   * Takes back what a batch did, all or nothing, with a pause after every hundred. What was undone or changed since, also
   * in these pauses, stays as it is.
   *
   * @param undoBatch its own batch
   */
  undo(batch: string, undoBatch: string, editor: Editor, pause: Pause): Promise<Undone>;
}

export function createOfficialMarks(database: Database): OfficialMarks {
  const table = createTable<OfficialMark>(database, NAMESPACE);

  const stageOf = (batch: string): OfficialStage => createOfficialStage(database, batch, NAMESPACE, table);
  const find = (number: number): OfficialChange | undefined =>
    database.prepare(BY_NUMBER).all(number).map(readChange)[0];

  return {
    list: () => table.all(),
    get: (id) => table.get(id),
    apply(changes, batch, editor) {
      database.transaction<void>(() => {
        const stage = stageOf(batch);
        for (const change of changes) stage.add({ ...change, undoes: undefined });
        stage.commit(editor);
      });
    },
    async stage(changes, batch, editor, pause) {
      const stage = stageOf(batch);
      await stage.addInSlices(changes, (change) => ({ ...change, undoes: undefined }), pause);
      return { drop: stage.drop, commit: () => stage.commit(editor) };
    },
    history(officialId, limit, offset) {
      const id = officialId ?? null;
      const counted = database.prepare(COUNT).get(id, id);
      return {
        changes: database.prepare(PAGE).all(id, id, limit, offset).map(readChange),
        total: counted === undefined ? 0 : numberOf(counted, 'changes'),
      };
    },
    change: find,
    lastOf: (guildId) => database.prepare(LAST).all(guildId).map(readChange)[0],
    async undo(batch, undoBatch, editor, pause) {
      const numbersOf = (rows: Row[]): number[] => rows.map((row) => numberOf(row, 'number'));
      const [last = 0] = numbersOf(database.prepare(LAST_NUMBER).all());
      const stage = stageOf(undoBatch);
      const restored = new Map<string, OfficialMark | undefined>();
      const changedSince: string[] = [];
      const takeBack = (number: number): StagedChange | undefined => {
        const change = find(number);
        if (change === undefined) return undefined;
        const { officialId, before, after } = change;
        if (JSON.stringify(table.get(officialId)) !== JSON.stringify(after)) {
          changedSince.push(officialId);
          return undefined;
        }
        restored.set(officialId, before);
        return { officialId, kind: 'undone', after: before, undoes: number };
      };
      await stage.addInSlices(numbersOf(database.prepare(STANDING).all(batch)), takeBack, pause);
      for (const officialId of stage.dropChangedSince(last)) {
        restored.delete(officialId);
        changedSince.push(officialId);
      }
      stage.commit(editor);
      return { restored: [...restored].map(([officialId, after]) => ({ officialId, after })), changedSince };
    },
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
