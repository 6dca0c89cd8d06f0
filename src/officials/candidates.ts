/** Where an official's name stands in a text, and what stands beside it; who is meant is decided in resolve.ts. */
import type { ItemField } from '../model/mention.ts';
import { foldText } from '../text/normalize.ts';
import { type Candidate, type Objection, QUOTES_CLOSE, QUOTES_OPEN } from './candidate.ts';
import { findHanCandidates } from './candidates-han.ts';
import type { Findings } from './findings.ts';
import type { ItemWord } from './item-words.ts';
import { USUAL_FAMILY_NAMES, USUAL_GIVEN_NAMES } from './lexicons/name-lists.ts';
import type { NameIndex, Person } from './name-index.ts';
import { type GivenNames, isGivenName } from './names.ts';
import { PARTICLES, PATRONYMIC_PARTICLES, SERVANTS, SUFFIXES } from './names-split.ts';
import { isArabic, isCyrillic, type Word, type WordText } from './words.ts';

/** Words between a given name and the anchor that we look back over. */
const MAX_NAME_WORDS = 5;
const MAX_INITIALS = 2;
/** Further surnames beside the one found. */
const MAX_MATES = 2;
const MIN_PREFIXED_CHARS = 4;
const MAX_SHORT_NAME_CHARS = 8;
const PATRONYMIC = /(?:ович|евич|євич|ьич|овна|евна|ична|івна)(?:а|у|ем|е|ы|ои|еві|і)?$/;
const HONORIFICS = new Set(
  'm mm mr mrs ms mme mlle sr sra dr don dona doña herr frau hr fr monsieur madame lord sir г госп'.split(' '),
);
/** In capitals before a word that is somebody's surname too, they make a town of it: La Paz, Las Palmas. */
const ARTICLES = new Set(['la', 'las', 'los']);
/** "Servant of", the first half of many Arab names. */
const ARABIC_SERVANT = 'عبد';
const JUNIOR = new Set(['jr', 'junior', 'hijo', 'filho', 'fils', 'младший', 'мл']);

/** Finds the names of the index in a field of an item. */
export function findCandidates(
  index: NameIndex,
  field: ItemField,
  text: WordText<ItemWord>,
  isTitleCase: boolean,
  findings: Findings,
): void {
  for (let at = 0; at < text.words.length; at++) {
    const word = text.words[at];
    if (word?.capital !== true) continue;
    const joined = joinedWithLast(text, at);
    if (word.names.length === 0 && word.alike.length === 0 && joined === '') continue;
    const here: Candidate[] = [];
    for (const { reading, entries } of word.names) {
      for (const entry of entries) {
        if ((entry.acronym && !word.allCapitals) || !findings.mayLook()) continue;
        const candidate = examine(entry, reading, field, text, at, at, index, isTitleCase);
        if (candidate !== undefined) here.push(candidate);
      }
    }
    if (here.length === 0 && mayBeRespelled(text, at)) {
      for (const entry of word.alike) {
        if (!findings.mayLook()) break;
        const candidate = examine(entry, word.text, field, text, at, at, index, isTitleCase);
        if (candidate?.strength === 'full') here.push(candidate);
      }
    }
    for (const entry of joined === '' ? [] : index.lookUp(joined)) {
      if (!findings.mayLook()) break;
      const candidate = examine(entry, joined, field, text, at - 1, at, index, isTitleCase);
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

type Entry = ReturnType<NameIndex['lookUp']>[number];

function examine(
  entry: Entry,
  reading: string,
  field: ItemField,
  text: WordText,
  from: number,
  at: number,
  index: NameIndex,
  isTitleCase: boolean,
): Candidate | undefined {
  const { words } = text;
  const word = words[from];
  if (word === undefined) return undefined;
  const { person } = entry;
  let first = from;
  const isGiven = (place: number): boolean =>
    words[place]?.capital === true && person.givenNames().words.has(words[place].text);
  while (first > 0 && isSoftGap(text, first - 1) && isParticle(text, first - 1) && !isGiven(first - 1)) first--;
  if (entry.needsSonOf && !words.slice(first, from).some((one) => PATRONYMIC_PARTICLES.has(one.text))) return undefined;
  const names = person.givenNames();
  const base = { person, field, letters: reading.length, isUsual: false, isShared: false };

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
      objections:
        !after.given && isOthersName(text, after.end, person, index, isTitleCase, entry)
          ? ['another name follows']
          : [],
    };
  }
  const mates = familyMates(text, at, names);
  const hasMates = mates.first < at || mates.last > at;
  if (entry.neverAlone && !hasMates) return undefined;
  // ولي is "crown" in crown prince, and no "and Li": few letters under a prefix count with their given name only.
  if (word.arabic && reading.length < MIN_PREFIXED_CHARS && reading !== word.text) return undefined;
  const objections = objectionsTo(text, Math.min(first, mates.first), mates.last, index, isTitleCase, entry);
  const article = words[from - 1];
  if (
    article?.capital === true &&
    isSoftGap(text, from - 1) &&
    ARTICLES.has(article.text) &&
    !names.particles.has(article.text)
  )
    objections.push('a place');
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

/**
 * Whether a full name goes on and so is another's: Boris Johnson-Smith, Édouard Philippe Lévy, Abdullah I where the
 * official is the second.
 *
 * @param at the name's last word
 */
function isOthersName(
  text: WordText,
  at: number,
  person: Person,
  index: NameIndex,
  isTitleCase: boolean,
  entry: Entry,
): boolean {
  const word = text.words[at];
  const next = text.words[at + 1];
  if (word === undefined || next === undefined || !next.capital || next.arabic || !isSoftGap(text, at)) return false;
  const names = person.givenNames();
  if (isNumeral(next)) return names.numerals.size > 0 && !names.numerals.has(next.text);
  if (entry.familyFirst || isTitleCase || names.middle.has(next.text) || PARTICLES.has(next.text)) return false;
  if (index.isContextWord(next) || isInitial(text, at + 1)) return false;
  if (text.folded.text[endOf(text, at)] === '-') return USUAL_FAMILY_NAMES.has(next.text) && !index.isName(next.text);
  return isUsualGivenName(word.text) && !USUAL_FAMILY_NAMES.has(word.text);
}

function isNumeral({ text, allCapitals, capital }: Word): boolean {
  return (allCapitals || (capital && text.length === 1)) && /^[ivx]{1,5}$/.test(text);
}

/** Whether a word belongs to the family name after it: von, bin, "servant of". An initial is none: E. Morales. */
function isParticle(text: WordText, at: number): boolean {
  const word = text.words[at]?.text ?? '';
  return (PARTICLES.has(word) || SERVANTS.has(word)) && !isInitial(text, at);
}

/** Given names, initials and patronymics right before the family name. */
function lookBack(
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
    } else if (!(names.middle.has(strip(word)) || PATRONYMIC.test(word.text) || PARTICLES.has(strip(word)))) break;
    else if (PARTICLES.has(strip(word)) && at === first - 1) break;
    if (isGiven || given) start = at;
  }
  return { given, start };
}

/** Given names right after the family name: eastern names, "Xi, Jinping", registers. */
function lookAhead(
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

function objectionsTo(
  text: WordText,
  first: number,
  at: number,
  index: NameIndex,
  isTitleCase: boolean,
  entry: Entry,
): Objection[] {
  const { words, folded } = text;
  const word = words[at];
  const objections: Objection[] = [];
  if (word === undefined) return objections;
  const previous = words[first - 1];
  if (previous !== undefined && isSoftGap(text, first - 1)) {
    const name = previous.text;
    const startsSentence = first === 1 || !isSoftGap(text, first - 2);
    if (isInitial(text, first - 1) && !HONORIFICS.has(name)) objections.push('another given name');
    else if (previous.capital && !HONORIFICS.has(name) && !index.isContextWord(previous)) {
      const hyphened = folded.text[endOf(text, first - 1)] === '-';
      if (isUsualGivenName(name) && (!index.isName(name) || isOnlyGivenName(previous, words[first], isTitleCase)))
        objections.push('another given name');
      else if (
        !previous.arabic &&
        !startsSentence &&
        !isTitleCase &&
        !previous.allCapitals &&
        !hyphened &&
        !index.isName(name)
      )
        objections.push('unknown name before');
    }
  }
  const next = words[at + 1];
  if (next !== undefined && isSoftGap(text, at) && !isOwnSuffix(entry.person.official.name, next.text)) {
    const hyphened = folded.text[endOf(text, at)] === '-';
    if (JUNIOR.has(next.text)) objections.push('junior');
    else if (hyphened && !next.capital && !next.arabic) objections.push('part of a word');
    else if (entry.familyFirst && next.capital && !next.arabic && !isTitleCase && !index.isContextWord(next))
      objections.push('another name follows');
    else if (next.capital && !next.arabic && !hyphened && !index.isContextWord(next) && !index.isName(next.text)) {
      if (!isTitleCase)
        objections.push(
          isUsualGivenName(word.text) || isUsualGivenName(next.text) ? 'another name follows' : 'unknown name after',
        );
    } else if (isOthersPeople(text, first, at, index)) objections.push('another name follows');
    else if (next.arabic && isUsualGivenName(word.text) && !index.isContextWord(next) && index.isName(next.text))
      objections.push('another name follows');
    else if (
      !hyphened &&
      !next.capital &&
      PARTICLES.has(next.text) &&
      next.text.length > 1 &&
      words[at + 2]?.capital === true &&
      folded.text[endOf(text, at + 1)] === '-'
    ) {
      objections.push('another name follows');
    }
  }
  const open = folded.text[startOf(text, at) - 1];
  const close = folded.text[endOf(text, at)];
  if (open !== undefined && close !== undefined && QUOTES_OPEN.includes(open) && QUOTES_CLOSE.includes(close))
    objections.push('quoted like a brand');
  return objections;
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
    (isUsualGivenName(next.text) || SERVANTS.has(next.text) || next.text === 'عبد')
  );
}

/** "Gomes Neto", "Lula Filho": the grandson's or son's word is part of the name, where the official bears it. */
function isOwnSuffix(name: string, word: string): boolean {
  if (!SUFFIXES.has(word) && !JUNIOR.has(word)) return false;
  return foldText(name).endsWith(` ${word}`);
}

/** The parts of a double surname beside the one found: Díaz-Canel, López Obrador. */
function familyMates(text: WordText, at: number, names: GivenNames): { first: number; last: number } {
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

/** Whether nothing but a space, a hyphen or an initial's dot parts a word from the next. */
function isSoftGap(text: WordText, at: number): boolean {
  const left = text.words[at];
  const right = text.words[at + 1];
  if (left === undefined || right === undefined) return false;
  const gap = text.folded.text.slice(endOf(text, at), startOf(text, at + 1));
  return (
    gap === ' ' || gap === '-' || gap === '' || ((gap === '. ' || gap === '.') && left.text.length <= 2 && left.capital)
  );
}

function isInitial(text: WordText, at: number): boolean {
  const word = text.words[at];
  return (
    word !== undefined &&
    word.text.length <= 2 &&
    word.capital &&
    !word.arabic &&
    text.folded.text[endOf(text, at)] === '.'
  );
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

/** A word without the Arabic particles written onto it, where what is left is a name's particle. */
function strip(word: Word | undefined): string {
  return word?.text ?? '';
}

/** Where the name begins in a word that carries an Arabic prefix: "وفلاديمير". */
function trimPrefix(text: WordText, at: number, person: Person): number {
  const word = text.words[at];
  const start = startOf(text, at);
  if (word === undefined || !word.arabic) return start;
  const names = person.givenNames();
  if (names.words.has(word.text)) return start;
  const reading = word.readings.find((shorter) => names.words.has(shorter));
  return reading !== undefined && word.text.endsWith(reading) ? endOf(text, at) - reading.length : start;
}

/** Offsets of a word into the folded text, its end exclusive. */
function startOf(text: WordText, at: number): number {
  return text.starts[at] ?? 0;
}

function endOf(text: WordText, at: number): number {
  return text.ends[at] ?? 0;
}
