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
 * @param maxWords when so many are kept all are forgotten, so that a feed of made-up words costs time, not memory
 */
export function createWordCache<T extends KeptWord>(read: (printed: string) => T, maxWords: number): WordCache<T> {
  const words = new Map<string, T>();
  return (text, from, to) => {
    const printed = text.slice(from, to);
    if (printed.length > MAX_WORD_CHARS) return read(printed);
    const known = words.get(printed);
    if (known !== undefined) return known;
    if (words.size === maxWords) words.clear();
    const word = read(copy(printed));
    words.set(word.printed, word);
    return word;
  };
}

/** A slice is a view of its whole text in this engine, which would be kept with it. */
function copy(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}
