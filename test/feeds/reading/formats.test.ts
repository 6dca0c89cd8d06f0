import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FeedTooLargeError, NotAFeedError } from '../../../src/feeds/errors.ts';
import { printParsedFeed } from '../../../src/feeds/print.ts';
import { readFeed } from '../../../src/feeds/read.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const URL = 'https://wire.example/feeds/energy.xml';

function read(text: string, contentType?: string) {
  return readFeed(Buffer.from(text), { contentType, url: URL, now: NOW });
}

const RSS_2 = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Southern Wire</title><link>https://wire.example/</link><ttl>30</ttl>
<skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
<item><title>Minister lands in Lima</title><link>/2026/lima</link><guid isPermaLink="false">lima-1</guid>
<pubDate>Mon, 23 Nov 2026 10:00:00 -0500</pubDate><category>Energy</category>
<description>He is &lt;b&gt;expected&lt;/b&gt; to sign.</description>
<content:encoded><![CDATA[<p>One.</p><p>Two &amp; <a href="/more" onclick="x()">three</a>.</p><script>evil()</script>]]></content:encoded>
<enclosure url="https://wire.example/a.mp3" length="123" type="audio/mpeg"/></item>
</channel></rss>`;

describe('what an ordinary feed says', () => {
  it('is read by rss-parser, with clean text, absolute links and sanitised HTML', async () => {
    const feed = await read(RSS_2);
    expect(feed.reader).toBe('rss-parser');
    expect(feed.repairs).toEqual([]);
    expect(feed.title).toBe('Southern Wire');
    expect(printParsedFeed(feed).items[0]?.content).toBe(
      '<p>One.</p><p>Two &amp; <a href="https://wire.example/more">three</a>.</p>',
    );
    expect(feed.items).toEqual([
      {
        guid: 'lima-1',
        title: 'Minister lands in Lima',
        link: 'https://wire.example/2026/lima',
        publishedAt: Date.UTC(2026, 10, 23, 15),
        updatedAt: undefined,
        summary: 'He is expected to sign.',
        summaryHtml: { foreign: 'He is <b>expected</b> to sign.', base: URL },
        contentHtml: { foreign: expect.stringContaining('onclick'), base: URL },
        contentText: 'One.\nTwo & three.',
        author: undefined,
        categories: ['Energy'],
        enclosures: [{ url: 'https://wire.example/a.mp3', type: 'audio/mpeg', length: 123 }],
      },
    ]);
  });

  it('includes when not to come: ttl, hours, days and the period of updates', async () => {
    const feed = await read(RSS_2);
    expect(feed.ttlMs).toBe(30 * 60_000);
    expect(feed.skipHours).toEqual([1, 0]);
    expect(feed.skipDays).toEqual(['Sunday']);
    expect(feed.updatePeriodMs).toBe(6 * 3_600_000);
  });

  it('is the same whoever reads it', async () => {
    const first = await read(RSS_2);
    const second = await read(RSS_2.replace('<rss', '<!DOCTYPE rss><rss'));
    expect(second.reader).toBe('tolerant');
    expect({ ...second, reader: first.reader }).toEqual(first);
  });
});

describe('formats', () => {
  it.each([
    [
      'RSS 1.0, its items beside the channel',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>W</title></channel><item rdf:about="https://wire.example/1"><title>T</title><dc:date>2026-11-23T15:00:00Z</dc:date></item></rdf:RDF>`,
    ],
    [
      'Atom 1.0',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><id>https://wire.example/1</id><title>T</title><link rel="self" href="https://wire.example/1.atom"/><link href="https://wire.example/1"/><published>2026-11-23T15:00:00Z</published></entry></feed>`,
    ],
    [
      'Atom 0.3',
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>W</title><entry><id>https://wire.example/1</id><title mode="escaped" type="text/html">&lt;i&gt;T&lt;/i&gt;</title><link rel="alternate" type="text/html" href="https://wire.example/1"/><issued>2026-11-23T15:00:00Z</issued></entry></feed>`,
    ],
    [
      'CDF in capitals',
      `<?xml version="1.0"?><CHANNEL><TITLE>W</TITLE><ITEM HREF="https://wire.example/1" LASTMOD="2026-11-23T15:00:00Z"><TITLE>T</TITLE></ITEM></CHANNEL>`,
    ],
    [
      'JSON Feed',
      `{"version":"https://jsonfeed.org/version/1.1","title":"W","items":[{"id":"https://wire.example/1","title":"T","date_published":"2026-11-23T15:00:00Z"}]}`,
    ],
    [
      'RSS as JSON',
      `{"rss":{"channel":{"title":"W","item":{"title":"T","link":"https://wire.example/1","pubDate":"Mon, 23 Nov 2026 15:00:00 GMT"}}}}`,
    ],
  ])('%s', async (_format, text) => {
    const feed = await read(text);
    expect(feed.title).toBe('W');
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]).toMatchObject({
      title: 'T',
      link: 'https://wire.example/1',
      publishedAt: Date.UTC(2026, 10, 23, 15),
    });
  });

  it('a feed without items is still a feed', async () => {
    expect((await read('<rss version="2.0"><channel><title>W</title></channel></rss>')).items).toEqual([]);
  });

  it('a body that is compressed still is inflated, within the limit', async () => {
    const read = (body: Uint8Array) => readFeed(body, { contentType: undefined, url: URL, now: NOW });
    expect((await read(gzipSync(RSS_2))).items).toHaveLength(1);
    await expect(read(gzipSync(' '.repeat(12_000_000)))).rejects.toBeInstanceOf(FeedTooLargeError);
  });

  it('a date in the future is the time of reading', async () => {
    const feed = await read(RSS_2.replace('2026 10:00', '2027 10:00'));
    expect(feed.items[0]?.publishedAt).toBe(NOW);
  });
});

describe('what is no feed is refused with a word on what it is', () => {
  it.each([
    ['a page', '<!DOCTYPE html><html><head><title>Login</title></head><body>Log in</body></html>', /HTML page/],
    ['a list of feeds', '<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>', /OPML/],
    ['nothing', ' \n', /empty/],
    ['an error in JSON', '{"error":"not found"}', /plain text/],
    ['other XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', /XML/],
  ])('%s', async (_case, text, why) => {
    const refused = await read(text).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(NotAFeedError);
    expect((refused as NotAFeedError).why).toMatch(why);
  });
});
