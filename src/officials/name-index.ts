/**
 * The index of all names: one lookup a word, however many officials are watched.
 *
 * Scripts that set words apart are looked up by whole words in one table, so nothing is found inside a longer word.
 * Han letters go through one Aho–Corasick automaton. Half a million forms in the automaton alone took 13 s and 890 MB
 * to build (@monyone/aho-corasick 1.1.11), in the table under two seconds: see bench/officials.ts.
 */
import { AhoCorasick } from '@monyone/aho-corasick';
import type { Official } from '../model/official.ts';
import { inSlices, type Pause } from '../text/slices.ts';
import { type Anchor, anchorsOf, soundAnchorsOf } from './anchors.ts';
import { type HanAnchor, hanAnchorsOf } from './anchors-han.ts';
import { type GivenNames, givenNamesOf } from './given-names.ts';
import { soundKey } from './names-latin.ts';
import type { Word } from './words.ts';

/** An official as matching sees it. */
export interface Person {
  readonly official: Official;
  /** Made at the first hit, then kept. */
  givenNames(): GivenNames;
}

/** What stands in the index under a word. */
export interface IndexEntry extends Omit<Anchor, 'word'> {
  readonly person: Person;
}

/** All names of a catalogue, to be looked up. */
export interface NameIndex {
  lookUp(word: string): readonly IndexEntry[];
  /** Names that sound like a word in Latin letters. */
  lookUpSound(word: string): readonly IndexEntry[];
  searchHan(text: string): readonly { readonly begin: number; readonly end: number; readonly keyword: string }[];
  hanAnchors(keyword: string): readonly { readonly person: Person; readonly anchor: HanAnchor }[];
  /** Whether a word is some official's name. */
  isName(word: string): boolean;
  /** Whether a word is a title, a state or another word that may stand before a surname. */
  isContextWord(word: Word): boolean;
}

const NONE: readonly IndexEntry[] = [];

/** Officials between two pauses: some 5 ms. */
const SLICE_OFFICIALS = 25;

/** Builds the index. */
export function buildIndex(officials: readonly Official[], isContextWord: (word: Word) => boolean): NameIndex {
  const builder = createIndexBuilder(isContextWord);
  for (const official of officials) builder.add(official);
  return builder.build();
}

/** As {@link buildIndex}, with pauses. */
export async function buildIndexInSlices(
  officials: readonly Official[],
  isContextWord: (word: Word) => boolean,
  pause: Pause,
): Promise<NameIndex> {
  const builder = createIndexBuilder(isContextWord);
  await inSlices(officials, SLICE_OFFICIALS, builder.add, pause);
  return builder.build();
}

function createIndexBuilder(isContextWord: (word: Word) => boolean) {
  const table = new Map<string, IndexEntry | IndexEntry[]>();
  const sounds = new Map<string, IndexEntry | IndexEntry[]>();
  const han = new Map<string, { person: Person; anchor: HanAnchor }[]>();

  function add(official: Official): void {
    const person = makePerson(official);
    const entries = new Map<string, IndexEntry>();
    for (const { word, ...anchor } of anchorsOf(official)) {
      // Spellings of one name share their entry: memory grows with officials, not with forms.
      const key = `${anchor.kind}${anchor.needsSonOf}${anchor.neverAlone}${anchor.familyFirst}${anchor.acronym}${anchor.wellKnown}`;
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { person, ...anchor };
        entries.set(key, entry);
      }
      put(table, word, entry);
    }
    for (const { sound, anchor } of soundAnchorsOf(official)) put(sounds, sound, { person, ...anchor });
    for (const anchor of hanAnchorsOf(official)) {
      const known = han.get(anchor.text);
      if (known === undefined) han.set(anchor.text, [{ person, anchor }]);
      else known.push({ person, anchor });
    }
  }

  function build(): NameIndex {
    const automaton = new AhoCorasick([...han.keys()]);
    return {
      lookUp: (word) => listOf(table.get(word)),
      lookUpSound: (word) => (sounds.size === 0 ? NONE : listOf(sounds.get(soundKey(word)))),
      searchHan: (text) => automaton.matchInText(text),
      hanAnchors: (keyword) => han.get(keyword) ?? [],
      isName: (word) => table.has(word),
      isContextWord,
    };
  }

  return { add, build };
}

function put(table: Map<string, IndexEntry | IndexEntry[]>, word: string, entry: IndexEntry): void {
  const known = table.get(word);
  if (known === undefined) table.set(word, entry);
  else if (Array.isArray(known)) known.push(entry);
  else table.set(word, [known, entry]);
}

function listOf(found: IndexEntry | IndexEntry[] | undefined): readonly IndexEntry[] {
  return found === undefined ? NONE : Array.isArray(found) ? found : [found];
}

function makePerson(official: Official): Person {
  let names: GivenNames | undefined;
  return {
    official,
    givenNames() {
      names ??= givenNamesOf(official);
      return names;
    },
  };
}
