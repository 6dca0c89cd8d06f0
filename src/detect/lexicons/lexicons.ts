/** The lexicons, one a language. */
import type { Language } from '../../model/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Lexicon } from './lexicon.ts';
import { ru } from './ru.ts';

export const LEXICONS: readonly Lexicon[] = [en, es, ru];

/** The lexicon of `language`. */
export function lexiconOf(language: Language): Lexicon {
  return LEXICONS.find((lexicon) => lexicon.language === language) ?? en;
}
