import { describe, it } from 'vitest';
import { atom, atom03, type Case, channel, item, NAMESPACES, rdf, readsAs, rss } from './documents.ts';

const CASES: readonly Case[] = [
  [
    'feed title not textinput title',
    `<rss version="2.0"><channel><textInput><title>Search</title><name>q</name><link>https://s.example/</link><description>find</description></textInput><title>Wire</title><link>https://press.example/</link><description>News</description><item><title>a</title></item></channel></rss>`,
    { 'feed.title': 'Wire', 'feed.description': 'News' },
  ],
  [
    'atom summary+content',
    atom('<summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content>'),
    { summary: 'Short', content: 'Long' },
  ],
  [
    'atom content xhtml',
    atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>two</em></p></div></content>'),
    { body: 'One two' },
  ],
  ['atom content text brackets', atom('<content type="text">a &lt;b&gt; c</content>'), { body: 'a <b> c' }],
  [
    'atom content inline xml',
    atom('<content type="application/xml"><x:doc xmlns:x="urn:x"><x:p>Hello</x:p></x:doc></content>'),
    { body: 'Hello' },
  ],
  [
    'atom content base64 text',
    atom(`<content type="application/octet-stream">${Buffer.from('Hello').toString('base64')}</content>`),
    { body: 'Hello' },
  ],
  [
    'atom content src',
    atom('<title>t</title><summary>S</summary><content src="https://press.example/1.html" type="text/html"/>'),
    { body: 'S' },
  ],
  ['atom summary html', atom('<summary type="html">a &lt;i&gt;b&lt;/i&gt;</summary>'), { summary: 'a b' }],
  [
    'atom03 summary escaped',
    atom03('<summary type="text/html" mode="escaped">a &lt;i&gt;b&lt;/i&gt;</summary>'),
    { summary: 'a b' },
  ],
  [
    'atom03 content base64',
    atom03(`<content type="text/html" mode="base64">${Buffer.from('<p>Hi</p>').toString('base64')}</content>`),
    { body: 'Hi' },
  ],
  [
    'rss description+content',
    rss('<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>'),
    { summary: 'Short', content: 'Long' },
  ],
  ['rss content only', rss('<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>'), { content: 'Long' }],
  ['rss description inline html', rss('<description>One <b>two</b> three</description>'), { body: 'One two three' }],
  ['rss xhtml:body', rss('<body xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p></body>'), { body: 'Hello' }],
  ['rss xhtml:div', rss('<div xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p></div>'), { body: 'Hello' }],
  ['rss fullitem', rss('<fullitem>Hello &lt;b&gt;x&lt;/b&gt;</fullitem>'), { body: 'Hello x' }],
  ['rss itunes summary', rss('<itunes:summary>Hello</itunes:summary>'), { summary: 'Hello' }],
  ['rss dc:description', rss('<dc:description>Hello</dc:description>'), { summary: 'Hello' }],
  [
    'rss media:description',
    rss('<media:group><media:description>Hello</media:description></media:group>'),
    { body: 'Hello' },
  ],
  ['rss atom:summary', rss('<atom:summary>Hello</atom:summary>'), { body: 'Hello' }],
  ['rss description not a doctype', rss('<description>&lt;!DOCTYPE html&gt;hello</description>'), { body: 'hello' }],
  [
    'rss content in description entity',
    rss('<description>caf&amp;eacute; &amp;mdash; bar</description>'),
    { body: 'café — bar' },
  ],
  ['rss description undeclared entity', rss('<description>caf&eacute; bar</description>'), { body: 'café bar' }],
  [
    'rdf content items',
    rdf(
      `<item><title>t</title><content:items><rdf:Bag><rdf:li><content:item><content:format rdf:resource="http://www.w3.org/1999/xhtml"/><rdf:value><![CDATA[<p>Hello</p>]]></rdf:value></content:item></rdf:li></rdf:Bag></content:items></item>`,
    ),
    { body: 'Hello' },
  ],
  [
    'rss description escaped script',
    rss('<description>safe&lt;script&gt;alert(1)&lt;/script&gt; text</description>'),
    { html: 'safe text' },
  ],
  [
    'rss onclick',
    rss('<description><![CDATA[<a href="https://x.example/" onclick="evil()">go</a>]]></description>'),
    { html: '<a href="https://x.example/">go</a>' },
  ],
  [
    'rss style attr gone',
    rss('<description><![CDATA[<p style="width:expression(alert(1))">go</p>]]></description>'),
    { html: '<p>go</p>' },
  ],
  [
    'rss object gone',
    rss(
      '<description><![CDATA[a<object data="x"><param name="a"/></object>b<iframe src="x"></iframe><style>p{}</style>c]]></description>',
    ),
    { html: 'abc' },
  ],
  [
    'rss relative in body',
    rss('<description><![CDATA[<a href="/x">go</a><img src="y.png">]]></description>'),
    { html: '<a href="https://press.example/x">go</a><img src="https://press.example/feeds/y.png" />' },
  ],
  [
    'atom base in content',
    atom('<content type="html" xml:base="https://base.example/d/">&lt;a href="x"&gt;go&lt;/a&gt;</content>'),
    { html: '<a href="https://base.example/d/x">go</a>' },
  ],
  [
    'atom base in xhtml inner',
    atom(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://base.example/d/"><a href="x">go</a></div></content>',
    ),
    { html: '<div><a href="https://base.example/d/x">go</a></div>' },
  ],
  ['body comment', rss('<description><![CDATA[a<!-- hidden -->b]]></description>'), { body: 'ab' }],
  ['body blink', rss('<description>a &lt;blink&gt;b&lt;/blink&gt;</description>'), { body: 'a b' }],
  ['br text', rss('<description>a&lt;br&gt;b</description>'), { body: 'a b' }],
  [
    'two descriptions',
    channel('<item><title>t</title><description>short</description><description>a long one</description></item>'),
    { summary: 'short' },
  ],
  [
    'channel description html',
    channel(item('Oil'), '<description>News &lt;b&gt;now&lt;/b&gt;</description>'),
    { 'feed.description': 'News now' },
  ],
  [
    'channel dc title',
    `<rss version="2.0" ${NAMESPACES}><channel><dc:title>W</dc:title><dc:description>D</dc:description>${item('Oil')}</channel></rss>`,
    { 'feed.title': 'W', 'feed.description': 'D' },
  ],
  [
    'channel itunes subtitle',
    `<rss version="2.0" ${NAMESPACES}><channel><title>W</title><itunes:subtitle>D</itunes:subtitle>${item('Oil')}</channel></rss>`,
    { 'feed.description': 'D' },
  ],
  [
    'atom subtitle html',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><subtitle type="html">a &lt;b&gt;b&lt;/b&gt;</subtitle><entry><title>t</title></entry></feed>`,
    { 'feed.description': 'a b' },
  ],
  [
    'p without close',
    channel('<item><title>t</title><description><![CDATA[<p>a<p>b]]></description></item>'),
    { body: 'a b' },
  ],
  [
    'script upper',
    channel('<item><title>t</title><description><![CDATA[a<SCRIPT>evil</SCRIPT>b]]></description></item>'),
    { body: 'ab' },
  ],
  [
    'js url',
    channel('<item><title>t</title><description><![CDATA[<a href="JaVaScRiPt:x()">go</a>]]></description></item>'),
    { html: '<a>go</a>' },
  ],
  [
    'js url with entity',
    channel('<item><title>t</title><description><![CDATA[<a href="java&#10;script:x()">go</a>]]></description></item>'),
    { html: '<a>go</a>' },
  ],
  [
    'unclosed script',
    channel('<item><title>t</title><description><![CDATA[a<script>evil()]]></description></item>'),
    { body: 'a' },
  ],
  [
    'style tag',
    channel('<item><title>t</title><description><![CDATA[<style>p{color:red}</style>x]]></description></item>'),
    { body: 'x' },
  ],
  [
    'meta link base tags',
    channel(
      '<item><title>t</title><description><![CDATA[<base href="https://evil.example/"><meta http-equiv="refresh" content="0"><link rel="x" href="y">x]]></description></item>',
    ),
    { html: 'x' },
  ],
  [
    'img onerror',
    channel('<item><title>t</title><description><![CDATA[<img src=x onerror=alert(1)>y]]></description></item>'),
    { html: '<img src="https://press.example/feeds/x" />y' },
  ],
  [
    'content image base64',
    atom('<title>t</title><summary>S</summary><content type="image/png">iVBORw0KGgo=</content>'),
    { body: 'S' },
  ],
  ['content TYPE=HTML', atom('<content type="HTML">&lt;b&gt;x&lt;/b&gt;</content>'), { html: '<b>x</b>' }],
  ['content text/html', atom('<content type="text/html">&lt;b&gt;x&lt;/b&gt;</content>'), { html: '<b>x</b>' }],
  [
    'content svg inline',
    atom('<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg></content>'),
    { body: 'Hi' },
  ],
  ['content xhtml without div', atom('<content type="xhtml"><p>Hi</p></content>'), { body: 'Hi' }],
  ['content xhtml escaped by mistake', atom('<content type="xhtml">&lt;p&gt;Hi&lt;/p&gt;</content>'), { body: 'Hi' }],
  [
    'content html unescaped by mistake',
    atom('<content type="html"><p>Hi <b>you</b></p></content>'),
    { body: 'Hi you' },
  ],
  [
    'content xhtml empty elements',
    atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<br/>b<hr/>c</div></content>'),
    { body: 'a b c' },
  ],
  [
    'content xhtml entities',
    atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a &amp;lt; b &lt; c &amp; d</div></content>'),
    { body: 'a &lt; b < c & d' },
  ],
  [
    'itunes subtitle+summary',
    rss('<title>t</title><itunes:subtitle>Sub</itunes:subtitle><itunes:summary>Sum</itunes:summary>'),
    { summary: 'Sum' },
  ],
  [
    'itunes only duration',
    rss(
      '<title>t</title><itunes:duration>1</itunes:duration><description>D</description><itunes:summary>Sum</itunes:summary>',
    ),
    { summary: 'D' },
  ],
  [
    'xml:base rss description',
    `<rss version="2.0"><channel xml:base="https://base.example/x/"><title>W</title><item><description>&lt;a href="y"&gt;z&lt;/a&gt;</description></item></channel></rss>`,
    { html: '<a href="https://base.example/x/y">z</a>' },
  ],
  [
    'xml:base on description',
    `<rss version="2.0"><channel><title>W</title><item><description xml:base="https://base.example/x/">&lt;img src="y.png"&gt;</description></item></channel></rss>`,
    { html: '<img src="https://base.example/x/y.png" />' },
  ],
  [
    'xml:base on content:encoded',
    `<rss version="2.0" ${NAMESPACES}><channel><title>W</title><item><content:encoded xml:base="https://base.example/x/">&lt;img src="y.png"&gt;</content:encoded></item></channel></rss>`,
    { html: '<img src="https://base.example/x/y.png" />' },
  ],
  ['double escaped apos', rss('<description>It&amp;apos;s</description>'), { body: "It's" }],
  ['desc text with lt', rss('<description>if a &lt; b then c</description>'), { body: 'if a < b then c' }],
  ['desc plain newline', rss('<description>line one\nline two</description>'), { body: 'line one line two' }],
  [
    'desc empty content full',
    rss('<description></description><content:encoded>Full</content:encoded>'),
    { body: 'Full' },
  ],
  ['desc cdata ws', rss('<description>\n<![CDATA[\n<p>Hi</p>\n]]>\n</description>'), { body: 'Hi' }],
  [
    'image as body',
    rss('<title>t</title><description>&lt;img src="/a.png" width="1"&gt;</description>'),
    { html: '<img src="https://press.example/a.png" width="1" />' },
  ],
  [
    'form in body',
    rss('<title>t</title><description>&lt;form action="x"&gt;&lt;input name="q"&gt;go&lt;/form&gt;</description>'),
    { body: 'go' },
  ],
  [
    'iframe video',
    rss('<title>t</title><description>&lt;iframe src="https://v.example/1"&gt;&lt;/iframe&gt;Hi</description>'),
    { html: 'Hi' },
  ],
  [
    'ins del cite',
    rss('<description>&lt;q cite="/s"&gt;x&lt;/q&gt;</description>'),
    { html: '<q cite="https://press.example/s">x</q>' },
  ],
  [
    'content:encoded cdata after description in upper',
    rss('<title>t</title><CONTENT:ENCODED><![CDATA[<p>C</p>]]></CONTENT:ENCODED>'),
    { content: 'C' },
  ],
];

describe('the words of an item', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
