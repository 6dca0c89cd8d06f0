/** Names in an item: finds every mention of a catalogue's officials, with the evidence for each. */
import type { ItemText } from '../model/item.ts';
import { ITEM_FIELDS, type ItemField, type Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import type { Pause } from '../text/slices.ts';
import { findCandidates } from './candidates.ts';
import { findContext, findOrganisations, isContextWord, type Profile, profileOf } from './context.ts';
import { hasGameScores, original } from './evidence.ts';
import { createFindings } from './findings.ts';
import { createItemWordReader, type ItemWord } from './item-words.ts';
import { layerIndex } from './layered-index.ts';
import { buildIndex, buildIndexInSlices, type NameIndex, type Person } from './name-index.ts';
import { resolveCandidates } from './resolve.ts';
import { readWordsBy, type WordText } from './words.ts';

/** Finds officials in items; built once for a catalogue, then pure. */
export interface Matcher {
  /**
   * Every mention of an official, field by field in the order of the text. Linear in the item's length.
   *
   * @param language ISO 639-1 of the item; all forms of all languages are looked for whatever it says
   */
  findMentions(item: ItemText, language: string): readonly Mention[];
  /**
   * The matcher for a catalogue that differs from this one's in a few officials; costs what those cost.
   *
   * @param officials the same objects where they are the same officials
   */
  changedTo(officials: readonly Official[]): Matcher;
  /** As {@link changedTo}, with pauses: thousands of new officials take seconds. */
  changedInSlicesTo(officials: readonly Official[], pause: Pause): Promise<Matcher>;
}

/** What was built in one go, on which changes are laid. */
interface Built {
  readonly officials: ReadonlySet<Official>;
  readonly index: NameIndex;
}

/** Letters of a body that are searched: an article of ten printed pages; what names an official later is no news of it. */
const MAX_FIELD_CHARS = 40_000;

/** So many additions are built once: a tenth of a second. Each such step costs every later word another look. */
const MANY_ADDED = 1_000;

const MAX_CONTEXT_WORDS = 4_000;
/** Each word of context is weighed for each name: of a text of nothing but names only the first words count. */
const MAX_WEIGHINGS = 200_000;

/** Builds the matcher for a catalogue: some 50 µs an official. */
export function buildMatcher(officials: readonly Official[]): Matcher {
  const index = buildIndex(officials, isContextWord);
  return matcherOver(index, { officials: new Set(officials), index });
}

function matcherOver(index: NameIndex, built: Built): Matcher {
  const reader = createItemWordReader(index);
  const profile = onceEach((person: Person): Profile => profileOf(person.official));
  const newOnes = (officials: readonly Official[]) => officials.filter((official) => !built.officials.has(official));

  function changed(officials: readonly Official[], added: NameIndex): Matcher {
    const wanted = new Set(officials);
    const gone = new Set([...built.officials].filter((official) => !wanted.has(official)));
    const places = new Map(officials.map((official, place) => [official, place]));
    const layered = layerIndex(built.index, gone, added, (official) => places.get(official) ?? 0);
    // After a large import the next change is laid over what that took.
    const isLarge = newOnes(officials).length > MANY_ADDED;
    return matcherOver(layered, isLarge ? { officials: wanted, index: layered } : built);
  }

  return {
    findMentions(item, language) {
      const fields: { field: ItemField; text: WordText<ItemWord> }[] = [];
      for (const field of ITEM_FIELDS) {
        const printed = item[field];
        if (printed !== undefined && printed !== '')
          fields.push({ field, text: readWordsBy(printed.slice(0, MAX_FIELD_CHARS), reader) });
      }
      const findings = createFindings();
      for (const { field, text } of fields) findCandidates(index, field, text, isTitleCase(text, language), findings);
      if (findings.candidates.length === 0) return [];
      return resolveCandidates(findings.candidates, {
        language,
        fields,
        profile,
        context: once(() =>
          fields
            .flatMap(({ field, text }) => findContext(field, text, language))
            .slice(0, Math.min(MAX_CONTEXT_WORDS, MAX_WEIGHINGS / findings.candidates.length)),
        ),
        organisations: onceEach((person) => {
          const found: { field: ItemField; words: string }[] = [];
          for (const { field, text } of fields)
            for (const { start, end } of findOrganisations(text, profile(person).organisations))
              found.push({ field, words: original(text, start, end) });
          return found;
        }),
        hasGameScores: once(() => fields.some(({ text }) => hasGameScores(text))),
      });
    },
    changedTo: (officials) => changed(officials, buildIndex(newOnes(officials), isContextWord)),
    changedInSlicesTo: async (officials, pause) =>
      changed(officials, await buildIndexInSlices(newOnes(officials), isContextWord, pause)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function onceEach<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** "with", "and": no headline prints them with a capital. */
const SHORT_WORD_CHARS = 3;
const MIN_TITLE_WORDS = 4;
const TITLE_CASE_SHARE = 0.85;

/** Whether nearly all words are printed with a capital, so that one says nothing: English headlines, German nouns. */
function isTitleCase(text: WordText, language: string): boolean {
  if (language === 'de') return true;
  let long = 0;
  let capital = 0;
  let allCapitals = 0;
  for (const word of text.words) {
    if (word.text.length <= SHORT_WORD_CHARS) continue;
    long++;
    if (word.capital) capital++;
    if (word.allCapitals) allCapitals++;
  }
  if (long > 1 && allCapitals / long >= TITLE_CASE_SHARE) return true;
  return long >= MIN_TITLE_WORDS && capital / long >= TITLE_CASE_SHARE;
}
