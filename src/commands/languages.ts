/** Languages as people type them, among those that detection knows. */
import { harmless } from '../alerts/markup.ts';
import { isLanguage, LANGUAGES } from '../model/language.ts';
import { fold } from '../text/plain-name.ts';

/** The name of a language in the asker's own. */
export function languageNameIn(code: string, locale: string): string {
  return new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'code' }).of(code) ?? code;
}

/** Languages that fit what was typed. */
export function suggestLanguages(typed: string, locale: string): readonly string[] {
  const wanted = fold(typed);
  return LANGUAGES.filter((code) => namesOf(code, locale).some((name) => name.startsWith(wanted))).map((code) =>
    languageNameIn(code, locale),
  );
}

/** Reads one typed language: its ISO 639-1 code, or what is wrong in plain words. */
export function readLanguage(typed: string, locale: string): string | { readonly problem: string } {
  const wanted = fold(typed);
  if (isLanguage(wanted)) return wanted;
  const found = LANGUAGES.find((code) => namesOf(code, locale).includes(wanted));
  const known = LANGUAGES.map((code) => languageNameIn(code, locale)).join(', ');
  return found ?? { problem: `“${harmless(typed)}” is no language that Dateline reads. It reads ${known}.` };
}

/** In the asker's language, in English, in the language itself, and the code. */
function namesOf(code: string, locale: string): readonly string[] {
  return [code, ...[locale, 'en', code].map((language) => fold(languageNameIn(code, language)))];
}
