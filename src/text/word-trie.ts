/**
 * Words and stems in one tree of letters: all that a word is or begins with are found in one walk over its letters.
 *
 * The tree lies in flat arrays, level by level: the first letters of all words, which every text asks for, stand side
 * by side, and most words leave the tree there. As a hash table it took twice as long a word.
 */

/** What is looked up: numbers that stand for words and stems, from 0 on in the order in which they were added. */
export interface WordTrie {
  /** The number of a word (`met`) or stem (`visit`); a new one is added. */
  add(form: string, isStem: boolean): number;
  /**
   * Finds the word itself, then its stems from the shortest on.
   *
   * @param into takes their numbers from `at` on
   * @returns where the next ones go
   */
  find(word: string, into: number[], at: number): number;
}

const ROOT = 0;
const NONE = -1;

/** Letters of the alphabets have their first step in a table; Han and others are searched. */
const TABLE_UNITS = 0x700;
/** Fewer children are looked through one by one. */
const FEW = 5;

/** By node, numbered level by level. */
interface Levels {
  /** By first letter: the node to which it leads. */
  readonly firsts: Int32Array;
  /** The first of the node's children, which follow each other in the order of their letters; one more entry ends the last. */
  readonly children: Int32Array;
  /** The letter that leads to the node. */
  readonly letters: Uint16Array;
  /** The number of the word that ends there, and of the stem. */
  readonly words: Int32Array;
  readonly stems: Int32Array;
}

/** Makes an empty tree; it is laid out at the first search, and again after more words were added. */
export function createWordTrie(): WordTrie {
  const numbers = { words: new Map<string, number>(), stems: new Map<string, number>() };
  let size = 0;
  let levels: Levels | undefined;

  return {
    add(form, isStem) {
      const home = isStem ? numbers.stems : numbers.words;
      const known = home.get(form);
      if (known !== undefined) return known;
      levels = undefined;
      home.set(form, size);
      return size++;
    },
    find(word, into, at) {
      levels ??= layOut(numbers.words, numbers.stems);
      const { firsts, children, letters, words, stems } = levels;
      let node = ROOT;
      // The word's own place is kept free until its end is reached.
      let end = at + 1;
      for (let index = 0; ; index++) {
        const stem = stems[node] ?? NONE;
        if (stem !== NONE) into[end++] = stem;
        if (index === word.length) break;
        const letter = word.charCodeAt(index);
        node =
          index === 0 && letter < TABLE_UNITS
            ? (firsts[letter] ?? NONE)
            : childOf(letters, children[node] ?? 0, children[node + 1] ?? 0, letter);
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

/** Of the nodes from `from` to `to`, the one to which the letter leads. */
function childOf(letters: Uint16Array, from: number, to: number, letter: number): number {
  let low = from;
  let high = to;
  while (high - low > FEW) {
    const middle = (low + high) >>> 1;
    if ((letters[middle] ?? 0) <= letter) low = middle;
    else high = middle;
  }
  for (; low < high; low++) if (letters[low] === letter) return low;
  return NONE;
}

function layOut(words: ReadonlyMap<string, number>, stems: ReadonlyMap<string, number>): Levels {
  const forms = [...new Set([...words.keys(), ...stems.keys()])].sort(byUnits);
  const level: { wordsAt: number[]; stemsAt: number[]; letters: number[]; children: number[] } = {
    wordsAt: [],
    stemsAt: [],
    letters: [0],
    children: [],
  };
  // By node: the forms that go through it, from the first to the last, and how many letters it stands for.
  const firsts = [0];
  const lasts = [forms.length];
  const depths = [0];
  for (let node = 0; node < firsts.length; node++) {
    const depth = depths[node] ?? 0;
    const last = lasts[node] ?? 0;
    let first = firsts[node] ?? 0;
    const own = forms[first];
    const ends = own !== undefined && first < last && own.length === depth;
    level.wordsAt.push((ends ? words.get(own) : undefined) ?? NONE);
    level.stemsAt.push((ends ? stems.get(own) : undefined) ?? NONE);
    if (ends) first++;
    level.children.push(firsts.length);
    while (first < last) {
      const letter = forms[first]?.charCodeAt(depth) ?? 0;
      let next = first + 1;
      while (next < last && forms[next]?.charCodeAt(depth) === letter) next++;
      firsts.push(first);
      lasts.push(next);
      depths.push(depth + 1);
      level.letters.push(letter);
      first = next;
    }
  }
  level.children.push(firsts.length);
  const table = new Int32Array(TABLE_UNITS).fill(NONE);
  for (let node = level.children[ROOT] ?? 0; node < (level.children[ROOT + 1] ?? 0); node++)
    if ((level.letters[node] ?? 0) < TABLE_UNITS) table[level.letters[node] ?? 0] = node;
  return {
    firsts: table,
    children: Int32Array.from(level.children),
    letters: Uint16Array.from(level.letters),
    words: Int32Array.from(level.wordsAt),
    stems: Int32Array.from(level.stemsAt),
  };
}

/** The order of UTF-16 units. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
