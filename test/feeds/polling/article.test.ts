import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../src/feeds/article.ts';
import { createRobots } from '../../../src/feeds/robots.ts';
import { HOUR_MS, NOW, testClient } from './samples.ts';
import { startWireServer } from './wire-server.ts';

const INNER = { allowInnerAddress: true };

function page(paragraph: string, head = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><title>The visit</title>${head}</head><body><nav><a href="/">Home</a></nav>
    <article><h1>The visit</h1>${`<p>${paragraph}</p>`.repeat(8)}</article><footer>Subscribe now!</footer></body></html>`;
}

/** An outlet with a robots.txt and pages. */
function outlet(robotsTxt: string | number, pages: Readonly<Record<string, string | Buffer>>) {
  return startWireServer((request, response) => {
    if (request.url === '/robots.txt') {
      if (typeof robotsTxt === 'number') response.writeHead(robotsTxt).end();
      else response.end(robotsTxt);
      return;
    }
    const found = pages[request.url ?? ''];
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(found);
  });
}

describe('an article in full', () => {
  it('is its text, without what stands around it; asked for once', async () => {
    const words =
      'The minister landed in Caracas on Tuesday, was received by the president, and signed a contract for two oil fields.';
    await using server = await outlet(404, { '/a': page(words) });
    await using http = testClient();
    const reader = createArticleReader({ http, now: () => NOW });
    const answers = await Promise.all([
      reader.read(`${server.url}/a`, INNER),
      reader.read(`${server.url}/a?utm_source=rss`, INNER),
    ]);
    expect(answers[0]).toMatchObject({ kind: 'article', title: 'The visit', language: 'en' });
    if (answers[0].kind === 'article') {
      expect(answers[0].text).toContain(words);
      expect(answers[0].text).not.toContain('Subscribe');
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(server.requests.map((request) => request.url)).toEqual(['/robots.txt', '/a']);
  });

  it('in an old Russian charset is read by the page’s own word', async () => {
    const words =
      'Министр прибыл в Каракас во вторник и подписал договор о двух нефтяных месторождениях с президентом страны.';
    const html = iconv.encode(
      page(words, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
      'windows-1251',
    );
    await using server = await outlet(404, { '/a': html });
    await using http = testClient();
    const answer = await createArticleReader({ http, now: () => NOW }).read(`${server.url}/a`, INNER);
    expect(answer).toMatchObject({ kind: 'article', text: expect.stringContaining('Министр прибыл в Каракас') });
  });

  it.each<[string, string | number, string, string]>([
    ['robots.txt forbids it', 'User-agent: *\nDisallow: /a', '/a', 'robots.txt forbids it'],
    ['robots.txt forbids it by name', 'User-agent: Dateline\nDisallow: /', '/a', 'robots.txt forbids it'],
    ['robots.txt can’t be had', 503, '/a', 'robots.txt forbids it'],
    ['it isn’t there', 404, '/missing', '404 Not Found'],
    ['it has no article', 404, '/empty', 'no article in it'],
  ])('is refused where %s', async (_case, robotsTxt, path, why) => {
    await using server = await outlet(robotsTxt, { '/a': page('words'), '/empty': '<html></html>' });
    await using http = testClient();
    const answer = await createArticleReader({ http, now: () => NOW }).read(server.url + path, INNER);
    expect(answer).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('of a hundred thousand elements is not even tried', async () => {
    await using server = await outlet(404, { '/a': `<html><body>${'<p>x</p>'.repeat(100_000)}</body></html>` });
    await using http = testClient();
    const answer = await createArticleReader({ http, now: () => NOW }).read(`${server.url}/a`, INNER);
    expect(answer).toMatchObject({ kind: 'refused' });
  });
});

describe('robots.txt', () => {
  it('is asked for once a day', async () => {
    let now = NOW;
    await using server = await outlet('User-agent: *\nAllow: /', {});
    await using http = testClient();
    const robots = createRobots({ http, now: () => now });
    for (let page = 0; page < 3; page += 1) expect(await robots.allows(`${server.url}/${page}`, INNER)).toBe(true);
    expect(server.requests).toHaveLength(1);
    now += 25 * HOUR_MS;
    await robots.allows(server.url, INNER);
    expect(server.requests).toHaveLength(2);
  });
});
