import { describe, it } from 'vitest';
import { type Case, channel, item, readsAs, type Wanted } from './documents.ts';

const CASES: readonly Case[] = [
  [
    'junk before prolog',
    `\n\n  <?xml version="1.0"?><rss version="2.0"><channel><title>W</title>${item('Oil')}</channel></rss>`,
    { title: 'Oil' },
  ],
  [
    'html comment before prolog',
    `<!-- cached --><?xml version="1.0"?><rss version="2.0"><channel><title>W</title>${item('Oil')}</channel></rss>`,
    { title: 'Oil' },
  ],
  [
    'php warning before',
    `<br />\n<b>Warning</b>: x in <b>/var/www/a.php</b> on line <b>3</b><br />\n<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>${item('Oil')}</channel></rss>`,
    { title: 'Oil' },
  ],
  ['text after root', `${channel(item('Oil'))}\n<!-- 0.3 s --><script>x()</script>`, { title: 'Oil' }],
  ['second root after', channel(item('Oil')) + channel(item('Gas', 2)), { title: 'Oil' }],
  ['truncated in second item', channel(item('Oil') + item('Gas', 2)).slice(0, -60), { title: 'Oil' }],
  [
    'truncated in cdata',
    channel(`${item('Oil')}<item><title>Gas</title><description><![CDATA[half of`).replace('</channel></rss>', ''),
    { title: 'Oil' },
  ],
  [
    'truncated inside tag',
    channel(item('Oil')).replace('</item></channel></rss>', '</item><item><title>Gas</ti'),
    { title: 'Oil' },
  ],
  [
    'missing closing item',
    channel('<item><title>Oil</title><item><title>Gas</title></item>'),
    { title: 'Oil', '1.title': 'Gas' },
  ],
  [
    'missing closing title',
    channel('<item><title>Oil<link>https://press.example/1</link></item>'),
    { title: 'Oil', link: 'https://press.example/1' },
  ],
  [
    'wrong closing order',
    channel('<item><title>Oil</title><description><b>x</description></b></item>'),
    { title: 'Oil', body: 'x' },
  ],
  [
    'upper tags',
    `<RSS VERSION="2.0"><CHANNEL><TITLE>W</TITLE><ITEM><TITLE>Oil</TITLE><LINK>https://press.example/1</LINK><PUBDATE>Tue, 03 Jun 2025 09:39:21 GMT</PUBDATE><GUID>g</GUID><DESCRIPTION>D</DESCRIPTION></ITEM></CHANNEL></RSS>`,
    { title: 'Oil', link: 'https://press.example/1', date: '2025-06-03T09:39:21Z', id: 'g', summary: 'D' },
  ],
  [
    'mixed case item children',
    channel(
      '<item><Title>Oil</Title><Link>https://press.example/1</Link><Description>D</Description><Guid>g</Guid></item>',
    ),
    { title: 'Oil', link: 'https://press.example/1', summary: 'D', id: 'g' },
  ],
  [
    'unquoted attributes',
    channel('<item><title>Oil</title><guid isPermaLink=false>https://press.example/g</guid></item>'),
    { title: 'Oil', id: 'https://press.example/g', link: null },
  ],
  ['single quotes', channel("<item><title>Oil</title><guid isPermaLink='false'>g</guid></item>"), { id: 'g' }],
  ['duplicate attributes', channel('<item a="1" a="2"><title>Oil</title></item>'), { title: 'Oil' }],
  ['bare ampersands', channel('<item><title>AT&T and R&D</title></item>'), { title: 'AT&T and R&D' }],
  [
    'amp semicolon-less entity',
    channel('<item><title>Smith &amp Sons &copy 2025</title></item>'),
    { title: 'Smith & Sons © 2025' },
  ],
  [
    'html named entities',
    channel('<item><title>caf&eacute; &ndash; &euro;5 &nbsp; &hellip;</title></item>'),
    { title: 'café – €5 …' },
  ],
  [
    'custom entity in doctype',
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY who "Ministry">]><rss version="2.0"><channel><title>W</title><item><title>&who; says</title></item></channel></rss>`,
    { title: 'Ministry says' },
  ],
  [
    'doctype with external dtd',
    `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>W</title><item><title>Oil</title></item></channel></rss>`,
    { title: 'Oil' },
  ],
  ['control characters', channel('<item><title>O\u0008il\u000b now</title></item>'), { title: 'Oil now' }],
  ['nul bytes', channel('<item><title>O\u0000il</title></item>'), { title: 'Oil' }],
  ['numeric ref to control', channel('<item><title>O&#8;il &#x1F;x</title></item>'), { title: 'Oil x' }],
  [
    'cdata unfinished',
    channel('<item><title>Oil</title><description><![CDATA[a & b</description></item>'),
    { title: 'Oil' },
  ],
  ['stray lt', channel('<item><title>5 < 6 oil</title></item>'), { title: '5 < 6 oil' }],
  ['xml pi within', channel('<?php echo 1 ?><item><title>Oil</title></item>'), { title: 'Oil' }],
  ['no channel', `<rss version="2.0">${item('Oil')}</rss>`, { title: 'Oil' }],
  [
    'items beside channel',
    `<rss version="2.0"><channel><title>W</title></channel>${item('Oil')}</rss>`,
    { title: 'Oil', 'feed.title': 'W' },
  ],
  [
    'rdf items outside',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>W</title><items><rdf:Seq><rdf:li rdf:resource="https://press.example/1"/></rdf:Seq></items></channel>${item('Oil')}</rdf:RDF>`,
    { title: 'Oil', count: 1 },
  ],
  [
    'rdf prefix missing declaration',
    `<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>W</title></channel><item rdf:about="https://press.example/1"><title>Oil</title></item></rdf:RDF>`,
    { title: 'Oil', id: 'https://press.example/1' },
  ],
  ['empty feed', channel(''), { count: 0 }],
  ['html page', `<!DOCTYPE html><html><head><title>x</title></head><body><p>no feed</p></body></html>`, { none: true }],
  [
    'feed in html pre',
    `<html><body><pre><?xml version="1.0"?><rss version="2.0"><channel><title>W</title>${item('Oil')}</channel></rss></pre></body></html>`,
    { title: 'Oil' },
  ],
  ...unclosed('a link', '<title>Oil</title><link>https://press.example/1<description>Crude</description>', {
    body: 'Crude',
  }),
  ...unclosed('a guid', '<title>Oil</title><guid>g1<link>https://press.example/1</link>', { id: 'g1' }),
  ...unclosed(
    'a description, and a date',
    '<title>Oil</title><description>Crude<pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate><link>https://press.example/1</link>',
    {
      body: 'Crude',
      date: '2025-06-03T09:39:21Z',
    },
  ),
  ...unclosed(
    'contents in CDATA',
    '<title>Oil</title><content:encoded><![CDATA[<p>Crude</p>]]><link>https://press.example/1</link>',
    { content: 'Crude' },
  ),
  ...unclosed('a category', '<category>c<title>Oil</title><link>https://press.example/1</link>'),
  ...unclosed(
    'an enclosure, as in HTML',
    '<enclosure url="a.mp3"><title>Oil</title><link>https://press.example/1</link>',
  ),
  ...unclosed(
    'a thumbnail, as in HTML',
    '<media:thumbnail url="x"><title>Oil</title><link>https://press.example/1</link>',
  ),
  ...unclosed('an element that nobody knows', '<foo><title>Oil</title><link>https://press.example/1</link>'),
  ...unclosed('the source', '<source url="x"><title>Oil</title><link>https://press.example/1</link>'),
  ...unclosed('a title in a title', '<title>Oil<title> </title></title><link>https://press.example/1</link>'),
  ...unclosed('a tag', '<title>Oil</title<link>https://press.example/1</link>'),
  ...unclosed('a comment', '<!-- bad -- ><title>Oil</title><link>https://press.example/1</link>'),
  [
    'Atom’s links without their ends, as in HTML',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><link href="https://press.example/"><entry><title>Oil</title><link href="https://press.example/1"><id>i1</id></entry><entry><title>Gas</title></entry></feed>`,
    {
      count: 2,
      title: 'Oil',
      link: 'https://press.example/1',
      id: 'i1',
      '1.title': 'Gas',
      'feed.link': 'https://press.example/',
    },
  ],
  [
    'an entry that is another’s content',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><title>Oil</title><content type="application/atom+xml"><entry><id>inner</id><title>No</title><updated>2001-01-01T00:00:00Z</updated></entry></content><id>outer</id><updated>2025-06-03T09:39:21Z</updated></entry></feed>`,
    { count: 1, title: 'Oil', id: 'outer', date: '2025-06-03T09:39:21Z' },
  ],
  [
    'elements of another vocabulary that were closed',
    channel('<item><foo><title>No</title></foo><title>Oil</title></item>'),
    { title: 'Oil' },
  ],
  ['items alone', `${item('Oil')}${item('Gas', 2)}`, { count: 2, title: 'Oil', '1.title': 'Gas' }],
];

/** Something isn't closed in the first item: it is read all the same, and so is the second. */
function unclosed(what: string, elements: string, wanted: Wanted = {}): Case[] {
  const all = { count: 2, title: 'Oil', link: 'https://press.example/1', '1.title': 'Gas', '1.id': 'g2', ...wanted };
  return [[`not closed: ${what}`, channel(`<item>${elements}</item>${item('Gas', 2)}`), all]];
}

describe('a broken document', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
