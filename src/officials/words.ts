/** A text taken apart into the words that matching looks at, folded, with their places. */
import { CAPITAL, caseOf, LOWER, NO_CASE, TITLE } from '../text/letter-case.ts';
import { foldText, type NormalizedText, normalizeForMatch } from '../text/normalize.ts';
import { withoutPrefixes } from './names-arabic.ts';

/** One word of a script that sets words apart; all that print the same share it. */
export interface Word {
  readonly printed: string;
  /** Folded. */
  readonly text: string;
  /** Whether it is printed with a capital. Always true in scripts without capitals, never for figures. */
  readonly capital: boolean;
  /** Whether more than its first letter is a capital, as in MBS or PUTIN. */
  readonly allCapitals: boolean;
  readonly arabic: boolean;
  /** The folded words that it may be: itself first, then without what Arabic writes onto it, or a German genitive's s. */
  readonly readings: readonly string[];
}

/** A text as matching sees it; the lists of words and their places run side by side. */
export interface WordText<W extends Word = Word> {
  readonly original: string;
  readonly folded: NormalizedText;
  readonly words: readonly W[];
  /** Offsets of the words into the folded text, ends exclusive. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether any Han character stands in it: those are searched by an automaton, not by word. */
  readonly hasHan: boolean;
}

const SPACE_CODE = 0x20;
const APOSTROPHE_CODE = 0x27;

const OTHER = 0;
const LETTER = 1;
const HAN = 2;
const UNKNOWN = 255;
const classes = new Uint8Array(0x10000).fill(UNKNOWN);

/** What a reader of texts knows of words. */
export interface WordReader<W extends Word> {
  /** Reads a word; `folded` as {@link normalizeForMatch} folds it. */
  read(printed: string, folded: string): W;
  /** The word that stands at an offset up to another, in a text whose letters keep their length when they are folded. */
  at(text: string, start: number, end: number): W;
}

const PLAIN: WordReader<Word> = {
  read: wordOf,
  at(text, start, end) {
    const printed = text.slice(start, end);
    return wordOf(printed, foldText(printed));
  },
};

/** Takes a text apart; linear in its length. */
export function readWords(original: string): WordText {
  return readWordsBy(original, PLAIN);
}

/** {@link readWords} with words as somebody's reader knows them. */
export function readWordsBy<W extends Word>(original: string, reader: WordReader<W>): WordText<W> {
  const folded = normalizeForMatch(original);
  const { text } = folded;
  const words: W[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let hasHan = false;
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : SPACE_CODE;
    const kind = classOf(code);
    if (kind === LETTER) {
      if (start < 0) start = at;
      continue;
    }
    if (kind === HAN) hasHan = true;
    if (start < 0) continue;
    if (code === APOSTROPHE_CODE && joinsWord(text, start, at)) continue;
    words.push(
      folded.keepsOffsets
        ? reader.at(original, start, at)
        : reader.read(original.slice(folded.toOriginal(start), folded.toOriginal(at)), text.slice(start, at)),
    );
    starts.push(start);
    ends.push(at);
    start = -1;
  }
  return { original, folded, words, starts, ends, hasHan };
}

/** Whether the letter belongs to the Han script. */
export function isHan(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '' && classOf(letter.charCodeAt(0)) === HAN;
}

/** Whether a word is written in Arabic letters. */
export function isArabic(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x600 && code <= 0x6ff;
}

/** Whether a word is written in Cyrillic letters. */
export function isCyrillic(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x400 && code <= 0x52f;
}

/** What stands before an apostrophe as a word of its own: French and Italian elisions. */
const ELIDED = new Set([
  'l',
  'd',
  's',
  'n',
  'm',
  't',
  'c',
  'j',
  'qu',
  'jusqu',
  'lorsqu',
  'puisqu',
  'quoiqu',
  'presqu',
  'dell',
  'all',
  'nell',
  'sull',
  'dall',
]);
/** What stands after one as an ending: English genitives and contractions. */
const ENDINGS = new Set(['s', 't', 'd', 'm', 're', 've', 'll']);
const MAX_ENDING_CHARS = 3;
/** Turkish case endings, folded; the apostrophe stands only behind names: Erdoğan'ın, Tekdoğanlı'yla. */
const TURKISH_ENDINGS = new Set(
  'a e i u in un nin nun ya ye yi yu yla yle la le da de ta te dan den tan ten dir dur'.split(' '),
);
const VOWELS = 'aeiou';
/** Arab names are shorter before their apostrophe: Sa'ad, Jum'a. */
const MIN_TURKISH_CHARS = 4;

/** Whether the apostrophe at `at` is part of a name, as in Sa'ad or O'Neill, and not the end of a word. */
function joinsWord(text: string, start: number, at: number): boolean {
  if (classOf(text.charCodeAt(at + 1)) !== LETTER || ELIDED.has(text.slice(start, at))) return false;
  let end = at + 1;
  while (end <= at + 1 + MAX_ENDING_CHARS && end < text.length && classOf(text.charCodeAt(end)) === LETTER) end++;
  const ending = text.slice(at + 1, end);
  return !ENDINGS.has(ending) && !isTurkishEnding(ending, text.slice(start, at));
}

/** Whether the ending fits the name before it: one that begins with a vowel follows a consonant, y and n the reverse. */
function isTurkishEnding(ending: string, name: string): boolean {
  if (name.length < MIN_TURKISH_CHARS || !TURKISH_ENDINGS.has(ending)) return false;
  const isAfterVowel = VOWELS.includes(name.at(-1) ?? '');
  if (VOWELS.includes(ending[0] ?? '')) return !isAfterVowel;
  return isAfterVowel || !(ending.startsWith('n') || ending.startsWith('y'));
}

/** Reads one word; `folded` as {@link normalizeForMatch} folds it. */
export function wordOf(printed: string, folded: string): Word {
  const text = folded.includes("'") ? folded.replaceAll("'", '') : folded;
  const first = caseOf(printed.charCodeAt(0));
  let hasCase = false;
  let hasSmall = false;
  for (let at = 0; at < printed.length; at++) {
    const letterCase = caseOf(printed.charCodeAt(at));
    if (letterCase !== NO_CASE) hasCase = true;
    if (letterCase === LOWER || letterCase === TITLE) hasSmall = true;
  }
  return {
    printed,
    text,
    capital: !isDigit(text) && (!hasCase || first === CAPITAL || first === TITLE),
    allCapitals: hasCase && !hasSmall && printed.length > 1,
    arabic: isArabic(text),
    readings: readingsOf(text),
  };
}

function readingsOf(text: string): readonly string[] {
  if (isArabic(text)) return withoutPrefixes(text);
  // German genitives, "Putins"; English ones have their apostrophe.
  if (text.length > 4 && text.endsWith('s') && !isCyrillic(text)) return [text, text.slice(0, -1)];
  return [text];
}

function isDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

function classOf(code: number): number {
  const known = classes[code] ?? OTHER;
  if (known !== UNKNOWN) return known;
  const letter = String.fromCharCode(code);
  // A half of a pair counts as a letter: the rare scripts beyond the first plane set words apart or have no forms here.
  const kind = /\p{Script=Han}/u.test(letter)
    ? HAN
    : /[\p{L}\p{N}]/u.test(letter) || (code & 0xf800) === 0xd800
      ? LETTER
      : OTHER;
  classes[code] = kind;
  return kind;
}
