/** The language of an item: by script where that decides, else by the declared language and the text's letter runs. */
import { eld } from 'eld/extrasmall';
import type { ItemText } from '../model/item.ts';
import { isLanguage, LANGUAGES, type Language } from '../model/language.ts';
import { lexiconOf } from './lexicons/lexicons.ts';
import { foldWord, tokenize } from './tokens.ts';

/** Letters that decide a script's language among ours; enough of them to be sure. */
const SCRIPTS: readonly (readonly [Language, RegExp])[] = [
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];
/** Longer texts tell no more of their language. */
const SAMPLE_CHARS = 400;

eld.setLanguageSubset([...LANGUAGES]);

/**
 * The language in which `item` is read.
 *
 * @returns one of ours, or undefined where it is none of them
 */
export function languageOf(item: ItemText): Language | undefined {
  const sample = `${item.title}. ${item.summary || (item.body ?? '')}`.slice(0, SAMPLE_CHARS);
  const declared = item.language?.slice(0, 2).toLowerCase();
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  for (const [language, script] of SCRIPTS) {
    if ((sample.match(script)?.length ?? 0) > letters * 0.4) {
      // Persian, Ukrainian or Japanese in a feed that says so are none of ours.
      return declared === undefined || declared === language || isLanguage(declared) ? language : undefined;
    }
  }
  const prior = declared !== undefined && isLanguage(declared) ? declared : undefined;
  if (prior !== undefined && speaksFor(sample, prior)) return prior;
  const detected = eld.detect(sample);
  if (prior !== undefined && (detected.language === prior || !detected.isReliable() || sample.length < 60))
    return prior;
  if (isLanguage(detected.language)) return detected.language;
  return prior;
}

/** Short words by which the languages of the Latin script are told apart, from their lexicons. */
const LATIN: readonly Language[] = ['en', 'es', 'fr', 'pt', 'de'];
let shortWords: ReadonlyMap<Language, ReadonlySet<string>> | undefined;

/**
 * Whether the text's short words are at least as much the declared language's as any other's: then the letter
 * statistics, some 50 µs an item, need not be asked.
 */
function speaksFor(sample: string, declared: Language): boolean {
  shortWords ??= new Map(LATIN.map((language) => [language, functionWords(language)]));
  const own = shortWords.get(declared);
  if (own === undefined) return false;
  const counts = new Map<Language, number>();
  for (const token of tokenize(sample.slice(0, 200))) {
    for (const [language, words] of shortWords)
      if (words.has(token.text)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const mine = counts.get(declared) ?? 0;
  return mine >= 2 && [...counts.values()].every((count) => count <= mine);
}

function functionWords(language: Language): ReadonlySet<string> {
  const { at, to, from, and, by, clause, with: together } = lexiconOf(language);
  const words = [at, to, from, and, by, clause, together]
    .join(',')
    .split(',')
    .map((word) => foldWord(word.trim()));
  return new Set(words.filter((word) => word !== '' && !word.includes(' ')));
}
