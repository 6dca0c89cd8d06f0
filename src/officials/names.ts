/** All forms of an official's names, by language and script: what a text is searched by, and what must stand beside it. */
import type { Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import { USUAL_FAMILY_NAMES } from './lexicons/name-lists.ts';
import { foreignSpellings, withoutPrefixes } from './names-arabic.ts';
import { splitHanName } from './names-chinese.ts';
import { orientalSpellings, soundKey, umlautSpelling } from './names-latin.ts';
import { declinePolish, type PolishCase } from './names-polish.ts';
import { declineRussian } from './names-russian.ts';
import { type NameWord, PATRONYMIC_PARTICLES, type SplitName, splitNames } from './names-split.ts';
import { declineUkrainian, ukrainianSpellings } from './names-ukrainian.ts';
import { romanize, romanizeToPolish, romanizeUkrainianToPolish } from './romanize.ts';
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

/** A Chinese form by which a text is searched. */
export interface HanAnchor {
  /** Simplified and folded. */
  readonly text: string;
  /** `full`: a whole name; `family`: the last part of a foreign name; `alone`: a listed single name; `title`: 习主席. */
  readonly kind: 'full' | 'family' | 'alone' | 'title';
  /** What makes it a full name before it, "弗拉基米尔", or after it in Hungary's order; the whole first, then its parts. */
  readonly given: readonly string[];
  /** Bin and its like before it, 本, must be there. */
  readonly needsSonOf: boolean;
}

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

/** States whose names Latin wires spell from Russian or a near language. */
const CYRILLIC_STATES = new Set('RU BY UA KZ KG TJ TM UZ AZ AM GE MD BG MN'.split(' '));
/** States whose names reach Latin wires in many spellings, from Arabic, Persian or a near language. */
const ORIENTAL_STATES = new Set(
  'AE BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE AF AZ KZ TM UZ TJ KG BD TD DJ SO MR'.split(' '),
);
const ARAB_STATES = new Set('AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE MR'.split(' '));
/** States where the first of two names is what people are called by. */
const FIRST_NAME_STATES = new Set('ET ER ID MM IS KH MY TH LK'.split(' '));
const MIN_ANCHOR_CHARS = 2;
/** Languages that list a single name before it counts like a surname. */
const WELL_KNOWN_LANGUAGES = 3;
const MIN_SOUND_CHARS = 3;
const MIN_CALLED_CHARS = 4;
/** English titles and how Chinese wires write them onto a surname. */
const HAN_TITLES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?!.*\b(?:vice|deputy)\b).*\bpresident\b/i, ['主席', '总统', '国家主席']],
  [/^(?!.*\b(?:vice|deputy)\b).*\b(?:premier|prime minister)\b/i, ['总理', '首相']],
  [/\bvice premier\b/i, ['副总理']],
  [/\b(?:foreign affairs|foreign minister)\b/i, ['外长', '外相', '国务委员']],
  [/\bgeneral secretary\b/i, ['总书记']],
];
/** Such titles many hold at once: they say who is meant with surnames of two letters only, 欧阳部长. */
const USUAL_HAN_TITLES: typeof HAN_TITLES = [
  [/\bminister\b/i, ['部长', '大臣']],
  [/\bchair(?:man|woman)?\b/i, ['董事长']],
  [/\bchief executive\b/i, ['总裁', '董事长']],
  [/\bgovernor\b/i, ['行长']],
];
const SON_OF_HAN = new Set(['本', '宾', '伊本']);

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
    for (const family of name.families) {
      const main = family.words[family.main];
      if (main === undefined) continue;
      const needsSonOf = family.particle !== undefined && PATRONYMIC_PARTICLES.has(family.particle);
      const neverAlone = family.neverAlone || family.words.length > 1;
      for (const word of spellings(main, name, official, 'family')) {
        add({
          word,
          kind: 'family',
          needsSonOf,
          neverAlone,
          familyFirst: name.familyFirst,
          acronym: false,
          wellKnown: false,
        });
      }
      for (const { form, isPlain } of polishCases(main, name, official, 'family')) {
        add({
          word: form,
          kind: 'family',
          needsSonOf,
          neverAlone: neverAlone || !isPlain,
          familyFirst: name.familyFirst,
          acronym: false,
          wellKnown: false,
        });
      }
    }
  }
  for (const name of names) {
    const first = firstNameOf(name, official);
    if (first === undefined) continue;
    for (const word of spellings(first, name, official, 'given')) {
      add({
        word,
        kind: 'family',
        needsSonOf: false,
        neverAlone: false,
        familyFirst: true,
        acronym: false,
        wellKnown: !USUAL_FAMILY_NAMES.has(word),
      });
    }
  }
  for (const word of names.flatMap((name) => lastGivenName(name, official))) {
    add({
      word,
      kind: 'alone',
      needsSonOf: false,
      neverAlone: false,
      familyFirst: true,
      acronym: false,
      wellKnown: false,
    });
  }
  const given = new Set(names.flatMap((name) => name.given.map((word) => word.text)));
  const wellKnown =
    names.filter((name) => name.alone !== undefined && !name.alone.acronym).length >= WELL_KNOWN_LANGUAGES;
  for (const name of names) {
    const only = name.alone;
    if (only === undefined) continue;
    for (const word of only.acronym
      ? [only.text]
      : spellings(only, name, official, given.has(only.text) ? 'given' : 'family')) {
      add({
        word,
        kind: 'alone',
        needsSonOf: false,
        neverAlone: false,
        familyFirst: false,
        acronym: only.acronym,
        wellKnown,
      });
    }
  }
  return [...anchors.values()];
}

/**
 * The consonants of family names that reach Latin wires in many spellings, with the anchor that a spelling of them is:
 * "Mazrouki" for Mazrooqi. They count beside a given name only.
 */
export function soundAnchorsOf(official: Official): { readonly sound: string; readonly anchor: Anchor }[] {
  const states = official.offices.map((office) => office.country ?? '');
  if (!states.some((state) => ORIENTAL_STATES.has(state) || CYRILLIC_STATES.has(state))) return [];
  const anchors = new Map<string, Anchor>();
  for (const name of splitNames(official)) {
    for (const { words, main, particle } of name.families) {
      const word = words[main]?.text ?? '';
      const sound = isCyrillic(word) || isArabic(word) ? '' : soundKey(word);
      if (sound.length < MIN_SOUND_CHARS || anchors.has(sound)) continue;
      const needsSonOf = particle !== undefined && PATRONYMIC_PARTICLES.has(particle);
      anchors.set(sound, {
        word,
        kind: 'family',
        needsSonOf,
        neverAlone: true,
        familyFirst: false,
        acronym: false,
        wellKnown: false,
      });
    }
  }
  return [...anchors].map(([sound, anchor]) => ({ sound, anchor }));
}

/** The Chinese forms by which a text is searched for an official. */
export function hanAnchorsOf(official: Official): HanAnchor[] {
  const anchors = new Map<string, HanAnchor>();
  const names = (official.names.zh ?? [])
    .map((name) => splitHanName(foldText(name)))
    .filter((parts) => parts.length > 0);
  const dotted = names.filter((parts) => parts.length > 1);
  const singles = new Set(names.filter((parts) => parts.length === 1).map((parts) => parts[0]));
  for (const parts of dotted) {
    // Hungarian names are printed in Hungary's order as well, 欧尔班·维克托: the single name listed tells which is which.
    const isHungarian = official.offices.some((office) => office.country === 'HU');
    const reversed = parts.length === 2 && !singles.has(parts[1]) && (isHungarian || singles.has(parts[0]));
    const text = (reversed ? parts[0] : parts.at(-1)) ?? '';
    const others = reversed ? parts.slice(1) : parts.slice(0, -1);
    // 本 makes what follows the father's name, which brothers share: then only the whole counts.
    const single = others.some((part) => SON_OF_HAN.has(part)) ? [] : others;
    const given = [...new Set([others.join('·'), others.join(''), ...single])];
    const needsSonOf = SON_OF_HAN.has(parts.at(-2) ?? '');
    if (text.length > 1) {
      const known = anchors.get(text);
      anchors.set(text, { text, kind: 'family', given: [...(known?.given ?? []), ...given], needsSonOf });
    } else {
      // 特雷莎·梅: one letter alone is a word, so the whole name is searched.
      for (const whole of [parts.join('·'), parts.join('')]) {
        anchors.set(whole, { text: whole, kind: 'full', given: [], needsSonOf: false });
      }
    }
    // Princes go by their given name: 沙特王储穆罕默德.
    const first = parts[0] ?? '';
    if (needsSonOf && first.length > 2 && !anchors.has(first))
      anchors.set(first, { text: first, kind: 'alone', given: [], needsSonOf: false });
  }
  for (const [only] of names.filter((parts) => parts.length === 1)) {
    if (only === undefined || only.length < 2 || anchors.get(only)?.kind === 'family') continue;
    const ofAnother = dotted.some((parts) => parts.includes(only));
    const kind =
      ofAnother || dotted.some((parts) => parts.join('').includes(only)) || only.length > 4 ? 'alone' : 'full';
    anchors.set(only, { text: only, kind, given: [], needsSonOf: false });
    if (kind !== 'full') continue;
    for (const text of titledForms(only, official))
      anchors.set(text, { text, kind: 'title', given: [], needsSonOf: false });
  }
  return [...anchors.values()];
}

/** A surname with its office, 习主席: the surname alone is one letter and says nothing. */
function titledForms(name: string, official: Official): string[] {
  const surname = name.slice(0, name.length === 4 ? 2 : 1);
  const table = surname.length === 2 ? [...HAN_TITLES, ...USUAL_HAN_TITLES] : HAN_TITLES;
  const titles = official.offices.flatMap((office) =>
    table.filter(([english]) => english.test(office.title)).flatMap(([, words]) => words),
  );
  return [...new Set(titles)].map((title) => surname + title);
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

/** Families in all their forms beside a usual given name: how the wires print a full name. For tests and `--explain`. */
export function formsOf(official: Official): string[] {
  const forms = new Set<string>();
  for (const name of splitNames(official)) {
    const given = name.given.map((word) => capitalise(word.printed));
    for (const family of name.families) {
      const main = family.words[family.main];
      if (main === undefined || given.length === 0 || family.neverAlone || family.words.length > 1) continue;
      const particle = family.particle === undefined ? '' : `${family.particle} `;
      const cases = polishCases(main, name, official, 'family').map(({ form }) => form);
      for (const word of name.familyFirst ? [main.text] : [...spellings(main, name, official, 'family'), ...cases]) {
        const printed = capitalise(word);
        if (name.familyFirst) {
          forms.add(`${printed} ${given.join(' ')}`);
        } else {
          forms.add(`${given.join(' ')} ${particle}${printed}`);
          if (particle === '' && !isArabic(word)) forms.add(`${printed}, ${given[0] ?? ''}`);
          if (!isArabic(word)) forms.add(`${given[0]?.[0] ?? ''}. ${particle}${printed}`);
        }
      }
    }
  }
  for (const name of official.names.zh ?? []) {
    const parts = splitHanName(foldText(name));
    if (parts.length > 1) for (const form of [parts.join('·'), parts.join('')]) forms.add(form);
    else if (hanAnchorsOf(official).some((anchor) => anchor.kind === 'full' && anchor.text === parts[0]))
      forms.add(name);
  }
  return [...forms];
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
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

/** The forms of one word of a name, folded: cases in Cyrillic, spellings in Latin and Arabic. */
function spellings(word: NameWord, name: SplitName, official: Official, part: 'given' | 'family'): string[] {
  const states = official.offices.map((office) => office.country ?? '');
  const forms = new Set<string>([word.text]);
  if (isCyrillic(word.text)) {
    if (name.language === 'uk') {
      for (const form of declineUkrainian(word.printed, part)) forms.add(foldText(form));
    } else {
      for (const form of declineRussian(word.printed, part)) forms.add(foldText(form));
      // Wires of Ukraine spell and decline what the catalogue lists in Russian.
      for (const spelling of ukrainianSpellings(word.printed, part, states.includes('UA')))
        for (const form of declineUkrainian(spelling, part)) forms.add(foldText(form));
    }
    if (states.some((state) => CYRILLIC_STATES.has(state)))
      for (const form of romanize(word.printed)) forms.add(foldText(form));
  } else if (isArabic(word.text)) {
    if (!states.some((state) => ARAB_STATES.has(state)))
      for (const form of foreignSpellings(word.text)) forms.add(form);
  } else {
    const umlaut = umlautSpelling(word.printed);
    if (umlaut !== undefined) forms.add(foldText(umlaut));
    if (word.text.includes('v') && states.some((state) => CYRILLIC_STATES.has(state)))
      forms.add(word.text.replaceAll('v', 'w'));
    if (states.some((state) => ORIENTAL_STATES.has(state)) && word.text.length > 3) {
      for (const form of orientalSpellings(word.text)) if (form.length > 2) forms.add(form);
    }
  }
  return [...forms];
}

/**
 * The cases in which Poland's press prints a word of a name, folded: of the spellings that it has of a Cyrillic name, of
 * others as English writes them.
 */
function polishCases(word: NameWord, name: SplitName, official: Official, part: 'given' | 'family'): PolishCase[] {
  return polishSpellings(word, name, official, part).flatMap((spelling) =>
    declinePolish(spelling).map(({ form, isPlain }) => ({ form: foldText(form), isPlain })),
  );
}

function polishSpellings(word: NameWord, name: SplitName, official: Official, part: 'given' | 'family'): string[] {
  const states = official.offices.map((office) => office.country ?? '');
  const isOfCyrillicState = states.some((state) => CYRILLIC_STATES.has(state));
  if (isArabic(word.text)) return [];
  if (!isCyrillic(word.text))
    return name.language === 'pl' || (name.language === 'en' && !isOfCyrillicState) ? [word.printed] : [];
  if (name.language === 'uk') return [romanizeUkrainianToPolish(word.printed)];
  if (!isOfCyrillicState) return [];
  if (!states.includes('UA')) return [romanizeToPolish(word.printed, part)];
  return ukrainianSpellings(word.printed, part, true).map(romanizeUkrainianToPolish);
}
