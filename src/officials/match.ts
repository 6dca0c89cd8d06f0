/** Names in an item: finds every mention of a catalogue's officials, with the evidence for each. */
import type { ItemText } from '../model/item.ts';
import { ITEM_FIELDS, type Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import { findCandidates } from './candidates.ts';
import { type ContextHit, findContext, isContextWord, type Profile, profileOf } from './context.ts';
import { buildIndex, type Person } from './name-index.ts';
import { resolveCandidates } from './resolve.ts';
import { readWords, type WordText } from './words.ts';

/** Finds officials in items; built once for a catalogue, then pure. */
export interface Matcher {
  /**
   * Every mention of an official, field by field in the order of the text. Linear in the item's length.
   *
   * @param language ISO 639-1 of the item; all forms of all languages are looked for whatever it says
   */
  findMentions(item: ItemText, language: string): readonly Mention[];
}

/** Letters of a body that are searched: an article of ten printed pages; what names an official later is no news of it. */
const MAX_FIELD_CHARS = 40_000;

/** Builds the matcher for a catalogue: some 50 µs an official. */
export function buildMatcher(officials: readonly Official[]): Matcher {
  const index = buildIndex(officials, isContextWord);
  const profiles = new Map<Person, Profile>();
  const profile = (person: Person): Profile => {
    let known = profiles.get(person);
    if (known === undefined) {
      known = profileOf(person.official);
      profiles.set(person, known);
    }
    return known;
  };
  return {
    findMentions(item, language) {
      const fields = ITEM_FIELDS.flatMap((field) => {
        const printed = item[field];
        return printed === undefined || printed === ''
          ? []
          : [{ field, text: readWords(printed.slice(0, MAX_FIELD_CHARS)) }];
      });
      const candidates = fields.flatMap(({ field, text }) =>
        findCandidates(index, field, text, isTitleCase(text, language)),
      );
      let context: readonly ContextHit[] | undefined;
      return resolveCandidates(candidates, {
        language,
        fields,
        profile,
        context() {
          context ??= fields.flatMap(({ field, text }) => findContext(field, text, language));
          return context;
        },
      });
    },
  };
}

const MIN_TITLE_WORDS = 4;
const TITLE_CASE_SHARE = 0.85;

/** Whether nearly all words are printed with a capital, so that one says nothing: English headlines, German nouns. */
function isTitleCase(text: WordText, language: string): boolean {
  if (language === 'de') return true;
  const long = text.words.filter((word) => word.text.length > 3);
  if (long.length < MIN_TITLE_WORDS) return false;
  return long.filter((word) => word.capital).length / long.length >= TITLE_CASE_SHARE;
}
