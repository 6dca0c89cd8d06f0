/** What may stand beside an official's anchors: given names and initials, patronymics, particles. */
import type { Official } from '../model/official.ts';
import { polishCases, spellings } from './name-spellings.ts';
import { withoutPrefixes } from './names-arabic.ts';
import { MIN_SOUND_CHARS, soundKey } from './names-latin.ts';
import { type SplitName, splitNames } from './names-split.ts';
import { isArabic, isCyrillic } from './words.ts';

/** What may stand beside an anchor. */
export interface GivenNames {
  /** Folded, in all cases and spellings; given names of several words joined as well. */
  readonly words: ReadonlySet<string>;
  /** {@link soundKey}s of the Latin ones. */
  readonly sounds: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  /** Of patronymics and further names: they may stand beside the given name's initial, not instead of it. */
  readonly middleInitials: ReadonlySet<string>;
  /** Patronymics, further given names, second surnames. */
  readonly middle: ReadonlySet<string>;
  /** Words before the family's name that belong to it. */
  readonly particles: ReadonlySet<string>;
  /** Polish cases of the given names, and of the families' names beside which they count: Roberta is a woman elsewhere. */
  readonly polish: ReadonlySet<string>;
  readonly polishFamilies: ReadonlySet<string>;
  /** The numbers of rulers, `ii`. */
  readonly numerals: ReadonlySet<string>;
  /** Whole given names written as one word, in all cases: an eastern name counts with all its syllables only. */
  readonly whole: ReadonlySet<string>;
}

/** What may stand beside an official's anchors. Costs some 50 µs: matching asks for it at the first hit only. */
export function givenNamesOf(official: Official): GivenNames {
  const words = new Set<string>();
  const sounds = new Set<string>();
  const initials = new Set<string>();
  const middleInitials = new Set<string>();
  const middle = new Set<string>();
  const whole = new Set<string>();
  const particles = new Set<string>();
  const polish = new Set<string>();
  const polishFamilies = new Set<string>();
  for (const name of splitNames(official)) {
    for (const family of name.families) {
      if (family.particle !== undefined) particles.add(family.particle);
      const main = family.words[family.main];
      if (main === undefined) continue;
      for (const { form } of polishCases(main, name, official, 'family')) polishFamilies.add(form);
    }
    for (const word of name.given) {
      for (const spelling of spellings(word, name, official, 'given')) words.add(spelling);
      for (const { form } of polishCases(word, name, official, 'given')) polish.add(form);
      if (!isArabic(word.text) && word.text !== '') initials.add(word.text[0] ?? '');
    }
    for (const joined of joinedForms(name, official)) {
      words.add(joined);
      whole.add(joined);
    }
    for (const word of [...name.middle, ...name.families.flatMap((family) => family.words)]) {
      for (const spelling of spellings(word, name, official, 'given')) middle.add(spelling);
      if (name.middle.includes(word)) middleInitials.add(word.text[0] ?? '');
    }
    if (name.alone !== undefined) middle.add(name.alone.text);
  }
  for (const word of words) {
    if (isArabic(word) || isCyrillic(word)) continue;
    const sound = soundKey(word);
    if (sound.length >= MIN_SOUND_CHARS) sounds.add(soundWithGender(word, sound));
  }
  const numerals = new Set(
    Object.values(official.names)
      .flat()
      .flatMap((name) => name.match(/(?<= )[IVX]{1,5}(?= |$)/g) ?? [])
      .map((numeral) => numeral.toLowerCase()),
  );
  return { words, sounds, initials, middleInitials, middle, particles, polish, polishFamilies, numerals, whole };
}

/** Whether a folded word of a text is one of the given names. */
export function isGivenName(names: GivenNames, word: string): boolean {
  if (names.words.has(word)) return true;
  if (isArabic(word)) return withoutPrefixes(word).some((reading) => names.words.has(reading));
  if (isCyrillic(word)) return false;
  if (names.sounds.size === 0) return false;
  const sound = soundKey(word);
  return sound.length >= MIN_SOUND_CHARS && names.sounds.has(soundWithGender(word, sound));
}

/** Alexandra is no spelling of Alexander: the sound of a name ends with whether an a does. */
function soundWithGender(word: string, sound: string): string {
  return word.endsWith('a') ? `${sound}+` : sound;
}

/** "jinping" beside "jin" and "ping", "abdelfattah" beside "abdel" and "fattah": outlets join and part them. */
function joinedForms(name: SplitName, official: Official): string[] {
  const last = name.given.at(-1);
  if (last === undefined || name.given.length > 4) return [];
  const head = name.given.slice(0, -1).map((word) => word.text);
  return spellings(last, name, official, 'given').flatMap((form) => [
    head.join('') + form,
    ...headSpellings(name, official).map((other) => other + form),
  ]);
}

/** Other spellings of all but the last of several given names in Arabic letters: شي جين بينج beside شي جين بينغ. */
function headSpellings(name: SplitName, official: Official): string[] {
  const head = name.given.slice(0, -1);
  const first = head[0];
  if (head.length !== 1 || first === undefined || !isArabic(first.text)) return [];
  return spellings(first, name, official, 'given');
}
