/**
 * What was found out about words, kept by their letters. News says most words again and again: finding one here costs
 * less than folding it and looking it up in all tables.
 */

/** What is kept of a word: one object that has its letters, since each further place is another wait for memory. */
export interface KeptWord {
  /** As it stands in the text. */
  readonly printed: string;
}

/** Finds what is kept of the word at `from` to `to` (end exclusive) of `text`, asking where nothing is. */
export type WordCache<T extends KeptWord> = (text: string, from: number, to: number) => T;

/** Longer ones are no words: of these nothing is kept. */
const MAX_WORD_CHARS = 40;

/**
 * Makes an empty cache.
 *
 * @param read     what is kept of a word; pure
 * @param maxWords a power of two; when so many are kept all are forgotten, so that a feed of made-up words costs time,
 *   not memory
 */
export function createWordCache<T extends KeptWord>(read: (printed: string) => T, maxWords: number): WordCache<T> {
  // Open addressing, at most half full.
  const slots = new Array<T | undefined>(maxWords * 2).fill(undefined);
  const mask = slots.length - 1;
  let size = 0;

  return (text, from, to) => {
    if (to - from > MAX_WORD_CHARS) return read(text.slice(from, to));
    // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/, by UTF-16 units.
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const kept = slots[slot];
      if (kept === undefined) break;
      if (stands(kept.printed, text, from, to)) return kept;
      slot = (slot + 1) & mask;
    }
    const kept = read(copy(text, from, to));
    if (size === maxWords) {
      slots.fill(undefined);
      size = 0;
      return kept;
    }
    slots[slot] = kept;
    size++;
    return kept;
  };
}

function stands(printed: string, text: string, from: number, to: number): boolean {
  if (printed.length !== to - from) return false;
  for (let at = 0; at < printed.length; at++) if (printed.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

/** A slice is a view of its whole text in this engine, which would be kept with it. */
function copy(text: string, from: number, to: number): string {
  return Buffer.from(text.slice(from, to), 'utf16le').toString('utf16le');
}
