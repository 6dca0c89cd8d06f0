import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeUnclosed } from '../../../src/feeds/unclosed.ts';
import { type Case, channel, item, NAMESPACES, readsAs } from './documents.ts';

const GAS = item('Gas', 2);

const CASES: readonly Case[] = [
  [
    'a link’s address without its end',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><title>Oil</title><link href="https://press.example/1/><id>i1</id></entry><entry><title>Gas</title><link href="/2"/><id>i2</id></entry></feed>`,
    { count: 2, title: 'Oil', id: 'i1', '1.title': 'Gas', '1.link': 'https://press.example/2' },
  ],
  [
    'a guid’s only attribute',
    channel(
      `<item><title>Oil</title><guid isPermaLink="false>g1</guid><link>https://press.example/1</link></item>${GAS}`,
    ),
    { count: 2, title: 'Oil', id: 'g1', link: 'https://press.example/1', '1.title': 'Gas' },
  ],
  [
    'an attribute before others',
    channel(
      `<item><title>Oil</title><atom:link href="https://press.example/1 rel="alternate" type="text/html"/></item>${GAS}`,
    ),
    { count: 2, link: 'https://press.example/1', '1.title': 'Gas' },
  ],
  [
    'the last quote of the document',
    channel("<item><title>Oil</title><guid isPermaLink='false>g1</guid></item>"),
    { count: 1, title: 'Oil', id: 'g1' },
  ],
  [
    'HTML that was not escaped',
    channel(
      `<item><title>Oil</title><description><a href="https://press.example/a>See</a> what he "said" then</description></item>${GAS}`,
    ),
    { count: 2, body: 'See what he "said" then', '1.title': 'Gas' },
  ],
  [
    'HTML that was',
    channel(
      `<item><title>Oil</title><description><![CDATA[<a href="https://press.example/a>See</a> what he "said" then]]></description></item>`,
    ),
    { body: 'See what he "said" then' },
  ],
  [
    'signs in quotes that were closed',
    channel(
      `<item><title>Oil</title><description><img alt="a > b = " title='5 < 6' src="/i.png?q="/>Oil</description></item>${GAS}`,
    ),
    { count: 2, body: 'Oil', '1.title': 'Gas' },
  ],
  [
    'a CDATA section, the next item’s being whole',
    channel(
      `<item><title>Oil</title><description><![CDATA[<p>Crude</p></description></item><item><title>Gas</title><description><![CDATA[<p>LNG</p>]]></description></item>`,
    ),
    { count: 2, title: 'Oil', body: 'Crude', '1.title': 'Gas' },
  ],
  [
    'the last CDATA section',
    `<rss version="2.0" ${NAMESPACES}><channel><title>W</title><item><title>Oil</title><content:encoded><![CDATA[<p>Crude</p></content:encoded><link>https://press.example/1</link></item></channel></rss>`,
    { title: 'Oil', content: 'Crude', link: 'https://press.example/1' },
  ],
  ['CDATA in small letters', channel('<item><title><![cdata[Oil]]></title></item>'), { title: 'Oil' }],
];

describe('what nobody closed swallows nothing', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));

  it('a sound document stays as it is', () => {
    const word = fc.stringMatching(/^[a-z<>=\n ]{0,8}$/).map((text) => text.replaceAll('<', '&lt;'));
    const attribute = fc.tuple(fc.constantFrom('href', 'rel', 'a:b'), word, fc.constantFrom('"', "'"));
    const tag = fc.tuple(fc.array(attribute, { maxLength: 3 }), word);
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 5 }), (tags) => {
        const text = tags
          .map(([attributes, inner]) => {
            const written = attributes.map(([name, value, quote]) => ` ${name}=${quote}${value}${quote}`).join('');
            return `<x${written}>${inner}<![CDATA[${inner}<b a="]]></x>`;
          })
          .join('');
        expect(closeUnclosed(text)).toBe(text);
      }),
    );
  });

  it('nothing but quotes and CDATA’s ends is added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<a ', 'b=', '"', "'", '>', '/>', '</a>', '<![CDATA[', ']]>', 'x', ' ')),
        (parts) => {
          const text = parts.join('');
          const closed = closeUnclosed(text);
          expect(closed.replace(/["']|\]\]>/g, '')).toBe(text.replace(/["']|\]\]>/g, ''));
        },
      ),
    );
  });
});
