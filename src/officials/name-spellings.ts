/** The forms of one word of an official's name: cases in Cyrillic and Polish, spellings in Latin and Arabic letters. */
import type { Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import { foreignSpellings } from './names-arabic.ts';
import { orientalSpellings, umlautSpelling } from './names-latin.ts';
import { declinePolish, type PolishCase } from './names-polish.ts';
import { declineRussian } from './names-russian.ts';
import type { NameWord, SplitName } from './names-split.ts';
import { declineUkrainian, ukrainianSpellings } from './names-ukrainian.ts';
import { romanize, romanizeToPolish, romanizeUkrainianToPolish } from './romanize.ts';
import { isArabic, isCyrillic } from './words.ts';

/** States whose names Latin wires spell from Russian or a near language. */
const CYRILLIC_STATES = new Set('RU BY UA KZ KG TJ TM UZ AZ AM GE MD BG MN'.split(' '));
/** States whose names reach Latin wires in many spellings, from Arabic, Persian or a near language. */
const ORIENTAL_STATES = new Set(
  'AE BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE AF AZ KZ TM UZ TJ KG BD TD DJ SO MR'.split(' '),
);
const ARAB_STATES = new Set('AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE MR'.split(' '));

/** Whether an official's names reach Latin wires in many spellings, so that they are also looked up by their sound. */
export function isSpelledManyWays({ offices }: Official): boolean {
  return offices.some(({ country = '' }) => ORIENTAL_STATES.has(country) || CYRILLIC_STATES.has(country));
}

/** The forms of a word of `name`, folded, itself first; without {@link polishCases}, which count beside a given name. */
export function spellings(word: NameWord, name: SplitName, official: Official, part: 'given' | 'family'): string[] {
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
export function polishCases(
  word: NameWord,
  name: SplitName,
  official: Official,
  part: 'given' | 'family',
): PolishCase[] {
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
