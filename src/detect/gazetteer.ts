/** The gazetteer: states, towns, venues and organisations by their names in eight languages, from `data/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import countryNames from 'i18n-iso-countries';
import { SECTORS, type Sector } from '../model/event.ts';
import { LANGUAGES, type Language } from '../model/language.ts';
import { arabicBare, germanGenitive, russianForms } from './inflect.ts';

/** A town, or a venue that stands for one. */
export interface Town {
  /** The usual English name, as events show it. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** A company, bank, agency or alliance. */
export interface Organisation {
  readonly name: string;
  /** ISO 3166-1 alpha-2; `[]` for alliances of states. */
  readonly countries: readonly string[];
  /** What it trades in, where that is one thing. */
  readonly sector: Sector | undefined;
}

/** What a name in a text can stand for. */
export type GazetteerEntry =
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'demonym'; readonly country: string }
  | { readonly kind: 'town'; readonly town: Town; readonly isVenue: boolean }
  | { readonly kind: 'organisation'; readonly organisation: Organisation }
  /** Part of the world that only sounds like a state: "Latin America". */
  | { readonly kind: 'region' };

/** The order of the languages in the data files. */
const COLUMNS: readonly Language[] = ['en', 'es', 'fr', 'pt', 'de', 'ru', 'zh', 'ar'];
const DATA = join(import.meta.dirname, '..', '..', 'data');

/** All names of one language, as patterns with what they stand for. */
export type Names = readonly { readonly pattern: string; readonly entry: GazetteerEntry }[];

const namesByLanguage = new Map<Language, Names>();
let tables: { readonly rows: readonly Row[]; readonly capitals: ReadonlyMap<string, Town> } | undefined;

interface Row {
  readonly entry: GazetteerEntry;
  readonly names: Readonly<Partial<Record<Language, readonly string[]>>>;
}

/** The capital of a state, if known. */
export function capitalOf(country: string): Town | undefined {
  return loadTables().capitals.get(country);
}

/** The usual English name of a state, as parties are shown. */
export function countryNameOf(country: string): string {
  return SHOWN_NAMES[country] ?? countryNames.getName(country, 'en') ?? country;
}

/** The CLDR's and ISO's official forms are not what the wires write. */
const SHOWN_NAMES: Readonly<Record<string, string>> = {
  AE: 'United Arab Emirates',
  BO: 'Bolivia',
  BN: 'Brunei',
  CD: 'Democratic Republic of the Congo',
  CI: 'Ivory Coast',
  CN: 'China',
  CZ: 'Czech Republic',
  GB: 'United Kingdom',
  IR: 'Iran',
  KP: 'North Korea',
  KR: 'South Korea',
  LA: 'Laos',
  MD: 'Moldova',
  MK: 'North Macedonia',
  PS: 'Palestine',
  RU: 'Russia',
  SY: 'Syria',
  TR: 'Türkiye',
  TW: 'Taiwan',
  TZ: 'Tanzania',
  US: 'United States',
  VA: 'Vatican',
  VE: 'Venezuela',
  VN: 'Vietnam',
  XK: 'Kosovo',
};

/** All names of `language`, with the inflected forms that rules make. */
export function gazetteerNames(language: Language): Names {
  const known = namesByLanguage.get(language);
  if (known !== undefined) return known;
  const names: { pattern: string; entry: GazetteerEntry }[] = [];
  for (const row of loadTables().rows) {
    for (const name of row.names[language] ?? [])
      names.push({ pattern: inflected(name, language, row.entry.kind), entry: row.entry });
  }
  namesByLanguage.set(language, names);
  return names;
}

function inflected(name: string, language: Language, kind: GazetteerEntry['kind']): string {
  if (kind === 'demonym' || name.includes('*')) return language === 'ar' ? arabicBare(name) : name;
  if (language === 'ru') return russianForms(name);
  if (language === 'de') return germanGenitive(name);
  return language === 'ar' ? arabicBare(name) : name;
}

function loadTables(): NonNullable<typeof tables> {
  if (tables !== undefined) return tables;
  const rows: Row[] = [];
  const capitals = new Map<string, Town>();
  const towns = new Map<string, Town>();

  for (const [code, ...cells] of readTable('places/names.txt')) {
    rows.push({ entry: { kind: 'country', country: code ?? '' }, names: cellsByLanguage(cells, '') });
  }
  const named = new Set(rows.map((row) => (row.entry.kind === 'country' ? row.entry.country : '')));
  for (const code of Object.keys(countryNames.getAlpha2Codes())) {
    if (named.has(code)) continue;
    const names: Partial<Record<Language, readonly string[]>> = {};
    for (const language of LANGUAGES) {
      const name = countryNames.getName(code, language, { select: 'all' });
      if (name !== undefined) names[language] = Array.isArray(name) ? name : [name];
    }
    rows.push({ entry: { kind: 'country', country: code }, names });
  }
  for (const [code, ...cells] of readTable('places/demonyms.txt')) {
    // Chinese has no adjectives: its column is missing.
    const [en = '', es = '', fr = '', pt = '', de = '', ru = '', ar = ''] = cells;
    rows.push({
      entry: { kind: 'demonym', country: code ?? '' },
      names: cellsByLanguage([en, es, fr, pt, de, ru, '', ar], ''),
    });
  }
  for (const file of ['places/cities.txt', 'places/cldr-cities.txt']) {
    for (const [code = '', ...cells] of readTable(file)) {
      const country = code.replace('*', '');
      const english = (cells[0] ?? '').split(',')[0] ?? '';
      const key = `${country} ${english}`;
      const town = towns.get(key) ?? { name: english, country };
      towns.set(key, town);
      if (code.startsWith('*') && !capitals.has(country)) capitals.set(country, town);
      rows.push({ entry: { kind: 'town', town, isVenue: false }, names: cellsByLanguage(cells, cells[0] ?? '') });
    }
  }
  for (const [country = '', townName = '', ...cells] of readTable('places/venues.txt')) {
    const town = towns.get(`${country} ${townName}`) ?? { name: townName, country };
    rows.push({ entry: { kind: 'town', town, isVenue: true }, names: cellsByLanguage(cells, cells[0] ?? '') });
  }
  for (const cells of readTable('places/regions.txt')) {
    rows.push({ entry: { kind: 'region' }, names: cellsByLanguage(cells, '') });
  }
  for (const [countries = '', name = '', aliases = '', sector = ''] of readTable('organisations.txt')) {
    const organisation = {
      name,
      countries: countries === '-' ? [] : countries.split(' '),
      sector: SECTORS.find((known) => known === sector),
    };
    const forms = [name, ...aliases.split(',').filter((alias) => alias !== '')];
    rows.push({
      entry: { kind: 'organisation', organisation },
      names: Object.fromEntries(LANGUAGES.map((language) => [language, forms])),
    });
  }
  tables = { rows, capitals };
  return tables;
}

function readTable(file: string): string[][] {
  return readFileSync(join(DATA, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|'));
}

function cellsByLanguage(cells: readonly string[], otherwise: string): Partial<Record<Language, readonly string[]>> {
  const names: Partial<Record<Language, readonly string[]>> = {};
  COLUMNS.forEach((language, index) => {
    const cell = cells[index] ?? '';
    const text = cell === '' && language !== 'ru' && language !== 'zh' && language !== 'ar' ? otherwise : cell;
    names[language] = text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.includes('('));
  });
  return names;
}
