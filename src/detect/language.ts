/** The language of an item: by script where that decides, else by the declared language and the text's letter runs. */
import { eld } from 'eld/extrasmall';
import type { ItemText } from '../model/item.ts';
import { isLanguage, LANGUAGES, type Language } from '../model/language.ts';

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
  const detected = eld.detect(sample);
  const prior = declared !== undefined && isLanguage(declared) ? declared : undefined;
  if (prior !== undefined && (detected.language === prior || !detected.isReliable() || sample.length < 60))
    return prior;
  if (isLanguage(detected.language)) return detected.language;
  return prior;
}
