/** The lexicons, one a language; a ninth language is one more file and one more entry here and in `model/language.ts`. */
import type { Language } from '../../model/language.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Lexicon } from './lexicon.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

const LEXICONS: Readonly<Record<Language, Lexicon>> = { en, es, ru, fr, pt, de, zh, ar };

/** The lexicon of `language`. */
export function lexiconOf(language: Language): Lexicon {
  return LEXICONS[language];
}
