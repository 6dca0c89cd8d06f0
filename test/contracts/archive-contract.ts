/** What every archive must do, whatever it is built on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateQuery } from '../../src/model/candidate-query.ts';
import type { Story, StoryEvent } from '../../src/model/story.ts';
import type { Archive } from '../../src/store/archive.ts';
import { makeEvent, makeSource, makeStory } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A story of one source, reported `daysAgo`. */
function storyOf(id: string, daysAgo: number, event: Parameters<typeof makeEvent>[0], title = `Report ${id}`): Story {
  const at = NOW - daysAgo * DAY_MS;
  return makeStory({
    id,
    sources: [makeSource({ itemId: `item-of-${id}`, title, summary: '', publishedAt: at, seenAt: at })],
    events: [makeEvent({ itemIds: [`item-of-${id}`], sentence: title, ...event })],
    firstSeenAt: at,
    updatedAt: at,
  });
}

const query = (change: Partial<CandidateQuery>): CandidateQuery => ({
  officials: [],
  countries: [],
  kinds: [],
  fromAt: NOW - 14 * DAY_MS,
  toAt: NOW,
  days: undefined,
  limit: 50,
  ...change,
});

const ids = (stories: readonly Story[]): string[] => stories.map(({ id }) => id);

/** @param open gives an empty archive; the caller closes it after all tests */
export function archiveContract(open: () => Archive): void {
  const archiveWith = (...stories: Story[]): Archive => {
    const archive = open();
    for (const story of stories) archive.saveStory(story);
    return archive;
  };

  describe('keeping stories', () => {
    it('gives back what was kept, to the last field', () => {
      const story = makeStory();
      const archive = archiveWith(story);
      expect(archive.getStory('story-1')).toEqual(story);
      expect(archive.getStory('story-2')).toBeUndefined();
    });

    it('keeps the latest version of a story that grew, and finds it by the new source', () => {
      const archive = archiveWith(makeStory());
      const grown = makeStory({
        version: 2,
        sources: [makeSource(), makeSource({ itemId: 'item-2', title: 'Сечин' })],
      });
      archive.saveStory(grown);
      expect(archive.storyOfItem('item-2')).toEqual(grown);
      expect(archive.search({ text: 'сечин' }).total).toBe(1);
      expect(archive.countSince(0)).toBe(1);
    });

    it('knows which items it holds', () => {
      const archive = archiveWith(makeStory());
      expect(archive.hasItem('item-1')).toBe(true);
      expect(archive.hasItem('item-2')).toBe(false);
    });

    it('lets an item move to another story, and a removed story leaves nothing behind', () => {
      const archive = archiveWith(makeStory({ id: 'old' }), makeStory({ id: 'new' }));
      expect(archive.storyOfItem('item-1')?.id).toBe('new');
      expect(archive.removeStory('old')).toBe(true);
      expect(archive.storyOfItem('item-1')?.id).toBe('new');
      expect(archive.removeStory('new')).toBe(true);
      expect(archive.search({ text: 'Caracas' }).total).toBe(0);
      expect(archive.candidates(query({ officials: ['igor-sechin'] }))).toEqual([]);
      expect(archive.tripsByCountry('igor-sechin')).toEqual([]);
    });
  });

  describe('stories that a report might belong to', () => {
    it('share an official within the window, and none before it or after it', () => {
      const archive = archiveWith(
        storyOf('before', 15, {}),
        storyOf('within', 3, {}),
        storyOf('of another', 3, { officials: ['sergei-lavrov'], countries: ['CU'] }),
        storyOf('after', -2, {}),
      );
      expect(ids(archive.candidates(query({ officials: ['igor-sechin'] })))).toEqual(['within']);
    });

    it('share a country, those that share the official in front', () => {
      const archive = archiveWith(
        storyOf('country only', 1, { officials: ['sergei-lavrov'] }),
        storyOf('both', 3, {}),
        storyOf('neither', 1, { officials: ['sergei-lavrov'], countries: ['CU'] }),
      );
      expect(ids(archive.candidates(query({ officials: ['igor-sechin'], countries: ['VE'] })))).toEqual([
        'both',
        'country only',
      ]);
    });

    it('are of the kinds asked for', () => {
      const archive = archiveWith(storyOf('trip', 1, {}), storyOf('deal', 2, { kind: 'deal' }));
      expect(ids(archive.candidates(query({ officials: ['igor-sechin'], kinds: ['deal'] })))).toEqual(['deal']);
    });

    it('were announced long ago for the days that the report is about', () => {
      const archive = archiveWith(
        storyOf('announced', 60, {
          status: 'planned',
          date: { from: '2026-11-20', to: '2026-11-26', precision: 'day', stated: true },
        }),
        storyOf('announced for a month', 60, {
          date: { from: '2026-11', to: undefined, precision: 'month', stated: true },
        }),
        storyOf('another date', 60, { date: { from: '2026-12-20', to: undefined, precision: 'day', stated: true } }),
      );
      const days = { from: '2026-11-24', to: '2026-11-25' };
      expect(ids(archive.candidates(query({ officials: ['igor-sechin'], days }))).sort()).toEqual([
        'announced',
        'announced for a month',
      ]);
    });

    it('always hold the story of the item itself, whatever it says now', () => {
      const archive = archiveWith(storyOf('old', 300, { officials: ['sergei-lavrov'] }), storyOf('within', 1, {}));
      const found = archive.candidates(query({ officials: ['igor-sechin'], kinds: ['trip'], itemId: 'item-of-old' }));
      expect(ids(found)).toEqual(['old', 'within']);
    });

    it('are never more than the limit, the latest first', () => {
      const archive = archiveWith(...[5, 4, 3, 2, 1].map((daysAgo) => storyOf(`${daysAgo} days ago`, daysAgo, {})));
      expect(ids(archive.candidates(query({ officials: ['igor-sechin'], limit: 2 })))).toEqual([
        '1 days ago',
        '2 days ago',
      ]);
    });

    it('have their place by when the source reported, not by a clock that is ahead', () => {
      const story = makeStory({ sources: [makeSource({ publishedAt: NOW + 400 * DAY_MS })] });
      expect(ids(archiveWith(story).candidates(query({ officials: ['igor-sechin'] })))).toEqual(['story-1']);
    });
  });

  describe('search', () => {
    const titles: readonly (readonly [string, string])[] = [
      ['en', 'Sechin signs an oil accord in Caracas'],
      ['es', 'Sechin firmó un acuerdo petrolero con Perón'],
      ['ru', 'Игорь Сечин прибыл в Каракас'],
      ['fr', 'Setchine reçu à l’Élysée'],
      ['pt', 'Setchin visita a refinaria de São Luís'],
      ['de', 'Setschin besucht Österreich'],
      ['zh', '谢钦访问委内瑞拉首都加拉加斯'],
      ['ar', 'إيغور سيتشين يصل إلى كاراكاس'],
    ];
    let all: Archive | undefined;
    const archiveOfAll = () => {
      all ??= archiveWith(...titles.map(([id, title], index) => storyOf(id, index, {}, title)));
      return all;
    };

    it.each<[string, string, readonly string[]]>([
      ['case does not matter', 'CARACAS ACCORD', ['en']],
      ['accents do not matter', 'peron', ['es']],
      ['nor those that are typed', 'Cáracas oil', ['en']],
      ['Russian, in any case', 'КАРАКАС', ['ru']],
      ['French', 'elysee', ['fr']],
      ['Portuguese', 'sao luis', ['pt']],
      ['German', 'osterreich', ['de']],
      ['Chinese, three characters', '委内瑞', ['zh']],
      ['Chinese, a name of two characters', '谢钦', ['zh']],
      ['Chinese, one character', '钦', ['zh']],
      ['Chinese, the last character', '斯', ['zh']],
      ['Chinese, not the same two in another order', '钦谢', []],
      ['Chinese, two words', '谢钦 加拉加斯', ['zh']],
      ['Arabic', 'كاراكاس', ['ar']],
      ['a word of two letters is found as a word, not within others', 'un', ['es']],
      ['every word must be there', 'accord peron', []],
      ['a short word narrows a long one', 'acuerdo un', ['es']],
      ['the English name finds all reports about the person', 'igor sechin', titles.map(([id]) => id)],
    ])('%s: %s', (_case, text, found) => {
      expect(ids(archiveOfAll().search({ text, pageSize: 50 }).stories).sort()).toEqual([...found].sort());
    });

    it.each([
      '"',
      '" OR "',
      'NEAR(',
      'words:',
      '*',
      '%',
      '_',
      '\\',
      "'; DROP TABLE stories",
      '-',
      '^',
      '\0',
      'a\0b',
      '(',
    ])('what is typed is never syntax: %j', (text) => {
      expect(archiveOfAll().search({ text: `${text} zzz` }).total).toBe(0);
      expect(() => archiveOfAll().search({ text })).not.toThrow();
    });

    it('whatever is typed, it answers', () => {
      const archive = archiveOfAll();
      fc.assert(
        fc.property(fc.array(fc.nat(0xffff), { maxLength: 300 }), (units) => {
          const text = String.fromCharCode(...units);
          expect(archive.search({ text }).total).toBeLessThanOrEqual(titles.length);
        }),
        { numRuns: 40 },
      );
    });

    it('finds a piece of any headline that was kept', () => {
      const archive = archiveOfAll();
      fc.assert(
        fc.property(
          fc.constantFrom(...titles),
          fc.nat(30),
          fc.integer({ min: 1, max: 12 }),
          ([id, title], start, length) => {
            const piece = title.slice(start, start + length);
            // Of words in scripts with spaces, pieces of one or two letters are not found.
            const words = piece.split(/\s+/).filter((word) => word !== '');
            fc.pre(words.length > 0 && words.every((word) => word.length >= 3 || id === 'zh'));
            expect(ids(archive.search({ text: piece, pageSize: 50 }).stories)).toContain(id);
          },
        ),
      );
    });

    it('a text without a letter or digit finds nothing, and no text finds everything', () => {
      expect(archiveOfAll().search({ text: '— !' }).total).toBe(0);
      expect(archiveOfAll().search({ text: '  ' }).total).toBe(titles.length);
    });

    it('one event has to meet all that is asked of it', () => {
      const archive = archiveWith(
        makeStory({
          events: [makeEvent({ status: 'cancelled', countries: ['CU'] }), makeEvent({ kind: 'deal', status: 'done' })],
        }),
      );
      const total = (search: Parameters<Archive['search']>[0]) => archive.search(search).total;
      expect(total({ kinds: ['trip'], statuses: ['cancelled'] })).toBe(1);
      expect(total({ kinds: ['deal'], statuses: ['cancelled'] })).toBe(0);
      expect(total({ kinds: ['trip'], countries: ['VE'] })).toBe(0);
      expect(total({ kinds: ['deal'], countries: ['VE', 'CU'], officials: ['igor-sechin'] })).toBe(1);
      expect(total({ officials: [], countries: [], kinds: [], statuses: [] })).toBe(1);
    });

    it('takes the days of the reports, both ends included', () => {
      const archive = archiveWith(storyOf('early', 5, {}), storyOf('late', 1, {}));
      expect(ids(archive.search({ from: NOW - 5 * DAY_MS, to: NOW - 5 * DAY_MS }).stories)).toEqual(['early']);
    });

    it('a common word and a rare one find their story', () => {
      const archive = open();
      for (let number = 0; number < 60; number += 1)
        archive.saveStory(storyOf(`s${number}`, number, {}, `oil no${number}`));
      expect(ids(archive.search({ text: 'oil no42' }).stories)).toEqual(['s42']);
      expect(archive.search({ text: 'oil' }).total).toBe(60);
    });

    it('gives pages, the latest reported first, and the last page for one beyond', () => {
      const archive = archiveWith(...[1, 2, 3, 4, 5].map((daysAgo) => storyOf(String(daysAgo), daysAgo, {})));
      const page = archive.search({ page: 2, pageSize: 2 });
      expect({ ...page, stories: ids(page.stories) }).toEqual({
        stories: ['3', '4'],
        total: 5,
        more: false,
        page: 2,
        pages: 3,
      });
      expect(ids(archive.search({ page: 99, pageSize: 2 }).stories)).toEqual(['5']);
      expect(archive.search({ text: 'nothing of this' })).toEqual({
        stories: [],
        total: 0,
        more: false,
        page: 1,
        pages: 1,
      });
    });
  });

  describe('what is on record', () => {
    it('an official’s happenings, the latest first, each with its first source', () => {
      const archive = archiveWith(
        storyOf('older', 9, {}),
        storyOf('newer', 2, { kind: 'deal' }),
        storyOf('another’s', 1, { officials: ['sergei-lavrov'] }),
      );
      const rows = archive.byOfficial('igor-sechin', 10);
      expect(rows.map(({ storyId, event, at }) => [storyId, event.kind, at])).toEqual([
        ['newer', 'deal', NOW - 2 * DAY_MS],
        ['older', 'trip', NOW - 9 * DAY_MS],
      ]);
      expect(archive.byOfficial('igor-sechin', 1)).toHaveLength(1);
      expect(archive.officialRecord('igor-sechin')).toEqual({ storyCount: 2, onRecordSince: NOW - 9 * DAY_MS });
      expect(archive.officialRecord('nobody')).toEqual({ storyCount: 0, onRecordSince: undefined });
    });

    it('counts trips that were made, not those announced, cancelled or denied', () => {
      const archive = archiveWith(
        storyOf('1', 1, { status: 'done' }),
        storyOf('2', 2, { status: 'under-way' }),
        storyOf('3', 3, { status: 'planned' }),
        storyOf('4', 4, { status: 'cancelled' }),
        storyOf('5', 5, { status: 'done', countries: ['CU'] }),
        storyOf('6', 6, { kind: 'deal', status: 'done' }),
      );
      expect(archive.tripsByCountry('igor-sechin')).toEqual([
        { country: 'VE', trips: 2 },
        { country: 'CU', trips: 1 },
      ]);
    });

    it('what is announced with a date or a month, the soonest first', () => {
      const planned = (from: string, precision: 'day' | 'month' = 'day', stated = true) =>
        ({ status: 'planned', date: { from, to: undefined, precision, stated } }) as const;
      const archive = archiveWith(
        storyOf('in a month', 1, planned('2026-12', 'month')),
        storyOf('tomorrow', 1, planned('2026-11-25')),
        storyOf('past', 1, planned('2026-11-20')),
        storyOf('this month', 1, planned('2026-11', 'month')),
        storyOf('no date said', 1, planned('2026-11-26', 'day', false)),
        storyOf('cancelled', 1, { ...planned('2026-11-27'), status: 'cancelled' }),
        storyOf('Lavrov', 1, { ...planned('2026-11-28'), officials: ['sergei-lavrov'], countries: ['CU'] }),
      );
      const diary = (change: object) =>
        archive.diary({ from: '2026-11-24', limit: 10, ...change }).map(({ storyId }) => storyId);
      expect(diary({})).toEqual(['this month', 'tomorrow', 'Lavrov', 'in a month']);
      expect(diary({ officialId: 'sergei-lavrov' })).toEqual(['Lavrov']);
      expect(diary({ country: 'VE', to: '2026-11-30' })).toEqual(['this month', 'tomorrow']);
    });

    it('reads a watchlist’s last 30 days in order, more than fit in one read', () => {
      const archive = open();
      for (let index = 0; index < 250; index += 1) archive.saveStory(storyOf(`s${index}`, index % 50, {}));
      const read = [...archive.stories(NOW - 30 * DAY_MS)];
      expect(read).toHaveLength(archive.countSince(NOW - 30 * DAY_MS));
      expect(new Set(ids(read)).size).toBe(155);
      const times = read.map(({ updatedAt }) => updatedAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });

    it('counts visits of an official to a country before a day, each story once, those made or under way', () => {
      const trip = (id: string, day: string, part: Partial<StoryEvent> = {}) =>
        storyOf(id, 1, { date: { from: day, to: undefined, precision: 'day', stated: true }, ...part });
      const archive = archiveWith(
        trip('april', '2009-04-02'),
        trip('may', '2009-05-02', { status: 'done' }),
        trip('june', '2009-06-02'),
        trip('planned', '2009-06-20', { status: 'planned' }),
        trip('elsewhere', '2009-06-21', { countries: ['CU'] }),
        trip('july', '2009-07-27'),
      );
      const asked = { officialId: 'igor-sechin', country: 'VE', beforeDay: '2009-07-27', exceptStoryId: 'june' };
      const found = archive.visits({ ...asked, limit: 1 });
      expect(found.total).toBe(2);
      expect(found.entries.map(({ storyId }) => storyId)).toEqual(['may']);
      archive.saveStory(trip('may', '2009-05-02', { status: 'cancelled' }));
      expect(archive.visits({ ...asked, limit: 9 }).entries.map(({ storyId }) => storyId)).toEqual(['april']);
    });

    it('offers a deal with the same two parties, whoever signed it', () => {
      const deal = { kind: 'deal', parties: ['Rosneft', 'PDVSA'] } as const;
      const archive = archiveWith(storyOf('deal', 1, { ...deal, officials: ['rafael-ramirez'] }));
      const window = { officials: ['igor-sechin'], kinds: ['deal'], fromAt: NOW - 9 * DAY_MS, toAt: NOW } as const;
      const ids = (parties: readonly string[], sharedParties?: number) =>
        archive.candidates({ ...window, parties, sharedParties }).map(({ id }) => id);
      expect(ids(['PDVSA', 'ROSNEFT'])).toEqual(['deal']);
      expect(ids(['PDVSA', 'Eni'])).toEqual([]);
      expect(ids(['PDVSA'], 1)).toEqual(['deal']);
    });

    it('links a trip and its deal, from either side, once', () => {
      const archive = archiveWith(storyOf('trip', 5, {}), storyOf('deal', 1, { kind: 'deal' }));
      const link = { tripStoryId: 'trip', dealStoryId: 'deal', why: 'signed there', confidence: 0.8, gapDays: 2 };
      archive.saveLink(link);
      archive.saveLink(link);
      expect(archive.linksOf('trip')).toEqual([link]);
      expect(archive.linksOf('deal')).toEqual([link]);
      expect(archive.removeLink('trip', 'deal')).toBe(true);
      expect(archive.linksOf('deal')).toEqual([]);
    });
  });
}
