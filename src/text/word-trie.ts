/** Words and stems in one tree of letters: all that a word is or begins with are found in one walk over its letters. */
import { createTransitions } from './transitions.ts';

/** What is looked up: numbers that stand for words and stems, from 0 on. */
export interface WordTrie {
  /** The number of a word (`met`) or stem (`visit`); a new one is added. */
  add(form: string, isStem: boolean): number;
  /**
   * Finds the word itself, then its stems from the shortest on.
   *
   * @param into takes their numbers from `at` on; room for one more than the word's letters is enough
   * @returns where the next ones go
   */
  find(word: string, into: number[], at: number): number;
}

const ROOT = 0;
const NONE = -1;

/** Makes an empty tree. */
export function createWordTrie(): WordTrie {
  const letters = createTransitions();
  // By node: the number of the word that ends there, and of the stem.
  const words: number[] = [NONE];
  const stems: number[] = [NONE];
  let size = 0;

  function nodeOf(form: string): number {
    let node = ROOT;
    for (let at = 0; at < form.length; at++) {
      const code = form.charCodeAt(at);
      let next = letters.step(node, code);
      if (next === NONE) {
        next = words.length;
        words.push(NONE);
        stems.push(NONE);
        letters.add(node, code, next);
      }
      node = next;
    }
    return node;
  }

  return {
    add(form, isStem) {
      const node = nodeOf(form);
      const home = isStem ? stems : words;
      const known = home[node] ?? NONE;
      if (known !== NONE) return known;
      home[node] = size;
      return size++;
    },
    find(word, into, at) {
      let node = ROOT;
      // The word's own place is kept free until its end is reached.
      let end = at + 1;
      for (let index = 0; ; index++) {
        const stem = stems[node] ?? NONE;
        if (stem !== NONE) into[end++] = stem;
        if (index === word.length) break;
        node = letters.step(node, word.charCodeAt(index));
        if (node === NONE) break;
      }
      const whole = node === NONE ? NONE : (words[node] ?? NONE);
      if (whole !== NONE) {
        into[at] = whole;
        return end;
      }
      for (let index = at + 1; index < end; index++) into[index - 1] = into[index] ?? NONE;
      return end - 1;
    },
  };
}
