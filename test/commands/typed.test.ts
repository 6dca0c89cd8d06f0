import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeList, splitList } from '../../src/commands/comma-list.ts';
import { countryNameIn, readCountry, suggestCountries } from '../../src/commands/countries.ts';
import { readLanguage, suggestLanguages } from '../../src/commands/languages.ts';
import { readDay } from '../../src/commands/times.ts';

describe('a list typed into one option', () => {
  it.each<[string, readonly string[]]>([
    ['Igor Sechin, Dmitry Peskov', ['Igor Sechin', 'Dmitry Peskov']],
    ['谢钦，佩斯科夫、拉夫罗夫', ['谢钦', '佩斯科夫', '拉夫罗夫']],
    ['سيتشين، لافروف', ['سيتشين', 'لافروف']],
    [' , ;a;;a , b', ['a', 'b']],
    ['', []],
  ])('%s', (typed, pieces) => expect(splitList(typed)).toEqual(pieces));

  it('is completed piece by piece, and those before stay', () => {
    const names = ['Dmitry Peskov', 'Dmitry Medvedev', 'Igor Sechin'];
    const suggest = (last: string) => names.filter((name) => name.toLowerCase().startsWith(last.toLowerCase()));
    expect(completeList('dm', suggest).map(({ value }) => value)).toEqual(['Dmitry Peskov', 'Dmitry Medvedev']);
    expect(completeList('Dmitry Peskov, dm', suggest).map(({ value }) => value)).toEqual([
      'Dmitry Peskov, Dmitry Medvedev',
    ]);
  });

  it('never suggests more than Discord takes, and what it suggests can be read back', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.array(fc.string({ minLength: 1, maxLength: 60 })),
        (typed, names) => {
          for (const { value } of completeList(typed, () => names)) {
            expect(value.length).toBeLessThanOrEqual(100);
            if (!value.includes('  ')) expect(splitList(value).length).toBeLessThanOrEqual(51);
          }
        },
      ),
    );
  });
});

describe('countries as people type them', () => {
  it.each([
    ['Venezuela', 'en-GB', 'VE'],
    ['ve', 'en-GB', 'VE'],
    ['Россия', 'ru', 'RU'],
    ['Deutschland', 'de', 'DE'],
    ['Germany', 'de', 'DE'],
    ['委内瑞拉', 'zh-CN', 'VE'],
    ['Cote d’Ivoire', 'fr', 'CI'],
    ['Turquía', 'es-ES', 'TR'],
    ['Turkey', 'en-US', 'TR'],
  ])('%s in %s is %s', (typed, locale, code) => expect(readCountry(typed, locale)).toBe(code));

  it('says what it does not know, with the nearest', () => {
    expect(readCountry('guin', 'en-GB')).toEqual({ problem: expect.stringContaining('Guinea') });
    expect(readCountry('Atlantis', 'en-GB')).toEqual({ problem: 'No country is called “Atlantis”.' });
  });

  it('suggests those that begin with what was typed first', () => {
    expect(suggestCountries('ind', 'en-GB', 3)[0]).toBe('India');
    expect(countryNameIn('VE', 'ru')).toBe('Венесуэла');
  });
});

describe('languages as people type them', () => {
  it.each([
    ['Spanish', 'en-GB', 'es'],
    ['испанский', 'ru', 'es'],
    ['русский', 'en-GB', 'ru'],
    ['ZH', 'en-GB', 'zh'],
  ])('%s in %s is %s', (typed, locale, code) => expect(readLanguage(typed, locale)).toBe(code));

  it('names those it reads where one is not among them', () => {
    expect(readLanguage('Klingon', 'en-GB')).toEqual({ problem: expect.stringContaining('English, Spanish, Russian') });
    expect(suggestLanguages('', 'en-GB')).toHaveLength(8);
  });
});

describe('days as people type them', () => {
  it.each<[string, 'start' | 'end', string | undefined]>([
    ['2009-07-27', 'start', '2009-07-27T00:00:00.000Z'],
    ['2009-07-27', 'end', '2009-07-27T23:59:59.999Z'],
    ['2009-07', 'end', '2009-07-31T23:59:59.999Z'],
    ['2009-12', 'end', '2009-12-31T23:59:59.999Z'],
    ['2009', 'start', '2009-01-01T00:00:00.000Z'],
    ['2009', 'end', '2009-12-31T23:59:59.999Z'],
    ['2009-02-30', 'start', undefined],
    ['2009-13', 'start', undefined],
    ['yesterday', 'start', undefined],
  ])('%s, its %s', (typed, edge, iso) => {
    const at = readDay(typed, edge);
    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(iso);
  });
});
