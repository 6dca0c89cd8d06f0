/** How words stand beside one another in a text: what parts two words of one name, and what is an initial. */
import type { WordText } from './words.ts';

/** Where a word begins in the folded text. */
export function startOf(text: WordText, at: number): number {
  return text.starts[at] ?? 0;
}

/** Where a word ends in the folded text, exclusive. */
export function endOf(text: WordText, at: number): number {
  return text.ends[at] ?? 0;
}

/** Whether nothing but a space, a hyphen or an initial's dot parts a word from the next. */
export function isSoftGap(text: WordText, at: number): boolean {
  const left = text.words[at];
  const right = text.words[at + 1];
  if (left === undefined || right === undefined) return false;
  const gap = text.folded.text.slice(endOf(text, at), startOf(text, at + 1));
  return (
    gap === ' ' || gap === '-' || gap === '' || ((gap === '. ' || gap === '.') && left.text.length <= 2 && left.capital)
  );
}

/** Whether a word is a capital or two with a dot. */
export function isInitial(text: WordText, at: number): boolean {
  const word = text.words[at];
  return (
    word !== undefined &&
    word.text.length <= 2 &&
    word.capital &&
    !word.arabic &&
    text.folded.text[endOf(text, at)] === '.'
  );
}

/** Whether a hyphen stands right after a word. */
export function isHyphenAfter(text: WordText, at: number): boolean {
  return text.folded.text[endOf(text, at)] === '-';
}
