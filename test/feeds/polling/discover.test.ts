import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../../src/feeds/check.ts';
import { candidatesOf, discoverFeeds } from '../../../src/feeds/discover.ts';
import { feedOf, NOW, testClient } from './samples.ts';
import { startWireServer } from './wire-server.ts';

const RSS = (title: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://wire.example/</link>
  <item><title>Minister lands</title><guid>1</guid><pubDate>Tue, 24 Nov 2026 11:00:00 GMT</pubDate></item>
  <item><title>Older news</title><guid>0</guid><pubDate>Mon, 23 Nov 2026 11:00:00 GMT</pubDate></item></channel></rss>`;
const INNER = { allowInnerAddress: true };

/** A site of pages by path; what isn't there is 404. */
function site(pages: Readonly<Record<string, string>>) {
  return startWireServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end('no');
    else
      response
        .writeHead(200, { 'content-type': page.startsWith('<?xml') ? 'text/xml' : 'text/html; charset=utf-8' })
        .end(page);
  });
}

describe('adding a feed by a page’s address', () => {
  it('finds what the page declares, and leaves out what is no feed', async () => {
    await using server = await site({
      '/news': `<!DOCTYPE html><html><head><base href="/base/"><link rel="stylesheet" href="x.css">
        <LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" TITLE="All news" HREF="all.xml">
        <link rel="alternate" type="application/rss+xml" title="Broken" href="broken.xml">
        <link rel="alternate" hreflang="ru" href="/ru"></head><body></body></html>`,
      '/base/all.xml': RSS('Everything'),
      '/base/broken.xml': '<html>moved</html>',
    });
    await using client = testClient();
    const found = await discoverFeeds(`${server.url}/news`, client, NOW, INNER);
    expect(found.map(({ url, title }) => [url, title])).toEqual([[`${server.url}/base/all.xml`, 'All news']]);
    expect(found[0]?.parsed.items.map((item) => item.title)).toEqual(['Minister lands', 'Older news']);
  });

  it('finds what the page only links to', async () => {
    await using server = await site({
      '/': '<html><a href="/about">About</a><a href="/rss/politics">RSS</a><a href="/i/rss.png">icon</a></html>',
      '/rss/politics': RSS('Politics'),
    });
    await using client = testClient();
    expect(await discoverFeeds(server.url, client, NOW, INNER)).toMatchObject([{ title: 'Politics' }]);
  });

  it('finds a feed where feeds usually are', async () => {
    await using server = await site({
      '/blog': '<html>Nothing here</html>',
      '/blog/feed': RSS('Blog'),
      '/feed': RSS('Site'),
    });
    await using client = testClient();
    expect((await discoverFeeds(`${server.url}/blog`, client, NOW, INNER)).map((one) => one.title)).toEqual([
      'Blog',
      'Site',
    ]);
  });

  it('takes a feed’s own address for what it is', async () => {
    await using server = await site({ '/feed': RSS('Wire') });
    await using client = testClient();
    expect(await discoverFeeds(` feed:${server.url}/feed `, client, NOW, INNER)).toMatchObject([{ title: 'Wire' }]);
  });

  it('finds nothing where nothing is, after few requests', async () => {
    await using server = await site({
      '/': `<html>${'<a href="/rss/1">x</a><a href="/feed/2">y</a>'.repeat(500)}</html>`,
    });
    await using client = testClient();
    expect(await discoverFeeds(server.url, client, NOW, INNER)).toEqual([]);
    expect(server.requests.length).toBeLessThan(25);
  });

  it.each([
    ['a page that isn’t there', '/missing', /404 Not Found/],
    ['an inner address', undefined, /inner address.*FEEDS_ALLOW_INNER/],
  ])('says in plain words why not: %s', async (_case, path, why) => {
    await using server = await site({});
    await using client = testClient();
    const asked =
      path === undefined
        ? discoverFeeds(server.url, client, NOW)
        : discoverFeeds(server.url + path, client, NOW, INNER);
    await expect(asked).rejects.toMatchObject({ name: 'DiscoveryRefusedError', why: expect.stringMatching(why) });
  });

  it('says how an address is written to who typed a word', async () => {
    await using client = testClient();
    await expect(discoverFeeds('not an address', client, NOW)).rejects.toMatchObject({
      why: expect.stringContaining('https://outlet.example/feed'),
    });
  });

  it('a page of a million links costs little', () => {
    const page = '<link rel=alternate type="application/rss+xml" href="/feed">'.repeat(20_000);
    expect(candidatesOf(page, 'https://wire.example/')).toHaveLength(1);
  });
});

describe('looking at a feed', () => {
  it('shows who read it, what was repaired, what is new and when it would be asked next', async () => {
    await using server = await site({ '/feed': RSS('Oil & gas') });
    await using client = testClient();
    const report = await checkFeed(
      feedOf({ url: `${server.url}/feed`, allowInnerAddress: true }),
      undefined,
      client,
      NOW,
    );
    expect(report).toMatchObject({
      kind: 'good',
      finalUrl: `${server.url}/feed`,
      newest: [{ title: 'Minister lands' }, {}],
    });
    if (report.kind === 'good') expect(report.nextDueAt).toBeGreaterThan(NOW);
  });

  it('says why it can’t be read', async () => {
    await using server = await site({ '/feed': '<html>Please enable JavaScript and cookies</html>' });
    await using client = testClient();
    const url = `${server.url}/feed`;
    expect(await checkFeed(feedOf({ url, allowInnerAddress: true }), undefined, client, NOW)).toMatchObject({
      kind: 'refused',
      blocked: true,
    });
    expect(await checkFeed(feedOf({ url }), undefined, client, NOW)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('inner address'),
    });
  });
});
