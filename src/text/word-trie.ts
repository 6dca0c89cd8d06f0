/**
 * Words and stems in one tree of letters: all that a word is or begins with are found in one walk over its letters.
 *
 * The tree is a double array (Aoe, "An efficient digital search algorithm by using a double-array structure", 1989): a
 * step is one addition and one comparison, and the whole tree of a language lies in a few hundred KB.
 */

/** What is looked up: numbers that stand for words and stems, from 0 on in the order in which they were added. */
export interface WordTrie {
  /** The number of a word (`met`) or stem (`visit`); a new one is added. */
  add(form: string, isStem: boolean): number;
  /**
   * Finds the word itself, then its stems from the shortest on.
   *
   * @param into takes their numbers from `at` on
   * @param from where in `text` the word stands, all of it by default; end exclusive
   * @returns where the next ones go
   */
  find(text: string, into: number[], at: number, from?: number, to?: number): number;
}

const ROOT = 0;
const NONE = -1;
/** Marks of a cell. */
const ENDS_STEM = 1;
const ENDS_WORD = 2;
const MARK_BITS = 2;

interface Layout {
  /** By UTF-16 unit: the letter's number, from 1 on; 0 for letters that no word has. */
  readonly letters: Uint16Array;
  /** Two numbers a cell: where its children begin, with its marks in the lowest bits; and whose child it is. */
  readonly cells: Int32Array;
  /** By cell: the number of the word that ends there, and of the stem. */
  readonly words: Int32Array;
  readonly stems: Int32Array;
}

/** Makes an empty tree; it is laid out at the first search, and again after more words were added. */
export function createWordTrie(): WordTrie {
  const numbers = { words: new Map<string, number>(), stems: new Map<string, number>() };
  let size = 0;
  let layout: Layout | undefined;

  return {
    add(form, isStem) {
      const home = isStem ? numbers.stems : numbers.words;
      const known = home.get(form);
      if (known !== undefined) return known;
      layout = undefined;
      home.set(form, size);
      return size++;
    },
    find(text, into, at, from = 0, to = text.length) {
      layout ??= layOut(numbers.words, numbers.stems);
      const { letters, cells, words, stems } = layout;
      let cell = ROOT;
      // The word's own place is kept free until its end is reached.
      let end = at + 1;
      for (let index = from; ; index++) {
        const entry = cells[cell * 2] ?? 0;
        if ((entry & ENDS_STEM) !== 0) into[end++] = stems[cell] ?? NONE;
        if (index === to) {
          if ((entry & ENDS_WORD) === 0) break;
          into[at] = words[cell] ?? NONE;
          return end;
        }
        const letter = letters[text.charCodeAt(index)] ?? 0;
        const next = (entry >> MARK_BITS) + letter;
        if (letter === 0 || cells[next * 2 + 1] !== cell) break;
        cell = next;
      }
      for (let index = at + 1; index < end; index++) into[index - 1] = into[index] ?? NONE;
      return end - 1;
    },
  };
}

/** A cell whose children are still to be laid out: the forms that go through it, and how many letters it stands for. */
interface Open {
  readonly cell: number;
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

function layOut(words: ReadonlyMap<string, number>, stems: ReadonlyMap<string, number>): Layout {
  const forms = [...new Set([...words.keys(), ...stems.keys()])].sort(byUnits);
  const letters = new Uint16Array(0x1_0000);
  let lettersKnown = 0;
  for (const form of forms)
    for (let at = 0; at < form.length; at++)
      if (letters[form.charCodeAt(at)] === 0) letters[form.charCodeAt(at)] = ++lettersKnown;
  const entries: number[] = [0];
  // NONE where no cell is taken.
  const parents: number[] = [ROOT];
  const wordsAt: number[] = [NONE];
  const stemsAt: number[] = [NONE];
  const findBase = createFinder(parents);
  const open: Open[] = [{ cell: ROOT, first: 0, last: forms.length, depth: 0 }];
  for (let index = 0; index < open.length; index++) {
    const { cell, last, depth, first: from } = open[index] ?? { cell: ROOT, first: 0, last: 0, depth: 0 };
    let first = from;
    let marks = 0;
    const own = forms[first];
    if (own !== undefined && first < last && own.length === depth) {
      const word = words.get(own);
      const stem = stems.get(own);
      if (word !== undefined) wordsAt[cell] = word;
      if (stem !== undefined) stemsAt[cell] = stem;
      marks = (word === undefined ? 0 : ENDS_WORD) | (stem === undefined ? 0 : ENDS_STEM);
      first++;
    }
    const children: { letter: number; first: number; last: number }[] = [];
    while (first < last) {
      const unit = forms[first]?.charCodeAt(depth) ?? 0;
      let next = first + 1;
      while (next < last && forms[next]?.charCodeAt(depth) === unit) next++;
      children.push({ letter: letters[unit] ?? 0, first, last: next });
      first = next;
    }
    const base = children.length === 0 ? 0 : findBase(children.map((child) => child.letter));
    entries[cell] = (base << MARK_BITS) | marks;
    const end = base + children.reduce((most, child) => Math.max(most, child.letter), 0);
    while (parents.length <= end) {
      parents.push(NONE);
      entries.push(0);
      wordsAt.push(NONE);
      stemsAt.push(NONE);
    }
    for (const child of children) {
      parents[base + child.letter] = cell;
      open.push({ cell: base + child.letter, first: child.first, last: child.last, depth: depth + 1 });
    }
  }
  // Any letter may be asked for at any cell.
  const size = parents.length + lettersKnown + 1;
  const cells = new Int32Array(size * 2).fill(NONE);
  for (let cell = 0; cell < parents.length; cell++) {
    cells[cell * 2] = entries[cell] ?? 0;
    cells[cell * 2 + 1] = parents[cell] ?? NONE;
  }
  return { letters, cells, words: Int32Array.from(wordsAt), stems: Int32Array.from(stemsAt) };
}

/** Places that are tried for the children of a cell before they are put at the end. */
const MAX_TRIES = 60;

/** Finds where children with these letters fit between those that are placed already. */
function createFinder(parents: readonly number[]): (letters: readonly number[]) => number {
  let free = 1;
  return (letters) => {
    while (free < parents.length && parents[free] !== NONE) free++;
    const lowest = letters.reduce((a, b) => Math.min(a, b));
    let tries = 0;
    for (let cell = Math.max(free, lowest); tries < MAX_TRIES && cell < parents.length; cell++) {
      if (parents[cell] !== NONE) continue;
      tries++;
      const base = cell - lowest;
      if (letters.every((letter) => (parents[base + letter] ?? NONE) === NONE)) return base;
    }
    return Math.max(parents.length - lowest, 0);
  };
}

/** The order of UTF-16 units. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
