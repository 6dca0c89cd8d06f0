/** Which of an official's further names stand beside the family's name that was found: what makes a full name of it. */

import { type GivenNames, isGivenName } from './given-names.ts';
import type { Person } from './name-index.ts';
import { PARTICLES } from './names-split.ts';
import { endOf, isInitial, isSoftGap, startOf } from './word-gaps.ts';
import { isArabic, type WordText } from './words.ts';

/** Words between a given name and the anchor that we look back over. */
const MAX_NAME_WORDS = 5;
const MAX_INITIALS = 2;
/** Further surnames beside the one found. */
const MAX_MATES = 2;
const PATRONYMIC = /(?:ович|евич|євич|ьич|овна|евна|ична|івна)(?:а|у|ем|е|ы|ои|еві|і)?$/;

/** Given names, initials and patronymics right before the family name. */
export function lookBack(
  text: WordText,
  first: number,
  names: GivenNames,
  isPolish: boolean,
): { given: boolean; start: number } {
  const { words } = text;
  let given = false;
  let start = first;
  for (let at = first - 1; at >= 0 && at >= first - MAX_NAME_WORDS && isSoftGap(text, at); at--) {
    const word = words[at];
    if (word === undefined || !(word.capital || PARTICLES.has(word.text))) break;
    const previous = words[at - 1];
    const isGiven = isGivenName(names, word.text) || (isPolish && names.polish.has(word.text));
    if (isGiven) given = true;
    else if (previous !== undefined && isSoftGap(text, at - 1) && names.words.has(previous.text + word.text)) {
      given = true;
      at--;
    } else if (isInitial(text, at)) {
      const initial = word.text[0] ?? '';
      if (names.initials.has(initial)) given = true;
      else if (!names.middleInitials.has(initial)) break;
    } else if (!(names.middle.has(word.text) || PATRONYMIC.test(word.text) || PARTICLES.has(word.text))) break;
    else if (PARTICLES.has(word.text) && at === first - 1) break;
    if (isGiven || given) start = at;
  }
  return { given, start };
}

/** Given names right after the family name: eastern names, "Xi, Jinping", registers. */
export function lookAhead(
  text: WordText,
  at: number,
  names: GivenNames,
  familyFirst: boolean,
  hasGiven: boolean,
): { given: boolean; end: number } {
  const { words } = text;
  const gap = text.folded.text.slice(endOf(text, at), text.starts[at + 1] ?? 0);
  const comma = gap === ', ';
  if (!(comma || isSoftGap(text, at))) return { given: false, end: at };
  if (familyFirst) {
    let joined = '';
    for (let next = at + 1; next <= at + 3 && next < words.length; next++) {
      if (next > at + 1 && !isSoftGap(text, next - 1)) break;
      joined += words[next]?.text ?? '';
      if (names.whole.has(joined) && words[at + 1]?.capital === true) return { given: true, end: next };
    }
    return { given: false, end: at };
  }
  const next = words[at + 1];
  if (next === undefined || !next.capital) return { given: false, end: at };
  const initials = hasGiven ? at : initialsAfter(text, at, names);
  if (initials > at) return { given: true, end: initials };
  let end = at;
  if (!hasGiven && isGivenName(names, next.text) && !(isArabic(next.text) && !names.words.has(next.text))) {
    // "Putin, Vladimir" is a register's form; "Sarkozy, Angela Merkel" is a list.
    const beyond = words[at + 2];
    const isSurname = beyond?.capital === true && !names.middle.has(beyond.text) && !PATRONYMIC.test(beyond.text);
    if (comma && isSurname && isSoftGap(text, at + 1)) return { given: false, end };
    return { given: true, end: at + 1 };
  }
  // A second surname belongs to the mention: "Evo Morales Ayma".
  while (
    !comma &&
    hasGiven &&
    end - at < MAX_MATES &&
    end + 1 < words.length &&
    isSoftGap(text, end) &&
    names.middle.has(words[end + 1]?.text ?? '')
  )
    end++;
  return { given: false, end };
}

/**
 * The last of the initials after a family name, "Сечин И. И.", a register's form; `at` itself where there are none, or
 * where another surname follows to which they belong.
 */
function initialsAfter(text: WordText, at: number, names: GivenNames): number {
  let last = at;
  while (last < at + MAX_INITIALS && isSoftGap(text, last) && isInitial(text, last + 1)) {
    const initial = text.words[last + 1]?.text[0] ?? '';
    if (!(last === at ? names.initials : names.middleInitials).has(initial)) return at;
    last++;
  }
  const isOthers = last > at && isSoftGap(text, last) && text.words[last + 1]?.capital === true;
  return isOthers ? at : last;
}

/** The parts of a double surname beside the one found: Díaz-Canel, López Obrador. */
export function familyMates(text: WordText, at: number, names: GivenNames): { first: number; last: number } {
  const { words } = text;
  let first = at;
  let last = at;
  while (
    first > 0 &&
    at - first < MAX_MATES &&
    isSoftGap(text, first - 1) &&
    words[first - 1]?.capital === true &&
    names.middle.has(words[first - 1]?.text ?? '')
  )
    first--;
  while (
    last - at < MAX_MATES &&
    isSoftGap(text, last) &&
    words[last + 1]?.capital === true &&
    names.middle.has(words[last + 1]?.text ?? '')
  )
    last++;
  return { first, last };
}

/** Where the name begins in a word that carries an Arabic prefix: "وفلاديمير". */
export function trimPrefix(text: WordText, at: number, person: Person): number {
  const word = text.words[at];
  const start = startOf(text, at);
  if (word === undefined || !word.arabic) return start;
  const names = person.givenNames();
  if (names.words.has(word.text)) return start;
  const reading = word.readings.find((shorter) => names.words.has(shorter));
  return reading !== undefined && word.text.endsWith(reading) ? endOf(text, at) - reading.length : start;
}
