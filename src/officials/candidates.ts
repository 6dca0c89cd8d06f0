/** Where an official's name stands in a text, and what stands beside it; who is meant is decided in resolve.ts. */
import type { ItemField } from '../model/mention.ts';
import type { Candidate } from './candidate.ts';
import { findHanCandidates } from './candidates-han.ts';
import type { Findings } from './findings.ts';
import type { ItemWord } from './item-words.ts';
import { USUAL_FAMILY_NAMES, USUAL_GIVEN_NAMES } from './lexicons/name-lists.ts';
import type { IndexEntry, NameIndex } from './name-index.ts';
import { ARABIC_SERVANT } from './names-arabic.ts';
import { PARTICLES, PATRONYMIC_PARTICLES, SERVANTS } from './names-split.ts';
import { isOthersName, isTown, type NamePlace, objectionsTo } from './objections.ts';
import { familyMates, lookAhead, lookBack, trimPrefix } from './own-names.ts';
import { endOf, isInitial, isSoftGap, startOf } from './word-gaps.ts';
import type { WordText } from './words.ts';

/** Under an Arabic prefix, fewer letters are another word. */
const MIN_PREFIXED_CHARS = 4;
const MAX_SHORT_NAME_CHARS = 8;

/** Finds the names of the index in a field of an item. */
export function findCandidates(
  index: NameIndex,
  field: ItemField,
  text: WordText<ItemWord>,
  isTitleCase: boolean,
  findings: Findings,
): void {
  const place = (entry: IndexEntry): NamePlace => ({ text, index, entry, isTitleCase });
  for (let at = 0; at < text.words.length; at++) {
    const word = text.words[at];
    if (word?.capital !== true) continue;
    const joined = joinedWithLast(text, at);
    if (word.names.length === 0 && word.alike.length === 0 && joined === '') continue;
    const here: Candidate[] = [];
    for (const { reading, entries } of word.names) {
      for (const entry of entries) {
        if ((entry.acronym && !word.allCapitals) || !findings.mayLook()) continue;
        const candidate = examine(place(entry), reading, field, at, at);
        if (candidate !== undefined) here.push(candidate);
      }
    }
    if (here.length === 0 && mayBeRespelled(text, at)) {
      for (const entry of word.alike) {
        if (!findings.mayLook()) break;
        const candidate = examine(place(entry), word.text, field, at, at);
        if (candidate?.strength === 'full') here.push(candidate);
      }
    }
    for (const entry of joined === '' ? [] : index.lookUp(joined)) {
      if (!findings.mayLook()) break;
      const candidate = examine(place(entry), joined, field, at - 1, at);
      if (candidate !== undefined) here.push(candidate);
    }
    // Where the given name says who it is, others of that surname are not asked about.
    const isNamed = here.some(({ strength }) => strength === 'full');
    for (const candidate of here) if (!isNamed || candidate.strength === 'full') findings.keep(candidate);
  }
  if (text.hasHan) findHanCandidates(index, field, text, findings);
}

/** Whether a given name or a particle stands before a word, so that it may be somebody's name in another spelling. */
function mayBeRespelled(text: WordText, at: number): boolean {
  const last = text.words[at - 1];
  return last !== undefined && (last.capital || PARTICLES.has(last.text)) && isSoftGap(text, at - 1);
}

/** A word with the one before it, where outlets print both as one: Mir-Hosseini, عبد العاطي; empty where they don't. */
function joinedWithLast(text: WordText, at: number): string {
  const last = text.words[at - 1];
  const word = text.words[at];
  if (last === undefined || word === undefined) return '';
  if (text.folded.text[startOf(text, at) - 1] === '-') return last.text + word.text;
  const isServant = word.arabic && isSoftGap(text, at - 1) && last.readings.includes(ARABIC_SERVANT);
  return isServant ? ARABIC_SERVANT + word.text : '';
}

/**
 * Looks at one place where a word of the index stands.
 *
 * @param reading which of the word's readings stands in the index
 * @param from the first and `at` the last of the words that it is printed as
 */
function examine(place: NamePlace, reading: string, field: ItemField, from: number, at: number): Candidate | undefined {
  const { text, entry } = place;
  const { words } = text;
  const word = words[from];
  if (word === undefined) return undefined;
  const { person } = entry;
  let first = from;
  const isGiven = (one: number): boolean =>
    words[one]?.capital === true && person.givenNames().words.has(words[one].text);
  while (first > 0 && isSoftGap(text, first - 1) && isParticle(text, first - 1) && !isGiven(first - 1)) first--;
  if (entry.needsSonOf && !words.slice(first, from).some((one) => PATRONYMIC_PARTICLES.has(one.text))) return undefined;
  const base = { person, field, letters: reading.length, isUsual: false, isShared: false };
  const names = person.givenNames();
  const before = lookBack(text, first, names, names.polishFamilies.has(reading));
  const after = lookAhead(text, at, names, entry.familyFirst, before.given);
  const isFull = before.given || after.given;
  if (isFull) {
    const start = startOf(text, before.given ? before.start : from);
    const end = endOf(text, after.given || after.end > at ? after.end : at);
    return {
      ...base,
      // Wang Yi and Li Qiang are names of thousands.
      letters: entry.familyFirst && end - start <= MAX_SHORT_NAME_CHARS ? 2 : base.letters,
      start: trimPrefix(text, before.given ? before.start : from, person),
      end,
      strength: 'full',
      objections: !after.given && isOthersName(place, after.end) ? ['another name follows'] : [],
    };
  }
  const mates = familyMates(text, at, names);
  const hasMates = mates.first < at || mates.last > at;
  if (entry.neverAlone && !hasMates) return undefined;
  // ولي is "crown" in crown prince, and no "and Li": few letters under a prefix count with their given name only.
  if (word.arabic && reading.length < MIN_PREFIXED_CHARS && reading !== word.text) return undefined;
  const objections = objectionsTo(place, Math.min(first, mates.first), mates.last);
  if (isTown(place, from)) objections.push('a place');
  const strength = entry.acronym ? 'acronym' : entry.kind === 'alone' && !entry.wellKnown ? 'alone' : 'bare';
  // Both parts of a double surname together are as good as a rare one.
  const isUsual = !entry.wellKnown && !hasMates && (USUAL_FAMILY_NAMES.has(reading) || USUAL_GIVEN_NAMES.has(reading));
  const start = startOf(text, Math.min(from, mates.first));
  const end = endOf(text, mates.last);
  return {
    ...base,
    isUsual,
    isShared: (isUsual || entry.kind === 'alone') && entry.familyFirst,
    start,
    end,
    strength,
    objections,
  };
}

/** Whether a word belongs to the family name after it: von, bin, "servant of". An initial is none: E. Morales. */
function isParticle(text: WordText, at: number): boolean {
  const word = text.words[at]?.text ?? '';
  return (PARTICLES.has(word) || SERVANTS.has(word)) && !isInitial(text, at);
}
