/** Doubts: reports that wait for the model's verdict, and how many it has given. */
import type { Doubt, DoubtfulReport, VerdictCount, VerdictCounts } from '../model/doubt.ts';
import { numberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** Long enough to look back over a month. */
const COUNTS_KEPT_MS = 40 * 24 * 60 * 60 * 1000;

const NONE: VerdictCounts = { asked: 0, confirmed: 0, corrected: 0, rejected: 0, failed: 0 };

/** The doubts. */
export interface Doubts {
  /**
   * Keeps a doubt, within the transaction that files its item; a newer wording takes the older one's place.
   */
  keep(doubt: DoubtfulReport, at: number): void;
  /** The item has a wording that leaves no doubt. */
  forget(itemId: string): void;
  /**
   * What to ask next: the oldest that is due, and as many more of its outlet's; one that is to be alone is alone. Of one
   * outlet, so that no text can speak of what others report.
   */
  due(now: number, limit: number): Doubt[];
  /** Ends a doubt. @returns whether it was still there: a newer wording may have taken its place */
  settle(n: number): boolean;
  /** Asks again at `dueAt`, by itself. @param failed whether that counts as a try */
  askAgain(n: number, dueAt: number, failed: boolean): void;
  waiting(): number;
  /** Forgets doubts that came in before `olderThan`: those of a model that is asked no more. @returns how many */
  sweep(olderThan: number): number;
  /** Adds to a day's counts, `YYYY-MM-DD`. */
  count(day: string, what: VerdictCount, events: number): void;
  countsOn(day: string): VerdictCounts;
}

const KEEP = 'INSERT OR REPLACE INTO doubt (item, since, due_at, json) VALUES (?, ?, ?, ?)';

const DUE = 'SELECT * FROM doubt WHERE due_at <= ? ORDER BY due_at, n LIMIT 1';

const WITH_IT = `SELECT * FROM doubt WHERE due_at <= ? AND alone = 0 AND json_extract(json, '$.item.outlet') = ?
  ORDER BY due_at, n LIMIT ?`;

export function createDoubts(database: Database): Doubts {
  const counts = createTable<VerdictCounts>(database, 'verdicts');
  return {
    keep(doubt, at) {
      database.prepare(KEEP).run(doubt.item.id, at, at, JSON.stringify(doubt));
    },
    forget(itemId) {
      database.prepare('DELETE FROM doubt WHERE item = ?').run(itemId);
    },
    due(now, limit) {
      const first = database.prepare(DUE).get(now);
      if (first === undefined) return [];
      const oldest = readDoubt(first);
      if (numberOf(first, 'alone') === 1) return [oldest];
      return database.prepare(WITH_IT).all(now, oldest.item.outlet, limit).map(readDoubt);
    },
    settle: (n) => database.prepare('DELETE FROM doubt WHERE n = ?').run(n).changes > 0,
    askAgain(n, dueAt, failed) {
      database
        .prepare('UPDATE doubt SET due_at = ?, alone = 1, tries = tries + ? WHERE n = ?')
        .run(dueAt, failed ? 1 : 0, n);
    },
    waiting() {
      const row = database.prepare('SELECT count(*) AS doubts FROM doubt').get();
      return row === undefined ? 0 : numberOf(row, 'doubts');
    },
    sweep: (olderThan) => Number(database.prepare('DELETE FROM doubt WHERE since < ?').run(olderThan).changes),
    count(day, what, events) {
      counts.update(day, (old = NONE) => ({ ...old, [what]: old[what] + events }), COUNTS_KEPT_MS);
    },
    countsOn: (day) => counts.get(day) ?? NONE,
  };
}

function readDoubt(row: Row): Doubt {
  const doubt: DoubtfulReport = JSON.parse(textOf(row, 'json'));
  return { ...doubt, n: numberOf(row, 'n'), since: numberOf(row, 'since'), tries: numberOf(row, 'tries') };
}
