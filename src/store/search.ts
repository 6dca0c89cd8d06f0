/** The archive's search as one SQL statement; what people type is only ever a parameter. Pure. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventKind, EventStatus } from '../model/event.ts';
import { foldWords } from './story-columns.ts';

/** More is no search by a person. */
const MAX_TEXT_CHARS = 200;
const MAX_WORDS = 8;

/** FTS5's trigram tokenizer finds nothing shorter (sqlite.org/fts5.html, 4.3.5). */
const TRIGRAM_CHARS = 3;

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

/** `FROM … WHERE …` over `stories`, with its named parameters. */
export interface SearchStatement {
  readonly from: string;
  readonly parameters: Record<string, SQLInputValue>;
}

/** Says a search in SQL; the number of different statements is small, so that each is compiled once. */
export function searchStatement(criteria: SearchCriteria): SearchStatement {
  const conditions: string[] = [];
  const parameters: Record<string, SQLInputValue> = {};

  const { long, short } = splitSearchWords(criteria.text ?? '');
  if (long.length > 0) {
    conditions.push('stories.n IN (SELECT rowid FROM story_fts WHERE story_fts MATCH :match)');
    parameters.match = long.map(quoteForMatch).join(' AND ');
  }
  for (const [index, word] of short.entries()) {
    conditions.push(`stories.n IN (SELECT story FROM story_text WHERE words LIKE :word${index} ESCAPE '\\')`);
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

/** The words to search for, folded; those too short for the trigram index apart. */
export function splitSearchWords(text: string): {
  readonly long: readonly string[];
  readonly short: readonly string[];
} {
  const words = foldWords(text.slice(0, MAX_TEXT_CHARS))
    // Control characters: a NUL would end the text within SQLite.
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '');
  const distinct = [...new Set(words)].slice(0, MAX_WORDS);
  const isLong = (word: string) => [...word].length >= TRIGRAM_CHARS;
  return { long: distinct.filter(isLong), short: distinct.filter((word) => !isLong(word)) };
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
