/** Summaries by a model, by story and language. */
import type { Summary } from '../model/summary.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** A story that still grows after a quarter of a year is told in its own sentences again. */
const KEEP_MS = 90 * 24 * 60 * 60 * 1000;

/** The summaries. */
export interface Summaries {
  get(storyId: string, language: string): Summary | undefined;
  set(storyId: string, summary: Summary): void;
}

export function createSummaries(database: Database): Summaries {
  const table = createTable<Summary>(database, 'summaries');
  const keyOf = (storyId: string, language: string) => `${storyId}:${language}`;
  return {
    get: (storyId, language) => table.get(keyOf(storyId, language)),
    set: (storyId, summary) => table.set(keyOf(storyId, summary.language), summary, KEEP_MS),
  };
}
