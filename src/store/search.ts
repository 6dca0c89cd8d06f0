/** The archive's search as one SQL statement; what people type is only ever a parameter. Pure. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventKind, EventStatus } from '../model/event.ts';
import { foldWords, isWithoutSpaces } from './story-columns.ts';

/** More is no search by a person. */
const MAX_TEXT_CHARS = 200;
const MAX_WORDS = 8;

/** FTS5's trigram tokenizer finds nothing shorter (sqlite.org/fts5.html, 4.3.5). */
const TRIGRAM_CHARS = 3;

/** What `story_short` has as a token, as the tokenizer unicode61 has it. */
const HAS_TOKEN = /[\p{L}\p{N}]/u;

/** What is searched for; an empty or missing list means any. */
export interface SearchCriteria {
  /** As typed; every word of it must stand in the story, in whatever order. Nothing in it is syntax. */
  readonly text?: string | undefined;
  /** One event of the story has to meet all of these. */
  readonly officials?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly kinds?: readonly EventKind[] | undefined;
  readonly statuses?: readonly EventStatus[] | undefined;
  /** Reported within these instants, ms since the epoch, both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Words of a search that one index can find. */
export interface IndexedWords {
  /** The index's table. */
  readonly index: 'story_fts' | 'story_short';
  /** The FTS5 expression; in it, every word is quoted. */
  readonly match: string;
  /** The same words, to be looked for in the text itself where the index finds too many stories. */
  readonly words: readonly string[];
}

/** `FROM … WHERE …` over `stories`, with its named parameters. */
export interface SearchStatement {
  readonly from: string;
  readonly parameters: Record<string, SQLInputValue>;
}

/**
 * Sorts what was typed by the index that can find it: words of three characters and more stand in `story_fts`, the
 * shorter ones in `story_short`.
 *
 * @returns undefined where nothing was typed; an empty list where it holds no letter or digit, so that nothing fits
 */
export function indexedWords(text: string): readonly IndexedWords[] | undefined {
  const words = splitSearchWords(text);
  if (words.length === 0) return undefined;
  const long = words.filter((word) => lengthOf(word) >= TRIGRAM_CHARS);
  const short = words.filter((word) => lengthOf(word) < TRIGRAM_CHARS && HAS_TOKEN.test(word));
  const found: IndexedWords[] = [];
  if (long.length > 0) found.push({ index: 'story_fts', match: long.map(quoteForMatch).join(' AND '), words: long });
  if (short.length > 0) found.push({ index: 'story_short', match: short.map(shortMatch).join(' AND '), words: short });
  return found;
}

/**
 * Says a search in SQL.
 *
 * @param inText words that the text itself must hold
 * @param within the stories that the indexes found, by `n`; undefined where they were not asked
 */
export function searchStatement(
  criteria: SearchCriteria,
  inText: readonly string[],
  within: readonly number[] | undefined,
): SearchStatement {
  const conditions: string[] = [];
  const parameters: Record<string, SQLInputValue> = {};
  if (within !== undefined) {
    conditions.push('stories.n IN (SELECT value FROM json_each(:within))');
    parameters.within = JSON.stringify(within);
  }
  for (const [index, word] of inText.entries()) {
    conditions.push(
      `EXISTS (SELECT 1 FROM story_text WHERE story = stories.n AND words LIKE :word${index} ESCAPE '\\')`,
    );
    parameters[`word${index}`] = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  }
  const event = eventConditions(criteria, parameters);
  if (event !== undefined) conditions.push(event);
  if (criteria.from !== undefined) {
    conditions.push('stories.active_to >= :from');
    parameters.from = criteria.from;
  }
  if (criteria.to !== undefined) {
    conditions.push('stories.active_from <= :to');
    parameters.to = criteria.to;
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return { from: `FROM stories${where}`, parameters };
}

/** The words to search for, folded, each once. */
function splitSearchWords(text: string): readonly string[] {
  const words = foldWords(text.slice(0, MAX_TEXT_CHARS))
    // Control characters: a NUL would end the text within SQLite.
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MAX_WORDS);
}

function lengthOf(word: string): number {
  return [...word].length;
}

/** A character of a script without spaces is the beginning of some pair, or stands alone at the end of a run. */
function shortMatch(word: string): string {
  return isWithoutSpaces(word) && lengthOf(word) === 1 ? `${quoteForMatch(word)}*` : quoteForMatch(word);
}

/** FTS5's string syntax: between double quotes nothing is an operator (sqlite.org/fts5.html, 3.1). */
function quoteForMatch(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** Stories with one event that meets all criteria of events; undefined where there are none. */
function eventConditions(criteria: SearchCriteria, parameters: Record<string, SQLInputValue>): string | undefined {
  const joins: string[] = [];
  const conditions: string[] = [];
  const among = (column: string, name: string, values: readonly string[] | undefined, join?: string) => {
    if (values === undefined || values.length === 0) return;
    if (join !== undefined) joins.push(join);
    conditions.push(`${column} IN (SELECT value FROM json_each(:${name}))`);
    parameters[name] = JSON.stringify(values);
  };
  const joinOn = (table: string, alias: string) =>
    ` JOIN ${table} AS ${alias} ON ${alias}.story = e.story AND ${alias}.ordinal = e.ordinal`;
  among('o.official', 'officials', criteria.officials, joinOn('event_official', 'o'));
  among('c.country', 'countries', criteria.countries, joinOn('event_country', 'c'));
  among('e.kind', 'kinds', criteria.kinds);
  among('e.status', 'statuses', criteria.statuses);
  if (conditions.length === 0) return undefined;
  return `stories.n IN (SELECT e.story FROM story_event AS e${joins.join('')} WHERE ${conditions.join(' AND ')})`;
}
