import { describe, expect, it } from 'vitest';
import { createDeskFeeds } from '../src/desk-feeds.ts';
import type { PollOutcome } from '../src/feeds/poll-feed.ts';
import { newFeedState } from '../src/feeds/schedule.ts';
import { FEED_PACK_FILE } from '../src/paths.ts';
import { createAlerts } from '../src/store/alerts.ts';
import { createFeeds } from '../src/store/feeds.ts';
import { SILENT, testClient } from './feeds/polling/samples.ts';
import { startWireServer } from './feeds/polling/wire-server.ts';
import { detected } from './support/desk.ts';
import { NOW, openTempStore } from './support/temp-store.ts';

function rss(...titles: readonly string[]): string {
  const items = titles.map((title) => `<item><title>${title}</title><guid>${title}</guid></item>`);
  return `<rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;
}

const PAGES: Readonly<Record<string, string>> = {
  '/': '<!doctype html><link rel="alternate" type="application/rss+xml" title="All" href="/all"><link rel="alternate" type="application/rss+xml" title="Sport" href="/sport">',
  '/all': rss('Minister arrives in Caracas', 'Weather'),
  '/sport': rss('Cup final'),
};

/** The desk's feeds over a real store and a real server; what arrives somewhere is a trip. */
async function setUp(firstPoll: (feedId: string) => PollOutcome | undefined = () => undefined) {
  const server = await startWireServer((request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: '/all' }).end();
    const page = PAGES[request.url?.replace(/(?<=.)\/$/, '') ?? ''];
    if (page === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': page.startsWith('<!') ? 'text/html' : 'text/xml' }).end(page);
  });
  const store = openTempStore();
  const http = testClient({ allowInner: () => true });
  const feeds = createFeeds(store.database, newFeedState);
  const desk = createDeskFeeds({
    feeds,
    alerts: createAlerts(store.database),
    detect: ({ title }) => ({
      language: 'en',
      mentions: [],
      events: title.includes('arrives') ? [detected()] : [],
      silentReason: title.includes('arrives') ? undefined : 'no trip or deal',
    }),
    poller: { pollFeed: async (feedId) => firstPoll(feedId) },
    http,
    packFile: FEED_PACK_FILE,
    apiUrl: undefined,
    now: () => NOW,
    log: SILENT,
  });
  return {
    server,
    feeds,
    desk,
    add: (url: string, minIntervalMs?: number) =>
      desk.add({ url, title: undefined, sourceKind: 'press', language: undefined, minIntervalMs, addedBy: 'editor' }),
    async [Symbol.asyncDispose]() {
      await http.close();
      store.remove();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('adding a feed by its page', () => {
  it('shows what each found feed would have brought, and adds none by itself', async () => {
    await using room = await setUp();
    expect(await room.add(`${room.server.url}/`)).toEqual({
      kind: 'choose',
      found: [
        { url: `${room.server.url}/all`, title: 'All', entries: 2, reporting: 1 },
        { url: `${room.server.url}/sport`, title: 'Sport', entries: 1, reporting: 0 },
      ],
    });
    expect(room.feeds.list()).toEqual([]);
  });

  it('adds the one whose own address is given', async () => {
    await using room = await setUp();
    expect(await room.add(`${room.server.url}/all`)).toMatchObject({ kind: 'added', items: 2 });
    expect([...room.desk.figures().values()]).toEqual([{ itemsADay: undefined, alertsAMonth: 0 }]);
  });
});

describe('a feed that is read already', () => {
  it.each([
    ['at the same address', (url: string) => url],
    ['with a slash at its end', (url: string) => `${url}/`],
    ['with a fragment', (url: string) => `${url}#top`],
    ['by a redirect', (url: string) => url.replace('/all', '/moved')],
  ])('is not added again %s', async (_case, twin) => {
    await using room = await setUp();
    const url = `${room.server.url}/all`;
    await room.add(url);
    expect(await room.add(twin(url))).toMatchObject({ kind: 'already there', feed: { url } });
    expect(room.feeds.list()).toHaveLength(1);
  });

  it('gets another interval where the editor asks for one', async () => {
    await using room = await setUp();
    const url = `${room.server.url}/all`;
    await room.add(url);
    expect(await room.add(url, 120_000)).toMatchObject({ kind: 'already there', changed: true });
    expect(room.feeds.list()).toMatchObject([{ minIntervalMs: 120_000 }]);
    expect(await room.add(url)).toMatchObject({ kind: 'already there', changed: false });
    expect(room.feeds.list()).toMatchObject([{ minIntervalMs: 120_000 }]);
  });

  it('is not imported again by http or www.', async () => {
    await using room = await setUp();
    const opml = (url: string) => `<opml version="2.0"><body><outline text="Wire" xmlUrl="${url}"/></body></opml>`;
    expect(room.desk.import(opml('https://wire.example/rss?a=1'), 'editor').added).toHaveLength(1);
    expect(room.desk.import(opml('http://www.wire.example/rss?a=1'), 'editor')).toMatchObject({ added: [], known: 1 });
    expect(room.desk.import(opml('https://wire.example/rss?a=2'), 'editor').added).toHaveLength(1);
  });

  it('says of a mirror how much of it is known', async () => {
    await using room = await setUp((feedId) => ({ feedId, kind: 'baseline', items: 1, why: undefined, failures: 0 }));
    expect(await room.add(`${room.server.url}/all`)).toMatchObject({ kind: 'added', items: 2, elsewhere: 1 });
  });
});

describe('the pack that comes with Dateline', () => {
  it('is taken by region and by language, and each feed once', async () => {
    await using room = await setUp();
    expect(room.desk.packRegions()).toContain('Latin America');
    const region = 'Latin America';
    const spanish = room.desk.importPack('editor', { region, language: 'es' });
    expect(spanish.added.length).toBeGreaterThan(1);
    expect(spanish.added.every(({ tags, language }) => tags.includes(region) && language === 'es')).toBe(true);
    const all = room.desk.importPack('editor', { region, language: undefined });
    expect(all.added.length).toBeGreaterThan(0);
    expect(all.known).toBe(spanish.added.length);
    room.desk.importPack('editor', { region: undefined, language: undefined });
    const addresses = room.feeds.list().map(({ url }) => url);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
