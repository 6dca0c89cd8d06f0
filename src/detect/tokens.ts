/** Text → tokens: folded words, numbers and marks with their offsets; the form in which lexicons are matched. */
import { createFolder } from '../text/fold.ts';
import { caseOf, LOWER, NO_CASE, TITLE } from '../text/letter-case.ts';

/** One word, number or mark of a text. */
export interface Token {
  /** Folded: lower case, without accents, vowel signs, hamza seats or elongation. */
  readonly text: string;
  /** UTF-16 offsets into the tokenised text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
  /** How the word is written; `none` for scripts without case. */
  readonly letterCase: 'lower' | 'initial' | 'all' | 'none';
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
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const size = text.length;
  const folded = fold(text);
  // Where the letter at hand stands in the folded text.
  let foldedAt = 0;
  let at = 0;
  while (at < size) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] || kindOf(code);
    if (kind === SPACE || kind === JOINER) {
      at++;
    } else if (kind === DIGIT) {
      const end = numberEnd(text, at);
      tokens.push({ text: westernDigits(text.slice(at, end)), start: at, end, kind: 'number', letterCase: 'none' });
      at = end;
    } else if (kind === MARK) {
      tokens.push({ text: text.charAt(at), start: at, end: at + 1, kind: 'mark', letterCase: 'none' });
      at++;
    } else {
      const end = wordEnd(text, at, kind);
      if (end === at) {
        const pair = String.fromCodePoint(text.codePointAt(at) ?? code);
        tokens.push({ text: pair, start: at, end: at + pair.length, kind: 'mark', letterCase: 'none' });
        at += pair.length;
        continue;
      }
      let from = at;
      let to = end;
      if (folded.starts !== undefined) {
        from = foldedIndex(folded.starts, foldedAt, at);
        to = foldedIndex(folded.starts, from, end);
        foldedAt = to;
      }
      tokens.push({
        text: folded.text.slice(from, to),
        start: at,
        end,
        kind: 'word',
        letterCase: letterCaseOf(text, at, end),
      });
      at = end;
    }
  }
  return tokens;
}

/** The first unit of the folded text, from `from` on, that comes from `at` or later. */
function foldedIndex(starts: Uint32Array, from: number, at: number): number {
  let index = from;
  while (index < starts.length && (starts[index] ?? 0) < at) index++;
  return index;
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
      if (pairKind === HAN) return at === from ? at + pair.length : at;
      if (pairKind !== LETTER) break;
      at += pair.length;
    } else break;
  }
  return at;
}

function letterCaseOf(text: string, from: number, end: number): Token['letterCase'] {
  const first = caseOf(text.charCodeAt(from));
  if (first === NO_CASE) return 'none';
  if (first === LOWER) return 'lower';
  if (first === TITLE || end - from < 2) return 'initial';
  for (let at = from + 1; at < end; at++) {
    const other = caseOf(text.charCodeAt(at));
    if (other === LOWER || other === TITLE) return 'initial';
  }
  return 'all';
}
