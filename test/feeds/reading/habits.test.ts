/** Habits of single outlets and generators, each found by a probe that was read wrong at first. */
import { describe, it } from 'vitest';
import { atom, type Case, channel, item, NAMESPACES, readsAs, rss } from './documents.ts';

const OIL = item('Oil');

const CASES: readonly Case[] = [
  [
    'a page that shows the feed as its text',
    `<html><body><pre>${channel(OIL).replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre></body></html>`,
    { title: 'Oil', 'feed.title': 'Wire' },
  ],
  [
    'a feed that was escaped as a whole',
    channel(OIL).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    { title: 'Oil', 'feed.title': 'Wire' },
  ],
  [
    'a page that explains feeds',
    `<html><body><h1>How to</h1><pre>${channel(OIL).replaceAll('<', '&lt;')}</pre></body></html>`,
    { none: true },
  ],
  [
    'a prefix that is the format’s own, whatever it is bound to',
    `<r:rss xmlns:r="http://press.example/ns" version="2.0"><r:channel><r:title>W</r:title><r:item><r:title>Oil</r:title></r:item></r:channel></r:rss>`,
    { title: 'Oil', 'feed.title': 'W' },
  ],
  [
    'RDF’s id without its prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>W</title></channel><item about="https://press.example/1"><title>Oil</title></item></rdf:RDF>`,
    { id: 'https://press.example/1', link: 'https://press.example/1' },
  ],
  [
    'an id relative to the base that is stated',
    atom('<id>/e/1</id><link href="/1"/>', '', 'xml:base="https://base.example/"'),
    { id: 'https://base.example/e/1', link: 'https://base.example/1' },
  ],
  ['an item without an id is known by its link', rss('<link>/1</link>'), { id: 'https://press.example/1' }],
  ['Dublin Core’s terms', rss('<dcterms:date>2026-11-23T09:00:00Z</dcterms:date>'), { date: '2026-11-23T09:00:00Z' }],
  [
    'PRISM’s day',
    rss(
      '<prism:publicationDate xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">2026-11-23</prism:publicationDate>',
    ),
    { date: '2026-11-23T00:00:00Z' },
  ],
  ['feed: before the address', rss('<link>feed:https://press.example/1</link>'), { link: 'https://press.example/1' }],
  ['an address without its scheme', rss('<link>www.press.example/1</link>'), { link: 'http://www.press.example/1' }],
  [
    'an ampersand that was escaped within CDATA',
    rss('<link><![CDATA[https://press.example/?a=1&amp;b=2]]></link>'),
    { link: 'https://press.example/?a=1&b=2' },
  ],
  [
    'Google’s counter of readers before an article',
    atom(
      '<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://press.example/a%3Fid%3D1&amp;ct=ga&amp;usg=x"/>',
    ),
    { link: 'https://press.example/a?id=1' },
  ],
  [
    'Bing’s',
    rss(
      '<link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=https%3a%2f%2fpress.example%2f1&amp;c=9</link>',
    ),
    { link: 'https://press.example/1' },
  ],
  [
    'a counter that leads to no page',
    rss('<link>https://www.google.com/url?url=javascript:alert(1)</link>'),
    { link: 'https://www.google.com/url?url=javascript:alert(1)' },
  ],
  [
    'a link that is an HTML link',
    rss('<link><a href="https://press.example/1">Read on</a></link>'),
    { link: 'https://press.example/1' },
  ],
  ['isPermaLink="no"', rss('<guid isPermaLink="no">https://press.example/g</guid>'), { link: null }],
  [
    'content that stands elsewhere',
    atom('<id>urn:1</id><content type="text/html" src="full.html"/>'),
    { link: 'https://press.example/feeds/full.html' },
  ],
  [
    'Atom’s feed with RSS’s description',
    atom('<title>a</title>', '<description>News</description>'),
    { 'feed.description': 'News' },
  ],
  [
    'Yandex’s full text',
    rss('<turbo:content xmlns:turbo="http://turbo.yandex.ru"><![CDATA[<p>Crude</p>]]></turbo:content>'),
    { content: 'Crude' },
  ],
  ['encoded without its prefix', rss('<encoded><![CDATA[<p>Crude</p>]]></encoded>'), { content: 'Crude' }],
  [
    'a prolog in the body',
    rss('<description><![CDATA[<?xml version="1.0" encoding="utf-8"?>Crude]]></description>'),
    { summary: 'Crude' },
  ],
  [
    'Word’s own elements',
    rss('<description><![CDATA[<o:p>Crude</o:p><st1:place w:st="on">Baku</st1:place>]]></description>'),
    { html: 'CrudeBaku' },
  ],
  [
    'a frame that closes itself',
    rss('<description><![CDATA[<p>Crude</p><iframe src="https://v.example/1"/><p>rose</p>]]></description>'),
    { summary: 'Crude rose' },
  ],
  [
    'an object that nobody closed',
    rss('<description><![CDATA[Crude <object data="x"> <b>rose</b>]]></description>'),
    { summary: 'Crude rose' },
  ],
  [
    'frames, the first closing itself',
    rss('<description><![CDATA[Crude<iframe src="x"/> rose<iframe src="y"></iframe> again]]></description>'),
    { summary: 'Crude rose again' },
  ],
  [
    'namespaces of a title that is not the item’s',
    `<rss version="2.0" ${NAMESPACES}><channel><title>W</title><item><svg:title xmlns:svg="http://www.w3.org/2000/svg">Icon</svg:title><title>Oil</title></item></channel></rss>`,
    { title: 'Oil' },
  ],
];

describe('a habit', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
