import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadWireFeeds, withWeekdays } from '../../src/preview/wire-items.ts';

const FOLDER = fileURLToPath(new URL('../../data/wire', import.meta.url));
const MONDAY = Date.UTC(2026, 10, 23, 12);

describe('the sample wire’s items', () => {
  it('are at least 40, in eight languages, over feeds of every form', async () => {
    const feeds = await loadWireFeeds(FOLDER);
    expect(feeds.flatMap((feed) => feed.items).length).toBeGreaterThanOrEqual(40);
    expect(new Set(feeds.map((feed) => feed.language)).size).toBe(8);
    expect(new Set(feeds.map((feed) => feed.format)).size).toBe(5);
  });

  it('name no year, and say in every feed that they are samples with shifted dates', async () => {
    for (const feed of await loadWireFeeds(FOLDER)) {
      expect(feed.description).toMatch(/sample|muestra|образц|échantillon|amostra|muster|样本|نموذجية/i);
      for (const item of feed.items) expect(`${item.title} ${item.summary}`).not.toMatch(/\b(19|20)\d\d\b/);
    }
  });

  it('have slugs of their own within a feed', async () => {
    for (const feed of await loadWireFeeds(FOLDER)) {
      expect(new Set(feed.items.map((item) => item.slug)).size).toBe(feed.items.length);
    }
  });

  it('bring at least ten happenings within the first minute, two of them in a second outlet', async () => {
    const outletsOf = new Map<string, Set<string>>();
    for (const feed of await loadWireFeeds(FOLDER)) {
      for (const item of feed.items) {
        if (item.happening === undefined || (item.arriveAfterSeconds ?? 0) > 60 || item.ageMinutes) continue;
        outletsOf.set(item.happening, (outletsOf.get(item.happening) ?? new Set()).add(feed.id));
      }
    }
    expect(outletsOf.size).toBeGreaterThanOrEqual(10);
    expect([...outletsOf.values()].filter((outlets) => outlets.size > 1).length).toBeGreaterThanOrEqual(2);
  });

  it('hold a cancelled trip, a trip followed by its deal, and news that must raise nothing', async () => {
    const items = (await loadWireFeeds(FOLDER)).flatMap((feed) => feed.items);
    expect(items.some((item) => item.expect.includes('trip cancelled'))).toBe(true);
    expect(items.filter((item) => item.happening?.startsWith('sechin-caracas')).flatMap((item) => item.expect)).toEqual(
      expect.arrayContaining(['trip done', 'deal done']),
    );
    expect(items.filter((item) => item.expect.length === 0).length).toBeGreaterThanOrEqual(10);
  });
});

describe('weekdays in the text of a sample item', () => {
  it.each([
    ['en', 'arrived {on:0}', 'arrived on Monday'],
    ['ru', 'прибыл {on:+1}', 'прибыл во вторник'],
    ['es', 'firmaron {on:-1}', 'firmaron el domingo'],
    ['zh', '{on:0}抵达', '周一抵达'],
  ] as const)('%s: %s', (language, text, expected) => {
    expect(withWeekdays(text, language, MONDAY)).toBe(expected);
  });

  it('leave no placeholder behind', async () => {
    for (const feed of await loadWireFeeds(FOLDER)) {
      for (const item of feed.items) {
        expect(withWeekdays(`${item.title} ${item.summary}`, feed.language, MONDAY)).not.toMatch(/[{}]/);
      }
    }
  });
});
