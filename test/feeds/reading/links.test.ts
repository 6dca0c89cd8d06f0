import { describe, it } from 'vitest';
import { atom, type Case, channel, item, NAMESPACES, rdf, readsAs, rss } from './documents.ts';

const CASES: readonly Case[] = [
  [
    'feed title not image title',
    `<rss version="2.0"><channel><image><title>Logo</title><link>https://l.example/</link><url>x</url></image><title>Wire</title><link>https://press.example/</link><item><title>a</title></item></channel></rss>`,
    { 'feed.title': 'Wire', 'feed.link': 'https://press.example/' },
  ],
  [
    'atom alternate over self',
    atom(
      '<link rel="self" href="https://press.example/self"/><link rel="alternate" type="text/html" href="https://press.example/1"/>',
    ),
    { link: 'https://press.example/1' },
  ],
  [
    'atom alternate html over xml',
    atom(
      '<link rel="alternate" type="application/json" href="https://press.example/1.json"/><link rel="alternate" type="text/html" href="https://press.example/1"/>',
    ),
    { link: 'https://press.example/1' },
  ],
  ['atom no rel', atom('<link href="https://press.example/1"/>'), { link: 'https://press.example/1' }],
  [
    'atom enclosure first',
    atom('<link rel="enclosure" href="https://press.example/a.mp3"/><link href="https://press.example/1"/>'),
    { link: 'https://press.example/1' },
  ],
  [
    'atom related/via only',
    atom('<link rel="via" href="https://other.example/1"/><id>https://press.example/1</id>'),
    { link: 'https://press.example/1' },
  ],
  [
    'atom rel uppercase',
    atom('<link REL="Alternate" HREF="https://press.example/1"/>'),
    { link: 'https://press.example/1' },
  ],
  [
    'atom rel iana',
    atom('<link rel="http://www.iana.org/assignments/relation/alternate" href="https://press.example/1"/>'),
    { link: 'https://press.example/1' },
  ],
  ['atom link text', atom('<link>https://press.example/1</link>'), { link: 'https://press.example/1' }],
  [
    'rss link cdata',
    rss('<link><![CDATA[https://press.example/?a=1&b=2]]></link>'),
    { link: 'https://press.example/?a=1&b=2' },
  ],
  ['rss link bare amp', rss('<link>https://press.example/?a=1&b=2</link>'), { link: 'https://press.example/?a=1&b=2' }],
  [
    'rss link double escaped amp',
    rss('<link>https://press.example/?a=1&amp;amp;b=2</link>'),
    { link: 'https://press.example/?a=1&b=2' },
  ],
  [
    'rss empty link then atom',
    rss('<link></link><atom:link href="https://press.example/1"/>'),
    { link: 'https://press.example/1' },
  ],
  [
    'rss guid permalink',
    rss('<guid>https://press.example/1</guid>'),
    { link: 'https://press.example/1', id: 'https://press.example/1' },
  ],
  ['rss guid not permalink', rss('<guid isPermaLink="false">https://press.example/1</guid>'), { link: null }],
  [
    'rss guid false & link',
    rss('<guid isPermaLink="false">77</guid><link>https://press.example/1</link>'),
    { link: 'https://press.example/1', id: '77' },
  ],
  [
    'rss guid true and link',
    rss('<guid isPermaLink="true">https://press.example/g</guid><link>https://press.example/1</link>'),
    { link: 'https://press.example/1', id: 'https://press.example/g' },
  ],
  ['rss relative link', rss('<link>/a/b</link>'), { link: 'https://press.example/a/b' }],
  [
    'rss relative xml:base',
    `<rss version="2.0" xml:base="https://base.example/x/"><channel><title>W</title><item xml:base="y/"><link>z</link></item></channel></rss>`,
    { link: 'https://base.example/x/y/z' },
  ],
  [
    'rss feedburner',
    rss('<link>https://feeds.example/~r/1</link><feedburner:origLink>https://press.example/1</feedburner:origLink>'),
    { link: 'https://press.example/1' },
  ],
  [
    'rss only enclosure',
    rss('<title>t</title><enclosure url="https://press.example/a.mp3" type="audio/mpeg" length="1"/>'),
    { link: null },
  ],
  ['rss comments not link', rss('<title>t</title><comments>https://press.example/c</comments>'), { link: null }],
  ['rss link javascript', rss('<link>javascript:alert(1)</link>'), { link: null }],
  ['rss link spaces', rss('<link>\n https://press.example/1 \n</link>'), { link: 'https://press.example/1' }],
  ['rss link protocol relative', rss('<link>//press.example/1</link>'), { link: 'https://press.example/1' }],
  ['rss dc:identifier id', rss('<title>t</title><dc:identifier>abc</dc:identifier>'), { id: 'abc' }],
  ['rss link href attr', rss('<link href="https://press.example/1"/>'), { link: 'https://press.example/1' }],
  [
    'rdf about as link',
    rdf('<item rdf:about="https://press.example/1"><title>t</title></item>'),
    { link: 'https://press.example/1', id: 'https://press.example/1' },
  ],
  [
    'atom xml:base levels',
    atom('<link href="c"/>', '', 'xml:base="https://base.example/a/"').replace('<entry>', '<entry xml:base="b/">'),
    { link: 'https://base.example/a/b/c' },
  ],
  ['atom link own base', atom('<link xml:base="https://own.example/" href="1"/>'), { link: 'https://own.example/1' }],
  ['atom id relative stays', atom('<id>tag:press.example,2026:1</id>'), { id: 'tag:press.example,2026:1' }],
  [
    'feed link atom rel self only',
    atom('<title>a</title>', '<link rel="self" href="https://press.example/f"/>'),
    { 'feed.link': null },
  ],
  [
    'rss feed link with atom:link self before',
    `<rss version="2.0" ${NAMESPACES}><channel><atom:link rel="self" href="https://press.example/f.xml"/><title>W</title><link>https://press.example/</link><item><title>a</title></item></channel></rss>`,
    { 'feed.link': 'https://press.example/' },
  ],
  [
    'two links first wins',
    channel('<item><title>t</title><link>https://press.example/1</link><link>https://press.example/2</link></item>'),
    { link: 'https://press.example/1' },
  ],
  [
    'guid with cdata',
    channel('<item><title>t</title><guid isPermaLink="false"><![CDATA[abc]]></guid></item>'),
    { id: 'abc' },
  ],
  [
    'guid empty',
    channel('<item><title>t</title><guid/><link>https://press.example/1</link></item>'),
    { id: 'https://press.example/1', link: 'https://press.example/1' },
  ],
  [
    'guid with xml attributes',
    channel('<item><title>t</title><guid xml:space="preserve">g</guid></item>'),
    { id: 'g' },
  ],
  [
    'atom links feed',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><link rel="self" href="https://press.example/f"/><link rel="alternate" type="text/html" href="https://press.example/"/><entry><title>t</title></entry></feed>`,
    { 'feed.link': 'https://press.example/' },
  ],
  [
    'channel link relative',
    `<rss version="2.0"><channel><title>W</title><link>/home</link>${item('Oil')}</channel></rss>`,
    { 'feed.link': 'https://press.example/home' },
  ],
  [
    'guid isPermaLink TRUE',
    rss('<guid isPermaLink="TRUE">https://press.example/1</guid>'),
    { link: 'https://press.example/1' },
  ],
  ['guid isPermaLink False', rss('<guid isPermaLink="False">https://press.example/1</guid>'), { link: null }],
  ['guid ispermalink lower', rss('<guid ispermalink="false">https://press.example/1</guid>'), { link: null }],
  ['guid permalink relative', rss('<guid isPermaLink="true">/1</guid>'), { link: 'https://press.example/1' }],
  [
    'cdf dotted date',
    `<Channel HREF="https://press.example/"><Title>W</Title><Item HREF="a.html" LASTMOD="1998.11.05T08:15-0500"><Title>Oil</Title></Item></Channel>`,
    { date: '1998-11-05T13:15:00Z', link: 'https://press.example/feeds/a.html' },
  ],
  [
    'cdf base',
    `<Channel BASE="https://base.example/d/"><Title>W</Title><Item HREF="a.html"><Title>Oil</Title><Abstract>S</Abstract></Item></Channel>`,
    { link: 'https://base.example/d/a.html', summary: 'S' },
  ],
  [
    'xml:base on link with abs',
    atom('<link href="https://press.example/1" xml:base="https://base.example/"/>'),
    { link: 'https://press.example/1' },
  ],
  [
    'xml:base relative to doc',
    atom('<link href="1"/>', '', 'xml:base="sub/"'),
    { link: 'https://press.example/feeds/sub/1' },
  ],
  [
    'xml:base malformed',
    atom('<link href="1"/>', '', 'xml:base="http://:::/"'),
    { link: 'https://press.example/feeds/1' },
  ],
  [
    'xml:base javascript',
    atom('<link href="1"/>', '', 'xml:base="javascript:alert(1)"'),
    { link: 'https://press.example/feeds/1' },
  ],
  ['fragment only link', rss('<link>#top</link>'), { link: 'https://press.example/feeds/all.xml#top' }],
  ['query only link', rss('<link>?id=1</link>'), { link: 'https://press.example/feeds/all.xml?id=1' }],
  ['link with spaces inside', rss('<link>https://press.example/a b</link>'), { link: 'https://press.example/a%20b' }],
  ['link newline inside', rss('<link>https://press.example/a\nb</link>'), { link: 'https://press.example/ab' }],
  ['link http upper', rss('<link>HTTP://PRESS.example/1</link>'), { link: 'http://press.example/1' }],
  ['link mailto', rss('<link>mailto:x@y.example</link>'), { link: null }],
  ['source url', rss('<title>t</title><source url="https://other.example/f"/>'), { link: null }],
  [
    'entity in attribute',
    atom('<link href="https://press.example/?a=1&amp;b=2"/>'),
    { link: 'https://press.example/?a=1&b=2' },
  ],
  [
    'bare amp in attribute',
    atom('<link href="https://press.example/?a=1&b=2&copy=3"/>'),
    { link: 'https://press.example/?a=1&b=2&copy=3' },
  ],
  [
    'rss bare amp copy in link',
    rss('<link>https://press.example/?a=1&copy=2&lt=3</link>'),
    { link: 'https://press.example/?a=1&copy=2&lt=3' },
  ],
  [
    'rdf dc:source',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>W</title></channel><item rdf:about="urn:x:1"><title>Oil</title><link>https://press.example/1</link><dc:date>2025-06-03T09:39:21Z</dc:date><description>D</description></item></rdf:RDF>`,
    { id: 'urn:x:1', link: 'https://press.example/1', date: '2025-06-03T09:39:21Z', summary: 'D' },
  ],
  [
    'thr',
    atom('<link rel="replies" href="https://press.example/c"/><title>t</title><id>tag:x</id>'),
    { link: null, id: 'tag:x' },
  ],
];

describe('the link and the id', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
