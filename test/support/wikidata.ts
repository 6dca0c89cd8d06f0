/** A small Wikidata on loopback: answers in the real format, from statements written short. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an item says, written short. */
export interface ShortItem {
  readonly labels?: Readonly<Record<string, string>>;
  readonly descriptions?: Readonly<Record<string, string>>;
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly claims?: Readonly<Record<string, readonly object[]>>;
  /** The item into which this one was merged. */
  readonly mergedInto?: string;
}

/** A request that came in, and what it asked. */
export interface Asked {
  readonly url: URL;
  readonly userAgent: string | undefined;
}

/** A running Wikidata. */
export interface LocalWikidata {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers the next requests, each once, before the usual answers come again. */
  /** Whether an error about an id says which one it is, as Wikibase does. */
  namesBadIds: boolean;
  readonly next: { status?: number; headers?: Record<string, string>; body: string }[];
  close(): Promise<void>;
}

/** A statement whose value is another item. */
export function item(id: string, qualifiers: Readonly<Record<string, object>> = {}, rank = 'normal'): object {
  return {
    mainsnak: { ...itemSnak(id), property: 'P1' },
    type: 'statement',
    qualifiers: Object.fromEntries(Object.entries(qualifiers).map(([property, snak]) => [property, [snak]])),
    'qualifiers-order': Object.keys(qualifiers),
    id: `${id}$1`,
    rank,
  };
}

/** A statement whose value is a text. */
export function text(value: string): object {
  const mainsnak = { snaktype: 'value', property: 'P1', datavalue: { value, type: 'string' }, datatype: 'string' };
  return { mainsnak, type: 'statement', id: 'Q1$2', rank: 'normal' };
}

/** A qualifier that is an item. */
export function itemSnak(id: string): object {
  return {
    snaktype: 'value',
    property: 'P1',
    hash: '00',
    datavalue: { value: { 'entity-type': 'item', 'numeric-id': Number(id.slice(1)), id }, type: 'wikibase-entityid' },
    datatype: 'wikibase-item',
  };
}

/** A qualifier that is a day, a month (`2008-05`) or a year. */
export function time(day: string): object {
  const [year, month = '00', date = '00'] = day.split('-');
  const precision = 8 + day.split('-').length;
  const value = {
    time: `+${year}-${month}-${date}T00:00:00Z`,
    timezone: 0,
    before: 0,
    after: 0,
    precision,
    calendarmodel: 'http://www.wikidata.org/entity/Q1985727',
  };
  return { snaktype: 'value', property: 'P1', datavalue: { value, type: 'time' }, datatype: 'time' };
}

/** Starts it. */
export async function startLocalWikidata(items: Readonly<Record<string, ShortItem>>): Promise<LocalWikidata> {
  const asked: Asked[] = [];
  const next: LocalWikidata['next'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push({ url, userAgent: request.headers['user-agent'] });
    const planned = next.shift();
    const {
      status = 200,
      headers = {},
      body,
    } = planned ?? { body: JSON.stringify(answerTo(url, items, running.namesBadIds)) };
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: LocalWikidata = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    namesBadIds: true,
    asked,
    next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return running;
}

/** Numbers of items are 32 bits with a sign: an id beyond them ends the request, whatever else it asks for. */
const MAX_ITEM_NUMBER = 2 ** 31 - 1;

function answerTo(url: URL, items: Readonly<Record<string, ShortItem>>, namesBadIds: boolean): object {
  const query = url.searchParams;
  if (query.get('action') === 'wbsearchentities') {
    const wanted = (query.get('search') ?? '').toLowerCase();
    const found = Object.entries(items).filter(([, { labels = {}, aliases = {} }]) =>
      [...Object.values(labels), ...Object.values(aliases).flat()].some((name) => name.toLowerCase().includes(wanted)),
    );
    return {
      searchinfo: { search: wanted },
      search: found.map(([id, { labels = {} }]) => ({
        id,
        title: id,
        pageid: 1,
        repository: 'wikidata',
        label: labels.en,
      })),
      success: 1,
    };
  }
  const ids = (query.get('ids') ?? '').split('|');
  const bad = ids.find((id) => Number(id.slice(1)) > MAX_ITEM_NUMBER);
  if (bad !== undefined) {
    const info = `Could not find an entity with the ID "${bad}".`;
    return { error: { code: 'no-such-entity', info, ...(namesBadIds && { id: bad }) }, servedby: 'local' };
  }
  return { entities: Object.fromEntries(ids.map((id) => [id, entityOf(id, items)])), success: 1 };
}

function entityOf(id: string, items: Readonly<Record<string, ShortItem>>): object {
  const short = items[id];
  if (short === undefined) return { id, missing: '' };
  if (short.mergedInto !== undefined) {
    return { ...entityOf(short.mergedInto, items), redirects: { from: id, to: short.mergedInto } };
  }
  const terms = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([language, value]) => [language, { language, value }]));
  const aliases = Object.entries(short.aliases ?? {}).map(([language, names]) => [
    language,
    names.map((value) => ({ language, value })),
  ]);
  return {
    pageid: 1,
    ns: 0,
    title: id,
    lastrevid: 1,
    modified: '2026-11-01T00:00:00Z',
    type: 'item',
    id,
    labels: terms(short.labels ?? {}),
    descriptions: terms(short.descriptions ?? {}),
    aliases: Object.fromEntries(aliases),
    // PHP writes an empty map as an empty list.
    claims: short.claims ?? [],
  };
}

/** A made-up state's people: none of them, and none of the ids, is real. */
export const PEOPLE: Readonly<Record<string, ShortItem>> = {
  Q900: {
    labels: {
      en: 'Viktor Karadov',
      ru: 'Виктор Карадов',
      'zh-hans': '维克托·卡拉多夫',
      ar: 'فيكتور كارادوف',
      pl: 'Wiktor Karadow',
      cs: 'Viktor Karadov',
    },
    descriptions: { en: 'Ruritanian businessman and politician', ru: 'руританский политик' },
    aliases: { en: ['Victor Karadov', 'Karadov'], ru: ['Карадов, Виктор Петрович'] },
    claims: {
      P31: [item('Q5')],
      P27: [item('Q950')],
      P18: [text('Viktor Karadov (2019) & friends.jpg')],
      P39: [
        item('Q910', { P580: time('2008-05-12'), P582: time('2012') }),
        item('Q911', { P642: itemSnak('Q920'), P580: time('2012-06') }),
        item('Q912', {}, 'deprecated'),
      ],
      P108: [item('Q920', { P580: time('2012') }), item('Q921')],
    },
  },
  Q901: {
    labels: { en: 'Viktor Karadov' },
    descriptions: { en: 'tennis player' },
    claims: { P31: [item('Q5')] },
  },
  Q902: { labels: { en: 'Karadov' }, descriptions: { en: 'village' }, claims: { P31: [item('Q532')] } },
  Q903: { mergedInto: 'Q900' },
  Q904: { labels: { en: 'Anna Ledova', ru: 'Анна Ледова' }, claims: { P31: [item('Q5')] } },
  Q910: { labels: { en: 'minister of energy of Ruritania' }, claims: { P1001: [item('Q950')], P361: [item('Q930')] } },
  Q911: { labels: { en: 'chief executive officer' } },
  Q920: { labels: { en: 'Ruroil' }, claims: { P17: [item('Q950')] } },
  Q921: { labels: { mul: 'Gradex' } },
  Q930: { labels: { en: 'Government of Ruritania' }, claims: { P17: [item('Q950')] } },
  Q950: { labels: { en: 'Ruritania' }, claims: { P297: [text('RU')] } },
};
