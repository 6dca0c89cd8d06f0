import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, parseOfficials } from '../../src/officials/catalogue.ts';
import { CatalogueError } from '../../src/officials/errors.ts';

const sechin = {
  id: 'igor-sechin',
  name: 'Igor Sechin',
  names: { en: ['Igor Sechin'], ru: ['Игорь Сечин'] },
  offices: [{ title: 'Chief Executive', organisation: 'Rosneft', country: 'RU', from: '2012-05' }],
};

describe('reading the catalogue', () => {
  it('takes our own form and says "not known" for what is left out', () => {
    const [official] = parseOfficials([sechin]);
    expect(official?.offices[0]).toEqual({
      title: 'Chief Executive',
      organisation: 'Rosneft',
      country: 'RU',
      from: '2012-05',
      to: undefined,
    });
    expect(official?.wikidataId).toBeUndefined();
  });

  it("takes the wire corpus's form, with roles", () => {
    const { offices: _offices, ...rest } = sechin;
    const [official] = parseOfficials([
      { ...rest, roles: [{ title: 'Chairman', organisation: 'Rosneft', country: 'RU' }] },
    ]);
    expect(official?.offices[0]?.title).toBe('Chairman');
  });

  it.each<[string, unknown, RegExp]>([
    ['a list is wanted', { officials: [] }, /expected a list/],
    [
      'a bad id names its place',
      [sechin, { ...sechin, id: 'Igor Sechin' }],
      /official 2 \(Igor Sechin\), id: an id is a slug/,
    ],
    [
      'a country in words',
      [{ ...sechin, offices: [{ ...sechin.offices[0], country: 'Russia' }] }],
      /offices\.0\.country: .*two capital letters/,
    ],
    ['a date in words', [{ ...sechin, offices: [{ ...sechin.offices[0], from: 'May 2012' }] }], /offices\.0\.from/],
    ['an id used twice', [sechin, sechin], /official 2 \(igor-sechin\): the id is taken by official 1/],
    ['an entry that is no object', ['igor'], /official 1/],
  ])('refuses with a clear word: %s', (_case, json, message) => {
    expect(() => parseOfficials(json)).toThrow(CatalogueError);
    expect(() => parseOfficials(json)).toThrow(message);
  });

  it('loads a folder, and names the file that is at fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
    try {
      await writeFile(join(folder, 'companies.json'), JSON.stringify([sechin]));
      expect((await loadCatalogue(folder)).map((official) => official.id)).toEqual(['igor-sechin']);
      await writeFile(join(folder, 'ministers.json'), JSON.stringify([sechin]));
      await expect(loadCatalogue(folder)).rejects.toThrow(/ministers\.json: igor-sechin stands in companies\.json/);
      await writeFile(join(folder, 'ministers.json'), '[{');
      await expect(loadCatalogue(folder)).rejects.toThrow(/ministers\.json: is not JSON/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('holds a catalogue of our own without a fault', async () => {
    const officials = await loadCatalogue(new URL('../../data/officials', import.meta.url).pathname);
    expect(officials.length).toBeGreaterThanOrEqual(42);
  });
});
