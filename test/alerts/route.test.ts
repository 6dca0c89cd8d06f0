import { describe, expect, it } from 'vitest';
import { FRESH_FOR_MS, routeStory } from '../../src/alerts/route.ts';
import type { RouteReason } from '../../src/model/alert.ts';
import type { Story } from '../../src/model/story.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { event, NOW, official, source, story, watchlist } from '../support/desk.ts';

const sechin = official({ id: 'igor-sechin', name: 'Igor Sechin' });

function reason(storyPart: Partial<Story>, watchlistPart: Partial<Watchlist>, context = {}): RouteReason {
  const lookUp = (id: string) => (id === sechin.id ? sechin : undefined);
  return routeStory(story(storyPart), watchlist(watchlistPart), {
    now: NOW,
    official: lookUp,
    told: false,
    muted: false,
    ...context,
  }).reason;
}

const at = (publishedAt: number | undefined, backlog = false) => ({ sources: [source({ publishedAt, backlog })] });

describe('routing a story to a watchlist', () => {
  it.each<[string, Partial<Story>, Partial<Watchlist>, RouteReason]>([
    ['a desk that follows everything hears of it', {}, {}, 'matched'],
    ['48 hours to the millisecond is still fresh', at(NOW - FRESH_FOR_MS), {}, 'matched'],
    ['a millisecond older is not', at(NOW - FRESH_FOR_MS - 1), {}, 'too old'],
    ['an item without a usable date raises no alert', at(undefined), {}, 'no usable date'],
    ['nor does one from the future', at(NOW + 3 * 3_600_000), {}, 'no usable date'],
    ['an hour ahead is a clock that is off', at(NOW + 3_600_000), {}, 'matched'],
    ['the backlog of a new feed raises none', at(NOW, true), {}, 'backlog'],
    ['a paused watchlist hears nothing', {}, { paused: true }, 'paused'],
    ['another official', {}, { officials: ['alexey-miller'] }, 'other officials'],
    ['the official it follows', {}, { officials: ['alexey-miller', 'igor-sechin'] }, 'matched'],
    ['another country', {}, { countries: ['IN'] }, 'other countries'],
    ['deals only', {}, { kinds: ['deal'] }, 'other kind'],
    [
      'an organisation, by the official’s office, case and accents ignored',
      {},
      { organisations: ['ROSNËFT'] },
      'matched',
    ],
    ['another organisation', {}, { organisations: ['Gazprom'] }, 'other organisations'],
    ['a desk that asked for 0.95 does not get 0.9', {}, { minConfidence: 0.95 }, 'below confidence'],
    ['sources in another language only', {}, { languages: ['zh'] }, 'other language'],
  ])('%s', (_case, storyPart, watchlistPart, expected) => expect(reason(storyPart, watchlistPart)).toBe(expected));

  it('a story that was told grows however old it gets', () => {
    expect(reason(at(NOW - 9 * FRESH_FOR_MS), {}, { told: true })).toBe('matched');
  });

  it('a muted story is told no more', () => expect(reason({}, {}, { told: true, muted: true })).toBe('muted'));

  it('all criteria have to hold for one and the same event', () => {
    const events = [event({ kind: 'trip', countries: ['VE'] }), event({ kind: 'deal', countries: ['IN'] })];
    expect(reason({ events }, { kinds: ['trip'], countries: ['IN'] })).toBe('other countries');
  });
});
