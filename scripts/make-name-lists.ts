/**
 * Makes src/officials/lexicons/name-lists.generated.json: usual given names, and usual family names, of many countries.
 *
 * They tell a namesake ("Kirill Lavrov") from an official, and a surname that many bear from one that few do.
 * Source: the locale data of @faker-js/faker (MIT). Run again after an upgrade: `node scripts/make-name-lists.ts`.
 */
import { writeFile } from 'node:fs/promises';
import * as faker from '@faker-js/faker';
import { foldText } from '../src/text/normalize.ts';

const GIVEN_FROM = [
  ['en', 'es', 'es_MX', 'fr', 'de', 'pt_BR', 'pt_PT', 'ru', 'uk', 'ar', 'it', 'tr', 'pl', 'hu', 'fa', 'sr_RS_latin'],
  ['ro', 'nl', 'id_ID', 'cs_CZ', 'hr', 'sv', 'da', 'nb_NO', 'fi', 'az'],
].flat();
/** The long lists of other locales hold rare names as well. */
const FAMILY_FROM = ['en', 'es', 'es_MX', 'fr', 'pt_BR', 'pt_PT', 'ru', 'uk', 'ar', 'sv', 'nl'];
const MIN_CHARS = 3;

function collect(locales: readonly string[], field: 'first_name' | 'last_name'): string[] {
  const words = new Set<string>();
  for (const locale of locales) {
    const person = Reflect.get(Reflect.get(faker, locale) ?? {}, 'person') ?? {};
    for (const list of Object.values(person[field] ?? {})) {
      for (const entry of Array.isArray(list) ? list : []) {
        const name = foldText(typeof entry === 'string' ? entry : String(entry.value));
        if (name.length >= MIN_CHARS && /^\p{L}+$/u.test(name)) words.add(name);
      }
    }
  }
  return [...words].sort();
}

const lists = {
  source: '@faker-js/faker, MIT',
  given: collect(GIVEN_FROM, 'first_name').join(' '),
  family: collect(FAMILY_FROM, 'last_name').join(' '),
};
await writeFile(
  new URL('../src/officials/lexicons/name-lists.generated.json', import.meta.url),
  `${JSON.stringify(lists, null, 1)}\n`,
);
console.log(`${lists.given.split(' ').length} given names, ${lists.family.split(' ').length} family names`);
