/** The words of items, with what the names and the lexicons know of each; read once, since news repeats its words. */
import { foldText } from '../text/normalize.ts';
import { createWordCache } from '../text/word-cache.ts';
import { type ContextWord, contextOf } from './context.ts';
import type { IndexEntry, NameIndex } from './name-index.ts';
import { type WordReader, wordOf } from './words.ts';

/** A word as the matcher of one index sees it. */
export interface ItemWord extends ContextWord {
  /** The names that it may be, by the reading under which the index has them. */
  readonly names: readonly NamedReading[];
  /** Names that it may be in another spelling, where it is long enough to tell. */
  readonly alike: readonly IndexEntry[];
}

/** A reading of a word that is some official's name. */
interface NamedReading {
  readonly reading: string;
  readonly entries: readonly IndexEntry[];
}

/** What the news of eight languages says again within a day. */
const WORDS_KEPT = 16_384;
const MIN_RESPELLED_CHARS = 5;
/** Folded Latin letters come before. */
const FIRST_GREEK_CODE = 0x370;
const NO_NAMES: readonly NamedReading[] = [];
const NO_ENTRIES: readonly IndexEntry[] = [];

/** Makes the reader for an index. */
export function createItemWordReader(index: NameIndex): WordReader<ItemWord> {
  function read(printed: string, folded: string): ItemWord {
    const word = wordOf(printed, folded);
    const names = word.capital
      ? word.readings
          .map((reading) => ({ reading, entries: index.lookUp(reading) }))
          .filter(({ entries }) => entries.length > 0)
      : NO_NAMES;
    const isLatin = word.text.charCodeAt(0) < FIRST_GREEK_CODE;
    const mayBeAlike = word.capital && isLatin && word.text.length >= MIN_RESPELLED_CHARS;
    return {
      ...word,
      context: contextOf(word),
      names: names.length === 0 ? NO_NAMES : names,
      alike: mayBeAlike ? index.lookUpSound(word.text) : NO_ENTRIES,
    };
  }
  return { read, at: createWordCache((printed) => read(printed, foldText(printed)), WORDS_KEPT) };
}
