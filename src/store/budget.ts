/** How many tokens the model has cost today. */
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** Long enough for `/status` to show the last month. */
const KEEP_MS = 40 * 24 * 60 * 60 * 1000;

/** What was spent, by day. */
export interface Budget {
  /** @param day `YYYY-MM-DD` */
  spentOn(day: string): number;
  /** Adds to what was spent on a day. @returns the day's sum */
  spend(day: string, tokens: number): number;
}

export function createBudget(database: Database): Budget {
  const table = createTable<number>(database, 'budget');
  return {
    spentOn: (day) => table.get(day) ?? 0,
    spend: (day, tokens) => table.update(day, (spent = 0) => spent + tokens, KEEP_MS) ?? 0,
  };
}
