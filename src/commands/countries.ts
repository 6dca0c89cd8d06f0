/** Countries as people type them: in the asker's language, in English, or as a code. */
import countries from 'i18n-iso-countries';
import { harmless } from '../alerts/markup.ts';
import { fold } from '../text/plain-name.ts';

/** ISO 3166-1 alpha-2 codes. */
const CODES: readonly string[] = Object.keys(countries.getAlpha2Codes());

/** A country's names, folded, for search; and the one to show. */
interface CountryNames {
  readonly code: string;
  readonly name: string;
  readonly folded: readonly string[];
}

/** Discord has some 30 locales; each list is made once, in about 20 ms. */
const byLocale = new Map<string, readonly CountryNames[]>();

/** The name of a country in the asker's language; the code itself where it is none. */
export function countryNameIn(code: string, locale: string): string {
  return namesIn(locale).find((country) => country.code === code)?.name ?? code;
}

/** Names of countries that fit what was typed, those that begin with it first. */
export function suggestCountries(typed: string, locale: string, limit: number): readonly string[] {
  const wanted = fold(typed);
  const rank = (country: CountryNames): number => {
    if (country.folded.includes(wanted) || country.code.toLowerCase() === wanted) return 0;
    if (country.folded.some((name) => name.startsWith(wanted))) return 1;
    return country.folded.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  return namesIn(locale)
    .map((country) => ({ name: country.name, rank: rank(country) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, locale))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Reads one typed country: its code, or what is wrong in plain words. */
export function readCountry(typed: string, locale: string): string | { readonly problem: string } {
  const wanted = fold(typed);
  const all = namesIn(locale);
  const exact = all.find((country) => country.code.toLowerCase() === wanted || country.folded.includes(wanted));
  if (exact !== undefined) return exact.code;
  const near = suggestCountries(typed, locale, 3);
  const only = near[0];
  if (near.length === 1 && only !== undefined && wanted.length >= 4) return codeOf(only, all);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  return { problem: `No country is called “${harmless(typed)}”.${hint}` };
}

function codeOf(name: string, all: readonly CountryNames[]): string {
  return all.find((country) => country.name === name)?.code ?? name;
}

function namesIn(locale: string): readonly CountryNames[] {
  const known = byLocale.get(locale);
  if (known !== undefined) return known;
  const own = new Intl.DisplayNames([locale, 'en'], { type: 'region', fallback: 'code' });
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
  const list = CODES.map((code) => {
    const name = own.of(code) ?? code;
    const aliases = countries.getName(code, 'en', { select: 'all' }) ?? [];
    return { code, name, folded: [name, english.of(code) ?? code, ...aliases].map(fold) };
  });
  byLocale.set(locale, list);
  return list;
}
