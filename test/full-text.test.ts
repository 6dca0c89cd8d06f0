import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../src/feeds/article.ts';
import { createFullText } from '../src/full-text.ts';
import { SILENT, testClient } from './feeds/polling/samples.ts';
import { startWireServer, type WireServer } from './feeds/polling/wire-server.ts';
import { item, NOW } from './support/desk.ts';

const WORDS =
  'Igor Sechin landed in Caracas on Monday and signed a contract for two oil fields with the state company.';
const PAGE = `<!DOCTYPE html><html><body><article><h1>A visit</h1>${`<p>${WORDS}</p>`.repeat(8)}</article></body></html>`;

/** An outlet with one article, and a bot that reads it for items that name Sechin. */
async function setUp(robotsTxt = '') {
  const outlet: WireServer = await startWireServer((request, response) => {
    if (request.url === '/robots.txt') response.end(robotsTxt);
    else if (request.url === '/slow') response.flushHeaders();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  const http = testClient();
  const kept = new Map<string, string>();
  const fullText = createFullText({
    articles: createArticleReader({ http, now: () => NOW }),
    cache: { get: async (url) => kept.get(url), set: async (url, text) => kept.set(url, text) },
    namesOfficial: ({ title }) => title.includes('Sechin'),
    allowsInner: () => true,
    log: SILENT,
  });
  return {
    outlet,
    kept,
    fullText,
    pages: () => outlet.requests.map(({ url }) => url).filter((url) => url !== '/robots.txt'),
    async [Symbol.asyncDispose]() {
      fullText.close();
      await http.close();
      await outlet[Symbol.asyncDispose]();
    },
  };
}

describe('full text', () => {
  it('is fetched once for an item that names an official, and kept', async () => {
    await using room = await setUp();
    const found = item({ url: `${room.outlet.url}/a` });
    expect((await room.fullText.complete(found)).body).toContain(WORDS);
    expect((await room.fullText.complete({ ...found, id: 'again' })).body).toContain(WORDS);
    expect(room.pages()).toEqual(['/a']);
    expect([...room.kept.keys()]).toEqual([found.url]);
  });

  it.each([
    ['came whole', { body: 'x'.repeat(2_000), url: '/a' }],
    ['names nobody', { title: 'Weather', url: '/a' }],
    ['is backlog', { backlog: true, url: '/a' }],
    ['has no address', { url: undefined }],
  ])('is not asked for when the item %s', async (_case, part) => {
    await using room = await setUp();
    const found = item({ ...part, url: part.url === undefined ? undefined : room.outlet.url + part.url });
    expect(await room.fullText.complete(found)).toBe(found);
    expect(room.outlet.requests).toEqual([]);
  });

  it('is left alone where robots.txt forbids it: the item goes on as it came', async () => {
    await using room = await setUp('User-agent: *\nDisallow: /');
    const found = item({ url: `${room.outlet.url}/a` });
    expect(await room.fullText.complete(found)).toBe(found);
    expect(room.pages()).toEqual([]);
  });

  it('that doesn’t come holds up neither the item nor the stop', async () => {
    await using room = await setUp();
    const found = item({ url: `${room.outlet.url}/slow` });
    const completing = room.fullText.complete(found);
    room.fullText.close();
    expect(await completing).toBe(found);
  });
});
