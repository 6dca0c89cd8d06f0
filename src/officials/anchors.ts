/** The words by which a text is searched for an official, whatever the script but Han. */
import type { Official } from '../model/official.ts';
import { USUAL_FAMILY_NAMES } from './lexicons/name-lists.ts';
import { isSpelledManyWays, polishCases, spellings } from './name-spellings.ts';
import { MIN_SOUND_CHARS, soundKey } from './names-latin.ts';
import { type NameWord, PATRONYMIC_PARTICLES, type SplitName, splitNames } from './names-split.ts';
import { isArabic, isCyrillic } from './words.ts';

/** A word by which a text is searched for an official. */
export interface Anchor {
  /** Folded. */
  readonly word: string;
  /** `family`: a family's name; `alone`: a listed single name, such as Lula or MBS. */
  readonly kind: 'family' | 'alone';
  /** The word needs "son of" before it: the Salman of Mohammed bin Salman is his father. */
  readonly needsSonOf: boolean;
  /** Counts only with a given name beside it: dynasties, second surnames, parts of a hyphened name. */
  readonly neverAlone: boolean;
  readonly familyFirst: boolean;
  /** Must be printed in capitals. */
  readonly acronym: boolean;
  /** A single name that the catalogue lists in several languages: people are called so everywhere. */
  readonly wellKnown: boolean;
}

/** States where the first of two names is what people are called by. */
const FIRST_NAME_STATES = new Set('ET ER ID MM IS KH MY TH LK'.split(' '));
const MIN_ANCHOR_CHARS = 2;
/** Languages that list a single name before it counts like a surname. */
const WELL_KNOWN_LANGUAGES = 3;
const MIN_CALLED_CHARS = 4;

/** What most anchors are: enough alone, in any case of letters. */
const PLAIN = {
  needsSonOf: false,
  neverAlone: false,
  familyFirst: false,
  acronym: false,
  wellKnown: false,
} as const satisfies Omit<Anchor, 'word' | 'kind'>;

/** The words by which a text is searched for an official, without those in Han letters. */
export function anchorsOf(official: Official): Anchor[] {
  const anchors = new Map<string, Anchor>();
  const add = (anchor: Anchor): void => {
    if (anchor.word.length < MIN_ANCHOR_CHARS) return;
    const known = anchors.get(anchor.word);
    if (known === undefined || (rank(anchor) > rank(known) && known.kind === anchor.kind))
      anchors.set(anchor.word, anchor);
  };
  const names = splitNames(official);
  for (const name of names) {
    for (const { words, main: at, particle, neverAlone: isWeak } of name.families) {
      const main = words[at];
      if (main === undefined) continue;
      const needsSonOf = particle !== undefined && PATRONYMIC_PARTICLES.has(particle);
      const neverAlone = isWeak || words.length > 1;
      const family = { ...PLAIN, kind: 'family', needsSonOf, neverAlone, familyFirst: name.familyFirst } as const;
      for (const word of spellings(main, name, official, 'family')) add({ ...family, word });
      for (const { form, isPlain } of polishCases(main, name, official, 'family'))
        add({ ...family, word: form, neverAlone: neverAlone || !isPlain });
    }
  }
  for (const name of names) {
    const first = firstNameOf(name, official);
    for (const word of first === undefined ? [] : spellings(first, name, official, 'given'))
      add({ ...PLAIN, word, kind: 'family', familyFirst: true, wellKnown: !USUAL_FAMILY_NAMES.has(word) });
  }
  for (const word of names.flatMap((name) => lastGivenName(name, official)))
    add({ ...PLAIN, word, kind: 'alone', familyFirst: true });
  const given = new Set(names.flatMap((name) => name.given.map((word) => word.text)));
  const wellKnown =
    names.filter((name) => name.alone !== undefined && !name.alone.acronym).length >= WELL_KNOWN_LANGUAGES;
  for (const name of names) {
    const only = name.alone;
    if (only === undefined) continue;
    const { acronym } = only;
    const part = given.has(only.text) ? 'given' : 'family';
    for (const word of acronym ? [only.text] : spellings(only, name, official, part))
      add({ ...PLAIN, word, kind: 'alone', acronym, wellKnown });
  }
  return [...anchors.values()];
}

/**
 * The consonants of family names that reach Latin wires in many spellings, with the anchor that a spelling of them is:
 * "Mazrouki" for Mazrooqi. They count beside a given name only.
 */
export function soundAnchorsOf(official: Official): { readonly sound: string; readonly anchor: Anchor }[] {
  if (!isSpelledManyWays(official)) return [];
  const anchors = new Map<string, Anchor>();
  for (const name of splitNames(official)) {
    for (const { words, main, particle } of name.families) {
      const word = words[main]?.text ?? '';
      const sound = isCyrillic(word) || isArabic(word) ? '' : soundKey(word);
      if (sound.length < MIN_SOUND_CHARS || anchors.has(sound)) continue;
      const needsSonOf = particle !== undefined && PATRONYMIC_PARTICLES.has(particle);
      anchors.set(sound, { ...PLAIN, word, kind: 'family', needsSonOf, neverAlone: true });
    }
  }
  return [...anchors].map(([sound, anchor]) => ({ sound, anchor }));
}

function rank(anchor: Anchor): number {
  return (anchor.kind === 'family' ? 4 : 0) + (anchor.neverAlone ? 0 : 2) + (anchor.needsSonOf ? 0 : 1);
}

/** The given name, where people are called by it: Abiy, Prabowo. */
function firstNameOf(name: SplitName, official: Official): NameWord | undefined {
  return official.offices.some((office) => FIRST_NAME_STATES.has(office.country ?? '')) ? name.given[0] : undefined;
}

/** The last of a Vietnamese's given names, by which people are called: Premier Chinh. Shorter ones are words. */
function lastGivenName(name: SplitName, official: Official): string[] {
  const last = name.given.at(-1);
  const isVietnamese = official.offices.some((office) => office.country === 'VN');
  return isVietnamese &&
    name.familyFirst &&
    last !== undefined &&
    last.text.length >= MIN_CALLED_CHARS &&
    !isArabic(last.text)
    ? spellings(last, name, official, 'given')
    : [];
}
