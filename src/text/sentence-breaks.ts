/**
 * Where sentences may end: the rules of Unicode's UAX #29, section 5, as `Intl.Segmenter` has them for our languages.
 *
 * The segmenter takes some 10 µs for a summary, as long as reading all else in it; one pass over a table of letters
 * takes less than one. `test/text/sentences.test.ts` holds the two against each other.
 */

const OTHER = 1;
const LOWER = 2;
const UPPER = 3;
/** Letters without case. */
const LETTER = 4;
const NUMBER = 5;
const SPACE = 6;
const CLOSE = 7;
const GOES_ON = 8;
/** A full stop: it may also end an abbreviation. */
const STOP = 9;
/** What ends sentences only: ! ? 。 */
const END = 10;
const LINE_END = 11;
const RETURN = 12;
/** Marks and invisible signs: they belong to the letter before. */
const MARK = 13;
const HALF = 14;

const MARKS = /[\p{Grapheme_Extend}\p{Mc}\p{Cf}]/u;
const CLOSING = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'\u2e00\u2e01\u2e06\u2e07\u2e08\u2e0b❛-❠🙶-🙸]/u;
const CONTINUING =
  /[,\-:;\u037e\u055d\u060c\u060d\u07f8\u1802\u1808\u2013\u2014\u3001\ufe10\ufe11\ufe13\ufe14\ufe31\ufe32\ufe50\ufe51\ufe54\ufe55\ufe58\ufe63\uff0c\uff0d\uff1a\uff1b\uff64]/u;

/** What each UTF-16 unit is; 0 is not asked yet. */
const kinds = new Uint8Array(0x1_0000);

function kindOf(code: number): number {
  const kind = (code & 0xf800) === 0xd800 ? HALF : letterKind(String.fromCharCode(code));
  kinds[code] = kind;
  return kind;
}

function letterKind(letter: string): number {
  if (letter === '\r') return RETURN;
  if (/[\n\u0085\u2028\u2029]/u.test(letter)) return LINE_END;
  if (/[\p{Nd}\u19da\u066b\u066c\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u.test(letter)) return NUMBER;
  if (MARKS.test(letter)) return MARK;
  if (/\p{White_Space}/u.test(letter)) return SPACE;
  if (/[.\u2024\ufe52\uff0e]/u.test(letter)) return STOP;
  if (/\p{Sentence_Terminal}/u.test(letter)) return END;
  // Georgian capitals are for headlines: its letters count as having no case.
  if (/[\u10d0-\u10fa\u10fd-\u10ff\u1c90-\u1cba\u1cbd-\u1cbf\u05f3]/u.test(letter)) return LETTER;
  if (/\p{Lowercase}/u.test(letter)) return LOWER;
  if (/[\p{Lt}\p{Uppercase}]/u.test(letter)) return UPPER;
  if (/\p{Alphabetic}/u.test(letter)) return LETTER;
  if (CONTINUING.test(letter)) return GOES_ON;
  return CLOSING.test(letter) ? CLOSE : OTHER;
}

/** Kind of the letter at `at`; 0 beyond the end. */
function kindAt(text: string, at: number): number {
  if (at >= text.length) return 0;
  const code = text.charCodeAt(at);
  const kind = kinds[code] || kindOf(code);
  return kind === HALF ? letterKind(String.fromCodePoint(text.codePointAt(at) ?? code)) : kind;
}

/** The start of the next letter, its marks left behind. */
function after(text: string, at: number): number {
  let next = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (kindAt(text, next) === MARK) next += (text.codePointAt(next) ?? 0) > 0xffff ? 2 : 1;
  return next;
}

/**
 * The ends of the sentences of a text, ascending, white space after a sentence belonging to it; the last is the text's
 * length. Linear in it.
 */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  const { length } = text;
  for (let at = 0; at < length; ) {
    const code = text.charCodeAt(at);
    const kind = kinds[code] || kindOf(code);
    if (kind < STOP || kind > HALF) {
      at++;
    } else if (kind === LINE_END) {
      at++;
      ends.push(at);
    } else if (kind === RETURN) {
      at += text.charCodeAt(at + 1) === 0x0a ? 2 : 1;
      ends.push(at);
    } else if (kind === STOP || kind === END || (kind === HALF && kindAt(text, at) === END)) {
      at = afterTerminator(text, at, kind === STOP, ends);
    } else at++;
  }
  if (length > 0 && ends.at(-1) !== length) ends.push(length);
  return ends;
}

/** Decides on the full stop or the like at `at`, and where to go on. */
function afterTerminator(text: string, at: number, isStop: boolean, ends: number[]): number {
  let next = after(text, at);
  const follows = kindAt(text, next);
  // SB6 "3.5" and SB7 "U.S."
  if (isStop && (follows === NUMBER || (follows === UPPER && isCased(kindBefore(text, at))))) return next;
  while (kindAt(text, next) === CLOSE) next = after(text, next);
  while (kindAt(text, next) === SPACE) next = after(text, next);
  const kind = kindAt(text, next);
  // SB8a; a line's end is the sentence's anyway.
  if (kind === GOES_ON || kind === STOP || kind === END || kind === LINE_END || kind === RETURN || kind === 0)
    return next;
  // SB8: "approx. 5 km"
  if (isStop && smallLetterFollows(text, next)) return next;
  ends.push(next);
  return next;
}

function isCased(kind: number): boolean {
  return kind === UPPER || kind === LOWER;
}

/** Kind of the letter before, beyond its marks. */
function kindBefore(text: string, at: number): number {
  let before = at - 1;
  while (before >= 0) {
    const code = text.charCodeAt(before);
    const isPair = (code & 0xfc00) === 0xdc00 && (text.charCodeAt(before - 1) & 0xfc00) === 0xd800;
    if (isPair) before--;
    const kind = kindAt(text, before);
    if (kind !== MARK) return kind;
    before--;
  }
  return 0;
}

/** Whether, of letters and ends of sentences, a small letter comes first. */
function smallLetterFollows(text: string, from: number): boolean {
  for (let at = from; at < text.length; ) {
    const kind = kindAt(text, at);
    if (kind === LOWER) return true;
    if (kind === UPPER || kind === LETTER || (kind >= STOP && kind <= RETURN)) return false;
    at = after(text, at);
  }
  return false;
}
