/** Finds the words of a lexicon in a text: titles, states, topics; one pass for all of them. */
import { AhoCorasick } from '@monyone/aho-corasick';
import { foldText } from '../text/normalize.ts';
import { createWordTrie } from '../text/word-trie.ts';
import { simplify } from './names-chinese.ts';
import { readWords, type Word, type WordText } from './words.ts';

/** One word of the lexicon, found. */
export interface WordHit<Tag> {
  readonly tag: Tag;
  /** Offsets into the folded text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A compiled lexicon. */
export interface Lexicon<Tag> {
  /** The entries that begin with a word. */
  entriesOf(word: Word): readonly LexiconEntry<Tag>[];
  /**
   * Finds all hits in a text of a language; hits may overlap.
   *
   * @param entriesAt {@link entriesOf} the text's word at an index
   */
  find(
    text: WordText,
    language: string,
    entriesAt: (index: number) => readonly LexiconEntry<Tag>[],
  ): readonly WordHit<Tag>[];
}

const NO_ENTRIES: readonly never[] = [];

/** One word or phrase of a lexicon. */
export interface LexiconEntry<Tag> {
  readonly tag: Tag;
  readonly words: readonly string[];
  /** Whether the last word may go on. */
  readonly open: boolean;
  /** Whether it is one word that may go on. */
  readonly isStem: boolean;
  /** Acronyms: UN is not French `un`. */
  readonly capitals: boolean;
  readonly language: string | undefined;
}

/** The shortest and longest beginnings of words that the lexicons hold. */
const MIN_PREFIX_CHARS = 2;
const MAX_PREFIX_CHARS = 16;
/** An open entry takes endings up to this length, so that `oman*` does not take any word that begins so. */
const MAX_ENDING_CHARS = 8;

/**
 * Compiles a lexicon. An entry's text is a list of words separated by spaces, as the lexicon files describe it.
 */
export function compileLexicon<Tag>(lists: Iterable<readonly [Tag, string]>): Lexicon<Tag> {
  const forms = createWordTrie();
  // By the numbers of `forms`: whole words that entries begin with, and beginnings of words.
  const entries: LexiconEntry<Tag>[][] = [];
  const han = new Map<string, Tag[]>();
  for (const [tag, list] of lists) {
    for (const printed of list.split(' ')) {
      const at = printed.indexOf('@');
      const language = at < 0 ? undefined : printed.slice(at + 1);
      const bare = (at < 0 ? printed : printed.slice(0, at)).replaceAll('_', ' ');
      const isOpen = bare.endsWith('*');
      const text = readWords(isOpen ? bare.slice(0, -1) : bare);
      if (text.hasHan) {
        const key = simplify(foldText(bare));
        han.set(key, [...(han.get(key) ?? []), tag]);
        continue;
      }
      const words = text.words.map((word) => word.text);
      const first = words[0];
      if (first === undefined) continue;
      const capitals =
        text.words.every((word) => word.allCapitals || (word.text.length === 1 && word.capital)) &&
        !text.words[0]?.arabic;
      const isStem = isOpen && words.length === 1;
      const entry: LexiconEntry<Tag> = { tag, words, open: isOpen, isStem, capitals, language };
      if (isStem && (first.length < MIN_PREFIX_CHARS || first.length > MAX_PREFIX_CHARS)) continue;
      const number = forms.add(first, isStem);
      const known = entries[number];
      if (known === undefined) entries[number] = [entry];
      else known.push(entry);
    }
  }
  const automaton = new AhoCorasick([...han.keys()]);

  function entriesOf(word: Word): readonly LexiconEntry<Tag>[] {
    const begun: LexiconEntry<Tag>[] = [];
    const found: number[] = [];
    for (const reading of word.arabic ? arabicReadings(word.readings) : [word.text]) {
      const end = forms.find(reading, found, 0);
      for (let at = 0; at < end; at++)
        for (const entry of entries[found[at] ?? -1] ?? []) if (isBegunBy(entry, word, reading)) begun.push(entry);
    }
    return begun.length === 0 ? NO_ENTRIES : begun;
  }

  function find(
    text: WordText,
    language: string,
    entriesAt: (index: number) => readonly LexiconEntry<Tag>[],
  ): readonly WordHit<Tag>[] {
    const hits: WordHit<Tag>[] = [];
    for (let index = 0; index < text.words.length; index++) {
      for (const entry of entriesAt(index)) {
        if (entry.language !== undefined && entry.language !== language) continue;
        const last = entry.isStem ? index : lastWordOf(entry, text, index);
        if (last >= 0) hits.push({ tag: entry.tag, start: text.starts[index] ?? 0, end: text.ends[last] ?? 0 });
      }
    }
    if (text.hasHan) {
      for (const { begin, end, keyword } of automaton.matchInText(simplify(text.folded.text))) {
        for (const tag of han.get(keyword) ?? []) hits.push({ tag, start: begin, end });
      }
    }
    return hits;
  }

  return { entriesOf, find };
}

/** Whether the word, in one of its readings, is how the entry may begin in a text. */
function isBegunBy<Tag>({ words, isStem, capitals }: LexiconEntry<Tag>, word: Word, reading: string): boolean {
  if (isStem && reading.length - (words[0] ?? '').length > MAX_ENDING_CHARS) return false;
  return !capitals || word.allCapitals || (word.text.length === 1 && word.capital);
}

function lastWordOf<Tag>(entry: LexiconEntry<Tag>, text: WordText, first: number): number {
  for (let offset = 1; offset < entry.words.length; offset++) {
    const word = text.words[first + offset]?.text;
    const wanted = entry.words[offset] ?? '';
    const isLast = offset === entry.words.length - 1;
    if (word === undefined || !(word === wanted || (isLast && entry.open && word.startsWith(wanted)))) return -1;
  }
  return first + entry.words.length - 1;
}

function arabicReadings(withoutParticles: readonly string[]): string[] {
  const readings = [...withoutParticles];
  for (const reading of withoutParticles) {
    if (reading.startsWith('ال') && reading.length > 4) readings.push(reading.slice(2));
  }
  return [...new Set(readings)];
}
