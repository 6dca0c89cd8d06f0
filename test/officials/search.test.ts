import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/officials/catalogue.ts';
import { createOfficialSearch } from '../../src/officials/search.ts';
import { official } from '../support/desk.ts';

/** A fixed few: the catalogue grows, and with it the names that a typing error may mean. */
const DESK = [
  'igor-sechin',
  'xi-jinping',
  'recep-tayyip-erdogan',
  'ursula-von-der-leyen',
  'mohammed-bin-salman',
  'abdulaziz-bin-salman',
  'felix-tshisekedi',
  'angela-merkel',
  'hugo-chavez',
];
const officials = (await loadCatalogue(new URL('../../data/officials', import.meta.url).pathname)).filter(({ id }) =>
  DESK.includes(id),
);
const search = createOfficialSearch(officials);

describe('looking an official up', () => {
  it.each<[string, string, string]>([
    ['as a reporter types it', 'sechin', 'igor-sechin'],
    ['two letters swapped', 'sechni', 'igor-sechin'],
    ['the German spelling', 'setschin', 'igor-sechin'],
    ['Cyrillic', 'Сечин', 'igor-sechin'],
    ['Cyrillic with a wrong letter', 'сечын', 'igor-sechin'],
    ['Chinese', '谢钦', 'igor-sechin'],
    ['traditional Chinese', '習近平', 'xi-jinping'],
    ['Arabic without hamza', 'ايغور سيتشين', 'igor-sechin'],
    ['another first letter', 'cechin', 'igor-sechin'],
    ['a vowel wrong', 'erdogen', 'recep-tayyip-erdogan'],
    ['two words, one wrong', 'von der leien', 'ursula-von-der-leyen'],
    ['an acronym', 'mbs', 'mohammed-bin-salman'],
    ['the beginning of a name', 'tshis', 'felix-tshisekedi'],
    ['family first with a comma', 'Xi, Jinping', 'xi-jinping'],
  ])('finds by %s', (_case, query, id) => expect(search.search(query, 5)[0]?.official.id).toBe(id));

  it('shows the name by which it was found, as the catalogue lists it', () => {
    expect(search.search('سيتشين', 1)[0]?.matchedName).toBe('إيغور سيتشين');
  });

  it('offers a choice where a name is ambiguous', () => {
    const ids = search.search('bin salman', 5).map(({ official }) => official.id);
    expect(ids).toEqual(expect.arrayContaining(['mohammed-bin-salman', 'abdulaziz-bin-salman']));
  });

  it('finds nobody for a name that nobody bears', () => {
    expect(search.search('John Smithson', 5)).toEqual([]);
    expect(search.search('Кузьминых', 5)).toEqual([]);
    const ricardo = official({ id: 'ricardo-roa', name: 'Ricardo Roa', names: { ru: ['Рикардо Роа'] } });
    expect(createOfficialSearch([ricardo]).search('Карадов', 5)).toEqual([]);
  });

  it('lists the first officials before anything is typed, and never more than asked for', () => {
    expect(search.search('  ', 7)).toHaveLength(7);
    expect(search.search('a', 3)).toHaveLength(3);
  });

  it('takes hostile queries', () => {
    for (const query of ['a'.repeat(5000), '\ud800', '()[]*+?\\', '" OR 1=1', '\u200f\u0301'])
      expect(() => search.search(query, 25)).not.toThrow();
  });
});
