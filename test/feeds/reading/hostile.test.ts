import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedTooLargeError, NotAFeedError } from '../../../src/feeds/errors.ts';
import { readFeed } from '../../../src/feeds/read.ts';
import { sanitizeHtml } from '../../../src/feeds/sanitize.ts';
import { formatFolderScore, scoreFolder } from '../../../src/feeds/score.ts';

function read(body: string | Uint8Array) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return readFeed(bytes, { contentType: undefined, url: 'https://w.example/f', now: 1_800_000_000_000 });
}

function rss(items: string, doctype = ''): string {
  return `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>W</title>${items}</channel></rss>`;
}

function item(description: string): string {
  return rss(`<item><title>One</title><guid>1</guid><description>${description}</description></item>`);
}

const LAUGHS = `<!DOCTYPE rss [<!ENTITY a "lol">${[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]>`;

/** Of processor time, so that a busy machine changes nothing. The whole sizes are measured by `npm run bench`. */
const LIMIT_MS = 2_000;

describe('documents made to hurt are read in bounded time', () => {
  it.each<[string, () => string]>([
    ['3 MB of CDATA', () => item(`<![CDATA[${'x'.repeat(3_000_000)}]]>`)],
    ['60,000 items', () => rss('<item><title>One</title></item>'.repeat(60_000))],
    [
      '50,000 attributes',
      () => rss(`<item ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ')}><title>One</title></item>`),
    ],
    ['50,000 levels', () => item('<b>'.repeat(50_000))],
    ['50,000 levels of escaped HTML', () => item('&lt;b&gt;'.repeat(50_000))],
    ['300,000 times `<`', () => item('<'.repeat(300_000))],
    ['100,000 times `<p `', () => item('<p '.repeat(100_000))],
    ['100,000 times `<p ` in CDATA', () => item(`<![CDATA[${'<p '.repeat(100_000)}]]>`)],
    ['100,000 times `<p `, escaped', () => item('&lt;p '.repeat(100_000))],
    ['a billion laughs', () => rss('<item><title>One &j;</title></item>', LAUGHS)],
    [
      'an entity used 100,000 times',
      () =>
        rss(
          `<item><title>One</title><description>${'&a;'.repeat(100_000)}</description></item>`,
          `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1_900)}">]>`,
        ),
    ],
    ['100,000 quotes that are never closed', () => item('<a b="<a b=\''.repeat(50_000))],
    ['100,000 CDATA sections that are never closed', () => item('<![CDATA[<b>'.repeat(100_000))],
    [
      'ends of 200,000 elements that never began',
      () => rss(`<item><title>One</title>${'<b>'.repeat(200_000)}${'</i>'.repeat(200_000)}`),
    ],
    ['50,000 unclosed objects in HTML', () => item(`<![CDATA[${'<object data="<">'.repeat(50_000)}]]>`)],
    ['50,000 elements in a body, each with a namespace', () => item('<b xmlns:a="u">x</b>'.repeat(50_000))],
    ['50,000 elements in 180 unclosed ones', () => item('<b>'.repeat(180) + '<i>x</i>'.repeat(50_000))],
    [
      '180 levels of 200 namespaces each',
      () =>
        item(
          Array.from(
            { length: 36_000 },
            (_, i) => `${i % 200 ? '' : '<b '}xmlns:a${i}="u"${i % 200 === 199 ? '>' : ' '}`,
          ).join(''),
        ),
    ],
    ['many roots in a page', () => `<html>${'<rss '.repeat(20_000)}${item('x')}`],
  ])('%s', { timeout: 30_000 }, async (_case, make) => {
    const body = Buffer.from(make());
    const from = process.cpuUsage();
    const feed = await read(body).catch((error: unknown) => error);
    const spent = process.cpuUsage(from);
    expect((spent.user + spent.system) / 1000).toBeLessThan(LIMIT_MS);
    if (!(feed instanceof NotAFeedError)) expect(feed).toMatchObject({ items: expect.arrayContaining([]) });
  });

  it('of 60,000 items the first 2,000 are read, and the feed says so', { timeout: 30_000 }, async () => {
    const feed = await read(rss('<item><title>One</title></item>'.repeat(60_000)));
    expect(feed.items).toHaveLength(2_000);
    expect(feed.repairs).toEqual(['more than 2000 items']);
  });

  it('an item that goes too deep is cut there, and the next one is read', async () => {
    const deep = `<item><title>One</title><x>${'<b>'.repeat(300)}</item>`;
    const feed = await read(rss(`${deep}<item><title>Two</title></item>`));
    expect(feed.items.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(feed.repairs).toContain('nested deeper than 200 levels');
  });

  it('entities of the document’s own are read, within bounds', async () => {
    const feed = await read(
      rss(
        '<item><title>&co; and &far; and &j;</title></item>',
        LAUGHS.replace('[', '[<!ENTITY co "ACME"><!ENTITY far SYSTEM "file:///etc/passwd">'),
      ),
    );
    expect(feed.items[0]?.title).toBe('ACME and &far; and &j;');
  });

  it('20 MB are refused at once', async () => {
    await expect(read(Buffer.alloc(20_000_000, 0x20))).rejects.toBeInstanceOf(FeedTooLargeError);
  });

  it('names of JavaScript’s own harm nothing', async () => {
    const feed = await read(
      rss(
        '<item><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor><toString>y</toString><title __proto__="z">One</title></item>',
      ),
    );
    expect(feed.items[0]?.title).toBe('One');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a refusal from the thread is the same error as one from here', { timeout: 30_000 }, async () => {
    const page = `<html><body>${'<p>Not found</p>'.repeat(20_000)}</body></html>`;
    await expect(read(page)).rejects.toMatchObject({ name: 'NotAFeedError', why: expect.stringMatching(/HTML page/) });
  });

  it('the event loop goes on while large feeds are read', { timeout: 30_000 }, async () => {
    await read(item('<'.repeat(200_000)));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await Promise.all(Array.from({ length: 5 }, () => read(item(`${'<p '.repeat(60_000)}`))));
    delay.disable();
    // The thread's own work would be seconds here; what is left is handing over, and a busy machine.
    expect(delay.percentile(50) / 1e6).toBeLessThan(50);
  });

  it('deep HTML is shown up to a depth that browsers show', () => {
    expect(sanitizeHtml({ foreign: '<b>'.repeat(100_000), base: undefined })).toMatch(
      /^(?:<b>){1,200}(?:<\/b>){1,200}$/,
    );
  });

  it('no bytes make it throw anything but its own errors', async () => {
    const part = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&',
      '<',
      '>',
      '"',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '</entry>',
      '<link href="x"/>',
      'xml:base="',
      '<!DOCTYPE',
      '<!--',
      '-->',
      '\u0000',
      'é',
      '{',
      '}',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        const outcome = await read(parts.join('')).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NotAFeedError);
      }),
    );
  });
});

describe('dateline feeds score', () => {
  it('counts what is read and names why the rest is not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-score-'));
    try {
      await writeFile(join(folder, 'sound.xml'), item('x'));
      await writeFile(join(folder, 'broken.xml'), item('a & b'));
      await writeFile(join(folder, 'page.html'), '<html><body>x</body></html>');
      const score = await scoreFolder(folder);
      expect(score).toMatchObject({ files: 3, parsed: 2, items: 2, byReader: { 'rss-parser': 1, tolerant: 1 } });
      expect(formatFolderScore(score)).toMatch(
        /^2 of 3 files read as feeds \(66\.7%\), 2 items\n[\s\S]*1 × it is an HTML page/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
