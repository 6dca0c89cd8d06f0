/** What stands beside a name and says that it is somebody else's, a town's or a brand's. */
import { foldText } from '../text/normalize.ts';
import { isQuoted, type Objection } from './candidate.ts';
import { USUAL_FAMILY_NAMES, USUAL_GIVEN_NAMES } from './lexicons/name-lists.ts';
import type { IndexEntry, NameIndex } from './name-index.ts';
import { ARABIC_SERVANT } from './names-arabic.ts';
import { PARTICLES, SERVANTS, SUFFIXES } from './names-split.ts';
import { endOf, isHyphenAfter, isInitial, isSoftGap, startOf } from './word-gaps.ts';
import { isArabic, isCyrillic, type Word, type WordText } from './words.ts';

const HONORIFICS = new Set(
  'm mm mr mrs ms mme mlle sr sra dr don dona doña herr frau hr fr monsieur madame lord sir г госп'.split(' '),
);
const JUNIOR = new Set(['jr', 'junior', 'hijo', 'filho', 'fils', 'младший', 'мл']);
/** In capitals before a word that is somebody's surname too, they make a town of it: La Paz, Las Palmas. */
const ARTICLES = new Set(['la', 'las', 'los']);

/** Where a surname was found, and how that place is printed. */
export interface NamePlace {
  readonly text: WordText;
  readonly index: NameIndex;
  readonly entry: IndexEntry;
  /** Nearly all words have capitals there, so that one says nothing. */
  readonly isTitleCase: boolean;
}

/**
 * What speaks against a surname without a given name.
 *
 * @param first the name's first word, particles and double surnames included
 * @param last its last word
 */
export function objectionsTo(place: NamePlace, first: number, last: number): Objection[] {
  const { text } = place;
  return [
    objectionBefore(place, first),
    objectionAfter(place, first, last),
    isQuoted(text.folded.text, startOf(text, last), endOf(text, last)) ? ('quoted like a brand' as const) : undefined,
  ].filter((objection) => objection !== undefined);
}

function objectionBefore({ text, index, isTitleCase }: NamePlace, first: number): Objection | undefined {
  const previous = text.words[first - 1];
  if (previous === undefined || !isSoftGap(text, first - 1) || HONORIFICS.has(previous.text)) return undefined;
  if (isInitial(text, first - 1)) return 'another given name';
  if (!previous.capital || index.isContextWord(previous)) return undefined;
  const isName = index.isName(previous.text);
  if (isUsualGivenName(previous.text) && (!isName || isOnlyGivenName(previous, text.words[first], isTitleCase)))
    return 'another given name';
  const startsSentence = first === 1 || !isSoftGap(text, first - 2);
  const isSaying = !previous.arabic && !startsSentence && !isTitleCase && !previous.allCapitals;
  return isSaying && !isName && !isHyphenAfter(text, first - 1) ? 'unknown name before' : undefined;
}

function objectionAfter(place: NamePlace, first: number, last: number): Objection | undefined {
  const { text, entry } = place;
  const next = text.words[last + 1];
  if (next === undefined || !isSoftGap(text, last)) return undefined;
  if (isOwnSuffix(entry.person.official.name, next.text)) return undefined;
  if (JUNIOR.has(next.text)) return 'junior';
  if (next.arabic) return isOthersArabicName(place, first, last) ? 'another name follows' : undefined;
  if (next.capital) return objectionOfCapital(place, last, next);
  if (isHyphenAfter(text, last)) return 'part of a word';
  // "de Almeida-Prado" after a surname: a double name of which the official's is the first half.
  const isDoubleName = text.words[last + 2]?.capital === true && isHyphenAfter(text, last + 1);
  return isDoubleName && PARTICLES.has(next.text) && next.text.length > 1 ? 'another name follows' : undefined;
}

/** Of a word with a capital right after the name, in a script that has them. */
function objectionOfCapital({ text, index, entry, isTitleCase }: NamePlace, last: number, next: Word) {
  if (isTitleCase || index.isContextWord(next)) return undefined;
  if (entry.familyFirst) return 'another name follows';
  if (isHyphenAfter(text, last) || index.isName(next.text)) return undefined;
  const word = text.words[last]?.text ?? '';
  return isUsualGivenName(word) || isUsualGivenName(next.text) ? 'another name follows' : 'unknown name after';
}

/** Whether an Arabic word is a given name, or the last of an office or people's name, before somebody else's name. */
function isOthersArabicName({ text, index }: NamePlace, first: number, last: number): boolean {
  const [word, next] = [text.words[last], text.words[last + 1]];
  if (word === undefined || next === undefined) return false;
  if (isOthersPeople(text, first, last, index)) return true;
  return isUsualGivenName(word.text) && !index.isContextWord(next) && index.isName(next.text);
}

/** Whether an article makes a town's name of the surname at `at`, and the official bears none. */
export function isTown({ text, entry }: NamePlace, at: number): boolean {
  const article = text.words[at - 1];
  return (
    article?.capital === true &&
    isSoftGap(text, at - 1) &&
    ARTICLES.has(article.text) &&
    !entry.person.givenNames().particles.has(article.text)
  );
}

/** "قائد الجيش السوداني عبد الفتاح": a people's name between an office and somebody else's name. */
function isOthersPeople(text: WordText, first: number, at: number, index: NameIndex): boolean {
  const [word, next] = [text.words[at], text.words[at + 1]];
  return (
    word?.arabic === true &&
    next?.arabic === true &&
    first > 0 &&
    isSoftGap(text, first - 1) &&
    index.isContextWord(word) &&
    (isUsualGivenName(next.text) || SERVANTS.has(next.text) || next.text === ARABIC_SERVANT)
  );
}

/** "Gomes Neto", "Lula Filho": the grandson's or son's word is part of the name, where the official bears it. */
function isOwnSuffix(name: string, word: string): boolean {
  if (!SUFFIXES.has(word) && !JUNIOR.has(word)) return false;
  return foldText(name).endsWith(` ${word}`);
}

/**
 * Whether a full name goes on and so is another's: Boris Johnson-Smith, Édouard Philippe Lévy, Abdullah I where the
 * official is the second.
 *
 * @param at the name's last word
 */
export function isOthersName({ text, index, entry, isTitleCase }: NamePlace, at: number): boolean {
  const word = text.words[at];
  const next = text.words[at + 1];
  if (word === undefined || next === undefined || !next.capital || next.arabic || !isSoftGap(text, at)) return false;
  const names = entry.person.givenNames();
  if (isNumeral(next)) return names.numerals.size > 0 && !names.numerals.has(next.text);
  if (entry.familyFirst || isTitleCase || names.middle.has(next.text) || PARTICLES.has(next.text)) return false;
  if (index.isContextWord(next) || isInitial(text, at + 1)) return false;
  if (isHyphenAfter(text, at)) return USUAL_FAMILY_NAMES.has(next.text) && !index.isName(next.text);
  return isUsualGivenName(word.text) && !USUAL_FAMILY_NAMES.has(word.text);
}

function isNumeral({ text, allCapitals, capital }: Word): boolean {
  return (allCapitals || (capital && text.length === 1)) && /^[ivx]{1,5}$/.test(text);
}

/** Philippe is an official's surname, and in "Philippe Lecornu" nobody's; in "Lula e Xi" Lula is somebody's. */
function isOnlyGivenName({ text, arabic }: Word, next: Word | undefined, isTitleCase: boolean): boolean {
  return !arabic && !isTitleCase && !USUAL_FAMILY_NAMES.has(text) && !PARTICLES.has(next?.text ?? '');
}

function isUsualGivenName(word: string): boolean {
  if (USUAL_GIVEN_NAMES.has(word)) return true;
  // Arabic given names are words as well, "meeting" and "light": only the bare word counts, or with an "and".
  if (isArabic(word)) return word.startsWith('و') && USUAL_GIVEN_NAMES.has(word.slice(1));
  if (!isCyrillic(word) || word.length < 4) return false;
  const stem = word.slice(0, -1);
  return (
    USUAL_GIVEN_NAMES.has(stem) ||
    USUAL_GIVEN_NAMES.has(`${stem}и`) ||
    USUAL_GIVEN_NAMES.has(`${stem}а`) ||
    USUAL_GIVEN_NAMES.has(word.slice(0, -2))
  );
}
