import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOpml, writeOpml } from '../../../src/feeds/opml.ts';
import { SOURCE_KINDS } from '../../../src/model/feed.ts';
import { feedOf } from './samples.ts';

describe('a list of feeds that comes in', () => {
  it('gives each address once, its folders as tags', () => {
    const feeds = parseOpml(`﻿
      <?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
        <outline text="Energy"><outline text="Oil &amp; gas">
          <outline type="rss" text="Oil wire" xmlUrl="https://oil.example/rss?a=1&amp;b=2" language="en-US" category="wire"/>
        </outline></outline>
        <outline TEXT="Straits" xmlurl="feed://straits.example/rss"/>
        <outline text="Russia"><outline text="Oil again" xmlUrl="https://oil.example/rss?a=1&amp;b=2"/></outline>
        <outline text="Not a feed" url="https://page.example/"/>
        <outline text="Evil" xmlUrl="javascript:alert(1)"/>
        <outline xmlUrl="https://nameless.example/rss"/>
      </body></opml>`);
    expect(feeds).toEqual([
      {
        url: 'https://oil.example/rss?a=1&b=2',
        title: 'Oil wire',
        language: 'en',
        sourceKind: 'wire',
        tags: ['Energy', 'Oil & gas', 'Russia'],
      },
      { url: 'http://straits.example/rss', title: 'Straits', language: undefined, sourceKind: undefined, tags: [] },
      {
        url: 'https://nameless.example/rss',
        title: 'nameless.example',
        language: undefined,
        sourceKind: undefined,
        tags: [],
      },
    ]);
  });

  it('reads the feed pack that comes with Dateline', () => {
    const feeds = parseOpml(readFileSync('data/feeds.opml', 'utf8'));
    expect(feeds.length).toBeGreaterThan(20);
    for (const feed of feeds) expect(feed).toMatchObject({ tags: [expect.any(String)], language: expect.any(String) });
  });

  it.each<[string, string]>([
    ['a web page', '<html><body>no</body></html>'],
    ['nothing', ''],
    ['half a document', '<opml><body><outline text="x"'],
    ['too long a list', `<opml><body>${'<outline xmlUrl="https://a.example/"/>'.repeat(200_000)}</body></opml>`],
    ['a thousand folders deep and deeper', `<opml><body>${'<outline text="a">'.repeat(100_000)}</body></opml>`],
  ])('refuses, or reads as empty, %s', (_case, text) => {
    let found = 0;
    try {
      found = parseOpml(text).length;
    } catch (error) {
      expect(error).toMatchObject({ name: 'OpmlError' });
    }
    expect(found).toBe(0);
  });

  it('a million entities are not expanded', () => {
    const bomb = `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><opml><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>`;
    try {
      expect(parseOpml(bomb)[0]?.title.length ?? 0).toBeLessThan(50);
    } catch (error) {
      expect(error).toMatchObject({ name: 'OpmlError' });
    }
  });
});

describe('a list of feeds that goes out', () => {
  it('comes back as it was', () => {
    const feed = fc.record({
      url: fc.nat().map((n) => `https://wire.example/rss?section=${n}&lang=ru`),
      title: fc
        .array(fc.constantFrom('AT&T', '<b>', '"quoted"', 'Вести', '新闻', 'أخبار', '&amp;', "'s", ']]>', '🛢️'), {
          minLength: 1,
        })
        .map((words) => words.join(' ')),
      language: fc.option(fc.constantFrom('en', 'ru', 'zh'), { nil: undefined }),
      sourceKind: fc.constantFrom(...SOURCE_KINDS),
      tags: fc.constantFrom(
        [],
        ['Energy'],
        ['Energy', 'Oil'],
        ['Russia & neighbours', 'Energy', 'Gas'],
        ['“Folder” <b>'],
      ),
    });
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: (one) => one.url, maxLength: 6 }), (list) => {
        const back = parseOpml(
          writeOpml(
            list.map((one) => feedOf(one)),
            'My “feeds” & more',
          ),
        );
        expect(back.toSorted(byUrl)).toEqual(list.toSorted(byUrl));
      }),
    );
  });
});

function byUrl(a: { url: string }, b: { url: string }): number {
  return a.url < b.url ? -1 : 1;
}
