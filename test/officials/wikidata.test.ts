import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/feeds/http.ts';
import { createLog } from '../../src/log.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';
import { buildMatcher } from '../../src/officials/match.ts';
import { slugOf } from '../../src/officials/slug.ts';
import { createWikidata, searchLanguageOf, type Wikidata } from '../../src/officials/wikidata.ts';
import { readEntities, readSearch } from '../../src/officials/wikidata-answer.ts';
import { factsOf } from '../../src/officials/wikidata-facts.ts';
import { toOfficial } from '../../src/officials/wikidata-official.ts';
import { createTable } from '../../src/store/table.ts';
import { NOW, openTempStore, type TempStore } from '../support/temp-store.ts';
import { item, type LocalWikidata, PEOPLE, startLocalWikidata } from '../support/wikidata.ts';

let server: LocalWikidata;
let http: HttpClient;
let store: TempStore;
let wikidata: Wikidata;
let slept: number[];

beforeEach(async () => {
  server = await startLocalWikidata(PEOPLE);
  store = openTempStore();
  const now = () => store.clock.at;
  http = createHttpClient({ userAgent: 'Dateline/test (+desk@example.org)', allowInner: () => false, now });
  slept = [];
  wikidata = makeWikidata();
});

function makeWikidata(): Wikidata {
  const now = () => store.clock.at;
  // Keyv's own rows: Keyv itself expires them by the machine's clock, these by the one that is turned here.
  const cache = createTable<unknown>(store.database, 'wikidata');
  return createWikidata({
    url: server.url,
    get: http.get,
    cache: { get: async (key) => cache.get(key), set: async (key, value, ttlMs) => cache.set(key, value, ttlMs) },
    now,
    sleep: async (waitMs) => {
      slept.push(waitMs);
      store.clock.at += waitMs;
    },
    log: createLog('silent', 'json'),
  });
}
afterEach(async () => {
  await http.close();
  await server.close();
  store.remove();
});

const makeId = (name: string) => slugOf(name, () => false);
const MAXLAG = JSON.stringify({
  error: { code: 'maxlag', info: 'Waiting for db1: 7.2 seconds lagged.', host: 'db1', lag: 7.2, type: 'db' },
});

describe('looking a name up in Wikidata', () => {
  it('finds the people of that name, with what tells them apart, and no village', async () => {
    expect(await wikidata.search('karadov', 'en-GB')).toEqual({
      kind: 'found',
      people: [
        { wikidataId: 'Q900', name: 'Viktor Karadov', description: 'Ruritanian businessman and politician' },
        { wikidataId: 'Q901', name: 'Viktor Karadov', description: 'tennis player' },
      ],
    });
  });

  it('takes any script, and answers in the asker’s language where that is known', async () => {
    const found = await wikidata.search('Карадов', 'ru');
    expect(found).toMatchObject({ people: [{ name: 'Виктор Карадов', description: 'руританский политик' }] });
    expect(server.asked[0]?.url.searchParams.get('language')).toBe('ru');
  });

  it('is polite: it says who it is, and stands back when the servers lag', async () => {
    await wikidata.search('karadov', 'en-GB');
    expect(server.asked.map(({ userAgent }) => userAgent)).toEqual(Array(2).fill('Dateline/test (+desk@example.org)'));
    expect(server.asked.every(({ url }) => url.searchParams.get('maxlag') === '5')).toBe(true);
    expect(server.asked.every(({ url }) => url.pathname === '/w/api.php')).toBe(true);
  });

  it('asks once a day for the same name', async () => {
    await wikidata.search('karadov', 'en-GB');
    await wikidata.search('Karadov', 'en-US');
    expect(server.asked).toHaveLength(2);
    store.clock.at += 25 * 3_600_000;
    await wikidata.search('karadov', 'en-GB');
    expect(server.asked).toHaveLength(4);
  });

  it('asks one thing at a time, whoever else asks', async () => {
    let open = 0;
    let most = 0;
    const counting = createWikidata({
      url: server.url,
      async get(url, request) {
        open += 1;
        most = Math.max(most, open);
        const answer = await http.get(url, request);
        open -= 1;
        return answer;
      },
      cache: { get: async () => undefined, set: async () => undefined },
      now: () => NOW,
      sleep: async () => undefined,
      log: createLog('silent', 'json'),
    });
    await Promise.all(['karadov', 'ledova', 'виктор'].map((name) => counting.search(name, 'en')));
    expect(most).toBe(1);
    const many = await Promise.all(Array.from({ length: 30 }, (_, index) => counting.search(`a${index}`, 'en')));
    expect(many.filter(({ kind }) => kind === 'unavailable')).toHaveLength(10);
  });
});

describe('reading a person from Wikidata', () => {
  it('brings names in every language, offices with organisation, state and dates, and a portrait', async () => {
    const found = await wikidata.lookUp('Q900', makeId);
    expect(found).toEqual({
      kind: 'found',
      official: {
        id: 'viktor-karadov',
        name: 'Viktor Karadov',
        names: {
          en: ['Viktor Karadov', 'Victor Karadov'],
          ru: ['Виктор Карадов', 'Карадов, Виктор Петрович'],
          zh: ['维克托·卡拉多夫'],
          ar: ['فيكتور كارادوف'],
          pl: ['Wiktor Karadow'],
        },
        offices: [
          { title: 'Chief executive officer', organisation: 'Ruroil', country: 'RU', from: '2012-06', to: undefined },
          { title: 'Staff', organisation: 'Gradex', country: undefined, from: undefined, to: undefined },
          {
            title: 'Minister of energy of Ruritania',
            organisation: 'Government of Ruritania',
            country: 'RU',
            from: '2008-05-12',
            to: '2012',
          },
        ],
        wikidataId: 'Q900',
        distinguish: 'meant is: Ruritanian businessman and politician; citizen of Ruritania (Wikidata)',
        checkedOn: '2026-11-24',
        portraitUrl:
          'https://commons.wikimedia.org/wiki/Special:FilePath/Viktor_Karadov_(2019)_%26_friends.jpg?width=240',
      },
    });
    // Person, offices, what they lead to: the state is named in the second round already.
    expect(server.asked).toHaveLength(3);
  });

  it('makes an official whom wires are matched with at once, in the languages that Wikidata knows', async () => {
    const found = await wikidata.lookUp('Q900', makeId);
    if (found.kind !== 'found') throw new Error(found.kind);
    const matcher = buildMatcher(parseOfficials([found.official]));
    const surfaces = (['en', 'ru', 'zh', 'ar'] as const).map((language, index) => {
      const title = [
        'Viktor Karadov lands',
        'Встреча с Виктором Карадовым',
        '维克托·卡拉多夫抵达',
        'وصل فيكتور كارادوف',
      ][index];
      const text = { title: title ?? '', summary: '', body: undefined, language, publishedAt: NOW };
      return matcher.findMentions({ ...text, outlet: 'Wire' } as never, language).map(({ surface }) => surface);
    });
    expect(surfaces).toEqual([['Viktor Karadov'], ['Виктором Карадовым'], ['维克托·卡拉多夫'], ['فيكتور كارادوف']]);
  });

  it('follows an item that was merged into another', async () => {
    expect(await wikidata.lookUp('Q903', makeId)).toMatchObject({ official: { wikidataId: 'Q900' } });
  });

  it('names the other offices where one of them leads to an id that can be none', async () => {
    const claims = PEOPLE.Q900?.claims ?? {};
    const odd = { ...claims, P39: [...(claims.P39 ?? []), item('Q99999999999')] };
    await server.close();
    server = await startLocalWikidata({ ...PEOPLE, Q905: { ...PEOPLE.Q900, claims: odd } });
    for (const isNamed of [true, false]) {
      server.namesBadIds = isNamed;
      const found = await makeWikidata().lookUp('Q905', makeId);
      if (found.kind !== 'found') throw new Error(found.kind);
      expect(found.official.offices.map(({ organisation }) => organisation)).toContain('Ruroil');
      expect(found.official.offices).toHaveLength(3);
      store.clock.at += 40 * 24 * 3_600_000;
    }
  });

  it('takes a village and a missing item for nobody', async () => {
    expect(await wikidata.lookUp('Q902', makeId)).toEqual({ kind: 'nobody' });
    expect(await wikidata.lookUp('Q999', makeId)).toEqual({ kind: 'nobody' });
    server.next.push({ body: JSON.stringify({ error: { code: 'no-such-entity', info: 'Could not find Q998' } }) });
    expect(await wikidata.lookUp('Q998', makeId)).toEqual({ kind: 'nobody' });
  });
});

describe('when Wikidata can’t answer', () => {
  it('waits as long as it is told, and asks again', async () => {
    server.next.push({ headers: { 'retry-after': '5', 'x-database-lag': '7' }, body: MAXLAG });
    expect(await wikidata.search('ledova', 'en')).toMatchObject({ kind: 'found', people: [{ wikidataId: 'Q904' }] });
    expect(slept).toEqual([5000]);
  });

  it('gives up where it stays busy, and leaves it alone for the time it asked for', async () => {
    for (let index = 0; index < 3; index += 1) server.next.push({ headers: { 'retry-after': '2' }, body: MAXLAG });
    expect(await wikidata.search('ledova', 'en')).toEqual({ kind: 'unavailable', trouble: 'busy' });
    server.next.push({ status: 429, headers: { 'retry-after': '600' }, body: 'Too Many Requests' });
    expect(await wikidata.search('ledova', 'en')).toEqual({ kind: 'unavailable', trouble: 'busy' });
    const before = server.asked.length;
    expect(await wikidata.search('karadov', 'en')).toEqual({ kind: 'unavailable', trouble: 'busy' });
    expect(server.asked).toHaveLength(before);
    store.clock.at += 600_000;
    expect(await wikidata.search('karadov', 'en')).toMatchObject({ kind: 'found' });
  });

  it.each([
    ['a proxy’s page', '<html>Bad gateway</html>'],
    ['half an answer', '{"entities":{"Q1":'],
    ['another API', '{"hello":"world"}'],
    ['an error of its own', JSON.stringify({ error: { code: 'internal_api_error', info: 'x' } })],
    ['a list', '[]'],
  ])('says that it is not understood: %s', async (_case, body) => {
    server.next.push({ body });
    expect(await wikidata.search('ledova', 'en')).toEqual({ kind: 'unavailable', trouble: 'not understood' });
  });

  it('says that there was no answer when the server is gone', async () => {
    await server.close();
    expect(await wikidata.search('ledova', 'en')).toEqual({ kind: 'unavailable', trouble: 'no answer' });
    expect(await wikidata.lookUp('Q904', makeId)).toEqual({ kind: 'unavailable', trouble: 'no answer' });
    server = await startLocalWikidata(PEOPLE);
  });

  it('keeps nothing of a failure', async () => {
    server.next.push({ body: 'garbage' });
    await wikidata.search('ledova', 'en');
    expect(await wikidata.search('ledova', 'en')).toMatchObject({ people: [{ name: 'Anna Ledova' }] });
  });
});

describe('Wikidata’s answers', () => {
  it('are read whatever is in them, and an official made of one is fit for the catalogue', () => {
    const term = fc.dictionary(
      fc.constantFrom('en', 'ru', 'zh-hant', 'mul', 'x-odd'),
      fc.record({ value: fc.string() }),
    );
    const claim = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('novalue', 'somevalue', 'value').map((snaktype) => ({ mainsnak: { snaktype }, rank: 'normal' })),
      fc.string().map((time) => ({
        mainsnak: { snaktype: 'value', datavalue: { type: 'wikibase-entityid', value: { id: 'Q7' } } },
        qualifiers: { P580: [{ snaktype: 'value', datavalue: { type: 'time', value: { time, precision: 11 } } }] },
        rank: 'normal',
      })),
    );
    const entity = fc.record({
      id: fc.constantFrom('Q1', 'Q2', 'P3', ''),
      labels: fc.oneof(term, fc.constant([])),
      aliases: fc.dictionary(fc.constantFrom('en', 'ru'), fc.array(fc.record({ value: fc.string() }))),
      claims: fc.dictionary(fc.constantFrom('P31', 'P39', 'P108', 'P18'), fc.oneof(fc.jsonValue(), fc.array(claim))),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('Q1', 'Q2'), fc.oneof(entity, fc.jsonValue())), (entities) => {
        const read = readEntities({ entities });
        if (read.kind !== 'read') return;
        for (const one of read.value.values()) {
          const label = { id: 'Q7', label: 'Office', isoCode: 'RU', countryId: 'Q7', organisationId: undefined };
          const official = toOfficial(factsOf(one), new Map([['Q7', label]]), 'some-id', '2026-11-24');
          expect(() => parseOfficials([official])).not.toThrow();
        }
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => void readSearch(json)));
  });

  it.each([
    ['Сечин', 'en-US', 'ru'],
    ['Андрій Сибіга', 'en-US', 'uk'],
    ['谢钦', 'en-US', 'zh'],
    ['سيتشين', 'fr', 'ar'],
    ['Sechin', 'pt-BR', 'pt'],
  ])('%s, typed in %s, is searched in %s', (name, locale, language) => {
    expect(searchLanguageOf(name, locale)).toBe(language);
  });

  it('a name makes an id that is free', () => {
    expect(slugOf('Raúl Castro', () => false)).toBe('raul-castro');
    expect(slugOf('Игорь Сечин', (id) => id === 'igor-sechin')).toMatch(/^igor/);
    expect(slugOf('Raúl Castro', (id) => id === 'raul-castro')).toBe('raul-castro-2');
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(slugOf(name, () => false)).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/);
      }),
    );
  });
});
