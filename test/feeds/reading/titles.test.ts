import { describe, it } from 'vitest';
import { atom, atom03, type Case, channel, item, rdf, readsAs, rss } from './documents.ts';

const CASES: readonly Case[] = [
  [
    'atom title text keeps angle words',
    atom('<title type="text">Why &lt;em&gt; matters</title>'),
    { title: 'Why <em> matters' },
  ],
  [
    'atom title html',
    atom('<title type="html">Oil &lt;b&gt;deal&lt;/b&gt; signed</title>'),
    { title: 'Oil deal signed' },
  ],
  ['atom title html twice escaped lt', atom('<title type="html">1 &amp;lt; 2</title>'), { title: '1 < 2' }],
  [
    'atom title xhtml',
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Oil <b>deal</b> 1 &lt; 2</div></title>'),
    { title: 'Oil deal 1 < 2' },
  ],
  [
    'atom title xhtml prefixed',
    atom(
      '<title type="xhtml"><h:div>Oil <h:b>deal</h:b></h:div></title>',
      '',
      'xmlns:h="http://www.w3.org/1999/xhtml"',
    ),
    { title: 'Oil deal' },
  ],
  ['atom title html in cdata', atom('<title type="html"><![CDATA[Oil <b>deal</b>]]></title>'), { title: 'Oil deal' }],
  ['atom title text in cdata', atom('<title><![CDATA[AT&T wins]]></title>'), { title: 'AT&T wins' }],
  [
    'atom title html script',
    atom('<title type="html">safe&lt;script&gt;bad()&lt;/script&gt; headline</title>'),
    { title: 'safe headline' },
  ],
  [
    'atom title with no type and tags escaped',
    atom('<title>Oil &lt;b&gt;deal&lt;/b&gt;</title>'),
    { title: 'Oil <b>deal</b>' },
  ],
  [
    'atom03 base64 title',
    atom03(`<title type="text/html" mode="base64">${Buffer.from('Oil <b>deal</b>').toString('base64')}</title>`),
    { title: 'Oil deal' },
  ],
  [
    'atom03 base64 octet',
    atom03(
      `<title type="application/octet-stream" mode="base64">${Buffer.from('Oil deal').toString('base64')}</title>`,
    ),
    { title: 'Oil deal' },
  ],
  [
    'atom03 base64 octet markup',
    atom03(
      `<title type="application/octet-stream" mode="base64">\n${Buffer.from('Oil <b>deal</b>').toString('base64')}\n</title>`,
    ),
    { title: 'Oil deal' },
  ],
  [
    'atom03 escaped',
    atom03('<title type="text/html" mode="escaped">Oil &lt;b&gt;deal&lt;/b&gt;</title>'),
    { title: 'Oil deal' },
  ],
  [
    'atom03 escaped no type',
    atom03('<title mode="escaped">Oil &lt;b&gt;deal&lt;/b&gt;</title>'),
    { title: 'Oil deal' },
  ],
  ['atom03 xml naked', atom03('<title type="text/html">Oil <b>deal</b></title>'), { title: 'Oil deal' }],
  [
    'atom03 xml div',
    atom03(
      '<title type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">Oil <b>deal</b></div></title>',
    ),
    { title: 'Oil deal' },
  ],
  [
    'atom03 plain brackets',
    atom03('<title type="text/plain">Use of &lt;b&gt; in text</title>'),
    { title: 'Use of <b> in text' },
  ],
  [
    'atom03 inner markup text/plain escaped',
    atom03('<title type="text/plain" mode="escaped">R&amp;amp;D and oil</title>'),
    { title: 'R&D and oil' },
  ],
  ['rss title tags escaped', rss('<title>Oil &lt;b&gt;deal&lt;/b&gt;</title>'), { title: 'Oil deal' }],
  ['rss title double escaped entity', rss('<title>Smith &amp;amp; Sons</title>'), { title: 'Smith & Sons' }],
  ['rss title cdata entity', rss('<title><![CDATA[Smith &amp; Sons]]></title>'), { title: 'Smith & Sons' }],
  ['rss title cdata numeric', rss('<title><![CDATA[It&#8217;s oil]]></title>'), { title: 'It’s oil' }],
  ['rss title inline markup', rss('<title>Oil <b>deal</b> now</title>'), { title: 'Oil deal now' }],
  ['rss title text and cdata', rss('<title>Oil <![CDATA[& gas]]> now</title>'), { title: 'Oil & gas now' }],
  ['rss title two cdata', rss('<title><![CDATA[Oil ]]><![CDATA[deal]]></title>'), { title: 'Oil deal' }],
  ['rss title lt', rss('<title>Rates &lt; 3%</title>'), { title: 'Rates < 3%' }],
  ['rss title nested cdata escaped', rss('<title>&lt;![CDATA[Oil deal]]&gt;</title>'), { title: 'Oil deal' }],
  ['rss empty title, dc:title', rss('<title/><dc:title>Oil deal</dc:title>'), { title: 'Oil deal' }],
  [
    'rss media:title does not override',
    rss('<media:title>Photo</media:title><title>Oil deal</title>'),
    { title: 'Oil deal' },
  ],
  [
    'rss media:content title inside does not override',
    rss(
      '<media:content url="http://x.example/a.jpg"><media:title>Photo</media:title></media:content><title>Oil deal</title>',
    ),
    { title: 'Oil deal' },
  ],
  ['rss only itunes:title', rss('<itunes:title>Oil deal</itunes:title>'), { title: 'Oil deal' }],
  ['rss atom:title', rss('<atom:title>Oil deal</atom:title>'), { title: 'Oil deal' }],
  [
    'rss image title not item',
    rss('<title>Oil deal</title><image><title>Logo</title><url>x</url></image>'),
    { title: 'Oil deal' },
  ],
  [
    'rss source title',
    rss('<source url="http://x.example/">Other</source><title>Oil deal</title>'),
    { title: 'Oil deal' },
  ],
  ['title newline', rss('<title>\n  Oil\n\tdeal\n</title>'), { title: 'Oil deal' }],
  [
    'rdf image title',
    rdf(
      '<image rdf:about="x"><title>Logo</title><url>u</url><link>https://l.example/</link></image><item rdf:about="https://press.example/1"><title>Oil deal</title><link>https://press.example/1</link></item>',
    ),
    { title: 'Oil deal', 'feed.title': 'Wire', link: 'https://press.example/1', id: 'https://press.example/1' },
  ],
  [
    'svg title',
    `<rss version="2.0" xmlns:svg="http://www.w3.org/2000/svg"><channel><title>Wire</title><item><title>Oil deal</title><svg:svg><svg:title>circle</svg:title></svg:svg></item></channel></rss>`,
    { title: 'Oil deal' },
  ],
  [
    'svg default ns title before',
    `<rss version="2.0"><channel><title>Wire</title><item><svg xmlns="http://www.w3.org/2000/svg"><title>circle</title></svg><title>Oil deal</title></item></channel></rss>`,
    { title: 'Oil deal' },
  ],
  [
    'atom source link ignored',
    atom(
      '<source><link href="https://other.example/"/><title>Other</title><id>x</id></source><link href="https://press.example/1"/><title>Mine</title><id>i</id>',
    ),
    { link: 'https://press.example/1', title: 'Mine', id: 'i' },
  ],
  [
    'stylesheet pi',
    channel(item('Oil')).replace('<?xml version="1.0"?>', '<?xml-stylesheet type="text/xsl" href="a.xsl"?>'),
    { title: 'Oil' },
  ],
  [
    'atom entry root',
    `<entry xmlns="http://www.w3.org/2005/Atom"><title>Oil</title><link href="https://press.example/1"/><id>x</id></entry>`,
    { title: 'Oil', id: 'x' },
  ],
  ['two titles first wins', channel('<item><title>Oil</title><title>Gas</title></item>'), { title: 'Oil' }],
  ['dc:creator', channel('<item><title>t</title><dc:creator>Ana</dc:creator></item>'), { title: 't' }],
  [
    'items nested in media',
    channel(
      '<item><title>Oil</title><media:group><media:content url="https://press.example/a.jpg"><media:title>P</media:title></media:content></media:group></item>',
    ),
    { title: 'Oil' },
  ],
  [
    'atom feed title html',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">a &lt;b&gt;b&lt;/b&gt;</title><entry><title>t</title></entry></feed>`,
    { 'feed.title': 'a b' },
  ],
  [
    'atom info',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>W</title><info>about</info><entry><title>t</title></entry></feed>`,
    { 'feed.title': 'W' },
  ],
  [
    'youtube group',
    atom(
      '<id>yt:video:1</id><title>V</title><link rel="alternate" href="https://v.example/1"/><media:group><media:title>V2</media:title><media:description>Words</media:description></media:group>',
    ),
    { title: 'V', body: 'Words', link: 'https://v.example/1' },
  ],
  [
    'cdf A href',
    `<CHANNEL><A HREF="https://press.example/">W</A><TITLE>W</TITLE><ITEM><A HREF="https://press.example/1"></A><TITLE>Oil</TITLE></ITEM></CHANNEL>`,
    { title: 'Oil', link: 'https://press.example/1' },
  ],
  ['title only whitespace', rss('<title>   </title><description>D</description>'), { title: '', summary: 'D' }],
  ['item author markup', rss('<title>t</title><author>a@b.example (Ann)</author>'), { title: 't' }],
  ['comments after', rss('<!-- <title>no</title> --><title>yes</title>'), { title: 'yes' }],
  ['title with comment', rss('<title>a<!-- no -->b</title>'), { title: 'ab' }],
  ['title with pi', rss('<title>a<?x no?>b</title>'), { title: 'ab' }],
  ['apos entity', rss('<title>It&apos;s</title>'), { title: 'It’s'.replace('’', "'") }],
  ['hex refs', rss('<title>&#x41E;il &#x2014; x</title>'), { title: 'Оil — x' }],
  ['nbsp char', rss('<title>a\u00a0b</title>'), { title: 'a b' }],
  ['zero width', rss('<title>Ro\u200bsneft</title>'), { title: 'Rosneft' }],
  ['soft hyphen', rss('<title>Ros\u00adneft</title>'), { title: 'Rosneft' }],
  ['quot title', rss('<title>&quot;Oil&quot; &amp;quot;gas&amp;quot;</title>'), { title: '"Oil" "gas"' }],
  ['title html with attr >', rss('<title><![CDATA[<a title="a > b">Oil</a> deal]]></title>'), { title: 'Oil deal' }],
  ['title br', rss('<title>Oil&lt;br/&gt;deal</title>'), { title: 'Oil deal' }],
  ['title heart', rss('<title>We &lt;3 oil</title>'), { title: 'We <3 oil' }],
  ['title arrow', rss('<title>A -&gt; B &lt;- C</title>'), { title: 'A -> B <- C' }],
  [
    'title email',
    rss('<title>Contact &lt;me@press.example&gt; now</title>'),
    { title: 'Contact <me@press.example> now' },
  ],
  [
    'title url in angle',
    rss('<title>See &lt;https://press.example/&gt;</title>'),
    { title: 'See <https://press.example/>' },
  ],
  ['title generics', rss('<title>List&lt;String&gt; in Java</title>'), { title: 'List<String> in Java' }],
  [
    'rdf:Description items',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>W</title></channel><item rdf:ID="i1"><title>Oil</title></item></rdf:RDF>`,
    { title: 'Oil' },
  ],
  ['atom contributor name', atom('<contributor><name>x</name></contributor><title>t</title>'), { title: 't' }],
  ['atom category', atom('<title>t</title><category term="x"/>'), { title: 't' }],
  ['atom rights', atom('<rights>c</rights><title>t</title>'), { title: 't' }],
  ['atom author title?', atom('<author><name>A</name><title>Dr</title></author><title>t</title>'), { title: 't' }],
  [
    'wfw etc',
    rss(
      '<wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://press.example/c</wfw:commentRss><title>t</title>',
    ),
    { title: 't', link: null },
  ],
  [
    'rss 0.92 no title',
    `<rss version="0.92"><channel><title>W</title><item><description>D &lt;a href="https://press.example/1"&gt;x&lt;/a&gt;</description></item></channel></rss>`,
    { title: '', summary: 'D x', link: null },
  ],
];

describe('a headline', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
