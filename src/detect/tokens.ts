/** Text → tokens: folded words, numbers and marks with their offsets; the form in which lexicons are matched. */
import { createFolder } from '../text/fold.ts';
import { caseOf, LOWER, NO_CASE, TITLE } from '../text/letter-case.ts';

/** One word, number or mark; all that print the same may share it. */
export interface Token {
  readonly printed: string;
  /** Folded: lower case, without accents, vowel signs, hamza seats or elongation. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'mark';
  /** How the word is written; `none` for scripts without case. */
  readonly letterCase: 'lower' | 'initial' | 'all' | 'none';
}

/** A text in tokens; the three lists run side by side. */
export interface TokenText<T extends Token> {
  readonly tokens: readonly T[];
  /** UTF-16 offsets into the tokenised text, ends exclusive. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const MARKS = /[\p{M}\u0640]/gu;

const fold = createFolder((letter) =>
  letter
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ß', 'ss'),
);

/** Folds a word for comparison; idempotent. */
export function foldWord(word: string): string {
  return fold(word).text;
}

/**
 * Cuts `text` into tokens in one pass. A Han character is a token of its own; hyphens and apostrophes part words
 * ("Абу-Даби" is two, "l'accord" is two); digits with inner points, commas or digit-grouping spaces are one number.
 */
export function tokenize(text: string): TokenText<Token> {
  return tokenizeBy(text, (whole, start, end) => tokenOf(whole.slice(start, end)));
}

/**
 * {@link tokenize} with tokens that somebody keeps.
 *
 * @param tokenAt the token that stands at an offset up to another, as {@link tokenOf} reads it
 */
export function tokenizeBy<T extends Token>(
  text: string,
  tokenAt: (text: string, start: number, end: number) => T,
): TokenText<T> {
  const tokens: T[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const size = text.length;
  let at = 0;
  while (at < size) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] || kindOf(code);
    if (kind === SPACE || kind === JOINER) {
      at++;
      continue;
    }
    const end = kind === DIGIT ? numberEnd(text, at) : kind === MARK ? at + 1 : wordEnd(text, at, kind);
    tokens.push(tokenAt(text, at, end));
    starts.push(at);
    ends.push(end);
    at = end;
  }
  return { tokens, starts, ends };
}

/** Reads one token as it is printed. */
export function tokenOf(printed: string): Token {
  const code = printed.charCodeAt(0);
  const kind = kinds[code] || kindOf(code);
  if (kind === DIGIT) return { printed, text: westernDigits(printed), kind: 'number', letterCase: 'none' };
  if (kind === MARK || (kind === HALF && letterKind(String.fromCodePoint(printed.codePointAt(0) ?? code)) === MARK))
    return { printed, text: printed, kind: 'mark', letterCase: 'none' };
  return { printed, text: foldWord(printed), kind: 'word', letterCase: letterCaseOf(printed) };
}

const SPACE = 1;
const DIGIT = 2;
const LETTER = 3;
const HAN = 4;
/** Hyphens and apostrophes only part words; other marks part clauses and are kept. */
const JOINER = 5;
const MARK = 6;
/** Half of a pair: the pair decides. */
const HALF = 7;

/** Whether a UTF-16 unit is a letter of a word or a mark on one; Han characters and halves of pairs are none. */
export function isWordUnit(code: number): boolean {
  return (kinds[code] || kindOf(code)) === LETTER;
}

/** What each UTF-16 unit is; 0 is not asked yet. */
const kinds = new Uint8Array(0x1_0000);

function kindOf(code: number): number {
  const letter = String.fromCharCode(code);
  let kind = MARK;
  if ([0x20, 0x0a, 0x09, 0x0d, 0xa0].includes(code)) kind = SPACE;
  else if (isDigit(code)) kind = DIGIT;
  else if ([0x2d, 0x2010, 0x2011, 0x27, 0x2019].includes(code)) kind = JOINER;
  else if ((code & 0xf800) === 0xd800) kind = HALF;
  else kind = letterKind(letter);
  kinds[code] = kind;
  return kind;
}

function letterKind(letter: string): number {
  if (/\p{Script=Han}/u.test(letter)) return HAN;
  return /[\p{L}\p{M}]/u.test(letter) ? LETTER : MARK;
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x660 && code <= 0x669) || (code >= 0xff10 && code <= 0xff19);
}

/** Digits of any of the scripts that news texts use, as 0–9; the Arabic decimal and thousands signs as `.` and `,`. */
function westernDigits(text: string): string {
  if (/^[0-9.,]+$/.test(text)) return text;
  let out = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code >= 0x660 && code <= 0x669) out += String.fromCharCode(code - 0x660 + 0x30);
    else if (code >= 0xff10 && code <= 0xff19) out += String.fromCharCode(code - 0xff10 + 0x30);
    else if (code === 0x66b) out += '.';
    else if (code === 0x66c) out += ',';
    else out += char;
  }
  return out;
}

function numberEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) at++;
    else if (isGrouping(code) && isDigit(text.charCodeAt(at + 1)) && (code !== 0x20 || groupOfThree(text, at + 1)))
      at++;
    else break;
  }
  return at;
}

/** . , Arabic decimal and thousands signs, no-break and thin spaces, plain space before exactly three digits. */
const GROUPING: readonly number[] = [0x2e, 0x2c, 0x66b, 0x66c, 0xa0, 0x202f, 0x2009, 0x20];

function isGrouping(code: number): boolean {
  return GROUPING.includes(code);
}

function groupOfThree(text: string, at: number): boolean {
  return (
    isDigit(text.charCodeAt(at + 1)) &&
    isDigit(text.charCodeAt(at + 2)) &&
    !isDigit(text.charCodeAt(at + 3)) &&
    isDigit(text.charCodeAt(at - 2))
  );
}

function wordEnd(text: string, from: number, first: number): number {
  if (first === HAN) return from + 1;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] || kindOf(code);
    if (kind === LETTER) at++;
    else if (kind === HALF) {
      const pair = String.fromCodePoint(text.codePointAt(at) ?? code);
      const pairKind = letterKind(pair);
      // A Han character or a mark is a token of its own.
      if (pairKind !== LETTER) return at === from ? at + pair.length : at;
      at += pair.length;
    } else break;
  }
  return at;
}

function letterCaseOf(word: string): Token['letterCase'] {
  const first = caseOf(word.charCodeAt(0));
  if (first === NO_CASE) return 'none';
  if (first === LOWER) return 'lower';
  if (first === TITLE || word.length < 2) return 'initial';
  for (let at = 1; at < word.length; at++) {
    const other = caseOf(word.charCodeAt(at));
    if (other === LOWER || other === TITLE) return 'initial';
  }
  return 'all';
}
