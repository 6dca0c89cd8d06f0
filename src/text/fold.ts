/** Folding a text letter by letter through tables, which every detector does with its own rule. */

/** A folded text, with a way back. */
export interface FoldedText {
  readonly text: string;
  /**
   * Where in the original the letter stands that each UTF-16 unit comes from; undefined where all letters kept their
   * length, so that the offsets are the same.
   */
  readonly starts: Uint32Array | undefined;
}

const LONGER = 0xffff;
const UNITS = 0x1_0000;
/** Bounds what is kept of letters beyond the first plane: Unicode has some 150,000, a hostile feed may print them all. */
const MAX_PAIRS = 20_000;
const MIN_BUFFER_UNITS = 4_096;

/** Written while a text is folded, and never between two. */
let units = new Uint16Array(MIN_BUFFER_UNITS);
let bytes = Buffer.from(units.buffer);
let starts = new Uint32Array(MIN_BUFFER_UNITS);

/**
 * Makes a folder of texts from a rule for one letter, which is asked once for each letter.
 *
 * @param foldLetter a code point, or half a pair that stands alone → what it becomes, `''` where it is dropped
 * @returns a function that folds a text; linear in its length
 */
export function createFolder(foldLetter: (letter: string) => string): (text: string) => FoldedText {
  // 0 is not asked yet.
  const single = new Uint16Array(UNITS);
  const longer = new Map<number, string>();
  const pairs = new Map<number, string>();

  function ask(code: number): number {
    const folded = foldLetter(String.fromCharCode(code));
    const unit = folded.length === 1 ? folded.charCodeAt(0) : LONGER;
    if (folded.length !== 1 || unit === 0 || unit === LONGER) {
      longer.set(code, folded);
      single[code] = LONGER;
      return LONGER;
    }
    single[code] = unit;
    return unit;
  }

  function foldPair(point: number): string {
    const known = pairs.get(point);
    if (known !== undefined) return known;
    const folded = foldLetter(String.fromCodePoint(point));
    if (pairs.size < MAX_PAIRS) pairs.set(point, folded);
    return folded;
  }

  /** ASCII that folding changes in another way than to small letters. */
  const isOdd = Uint8Array.from({ length: 0x80 }, (_, code) => {
    const letter = String.fromCharCode(code);
    return foldLetter(letter) === letter.toLowerCase() ? 0 : 1;
  });

  function isPlain(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80 || isOdd[code] === 1) return false;
    }
    return true;
  }

  return (text) => {
    // The engine's own way is the quickest where it does the same.
    if (isPlain(text)) return { text: text.toLowerCase(), starts: undefined };
    const { length } = text;
    reserve(length);
    let size = 0;
    // Offsets are written down from the first letter on that changes its length.
    let shifted = false;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      const unit = single[code] || ask(code);
      if (unit !== LONGER && !isHighHalf(code)) {
        if (shifted) starts[size] = at;
        units[size++] = unit;
        continue;
      }
      const point = text.codePointAt(at) ?? code;
      const folded = point > LONGER ? foldPair(point) : (longer.get(code) ?? String.fromCharCode(unit));
      const printedLength = point > LONGER ? 2 : 1;
      reserve(size + folded.length + length - at);
      if (folded.length !== printedLength && !shifted) {
        shifted = true;
        for (let i = 0; i < size; i++) starts[i] = i;
      }
      for (let i = 0; i < folded.length; i++) {
        if (shifted) starts[size] = at;
        units[size++] = folded.charCodeAt(i);
      }
      at += printedLength - 1;
    }
    return {
      text: bytes.toString('utf16le', 0, size * 2),
      starts: shifted ? starts.slice(0, size) : undefined,
    };
  };
}

function isHighHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function reserve(size: number): void {
  if (size <= units.length) return;
  const wanted = Math.max(size, units.length * 2);
  const grown = new Uint16Array(wanted);
  grown.set(units);
  units = grown;
  bytes = Buffer.from(grown.buffer);
  const grownStarts = new Uint32Array(wanted);
  grownStarts.set(starts);
  starts = grownStarts;
}
