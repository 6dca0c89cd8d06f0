/** What an article says besides names: states, titles, organisations, topics; the evidence for and against a person. */

import anyAscii from 'any-ascii';
import countries from 'i18n-iso-countries';
import { LANGUAGES } from '../model/language.ts';
import type { ItemField } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import { compileLexicon, type LexiconEntry, type WordHit } from './lexicon.ts';
import { USUAL_FAMILY_NAMES, USUAL_GIVEN_NAMES } from './lexicons/name-lists.ts';
import { GUEST_WORDS, NAMESAKE_DEEDS } from './lexicons/namesakes.ts';
import { STATE_WORDS } from './lexicons/places.ts';
import { TITLE_KINDS, TITLE_WORDS, type TitleKind } from './lexicons/titles.ts';
import {
  AGAINST_TOPICS,
  type AgainstTopic,
  NAMED_THINGS,
  ORGANISATION_NAMES,
  OTHER_CALLINGS,
  PUBLIC_AFFAIRS,
  SECTOR_WORDS,
} from './lexicons/topics.ts';
import { MIN_SOUND_CHARS, soundKey } from './names-latin.ts';
import { isArabic, isCyrillic, isHan, readWords, type Word, type WordText } from './words.ts';

/** What a word of the lexicons says. */
export type ContextTag =
  | { readonly kind: 'state'; readonly code: string }
  | { readonly kind: 'title'; readonly title: TitleKind }
  | { readonly kind: 'against'; readonly topic: AgainstTopic }
  | { readonly kind: 'public' }
  | { readonly kind: 'sector'; readonly sector: string }
  | { readonly kind: 'calling' }
  | { readonly kind: 'deed' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'thing' }
  | { readonly kind: 'body'; readonly organisation: string };

/** A context word with where it stands. */
export interface ContextHit extends WordHit<ContextTag> {
  readonly field: ItemField;
}

/** Words of company and agency names, folded: rosneft. */
interface OrganisationWords {
  readonly words: ReadonlySet<string>;
  /** Those long enough to be found in other scripts and as beginnings. */
  readonly long: readonly string[];
  readonly sounds: ReadonlySet<string>;
}

/** What an official's offices say, in the lexicons' terms. */
export interface Profile {
  readonly states: ReadonlySet<string>;
  readonly titles: ReadonlySet<TitleKind>;
  readonly sectors: ReadonlySet<string>;
  /** International bodies by their key in the lexicon. */
  readonly bodies: ReadonlySet<string>;
  readonly organisations: OrganisationWords;
  /** Languages spoken where the official holds office. */
  readonly languages: ReadonlySet<string>;
  /** Whether many bear the surname, so that others may bear the whole name. */
  readonly hasUsualName: boolean;
}

/** Languages that a state's press writes in, and of its neighbours' press that writes of it day by day. */
const HOME_LANGUAGES: Readonly<Record<string, string>> = {
  ru: 'RU BY KZ KG',
  es: 'ES MX AR BO CL CO CR CU DO EC GQ GT HN NI PA PE PY SV UY VE',
  fr: 'FR BE CI SN CD CG CM ML NE GA TD BF MG',
  pt: 'BR PT AO MZ CV GW TL',
  de: 'DE AT CH',
  zh: 'CN TW HK SG',
  uk: 'UA RU BY',
  pl: 'PL UA RU BY',
  ar: 'AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE',
  en: 'GB US AU CA NZ IE NG GH KE ZA IN PK UG ZM ZW',
};
/** Words of organisation names that name no organisation. */
const PLAIN_WORDS = new Set(
  (
    'government of the and ministry department state council office central bank national federal republic company corporation group international new development union party ' +
    'security commission committee agency foreign affairs emirate kingdom oil gas energy democratic people s united states world fund defence defense until power electric electricity'
  ).split(' '),
);
/** Ukrainian and Polish items are searched for names as well. */
const STATE_LANGUAGES = [...LANGUAGES, 'uk', 'pl'];
const COMPANY = /\b(?:corporation|company|group|holdings?|bank|industries|inc|ltd|plc)\b/i;
const MIN_ORGANISATION_CHARS = 3;
const MIN_LONG_CHARS = 4;
const MIN_BEGINNING_CHARS = 5;
/** Shorter names of states are too like other words to stand for their people: indi* is India and individual. */
const MIN_STEM_CHARS = 5;

/** A word with what the lexicons say of it. */
export interface ContextWord extends Word {
  readonly context: readonly LexiconEntry<ContextTag>[];
}

const lexicon = compileLexicon<ContextTag>(lists());

/** What the lexicons say of a word. */
export function contextOf(word: Word): ContextWord['context'] {
  return lexicon.entriesOf(word);
}

function hitsIn(text: WordText, language: string): readonly WordHit<ContextTag>[] {
  return lexicon.find(text, language, (index) => {
    const word = text.words[index];
    return word === undefined ? [] : lexicon.entriesOf(word);
  });
}

/** All context words of a text. */
export function findContext(field: ItemField, text: WordText<ContextWord>, language: string): ContextHit[] {
  const hits = lexicon.find(text, language, (index) => text.words[index]?.context ?? []);
  // Of "North Korean" the second word is no other state.
  const firsts = new Map<number, number>();
  for (const { tag, start, end } of hits)
    if (tag.kind === 'state') firsts.set(end, Math.min(start, firsts.get(end) ?? start));
  const found: ContextHit[] = [];
  for (const { tag, start, end } of hits)
    if (tag.kind !== 'state' || firsts.get(end) === start) found.push({ tag, start, end, field });
  return found;
}

/** Whether a word may stand in capitals before a surname without being a name: a title, a state, a people. */
export function isContextWord(word: Word): boolean {
  const known = contextWords.get(word.text);
  if (known !== undefined) return known;
  const hits = hitsIn(
    {
      original: word.text,
      folded: { text: word.text, toOriginal: (at) => at, keepsOffsets: true },
      words: [{ ...word, capital: true, allCapitals: true }],
      starts: [0],
      ends: [word.text.length],
      hasHan: false,
    },
    '',
  );
  const fits = hits.some(
    ({ tag }) =>
      tag.kind === 'title' ||
      tag.kind === 'state' ||
      tag.kind === 'body' ||
      tag.kind === 'calling' ||
      tag.kind === 'public',
  );
  if (contextWords.size < CACHE_WORDS) contextWords.set(word.text, fits);
  return fits;
}

const contextWords = new Map<string, boolean>();
const CACHE_WORDS = 50_000;

/** Whether folded words are a state's usual name in one of the eight languages. */
export function isStateName(folded: string): boolean {
  return usualStateNames.has(folded);
}

const usualStateNames: ReadonlySet<string> = new Set(
  STATE_LANGUAGES.flatMap((language) => Object.values(countries.getNames(language)).map((name) => foldText(name))),
);

/** Reads an official's offices. */
export function profileOf(official: Official): Profile {
  const states = new Set<string>();
  const titles = new Set<TitleKind>();
  const sectors = new Set<string>();
  const bodies = new Set<string>();
  const organisations = new Set<string>();
  for (const office of official.offices) {
    if (office.country !== undefined) states.add(office.country);
    for (const { tag } of hitsIn(readWords(office.title), 'en')) {
      // A company's president is no head of state.
      if (tag.kind === 'title')
        titles.add(tag.title === 'president' && COMPANY.test(office.organisation) ? 'chief executive' : tag.title);
      if (tag.kind === 'sector') sectors.add(tag.sector);
    }
    if (/chairman of state/i.test(office.title)) titles.add('president');
    const organisation = readWords(office.organisation);
    for (const { tag } of hitsIn(organisation, 'en')) if (tag.kind === 'sector') sectors.add(tag.sector);
    const key = foldText(office.organisation);
    for (const body of Object.keys(ORGANISATION_NAMES))
      if (key.includes(body) || foldText(office.title).includes(body)) bodies.add(body);
    const stateWords = new Set(
      hitsIn(organisation, 'en')
        .filter(({ tag }) => tag.kind === 'state')
        .map(({ start }) => start),
    );
    organisation.words.forEach((word, at) => {
      if (
        word.text.length >= MIN_ORGANISATION_CHARS &&
        !PLAIN_WORDS.has(word.text) &&
        !stateWords.has(organisation.starts[at] ?? 0) &&
        !/^\d+$/.test(word.text)
      )
        organisations.add(word.text);
    });
  }
  const languages = new Set(
    Object.entries(HOME_LANGUAGES)
      .filter(([, homes]) => homes.split(' ').some((state) => states.has(state)))
      .map(([language]) => language),
  );
  return {
    states,
    titles,
    sectors,
    bodies,
    organisations: organisationWords(organisations),
    languages,
    hasUsualName: hasUsualName(official.name),
  };
}

/** The surname stands last or, where it isn't a given name, first: Li Qiang. */
function hasUsualName(name: string): boolean {
  const words = readWords(name).words.map(({ text }) => text);
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  return USUAL_FAMILY_NAMES.has(last) || (USUAL_FAMILY_NAMES.has(first) && !USUAL_GIVEN_NAMES.has(first));
}

function organisationWords(words: ReadonlySet<string>): OrganisationWords {
  return {
    words,
    long: [...words].filter((name) => name.length >= MIN_LONG_CHARS),
    sounds: new Set([...words].map(soundKey).filter((sound) => sound.length >= MIN_SOUND_CHARS)),
  };
}

/** The words of a text that name one of the organisations, in whatever script: "Роснефти" for Rosneft. */
export function findOrganisations(text: WordText, organisations: OrganisationWords): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  if (organisations.words.size === 0) return found;
  for (let at = 0; at < text.words.length; at++) {
    const word = text.words[at];
    if (word !== undefined && namesOne(word, organisations))
      found.push({ start: text.starts[at] ?? 0, end: text.ends[at] ?? 0 });
  }
  return found;
}

function namesOne({ text, arabic }: Word, { words, long, sounds }: OrganisationWords): boolean {
  if (words.has(text)) return true;
  if (arabic) return sounds.size > 0 && arabicSounds(text).some((sound) => sounds.has(sound));
  if (isCyrillic(text)) return long.length > 0 && isInLatin(text, long);
  return text.length >= MIN_BEGINNING_CHARS && long.some((name) => isBeginningOf(name, text));
}

function isInLatin(word: string, names: readonly string[]): boolean {
  const latin = remember(latinForms, word, () => anyAscii(word).toLowerCase());
  return names.some((name) => latin.startsWith(name) && latin.length <= name.length + 3);
}

/** Whether the word is the name, or breaks off no earlier than after its fifth letter. */
function isBeginningOf(name: string, word: string): boolean {
  return name.length > MIN_BEGINNING_CHARS && name.startsWith(word);
}

/** Arabic writes no short vowels, so only consonants can be compared: without what is written onto the word, and with it. */
function arabicSounds(word: string): readonly string[] {
  return remember(soundsOfArabic, word, () => [
    soundKey(anyAscii(word.replace(/^(?:وال|بال|لل|ال|و|ب)/, '')).toLowerCase()),
    soundKey(anyAscii(word).toLowerCase()),
  ]);
}

/** Texts repeat their words, and these forms take a microsecond each. */
const latinForms = new Map<string, string>();
const soundsOfArabic = new Map<string, readonly string[]>();

function remember<T>(known: Map<string, T>, word: string, make: () => T): T {
  const value = known.get(word);
  if (value !== undefined) return value;
  const made = make();
  if (known.size >= CACHE_WORDS) known.clear();
  known.set(word, made);
  return made;
}

function* lists(): Iterable<readonly [ContextTag, string]> {
  for (const [code, words] of Object.entries(STATE_WORDS)) yield [{ kind: 'state', code }, words];
  const names = stateNames();
  for (const [code, words] of names) yield [{ kind: 'state', code }, words.join(' ')];
  for (const title of TITLE_KINDS) yield [{ kind: 'title', title }, TITLE_WORDS[title]];
  for (const [topic, words] of Object.entries(AGAINST_TOPICS))
    yield [{ kind: 'against', topic: topic as AgainstTopic }, words];
  yield [{ kind: 'public' }, PUBLIC_AFFAIRS];
  for (const [sector, words] of Object.entries(SECTOR_WORDS)) yield [{ kind: 'sector', sector }, words];
  yield [{ kind: 'calling' }, OTHER_CALLINGS];
  yield [{ kind: 'thing' }, NAMED_THINGS];
  yield [{ kind: 'deed' }, NAMESAKE_DEEDS];
  yield [{ kind: 'guest' }, GUEST_WORDS];
  for (const [organisation, words] of Object.entries(ORGANISATION_NAMES))
    yield [{ kind: 'body', organisation }, `${organisation.replaceAll(' ', '_')} ${words}`];
}

/** The states' names in all languages, from i18n-iso-countries; a long name of one word stands for its people too. */
function stateNames(): [string, string[]][] {
  const states = new Map<string, string[]>();
  for (const language of STATE_LANGUAGES) {
    for (const [code, names] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      const words = states.get(code) ?? [];
      for (const name of names) words.push(...stateForms(name));
      states.set(code, words);
    }
  }
  return [...states];
}

function stateForms(name: string): string[] {
  const folded = foldText(name.replace(/[,(（].*/u, '')).trim();
  if (folded === '') return [];
  if (folded.includes(' ')) return [folded.replaceAll(' ', '_')];
  const stem = folded.replace(/(?:ia|ie|я|[aeiouыаеоиуь])$/u, '');
  return stem.length >= MIN_STEM_CHARS && !isArabic(folded) && !isHan(folded) ? [folded, `${stem}*`] : [folded];
}
