import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreshItem, findFresh, type SeenItems, toItem } from '../../../src/feeds/identity.ts';
import type { ParsedItem } from '../../../src/feeds/parsed.ts';
import type { Feed } from '../../../src/model/feed.ts';
import { DAY_MS, feedOf, NOW, parsedItem } from './samples.ts';

const feed = feedOf();

/** Seen marks as the store keeps them, and a reader that takes what is fresh. */
function newsDesk() {
  const marks = new Map<string, string>();
  const seen: SeenItems = { find: (keys) => keys.map((key) => marks.get(key)).find((id) => id !== undefined) };
  const readFrom = (source: Feed, ...items: readonly ParsedItem[]): readonly FreshItem[] => {
    const fresh = findFresh(source, items, seen, { seenAt: NOW, backlog: false });
    for (const { item } of fresh) for (const key of item.identityKeys) marks.set(key, item.id);
    return fresh;
  };
  const read = (...items: readonly ParsedItem[]) => readFrom(feed, ...items);
  return { read, readFrom, changes: (...items: readonly ParsedItem[]) => read(...items).map((one) => one.change) };
}

const arrival = parsedItem({
  guid: 'g1',
  link: 'https://wire.example/a/1',
  title: 'Minister arrives',
  publishedAt: NOW,
});

describe('an item in another feed', () => {
  const mirror = feedOf({ url: 'https://mirror.example/feed.xml', title: 'Mirror' });

  it.each<[string, Partial<ParsedItem>, FreshItem['change'] | 'known']>([
    ['is the same in a mirror', {}, 'known'],
    ['is the same under a guid that the mirror made', { guid: 'mirror-9' }, 'known'],
    [
      'is the same at the http twin of its link, tracked',
      { guid: 'x', link: 'http://www.wire.example/a/1/?utm_source=m' },
      'known',
    ],
    ['is the same, with its title edited before its own feed shows it', { title: 'Minister lands' }, 'reworded'],
    ['is another where it leads elsewhere, though guid and title agree', { link: 'https://other.example/1' }, 'new'],
    ['is another without a link, though guid and title agree', { link: undefined }, 'new'],
    ['is another with the link alone the same', { guid: 'x', title: 'Minister leaves' }, 'new'],
  ])('%s', (_case, change, expected) => {
    const desk = newsDesk();
    const [first] = desk.read(arrival);
    const [again] = desk.readFrom(mirror, { ...arrival, ...change });
    expect(again?.change ?? 'known').toBe(expected);
    if (again?.change === 'reworded') expect(again.item.id).toBe(first?.item.id);
    expect(desk.readFrom(mirror, { ...arrival, ...change })).toHaveLength(0);
    // And its own feed does not bring it anew.
    expect(desk.read(arrival)).toHaveLength(0);
  });
});

describe('an item that comes again', () => {
  it.each<[string, Partial<ParsedItem>, FreshItem['change'] | 'known']>([
    ['as it was', {}, 'known'],
    ['with a guid made anew for each request', { guid: 'g-7f3a' }, 'known'],
    ['without the guid that it had', { guid: undefined }, 'known'],
    ['over https, when it was http', { link: 'http://wire.example/a/1' }, 'known'],
    ['under www.', { link: 'https://www.wire.example/a/1' }, 'known'],
    ['with tracking parameters', { link: 'https://wire.example/a/1?utm_source=rss&fbclid=x#xtor=RSS-1' }, 'known'],
    ['under another link', { link: 'https://wire.example/b/1' }, 'known'],
    ['without its link', { link: undefined }, 'known'],
    ['in other letters and stops', { title: 'MINISTER ARRIVES …' }, 'known'],
    ['an hour later the same day', { publishedAt: NOW + 3_600_000 }, 'known'],
    ['with an edited title', { title: 'Minister arrives, is received by president' }, 'reworded'],
    ['with another date', { publishedAt: NOW + 2 * DAY_MS }, 'reworded'],
    [
      'with the guid alone the same: it is another',
      { title: 'Minister leaves', link: 'https://wire.example/a/2' },
      'new',
    ],
    ['with the link alone the same: it is another', { title: 'Minister leaves', guid: 'g2' }, 'new'],
    ['with the title alone the same: it is another', { guid: 'g2', link: 'https://wire.example/a/2' }, 'new'],
  ])('%s', (_case, change, expected) => {
    const desk = newsDesk();
    const [first] = desk.read(arrival);
    const [again] = desk.read({ ...arrival, ...change });
    expect(again?.change ?? 'known').toBe(expected);
    if (again?.change === 'reworded') expect(again.item.id).toBe(first?.item.id);
    if (again?.change === 'new') expect(again.item.id).not.toBe(first?.item.id);
    // Whatever it was, it is known now.
    expect(desk.read({ ...arrival, ...change })).toHaveLength(0);
  });

  it('edited twice and back keeps its id and is taken for each new wording once', () => {
    const desk = newsDesk();
    const edited = { ...arrival, title: 'Minister lands' };
    expect([
      ...desk.changes(arrival),
      ...desk.changes(edited),
      ...desk.changes(arrival),
      ...desk.changes(edited),
    ]).toEqual(['new', 'reworded']);
  });
});

describe('items that look alike', () => {
  it('two of one document that share a guid and a link are two', () => {
    const desk = newsDesk();
    const other = { ...arrival, title: 'Contract signed' };
    expect(desk.changes(arrival, other)).toEqual(['new', 'new']);
    expect(desk.read(other, arrival)).toHaveLength(0);
    expect(desk.changes(other, { ...arrival, title: 'Third thing' })).toEqual(['new']);
  });

  it('a feed that gives one guid to all loses none', () => {
    const desk = newsDesk();
    const items = ['a', 'b', 'c'].map((name) => parsedItem({ guid: 'feed', title: `News ${name}` }));
    expect(desk.changes(...items)).toEqual(['new', 'new', 'new']);
    expect(desk.changes(parsedItem({ guid: 'feed', title: 'News d' }), ...items)).toEqual(['new']);
  });

  it('a feed whose links all lead to its front page loses none', () => {
    const desk = newsDesk();
    const of = (title: string) => parsedItem({ title, link: 'https://wire.example/' });
    expect(desk.changes(of('Minister arrives'))).toEqual(['new']);
    expect(desk.changes(of('Contract signed'))).toEqual(['new']);
    expect(desk.read(of('Minister arrives'))).toHaveLength(0);
  });

  it('the same headline of two days is two where only the day tells them apart', () => {
    const desk = newsDesk();
    const brief = parsedItem({ title: 'News in brief', publishedAt: NOW });
    expect(desk.changes(brief, { ...brief, publishedAt: NOW - DAY_MS })).toEqual(['new', 'new']);
  });

  it('one that stands twice in a document comes once', () => {
    const desk = newsDesk();
    expect(desk.changes(arrival, arrival, { ...arrival, guid: 'another' })).toEqual(['new']);
  });

  it('items without a title are told apart by their words', () => {
    const desk = newsDesk();
    const of = (summary: string) => parsedItem({ title: '', summary, link: 'https://wire.example/live' });
    expect(desk.changes(of('Plane has landed.'), of('Talks begin.'))).toEqual(['new', 'new']);
  });

  it('the oldest comes first, whatever the feed’s order', () => {
    const items = [3, 1, 2].map((hour) =>
      parsedItem({ title: `Hour ${hour}`, link: `https://wire.example/${hour}`, publishedAt: NOW + hour }),
    );
    expect(
      newsDesk()
        .read(...items)
        .map((one) => one.item.title),
    ).toEqual(['Hour 1', 'Hour 2', 'Hour 3']);
  });
});

describe('in whatever way a feed misbehaves', () => {
  const article = fc.record({
    guid: fc.option(
      fc.integer({ min: 0, max: 4 }).map((n) => `guid ${n}`),
      { nil: undefined },
    ),
    link: fc.option(
      fc.integer({ min: 0, max: 4 }).map((n) => `https://wire.example/${n}`),
      { nil: undefined },
    ),
    title: fc.constantFrom('Minister arrives', 'Contract signed', 'Talks fail', 'News in brief'),
    publishedAt: fc.option(
      fc.integer({ min: 0, max: 3 }).map((day) => NOW + day * DAY_MS),
      { nil: undefined },
    ),
  });
  const items = fc.array(article.map(parsedItem), { maxLength: 12 });

  it('the same document again brings nothing, in any order', () => {
    fc.assert(
      fc.property(items, fc.integer(), (document, seed) => {
        const desk = newsDesk();
        desk.read(...document);
        expect(desk.read(...document)).toEqual([]);
        const shuffled = document.toSorted((a, b) => hash(a, seed) - hash(b, seed));
        expect(desk.read(...shuffled).filter((one) => one.change === 'new')).toEqual([]);
      }),
    );
  });

  it('guids made anew for every request bring nothing, where links tell items apart', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 10 }),
        fc.array(fc.uuid(), { minLength: 10 }),
        (numbers, guids) => {
          const desk = newsDesk();
          const documentOf = (shift: number) =>
            numbers.map((n, index) =>
              parsedItem({
                title: `Story ${n}`,
                link: `https://wire.example/${n}`,
                guid: guids[(index + shift) % guids.length],
              }),
            );
          expect(desk.read(...documentOf(0))).toHaveLength(numbers.length);
          expect(desk.read(...documentOf(1))).toHaveLength(0);
        },
      ),
    );
  });

  it('distinct articles are never lost, whatever guids they share', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 10 }),
        fc.integer({ min: 1, max: 3 }),
        (numbers, guids) => {
          const desk = newsDesk();
          const document = numbers.map((n) =>
            parsedItem({ title: `Story ${n}`, link: `https://wire.example/${n}`, guid: `guid ${n % guids}` }),
          );
          const oneByOne = document.flatMap((item) => desk.changes(item));
          expect(oneByOne).toEqual(numbers.map(() => 'new'));
          expect(newsDesk().changes(...document)).toHaveLength(numbers.length);
        },
      ),
    );
  });

  it('ids depend on nothing but feed, guid, link and title', () => {
    fc.assert(
      fc.property(article.map(parsedItem), (item) => {
        const [first] = newsDesk().read(item);
        expect(first?.item).toEqual(toItem(feed, item, { seenAt: NOW, backlog: false }));
        const [other] = findFresh(
          feedOf({ url: 'https://other.example/' }),
          [item],
          { find: () => undefined },
          { seenAt: 0, backlog: true },
        );
        expect(other?.item.id).not.toBe(first?.item.id);
      }),
    );
  });
});

function hash(item: ParsedItem, seed: number): number {
  const text = `${item.guid}${item.link}${item.title}${item.publishedAt}${seed}`;
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
}
