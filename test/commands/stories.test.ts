import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../src/model/story.ts';
import { type Bot, labelsOf, messageOf, startBot, wordsOf } from '../support/bot.ts';
import { makeEvent, makeSource, makeStory } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

const DAY_MS = 86_400_000;

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

/** Puts a story with one event on record, reported so many days ago. */
function put(id: string, daysAgo: number, part: Partial<StoryEvent>): void {
  const at = NOW - daysAgo * DAY_MS;
  const itemIds = [`${id}-item`];
  const event = makeEvent({
    date: { from: day(-daysAgo), to: undefined, precision: 'day', stated: true },
    ...part,
    itemIds,
  });
  const source = makeSource({ itemId: `${id}-item`, publishedAt: at, seenAt: at, events: [event] });
  bot.stores.archive.saveStory(makeStory({ id, sources: [source], events: [event], firstSeenAt: at, updatedAt: at }));
}

/** A day, counted from today. */
function day(offset: number): string {
  return new Date(NOW + offset * DAY_MS).toISOString().slice(0, 10);
}

const on = (from: string) => ({ from, to: undefined, precision: 'day', stated: true }) as const;
const DEAL = { kind: 'deal', status: 'done', parties: ['Rosneft', 'PDVSA'], sector: 'oil-gas' } as const;
const LINK = {
  tripStoryId: 'trip',
  dealStoryId: 'deal',
  why: 'the deal came 2 days later',
  confidence: 0.8,
  gapDays: 2,
};

describe('from the trip to the deal', () => {
  beforeEach(() => {
    put('trip', 5, {});
    put('deal', 3, DEAL);
    bot.stores.archive.saveLink(LINK);
  });

  it('/itinerary and /deals show the link with its evidence and confidence', async () => {
    const itinerary = wordsOf(await bot.run('reporter', 'itinerary', { official: 'sechin' }));
    expect(itinerary).toContain('🤝 [Igor Sechin: oil and gas deal');
    expect(itinerary).toContain('the deal came 2 days later · confidence 0.80');
    expect(wordsOf(await bot.run('reporter', 'deals', { country: 'Venezuela' }))).toContain('🧭 [Igor Sechin');
    expect(wordsOf(await bot.run('reporter', 'deals', { country: 'France' }))).toBe('No deal on record fits.');
  });

  it('an editor links by hand what the rule did not, a reporter may not', async () => {
    put('other', 20, { ...DEAL, sector: 'arms' });
    const typed = { trip: 'trip', deal: 'other' };
    expect(wordsOf(await bot.run('reporter', 'story link', typed))).not.toContain('Linked');
    expect(wordsOf(await bot.run('manager', 'story link', typed))).toContain('came of **Igor Sechin');
    expect(wordsOf(await bot.run('reporter', 'itinerary', { official: 'sechin' }))).toContain('linked by an editor');
    expect(await bot.suggest('manager', 'story link', { deal: '' }, 'deal')).toHaveLength(2);
  });
});

describe('/story', () => {
  it('merges two stories, and takes it back by a press on Undo', async () => {
    put('one', 2, {});
    put('two', 2, { place: 'Maracaibo' });
    const seen = await bot.run('manager', 'story merge', { into: 'one', story: 'two' });
    expect(wordsOf(seen)).toContain('One story now, with 2 sources');
    expect(bot.stores.archive.getStory('two')).toBeUndefined();
    expect(labelsOf(messageOf(seen))).toEqual(['Undo']);
    expect(wordsOf(await bot.press('manager', messageOf(seen), 'Undo'))).toBe('They are two stories again.');
    expect(bot.stores.archive.getStory('two')?.sources).toHaveLength(1);
  });

  it('says what to do where a story was not chosen but typed', async () => {
    const seen = await bot.run('manager', 'story split', { story: 'no such', source: 'none' });
    expect(wordsOf(seen)).toContain('choose one of the suggestions');
  });
});

describe('/diary', () => {
  it('shows what is ahead, soonest first, and attaches a calendar', async () => {
    put('later', 1, { status: 'planned', date: on(day(20)) });
    put('sooner', 1, { status: 'planned', date: on(day(2)), countries: ['CU'], place: 'Havana' });
    put('gone', 9, { status: 'planned', date: on(day(-5)), countries: ['NI'], place: 'Managua' });
    const words = wordsOf(await bot.run('reporter', 'diary'));
    expect(words.indexOf('Havana')).toBeLessThan(words.indexOf('Caracas'));
    expect(words).not.toContain('Managua');
    expect(wordsOf(await bot.run('reporter', 'diary', { range: 'past' }))).toContain('passed without news');
    expect(wordsOf(await bot.run('reporter', 'diary', { range: 'week', country: 'Cuba' }))).toContain('Havana');
    const message = messageOf(await bot.run('reporter', 'diary', { official: 'sechin', calendar: 'file' }));
    expect(message.attachments.map(({ filename }) => filename)).toEqual(['dateline-diary.ics']);
  });

  it('gives the asker alone an address to subscribe to, which an editor can end', async () => {
    put('trip', 1, { status: 'planned', date: on(day(20)) });
    const seen = await bot.run('reporter', 'diary', { calendar: 'subscribe', official: 'sechin' });
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    const address = /https:\S+/.exec(wordsOf(seen))?.[0] ?? '';
    expect(address).toMatch(/^https:\/\/bot\.example\.org\/dateline\/calendar\/[\w-]{16,}\.ics\?official=igor-sechin$/);
    expect(wordsOf(await bot.run('reporter', 'diary', { calendar: 'subscribe', official: 'sechin' }))).toContain(
      address,
    );
    expect(wordsOf(await bot.run('reporter', 'diary', { calendar: 'renew' }))).toContain('Only editors');
    const renewed = wordsOf(await bot.run('manager', 'diary', { calendar: 'renew', official: 'sechin' }));
    expect(renewed).toContain('The old address has ended');
    expect(renewed).not.toContain(address);
  });

  it('says where to look when nothing has a date', async () => {
    expect(wordsOf(await bot.run('reporter', 'diary'))).toContain('/alerts search status:planned');
  });
});

describe('/setup link-days', () => {
  it('is the desk’s own window for links', async () => {
    put('trip', 5, {});
    put('deal', 3, DEAL);
    bot.stores.archive.saveLink(LINK);
    expect(wordsOf(await bot.run('manager', 'setup', { 'link-days': 1 }))).toContain('at most 1 day before');
    expect(wordsOf(await bot.run('reporter', 'itinerary', { official: 'sechin' }))).not.toContain('🤝');
  });
});
