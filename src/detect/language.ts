/** The language of an item: by script where that decides, else by the declared language and the text's letter runs. */
import { eld } from 'eld/extrasmall';
import type { ItemText } from '../model/item.ts';
import { isLanguage, LANGUAGES, type Language } from '../model/language.ts';
import { createWordTrie, type WordTrie } from '../text/word-trie.ts';
import { lexiconOf } from './lexicons/lexicons.ts';
import { foldWord, isWordUnit } from './tokens.ts';

/** Scripts that decide among our languages. */
const SCRIPTS: readonly (readonly [Language, RegExp])[] = [
  ['zh', /\p{Script=Han}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['ru', /\p{Script=Cyrillic}/u],
];
/** Share of the letters that is enough to be sure of a script. */
const SURE_SHARE = 0.4;
/** Longer texts tell no more of their language. */
const SAMPLE_CHARS = 400;
const SHORT_WORDS_CHARS = 200;
/** Shorter texts tell less of their language than the feed's owner does. */
const MIN_TELLING_CHARS = 60;

eld.setLanguageSubset([...LANGUAGES]);

/** Letters that Ukrainian has and Russian has not; Belarusian, Kazakh and Serbian have some of them, and others. */
const UKRAINIAN = /[іїєґ]/giu;
const NOT_RUSSIAN = /[іїєґўјљњђћџқғүұөәһң]/giu;
const NOT_UKRAINIAN = /[ыэёъўјљњђћџқғүұөәһң]/giu;
/** A Russian text that quotes a Ukrainian name has a few. */
const FOREIGN_SHARE = 0.02;

/**
 * The language of an item that {@link languageOf} can't read: names are found in it, events are not.
 *
 * @returns what the feed says, or `uk` by the letters, as ISO 639-1; `und` where neither tells
 */
export function unreadLanguageOf(item: ItemText): string {
  const declared = item.language?.slice(0, 2).toLowerCase() ?? '';
  if (/^[a-z]{2}$/.test(declared) && !isLanguage(declared)) return declared;
  const sample = sampleOf(item);
  return count(sample, UKRAINIAN) > 0 && count(sample, NOT_UKRAINIAN) === 0 ? 'uk' : 'und';
}

/** Whether the letters of a Cyrillic text are another language's than Russian's. */
function isForeignCyrillic(sample: string, letters: number): boolean {
  return count(sample, NOT_RUSSIAN) > Math.max(letters * FOREIGN_SHARE, count(sample, /[ыэёъ]/giu));
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

function sampleOf(item: ItemText): string {
  return `${item.title}. ${item.summary || (item.body ?? '')}`.slice(0, SAMPLE_CHARS);
}

/**
 * The language in which `item` is read.
 *
 * @returns one of ours, or undefined where it is none of them
 */
export function languageOf(item: ItemText): Language | undefined {
  const sample = sampleOf(item);
  const declared = item.language?.slice(0, 2).toLowerCase();
  const { letters, script } = scriptOf(sample);
  if (letters === 0) return undefined;
  // Persian, Ukrainian or Japanese in a feed that says so are none of ours.
  if (script !== undefined) {
    if (script === 'ru' && isForeignCyrillic(sample, letters)) return undefined;
    return declared === undefined || declared === script || isLanguage(declared) ? script : undefined;
  }
  const prior = declared !== undefined && isLanguage(declared) ? declared : undefined;
  if (prior !== undefined && speaksFor(sample, prior)) return prior;
  if (prior !== undefined && sample.length < MIN_TELLING_CHARS) return prior;
  const detected = eld.detect(sample);
  if (prior !== undefined && (detected.language === prior || !detected.isReliable())) return prior;
  if (!isLanguage(detected.language)) return prior;
  // The statistics know our languages alone, so that Polish in a feed that says so comes out as one of them.
  const saysOther = prior === undefined && declared !== undefined;
  return saysOther && !speaksFor(sample, detected.language) ? undefined : detected.language;
}

/** 1 for letters, 2, 4, 8 for the scripts in their order. */
const kinds = new Uint8Array(0x1_0000);
const ASKED = 0x80;

function kindOf(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  const known = kinds[point] ?? 0;
  if (known !== 0) return known;
  const letter = String.fromCodePoint(point);
  let kind = ASKED | (/\p{L}/u.test(letter) ? 1 : 0);
  SCRIPTS.forEach(([, script], index) => {
    if (script.test(letter)) kind |= 2 << index;
  });
  // Of half a pair nothing is kept: it would be taken for what any pair with that half is.
  if (point < kinds.length && (point & 0xf800) !== 0xd800) kinds[point] = kind;
  return kind;
}

/** How many letters the text has, and the script that nearly half of them are of. */
function scriptOf(text: string): { readonly letters: number; readonly script: Language | undefined } {
  let letters = 0;
  const counts = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] || kindOf(text, at);
    if ((kind & 1) !== 0) letters++;
    if (kind > (ASKED | 1))
      for (let index = 0; index < 3; index++) if ((kind & (2 << index)) !== 0) counts[index] = (counts[index] ?? 0) + 1;
    // The second half of a pair was counted with the first.
    if ((text.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  const found = SCRIPTS.findIndex((_, index) => (counts[index] ?? 0) > letters * SURE_SHARE);
  return { letters, script: SCRIPTS[found]?.[0] };
}

/** Short words by which the languages of the Latin script are told apart, from their lexicons. */
const LATIN: readonly Language[] = ['en', 'es', 'fr', 'pt', 'de'];
let shortWords: ShortWords | undefined;

interface ShortWords {
  readonly trie: WordTrie;
  /** By the trie's numbers: which languages have the word, as bits. */
  readonly languages: readonly number[];
}

function readShortWords(): ShortWords {
  const trie = createWordTrie();
  const languages: number[] = [];
  LATIN.forEach((language, index) => {
    for (const word of functionWords(language)) {
      const number = trie.add(word, false);
      languages[number] = (languages[number] ?? 0) | (1 << index);
    }
  });
  return { trie, languages };
}

const found: number[] = [];

/**
 * Whether the text's short words are at least as much the declared language's as any other's: then the letter
 * statistics, some 50 µs an item, need not be asked.
 */
function speaksFor(sample: string, declared: Language): boolean {
  const own = LATIN.indexOf(declared);
  if (own < 0) return false;
  shortWords ??= readShortWords();
  const { trie, languages } = shortWords;
  const text = foldWord(sample.slice(0, SHORT_WORDS_CHARS));
  const counts = [0, 0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const from = at;
    while (at < text.length && isWordUnit(text.charCodeAt(at))) at++;
    if (at === from || trie.find(text, found, 0, from, at) === 0) continue;
    const bits = languages[found[0] ?? 0] ?? 0;
    for (let index = 0; index < counts.length; index++)
      if ((bits & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  const mine = counts[own] ?? 0;
  return mine >= 2 && counts.every((count) => count <= mine);
}

function functionWords(language: Language): ReadonlySet<string> {
  const { at, to, from, and, by, clause, with: together } = lexiconOf(language);
  const words = [at, to, from, and, by, clause, together]
    .join(',')
    .split(',')
    .map((word) => foldWord(word.trim()));
  return new Set(words.filter((word) => word !== '' && !word.includes(' ')));
}
