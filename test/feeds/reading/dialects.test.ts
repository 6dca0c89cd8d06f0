import { describe, it } from 'vitest';
import { atom, atom03, type Case, readsAs, rss } from './documents.ts';

const CASES: readonly Case[] = [
  ['dc:date', rss('<title>t</title><dc:date>2025-06-03T09:39:21Z</dc:date>'), { date: '2025-06-03T09:39:21Z' }],
  [
    'dcterms:issued',
    rss('<title>t</title><dcterms:issued>2025-06-03T09:39:21Z</dcterms:issued>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'dcterms:created',
    rss('<title>t</title><dcterms:created>2025-06-03T09:39:21Z</dcterms:created>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'dcterms:modified',
    rss('<title>t</title><dcterms:modified>2025-06-03T09:39:21Z</dcterms:modified>'),
    { date: '2025-06-03T09:39:21Z', updated: '2025-06-03T09:39:21Z' },
  ],
  [
    'atom:updated in rss',
    rss('<title>t</title><atom:updated>2025-06-03T09:39:21Z</atom:updated>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'atom:published in rss',
    rss('<title>t</title><atom:published>2025-06-03T09:39:21Z</atom:published>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'a3:issued in rss',
    rss('<title>t</title><a3:issued>2025-06-03T09:39:21Z</a3:issued>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'a3:modified in rss',
    rss('<title>t</title><a3:modified>2025-06-03T09:39:21Z</a3:modified>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  [
    'a3:created in rss',
    rss('<title>t</title><a3:created>2025-06-03T09:39:21Z</a3:created>'),
    { date: '2025-06-03T09:39:21Z' },
  ],
  ['pubdate lower', rss('<title>t</title><pubdate>2025-06-03T09:39:21Z</pubdate>'), { date: '2025-06-03T09:39:21Z' }],
  ['PubDate', rss('<title>t</title><PubDate>2025-06-03T09:39:21Z</PubDate>'), { date: '2025-06-03T09:39:21Z' }],
  [
    'bad pubDate good dc',
    rss('<title>t</title><pubDate>soon</pubDate><dc:date>2025-06-03</dc:date>'),
    { date: '2025-06-03T00:00:00Z' },
  ],
  [
    'atom published before updated',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><updated>2025-06-04T00:00:00Z</updated><published>2025-06-03T00:00:00Z</published></entry></feed>`,
    { date: '2025-06-03T00:00:00Z', updated: '2025-06-04T00:00:00Z' },
  ],
  [
    'pubDate and lastBuildDate feed',
    rss('<title>t</title>', '<pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate>'),
    { date: null },
  ],
  [
    'atom odd prefix',
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>W</a:title><a:entry><a:title>Oil</a:title><a:link href="https://press.example/1"/><a:id>x</a:id></a:entry></a:feed>`,
    { title: 'Oil', link: 'https://press.example/1', id: 'x', 'feed.title': 'W' },
  ],
  [
    'atom ns upper',
    `<feed xmlns="HTTP://WWW.W3.ORG/2005/ATOM"><title>W</title><entry><title type="html">Oil &lt;b&gt;x&lt;/b&gt;</title></entry></feed>`,
    { title: 'Oil x' },
  ],
  [
    'atom ns trailing slash',
    `<feed xmlns="http://www.w3.org/2005/Atom/"><title>W</title><entry><title>Oil</title><link href="https://press.example/1"/></entry></feed>`,
    { title: 'Oil', link: 'https://press.example/1' },
  ],
  [
    'atom no ns',
    `<feed><title>W</title><entry><title>Oil</title><link href="https://press.example/1"/><updated>2025-06-03T00:00:00Z</updated><id>x</id></entry></feed>`,
    { title: 'Oil', link: 'https://press.example/1', date: '2025-06-03T00:00:00Z', id: 'x' },
  ],
  [
    'dc odd prefix',
    `<rss version="2.0" xmlns:foo="http://purl.org/dc/elements/1.1/"><channel><title>W</title><item><foo:title>Oil</foo:title><foo:date>2025-06-03</foo:date></item></channel></rss>`,
    { title: 'Oil', date: '2025-06-03T00:00:00Z' },
  ],
  [
    'dc 1.0',
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.0/"><channel><title>W</title><item><dc:title>Oil</dc:title><dc:description>D</dc:description></item></channel></rss>`,
    { title: 'Oil', summary: 'D' },
  ],
  [
    'undeclared dc',
    rss('<dc:title>Oil</dc:title><dc:date>2025-06-03</dc:date>'),
    { title: 'Oil', date: '2025-06-03T00:00:00Z' },
  ],
  [
    'undeclared content',
    rss('<title>t</title><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>'),
    { content: 'x' },
  ],
  [
    'atom03 in rss',
    `<rss version="2.0" xmlns:a="http://purl.org/atom/ns#"><channel><a:title>W</a:title><a:tagline>T</a:tagline><item><a:title>Oil</a:title><a:link rel="alternate" href="https://press.example/1"/><a:id>i</a:id><a:summary>S</a:summary></item></channel></rss>`,
    {
      title: 'Oil',
      link: 'https://press.example/1',
      id: 'i',
      summary: 'S',
      'feed.title': 'W',
      'feed.description': 'T',
    },
  ],
  [
    'atom10 in rdf',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:title>W</a:title><a:subtitle>T</a:subtitle><a:link href="https://press.example/"/></channel><item><a:title>Oil</a:title><a:content type="html">&lt;p&gt;C&lt;/p&gt;</a:content></item></rdf:RDF>`,
    { title: 'Oil', content: 'C', 'feed.title': 'W', 'feed.description': 'T', 'feed.link': 'https://press.example/' },
  ],
  [
    'rss090',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>W</title><link>https://press.example/</link><description>D</description></channel><item><title>Oil</title><link>https://press.example/1</link></item></rdf:RDF>`,
    { title: 'Oil', link: 'https://press.example/1', 'feed.title': 'W', 'feed.description': 'D' },
  ],
  [
    'rss with default ns',
    `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>W</title><item><title>Oil</title></item></channel></rss>`,
    { title: 'Oil' },
  ],
  [
    'rss with unknown default ns',
    `<rss version="2.0" xmlns="http://foo.example/ns"><channel><title>W</title><item><title>Oil</title><link>https://press.example/1</link></item></channel></rss>`,
    { title: 'Oil', link: 'https://press.example/1' },
  ],
  [
    'rss with atom default ns',
    `<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>W</title><link>https://press.example/</link><item><title>Oil</title><link>https://press.example/1</link><pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate><guid>g</guid><description>D</description></item></channel></rss>`,
    {
      title: 'Oil',
      link: 'https://press.example/1',
      date: '2025-06-03T09:39:21Z',
      id: 'g',
      summary: 'D',
      'feed.link': 'https://press.example/',
    },
  ],
  [
    'rss with prefix rss:',
    `<rss:rss version="2.0" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel><rss:title>W</rss:title><rss:item><rss:title>Oil</rss:title></rss:item></rss:channel></rss:rss>`,
    { title: 'Oil' },
  ],
  [
    'empty xmlns',
    `<rss version="2.0" xmlns=""><channel><title>W</title><item><title>Oil</title></item></channel></rss>`,
    { title: 'Oil' },
  ],
  [
    'media prefix reused',
    `<rss version="2.0" xmlns:media="http://foo.example/"><channel><title>W</title><item><media:title>Photo</media:title><title>Oil</title><media:description>x</media:description><description>D</description></item></channel></rss>`,
    { title: 'Oil', summary: 'D' },
  ],
  [
    'content prefix other ns',
    `<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title><item><title>Oil</title><c:encoded><![CDATA[<p>C</p>]]></c:encoded></item></channel></rss>`,
    { content: 'C' },
  ],
  [
    '1.1 carl',
    `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="https://press.example/f"><title>W</title><link>https://press.example/</link><items rdf:parseType="Collection"><item rdf:about="https://press.example/1"><title>Oil</title><link>https://press.example/1</link></item></items></Channel>`,
    { title: 'Oil', link: 'https://press.example/1', 'feed.title': 'W' },
  ],
  [
    'cdf',
    `<CHANNEL HREF="https://press.example/" LASTMOD="2025-06-03T09:00"><TITLE>W</TITLE><ABSTRACT>A</ABSTRACT><ITEM HREF="https://press.example/1" LASTMOD="2025-06-03T09:39"><TITLE>Oil</TITLE><ABSTRACT>S</ABSTRACT></ITEM></CHANNEL>`,
    {
      title: 'Oil',
      link: 'https://press.example/1',
      summary: 'S',
      date: '2025-06-03T09:39:00Z',
      'feed.title': 'W',
      'feed.link': 'https://press.example/',
      'feed.description': 'A',
    },
  ],
  [
    'atom updated only',
    atom('<updated>2025-06-03T09:39:21Z</updated>'),
    { date: '2025-06-03T09:39:21Z', updated: '2025-06-03T09:39:21Z' },
  ],
  [
    'atom03 issued modified',
    atom03(
      '<issued>2025-06-03T09:39:21Z</issued><modified>2025-06-04T09:39:21Z</modified><created>2025-06-02T09:39:21Z</created>',
    ),
    { date: '2025-06-03T09:39:21Z', updated: '2025-06-04T09:39:21Z' },
  ],
  ['atom dates with spaces', atom('<updated> 2025-06-03T09:39:21Z </updated>'), { date: '2025-06-03T09:39:21Z' }],
  ['atom rfc822 dates', atom('<updated>Tue, 03 Jun 2025 09:39:21 GMT</updated>'), { date: '2025-06-03T09:39:21Z' }],
];

describe('a dialect', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
