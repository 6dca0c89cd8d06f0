import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/language.ts';
import type { Official } from '../../src/model/official.ts';
import { loadCatalogue } from '../../src/officials/catalogue.ts';
import { buildMatcher, type Matcher } from '../../src/officials/match.ts';

const FOLDER = fileURLToPath(new URL('../../data/officials', import.meta.url));
const MIN_OFFICIALS = 500;
/** A second spelling, such as a byname or the whole chain of a ruler's forefathers, may escape the rules. */
const MAX_LOST_SHARE = 0.02;

/** A plain sentence around a full name, in each language; the names stand uninflected. */
const SENTENCES: Readonly<Record<string, (name: string) => string>> = {
  en: (name) => `On Tuesday ${name} arrived in Vienna for talks.`,
  es: (name) => `El martes ${name} llegó a Viena para conversar.`,
  fr: (name) => `Mardi, ${name} est en visite à Vienne.`,
  pt: (name) => `Na terça-feira, ${name} chegou a Viena.`,
  de: (name) => `Am Dienstag reiste ${name} nach Wien.`,
  ru: (name) => `Во вторник ${name} прибыл в Вену.`,
  zh: (name) => `${name}周二抵达维也纳。`,
  ar: (name) => `وصل ${name} إلى فيينا يوم الثلاثاء.`,
};

let officials: readonly Official[] = [];
let matcher: Matcher;
beforeAll(async () => {
  officials = await loadCatalogue(FOLDER);
  matcher = buildMatcher(officials);
});

/** Every listed name of the languages, as `id: name`, that fails the test. */
function failing(languages: readonly string[], passes: (name: string) => boolean): string[] {
  return officials.flatMap(({ id, names }) =>
    languages.flatMap((language) =>
      (names[language] ?? []).filter((name) => !passes(name)).map((name) => `${id} ${language}: ${name}`),
    ),
  );
}

describe('the catalogue that Dateline comes with', () => {
  it('holds the officials a desk expects, each with an office and the day it was checked', () => {
    expect(officials.length).toBeGreaterThanOrEqual(MIN_OFFICIALS);
    expect(officials.filter(({ offices }) => offices.length === 0).map(({ id }) => id)).toEqual([]);
    expect(officials.filter(({ checkedOn }) => checkedOn === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('names everyone in all eight languages', () => {
    const missing = officials.flatMap(({ id, names }) =>
      LANGUAGES.filter((language) => (names[language] ?? []).length === 0).map((language) => `${id} ${language}`),
    );
    expect(missing).toEqual([]);
  });

  it('writes each name in the script of its language', () => {
    expect(failing(['en', 'es', 'fr', 'pt', 'de'], (name) => /^[\p{Script=Latin}\p{M}\s.'’,-]+$/u.test(name))).toEqual(
      [],
    );
    // A ruler's number, Абдалла II, is written in Latin letters.
    expect(failing(['ru'], (name) => /^[\p{Script=Cyrillic}\s.'’-]+(?: [IVX]+)?$/u.test(name))).toEqual([]);
    expect(failing(['zh'], (name) => /^[\p{Script=Han}·-]+$/u.test(name))).toEqual([]);
    // A zero-width non-joiner belongs to Persian spelling.
    expect(failing(['ar'], (name) => /^[\p{Script=Arabic}\p{M}\s\u200c-]+$/u.test(name))).toEqual([]);
  });

  it('lists no name twice for one person', () => {
    const twice = officials.flatMap(({ id, names }) =>
      Object.entries(names)
        .filter(([, list]) => new Set(list).size !== list.length)
        .map(([language]) => `${id} ${language}`),
    );
    expect(twice).toEqual([]);
  });

  it('gives no full name to two persons', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, names } of officials) {
      for (const name of Object.values(names).flat()) owners.set(name, (owners.get(name) ?? new Set()).add(id));
    }
    expect(
      [...owners].filter(([, ids]) => ids.size > 1).map(([name, ids]) => `${name}: ${[...ids].join(', ')}`),
    ).toEqual([]);
  });

  it('gives a Wikidata id to one person only', () => {
    const ids = officials.flatMap(({ wikidataId }) => wikidataId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ends no office before it begins, and begins none after the day of checking', () => {
    const wrong = officials.flatMap(({ id, offices, checkedOn = '9999' }) =>
      offices
        .filter(({ from = '', to }) => from > checkedOn || (to !== undefined && to < from) || (to ?? '') > checkedOn)
        .map(({ title }) => `${id}: ${title}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES)('finds everyone in a plain sentence: %s', (language) => {
    const full = officials.flatMap(({ id, names }) =>
      (names[language] ?? []).filter((name) => /[\s·]/u.test(name)).map((name) => ({ id, name })),
    );
    const lost = full.filter(({ id, name }) => {
      const title = SENTENCES[language]?.(name) ?? '';
      const item = { title, summary: '', body: undefined, language, publishedAt: undefined };
      return !matcher.findMentions(item, language).some((mention) => mention.officialId === id);
    });
    const found = new Set(full.filter((entry) => !lost.includes(entry)).map(({ id }) => id));
    expect(lost.filter(({ id }) => !found.has(id))).toEqual([]);
    expect(lost.length / full.length, lost.map(({ name }) => name).join(', ')).toBeLessThanOrEqual(MAX_LOST_SHARE);
  });
});
