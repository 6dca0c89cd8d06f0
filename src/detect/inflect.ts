/** Forms of names by rule: Russian cases, German genitives, Arabic without the article. */
import { foldWord } from './tokens.ts';

/**
 * A pattern that finds a Russian name in all cases: `Москва` → `Москва|Москвы|…`. Only singular nouns and adjectives
 * of the common declensions are known; what ends in another way is taken as indeclinable.
 *
 * @param name in the nominative; words parted by spaces or hyphens are declined each for itself
 */
export function russianForms(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => [...new Set(casesOf(word))].join('|'))
    .join(' ');
}

/** Endings by declension, longest first; the first that fits decides. */
const DECLENSIONS: readonly (readonly [ending: string, cut: number, endings: readonly string[]])[] = [
  ['ская', 2, ['ая', 'ой', 'ую', 'ою']],
  ['ая', 2, ['ая', 'ой', 'ую', 'ою']],
  ['яя', 2, ['яя', 'ей', 'юю', 'ею']],
  ['ия', 2, ['ия', 'ии', 'ию', 'ией']],
  ['ский', 2, ['ий', 'ого', 'ому', 'им', 'ом']],
  ['ый', 2, ['ый', 'ого', 'ому', 'ым', 'ом']],
  ['ний', 2, ['ий', 'его', 'ему', 'им', 'ем']],
  ['ье', 1, ['е', 'я', 'ю', 'ем']],
  ['ия', 1, ['я', 'и', 'ю', 'ей']],
  ['а', 1, ['а', 'ы', 'и', 'е', 'у', 'ой', 'ей']],
  ['я', 1, ['я', 'и', 'е', 'ю', 'ей']],
  ['ь', 1, ['ь', 'я', 'и', 'ю', 'ем', 'ём', 'е', 'ью']],
  ['й', 1, ['й', 'я', 'ю', 'ем', 'е']],
  ['ы', 1, ['ы', '', 'ов', 'ам', 'ами', 'ах']],
  ['аво', 1, ['о', 'а', 'у', 'ом', 'е']],
  ['ево', 1, ['о', 'а', 'у', 'ом', 'е']],
  ['ово', 1, ['о', 'а', 'у', 'ом', 'е']],
];

function casesOf(word: string): string[] {
  // Abbreviations (США) and short particles (де) don't change.
  if (word.length < 3 || word === word.toUpperCase()) return [word];
  const lower = word.toLowerCase();
  for (const [ending, cut, endings] of DECLENSIONS) {
    if (lower.endsWith(ending)) return endings.map((form) => word.slice(0, word.length - cut) + form);
  }
  if (/[бвгджзклмнпрстфхцчшщ]$/.test(lower)) {
    const forms = ['', 'а', 'у', 'ом', 'ем', 'е'].map((form) => word + form);
    // Fleeting vowel: владелец → владельца
    if (lower.endsWith('ец')) forms.push(...['ца', 'цу', 'цем', 'це'].map((form) => word.slice(0, -2) + form));
    return forms;
  }
  return [word];
}

/** A pattern that finds a German name with and without the genitive's s; only the last word takes it. */
export function germanGenitive(name: string): string {
  if (/[\s-]/.test(name) || /[sxzß]$/.test(name) || name === name.toUpperCase()) return name;
  return `${name}|${name}s`;
}

/** An Arabic pattern without the article, as texts are looked up as well. */
export function arabicBare(pattern: string): string {
  return pattern.replace(/(^|[\s|])ال(?=\p{L}{2})/gu, '$1');
}

/**
 * The forms under which an Arabic word is looked up besides itself: without the conjunctions و and ف, the
 * prepositions ب, ل and ك, and the article.
 */
export function arabicVariants(word: string): string[] {
  const forms: string[] = [];
  let rest = word;
  if (rest.length > 3 && (rest.startsWith('و') || rest.startsWith('ف'))) {
    rest = rest.slice(1);
    forms.push(rest);
  }
  for (const base of rest === word ? [word] : [word, rest]) {
    if (base.startsWith('لل') && base.length > 4) forms.push(base.slice(2));
    else if (base.length > 3 && 'بلك'.includes(base[0] ?? '')) {
      forms.push(base.slice(1));
      if (base.startsWith('ال', 1) && base.length > 5) forms.push(base.slice(3));
    }
    if (base.startsWith('ال') && base.length > 3) forms.push(base.slice(2));
  }
  return forms;
}

/** Last parts of compounds by which German says that something is a trip, an accord or an office. */
const GERMAN_HEADS = [
  'abkommen',
  'vertrag',
  'verträge',
  'verträgen',
  'vertrags',
  'pakt',
  'deal',
  'geschäft',
  'auftrag',
  'aufträge',
  'kredit',
  'darlehen',
  'vereinbarung',
  'vereinbarungen',
  'erklärung',
  'partnerschaft',
  'besuch',
  'besuchs',
  'besuche',
  'reise',
  'reisen',
  'gipfel',
  'gespräche',
  'gesprächen',
  'treffen',
  'minister',
  'kommissar',
  'kommissarin',
  'ministerin',
  'ministers',
  'präsident',
  'präsidentin',
  'präsidenten',
  'kanzler',
  'chef',
  'chefin',
  'chefs',
];

const FOLDED_HEADS = GERMAN_HEADS.map(foldWord);

/** The last part of a German compound, by which it is looked up as well: "sicherheitspakt" as "pakt". */
export function germanHead(word: string): string[] {
  const head = FOLDED_HEADS.find((last) => word.length >= last.length + 3 && word.endsWith(last));
  return head === undefined ? [] : [head];
}
