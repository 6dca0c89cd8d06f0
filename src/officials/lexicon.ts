/** Finds the words of a lexicon in a text: titles, states, topics; one pass for all of them. */
import { AhoCorasick } from '@monyone/aho-corasick';
import { foldText } from '../text/normalize.ts';
import { createWordTrie } from '../text/word-trie.ts';
import { withoutPrefixes } from './names-arabic.ts';
import { simplify } from './names-chinese.ts';
import { readWords, type WordText } from './words.ts';

/** One word of the lexicon, found. */
export interface WordHit<Tag> {
  readonly tag: Tag;
  /** Offsets into the folded text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Finds all hits in a text of a language; hits may overlap. */
export type WordFinder<Tag> = (text: WordText, language: string) => readonly WordHit<Tag>[];

const NO_ENTRIES: readonly never[] = [];

interface Entry<Tag> {
  readonly tag: Tag;
  readonly words: readonly string[];
  /** Whether the last word may go on. */
  readonly open: boolean;
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
export function compileLexicon<Tag>(lists: Iterable<readonly [Tag, string]>): WordFinder<Tag> {
  const forms = createWordTrie();
  // By the numbers of `forms`: whole words that entries begin with, and beginnings of words.
  const entries: Entry<Tag>[][] = [];
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
      const entry: Entry<Tag> = { tag, words, open: isOpen, capitals, language };
      const isStem = isOpen && words.length === 1;
      if (isStem && (first.length < MIN_PREFIX_CHARS || first.length > MAX_PREFIX_CHARS)) continue;
      const number = forms.add(first, isStem);
      const known = entries[number];
      if (known === undefined) entries[number] = [entry];
      else known.push(entry);
    }
  }
  const automaton = new AhoCorasick([...han.keys()]);

  const found: number[] = [];

  /** The entries that begin with the word at `index`, read as `reading`. */
  function findIn(reading: string, text: WordText, index: number, language: string, hits: WordHit<Tag>[]): void {
    const end = forms.find(reading, found, 0);
    for (let at = 0; at < end; at++) {
      for (const entry of entries[found[at] ?? -1] ?? NO_ENTRIES) {
        const isStem = entry.open && entry.words.length === 1;
        if (isStem && reading.length - (entry.words[0] ?? '').length > MAX_ENDING_CHARS) continue;
        const last = isStem ? index : lastWordOf(entry, text, index);
        if (last < 0 || !fits(entry, text, index, language)) continue;
        hits.push({ tag: entry.tag, start: text.words[index]?.start ?? 0, end: text.words[last]?.end ?? 0 });
      }
    }
  }

  return (text, language) => {
    const hits: WordHit<Tag>[] = [];
    for (let index = 0; index < text.words.length; index++) {
      const word = text.words[index];
      if (word === undefined) continue;
      if (!word.arabic) findIn(word.text, text, index, language, hits);
      else for (const reading of arabicReadings(word.text)) findIn(reading, text, index, language, hits);
    }
    if (text.hasHan) {
      for (const { begin, end, keyword } of automaton.matchInText(simplify(text.folded.text))) {
        for (const tag of han.get(keyword) ?? []) hits.push({ tag, start: begin, end });
      }
    }
    return hits;
  };
}

function lastWordOf<Tag>(entry: Entry<Tag>, text: WordText, first: number): number {
  for (let offset = 1; offset < entry.words.length; offset++) {
    const word = text.words[first + offset]?.text;
    const wanted = entry.words[offset] ?? '';
    const isLast = offset === entry.words.length - 1;
    if (word === undefined || !(word === wanted || (isLast && entry.open && word.startsWith(wanted)))) return -1;
  }
  return first + entry.words.length - 1;
}

function fits<Tag>(entry: Entry<Tag>, text: WordText, index: number, language: string): boolean {
  if (entry.language !== undefined && entry.language !== language) return false;
  const word = text.words[index];
  return !entry.capitals || word === undefined || word.allCapitals || (word.text.length === 1 && word.capital);
}

function arabicReadings(word: string): string[] {
  const readings = withoutPrefixes(word);
  for (const reading of [...readings]) {
    if (reading.startsWith('ال') && reading.length > 4) readings.push(reading.slice(2));
  }
  return [...new Set(readings)];
}
