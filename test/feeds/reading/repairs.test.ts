import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/feeds/read.ts';

const URL = 'https://wire.example/feeds/all.xml';

function read(text: string, url: string | undefined = URL) {
  return readFeed(Buffer.from(text), { contentType: undefined, url, now: Number.MAX_SAFE_INTEGER });
}

function rss(items: string): string {
  return `<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Wire</title>${items}</channel></rss>`;
}

function atom(entries: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>${entries}</feed>`;
}

async function titles(text: string): Promise<string[]> {
  return (await read(text)).items.map((item) => item.title);
}

describe('documents that are not well-formed', () => {
  it.each<[string, string, string[]]>([
    ['a bare ampersand', rss('<item><title>Oil & gas, Q&A</title></item>'), ['Oil & gas, Q&A']],
    ['an entity of HTML', rss('<item><title>Bogot&aacute; &mdash; ma&ntilde;ana</title></item>'), ['Bogotá — mañana']],
    ['an entity that nobody knows', rss('<item><title>a &nope; b</title></item>'), ['a &nope; b']],
    ['a less-than sign in a title', rss('<item><title>5 < 6, x<3 and <<</title></item>'), ['5 < 6, x<3 and <<']],
    [
      'markup that is not closed',
      rss('<item><title>One <b>two</title></item><item><title>Three</title></item>'),
      ['One two', 'Three'],
    ],
    ['items that are not closed', rss('<item><title>One</title><item><title>Two</title>'), ['One', 'Two']],
    ['a title that is not closed', rss('<item><title>One<link>https://w.example/1</link></item>'), ['One']],
    ['an empty item within an item', rss('<item><title>One</title><item/><guid>1</guid></item>'), ['One']],
    ['control characters', rss('<item><title>O\u0001ne\u001f</title></item>'), ['One']],
    ['capitals', '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>One</TITLE></ITEM></CHANNEL></RSS>', ['One']],
    [
      'a warning before the feed',
      `<b>Warning</b>: x in <b>/a.php</b>\n${rss('<item><title>One</title></item>')}`,
      ['One'],
    ],
    ['a comment that mentions a feed', `<!-- not <rss> -->${rss('<item><title>One</title></item>')}`, ['One']],
    ['an attribute without quotes', rss('<item><guid isPermaLink=false>1</guid><title>One</title></item>'), ['One']],
    ['references to windows-1252', rss('<item><title>don&#146;t &#x85;</title></item>'), ['don’t …']],
    ['items beside the channel', '<rss version="2.0"><channel/><item><title>One</title></item></rss>', ['One']],
    ['RSS items in an Atom feed', atom('<item><title>One</title></item>'), ['One']],
  ])('%s', async (_case, text, expected) => expect(await titles(text)).toEqual(expected));

  it('a document that breaks off keeps its whole items and says so', async () => {
    const feed = await read(
      rss('<item><title>One</title><guid>1</guid></item><item><title>Two</title><descr').slice(0, -20),
    );
    expect(feed.items.map((item) => item.title)).toEqual(['One']);
    expect(feed.repairs).toContain('cut off before its end');
  });

  it('one bad date loses that date and nothing else', async () => {
    const feed = await read(
      atom('<entry><title>One</title><published>soon</published><updated>2026-11-23T10:00:00Z</updated></entry>'),
    );
    expect(feed.items[0]).toMatchObject({ title: 'One', publishedAt: Date.UTC(2026, 10, 23, 10) });
  });
});

describe('titles', () => {
  it.each([
    ['HTML escaped in RSS', rss('<item><title>He &lt;b&gt;lands&lt;/b&gt;</title></item>'), 'He lands'],
    [
      'escaped twice',
      rss('<item><title>Oil &amp;amp; gas: it&amp;#8217;s done</title></item>'),
      'Oil & gas: it’s done',
    ],
    [
      'a comparison is no tag',
      rss('<item><title>a &lt; b &amp;&amp; c &gt; d, I &lt;3 it</title></item>'),
      'a < b && c > d, I <3 it',
    ],
    ['Atom text is literal', atom('<entry><title>The &lt;b&gt; tag</title></entry>'), 'The <b> tag'],
    ['Atom HTML is not', atom('<entry><title type="html">The &lt;b&gt;tag&lt;/b&gt;</title></entry>'), 'The tag'],
    [
      'Atom XHTML keeps its order',
      atom('<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>B</b> C</div></title></entry>'),
      'A B C',
    ],
    ['an attribute on it', rss('<item><title type="html">One</title></item>'), 'One'],
    [
      'soft hyphens and zero-width spaces would part a name',
      rss('<item><title>Se\u00adchin\u200b lands</title></item>'),
      'Sechin lands',
    ],
  ])('%s', async (_case, text, expected) => expect(await titles(text)).toEqual([expected]));
});

describe('namespaces', () => {
  it('elements are known by address, whatever their prefix', async () => {
    const feed = await read(
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:x="http://purl.org/dc/elements/1.1/"><a:entry><a:title>One</a:title><x:date>2026-11-23</x:date></a:entry></a:feed>',
    );
    expect(feed.items[0]).toMatchObject({ title: 'One', publishedAt: Date.UTC(2026, 10, 23) });
  });

  it('a stranger’s title or description is not the item’s', async () => {
    const feed = await read(
      '<rss version="2.0" xmlns:x="urn:x"><channel><item><x:title>Not this</x:title><image><title>Nor this</title></image><title>One</title></item></channel></rss>',
    );
    expect(feed.items[0]?.title).toBe('One');
  });

  it('usual prefixes need no declaration', async () => {
    const feed = await read(rss('<item><title>One</title><content:encoded>Full</content:encoded></item>'));
    expect(feed.items[0]?.contentText).toBe('Full');
  });
});

describe('links', () => {
  it.each<[string, string, string | undefined]>([
    ['a guid that is the page', '<guid>https://wire.example/1</guid>', 'https://wire.example/1'],
    ['a guid that says it is not', '<guid isPermaLink="false">https://wire.example/1</guid>', undefined],
    [
      'the original behind feedburner’s',
      '<link>https://proxy.example/1</link><feedburner:origLink>https://wire.example/1</feedburner:origLink>',
      'https://wire.example/1',
    ],
    ['white space around', '<link>\n  /1  </link>', 'https://wire.example/1'],
    ['an Atom link in RSS', '<atom:link href="https://wire.example/1"/>', 'https://wire.example/1'],
    ['script is no link', '<link>javascript:alert(1)</link>', undefined],
    ['nor is a file', '<link>file:///etc/passwd</link>', undefined],
  ])('%s', async (_case, fields, expected) => {
    const feed = await read(rss(`<item><title>One</title>${fields}</item>`));
    expect(feed.items[0]?.link).toBe(expected);
  });

  it('resolve against xml:base, each level against the one around it', async () => {
    const feed = await read(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/"><entry xml:base="b/"><title>One</title><link href="c"/></entry></feed>',
    );
    expect(feed.items[0]?.link).toBe('https://base.example/a/b/c');
  });

  it('prefer the page to its other forms', async () => {
    const feed = await read(
      atom(
        '<entry><title>One</title><link rel="self" href="/s"/><link rel="alternate" type="application/json" href="/j"/><link rel="alternate" type="text/html" href="/h"/></entry>',
      ),
    );
    expect(feed.items[0]?.link).toBe('https://wire.example/h');
  });
});
