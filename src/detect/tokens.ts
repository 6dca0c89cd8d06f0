/** Text → tokens: folded words, numbers and marks with their offsets; the form in which lexicons are matched. */

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

const WORD = /[\p{L}\p{M}]/u;
const HAN = /\p{Script=Han}/u;
const MARKS = /[\p{M}\u0640]/gu;
const PLAIN = /^[a-z]+$/;

/** Folds a word for comparison; idempotent. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(MARKS, '').replaceAll('ى', 'ي').replaceAll('ة', 'ه').replaceAll('ß', 'ss');
}

/**
 * Cuts `text` into tokens in one pass. A Han character is a token of its own; hyphens and apostrophes part words
 * ("Абу-Даби" is two, "l'accord" is two); digits with inner points, commas or digit-grouping spaces are one number.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const size = text.length;
  let at = 0;
  while (at < size) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0xa0) {
      at++;
      continue;
    }
    if (isDigit(code)) {
      const end = numberEnd(text, at);
      tokens.push({ text: westernDigits(text.slice(at, end)), start: at, end, kind: 'number', letterCase: 'none' });
      at = end;
      continue;
    }
    const end = wordEnd(text, at, code);
    if (end > at) {
      const raw = text.slice(at, end);
      tokens.push({ text: foldWord(raw), start: at, end, kind: 'word', letterCase: letterCaseOf(raw) });
      at = end;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(at) ?? code);
    // Hyphens and apostrophes only part words; other marks part clauses and are kept.
    if (!isJoiner(code)) {
      tokens.push({ text: char, start: at, end: at + char.length, kind: 'mark', letterCase: 'none' });
    }
    at += char.length;
  }
  return tokens;
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

function isGrouping(code: number): boolean {
  // . , Arabic decimal and thousands signs, no-break and thin spaces, plain space before exactly three digits
  return [0x2e, 0x2c, 0x66b, 0x66c, 0xa0, 0x202f, 0x2009, 0x20].includes(code);
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
  if (first < 0x80) {
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) at++;
      else break;
    }
    if (at > from && !(text.charCodeAt(at) >= 0x80)) return at;
  }
  let at = from;
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (HAN.test(char)) return at === from ? at + char.length : at;
    if (!WORD.test(char)) break;
    at += char.length;
  }
  return at;
}

function isJoiner(code: number): boolean {
  return code === 0x2d || code === 0x2010 || code === 0x2011 || code === 0x27 || code === 0x2019 || code === 0x2bc;
}

function letterCaseOf(raw: string): Token['letterCase'] {
  const first = raw[0] ?? '';
  if (first === first.toLowerCase()) return first === first.toUpperCase() ? 'none' : 'lower';
  return raw.length > 1 && raw === raw.toUpperCase() ? 'all' : 'initial';
}
