import { describe, expect, it } from 'vitest';
import { createDeskFeeds } from '../src/desk-feeds.ts';
import { newFeedState } from '../src/feeds/schedule.ts';
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
async function setUp() {
  const server = await startWireServer((request, response) => {
    const page = PAGES[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': page.startsWith('<!') ? 'text/html' : 'text/xml' }).end(page);
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
    poller: { pollFeed: async () => undefined },
    http,
    packFile: '',
    apiUrl: undefined,
    now: () => NOW,
    log: SILENT,
  });
  return {
    server,
    feeds,
    desk,
    add: (url: string) =>
      desk.add({ url, title: undefined, sourceKind: 'press', language: undefined, addedBy: 'editor' }),
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
