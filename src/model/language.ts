/** The languages in which Dateline detects, and the shape of texts kept by language. */

/** ISO 639-1 codes; a ninth language is one more lexicon and one more entry here. */
export const LANGUAGES = ['en', 'es', 'ru', 'fr', 'pt', 'de', 'zh', 'ar'] as const;

/** A language that detection knows. */
export type Language = (typeof LANGUAGES)[number];

/** Whether `code` names a language that detection knows. */
export function isLanguage(code: string): code is Language {
  return (LANGUAGES as readonly string[]).includes(code);
}
