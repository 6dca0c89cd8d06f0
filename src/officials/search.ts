/** Looks officials up by name as a desk types it: any script, accents or none, a typing error or two. */
import Fuse from 'fuse.js';
import type { Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import { inSlices, type Pause } from '../text/slices.ts';
import { simplify } from './names-chinese.ts';

/** An official with the name by which the query found them, as the catalogue lists it. */
export interface FoundOfficial {
  readonly official: Official;
  readonly matchedName: string;
  /** Whether the name is only like what was typed. */
  readonly isGuess: boolean;
}

/** Finds officials by name. */
export interface OfficialSearch {
  /**
   * Officials whose names are like `query`, best first, each once; all of them in the catalogue's order for an empty one.
   *
   * @param limit Discord takes 25 choices
   */
  search(query: string, limit: number): FoundOfficial[];
}

interface Row {
  readonly official: Official;
  readonly printed: string;
  /** Folded and simplified. */
  readonly name: string;
}

/** A word of names, with all names that hold it. */
interface WordRow {
  readonly word: string;
  readonly rows: Row[];
}

/** Longer queries than any name are cut. */
const MAX_QUERY_CHARS = 60;
const MAX_QUERY_WORDS = 5;
/** 0 wants every letter, 1 takes anything; at 0.34 "sechni" and "erdogen" find whom they mean, "petrov" nobody else. */
const FUSE_THRESHOLD = 0.34;
/** Fuzzy hits come after all exact beginnings. */
const EXACT = 0;
const WHOLE_WORD = 0.01;
const WORD_START = 0.02;
const INSIDE = 0.05;
const FUZZY = 0.1;
/** What a word of the query costs that no name answers to. */
const NO_ANSWER = 0.6;
/** A slip of the finger seldom meets the first letter: "Karadov" is no "Ricardo". */
const OTHER_FIRST_LETTER = 0.1;
/** One letter finds half the catalogue by chance. */
const MIN_FUZZY_CHARS = 3;

/** Most officials are the same ones in the next roster. */
const rowsByOfficial = new WeakMap<Official, readonly Row[]>();

/** Builds the search for a catalogue; a search in 300 officials takes some milliseconds. */
export function createOfficialSearch(officials: readonly Official[]): OfficialSearch {
  const rows = officials.flatMap(rowsOf);
  // Only a typing error asks for it.
  let fuses: Map<string, Fuse<WordRow>> | undefined;

  return {
    search(query, limit) {
      const wanted = foldForSearch(query.slice(0, MAX_QUERY_CHARS));
      if (wanted === '')
        return officials.slice(0, limit).map((official) => ({ official, matchedName: official.name, isGuess: false }));
      const best = new Map<Official, { row: Row; score: number }>();
      const offer = (row: Row, score: number): void => {
        const known = best.get(row.official);
        if (known === undefined || score < known.score) best.set(row.official, { row, score });
      };
      for (const row of rows) {
        const score = plainScore(row.name, wanted);
        if (score !== undefined) offer(row, score);
      }
      // Whoever types a name right is not asking for others that look like it.
      if (best.size === 0 && wanted.length >= MIN_FUZZY_CHARS) {
        fuses ??= fuseByScript(rows);
        for (const { row, score } of searchWords(fuses, wanted)) offer(row, FUZZY + score);
      }
      return [...best.values()]
        .sort((a, b) => a.score - b.score || a.row.name.length - b.row.name.length)
        .slice(0, limit)
        .map(({ row, score }) => ({
          official: row.official,
          matchedName: row.official.id.replaceAll('-', ' ') === row.printed ? row.official.name : row.printed,
          isGuess: score >= FUZZY,
        }));
    },
  };
}

const SLICE_OFFICIALS = 100;

/** Makes what a search of these officials needs, with pauses; a search that comes before makes it at once. */
export function prepareSearch(officials: readonly Official[], pause: Pause): Promise<void> {
  return inSlices(officials, SLICE_OFFICIALS, rowsOf, pause);
}

function rowsOf(official: Official): readonly Row[] {
  const known = rowsByOfficial.get(official);
  if (known !== undefined) return known;
  const rows = new Map<string, Row>();
  for (const printed of [official.name, ...Object.values(official.names).flat(), official.id.replaceAll('-', ' ')]) {
    const name = foldForSearch(printed);
    if (name !== '' && !rows.has(name)) rows.set(name, { official, printed, name });
  }
  const list = [...rows.values()];
  rowsByOfficial.set(official, list);
  return list;
}

/** One Fuse a script, over single words: a third of the letters to compare, and no Cyrillic for a Latin query. */
function fuseByScript(rows: readonly Row[]): Map<string, Fuse<WordRow>> {
  const words = new Map<string, WordRow>();
  for (const row of rows) {
    for (const word of row.name.split(' ')) {
      const known = words.get(word);
      if (known === undefined) words.set(word, { word, rows: [row] });
      else known.rows.push(row);
    }
  }
  const byScript = Map.groupBy(words.values(), ({ word }) => scriptOf(word));
  const options = {
    keys: ['word'],
    includeScore: true,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    threshold: FUSE_THRESHOLD,
  };
  return new Map([...byScript].map(([script, list]) => [script, new Fuse(list, options)]));
}

/** Names that answer to the query's words, each word with its typing errors. */
function searchWords(fuses: ReadonlyMap<string, Fuse<WordRow>>, wanted: string): { row: Row; score: number }[] {
  const words = wanted
    .split(' ')
    .filter((word) => word.length > 1)
    .slice(0, MAX_QUERY_WORDS);
  const scores = new Map<Row, number[]>();
  words.forEach((word, index) => {
    for (const { item, score } of fuses.get(scriptOf(word))?.search(word) ?? []) {
      // A name twice as long that holds the letters somewhere is no slip of the finger.
      const miss =
        (score ?? 1) +
        Math.abs(item.word.length - word.length) / (4 * Math.max(item.word.length, word.length)) +
        (item.word[0] === word[0] ? 0 : OTHER_FIRST_LETTER);
      for (const row of item.rows) {
        const known = scores.get(row) ?? [];
        known[index] = Math.min(known[index] ?? NO_ANSWER, miss);
        scores.set(row, known);
      }
    }
  });
  // John Smithson is no John at all: the longest word says who is meant.
  const longest = words.reduce((best, word, index) => (word.length > (words[best]?.length ?? 0) ? index : best), 0);
  const answered = [...scores].filter(([, misses]) => misses[longest] !== undefined);
  const found = answered.map(([row, misses]) => {
    const total = words.reduce((sum, _word, index) => sum + (misses[index] ?? NO_ANSWER), 0);
    return { row, score: total / Math.max(words.length, 1) };
  });
  return found.filter(({ score }) => score <= FUSE_THRESHOLD);
}

function scriptOf(word: string): string {
  const code = word.charCodeAt(0);
  return code < 0x370 ? 'latin' : code < 0x530 ? 'cyrillic' : code < 0x700 ? 'arabic' : 'other';
}

function plainScore(name: string, wanted: string): number | undefined {
  if (name === wanted) return EXACT;
  const at = name.indexOf(wanted);
  if (at < 0) return undefined;
  const startsWord = at === 0 || name[at - 1] === ' ';
  if (!startsWord) return INSIDE;
  const after = name[at + wanted.length];
  return after === undefined || after === ' ' ? WHOLE_WORD : WORD_START;
}

function foldForSearch(text: string): string {
  return simplify(foldText(text))
    .replace(/[-·.,]/gu, ' ')
    .replaceAll("'", '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
