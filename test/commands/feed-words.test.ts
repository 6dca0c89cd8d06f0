import { describe, expect, it } from 'vitest';
import { writeAdding, writeFeedLine } from '../../src/commands/feed-words.ts';
import { NEVER_AT, newFeedState } from '../../src/feeds/schedule.ts';
import type { FeedState } from '../../src/model/feed.ts';
import { makeFeed } from '../support/records.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE_MS = 60_000;

describe('a line of /feeds list', () => {
  it.each<[string, Partial<FeedState>, string]>([
    [
      'says when a feed is due',
      { nextDueAt: NOW + MINUTE_MS, nextDueReason: 'every 20 minutes' },
      `next <t:${(NOW + MINUTE_MS) / 1000}:R>, every 20 minutes`,
    ],
    ['says that one is due now, not that its next poll was seconds ago', { nextDueAt: NOW - 9_000 }, 'due now'],
    ['says when it was read', { lastSuccessAt: NOW - MINUTE_MS }, `read <t:${(NOW - MINUTE_MS) / 1000}:R>`],
    ['says that it was not read yet', {}, 'not read yet'],
    [
      'says how often it failed, and why',
      { failures: 3, lastError: 'the server is down', health: 'failing' },
      '-# failed 3 times in a row: the server is down',
    ],
    [
      'says why an ended one is not asked any more',
      { nextDueAt: NEVER_AT, nextDueReason: 'ended: the outlet says 410 Gone', health: 'gone' },
      '· ended: the outlet says 410 Gone',
    ],
  ])('%s', (_case, change, words) => {
    const state = { ...newFeedState('feed-1', NOW), ...change };
    expect(writeFeedLine({ feed: makeFeed(), state }, { itemsADay: 12, alertsAMonth: 1 }, NOW)).toContain(words);
  });

  it('says what a feed brings: items a day, alerts a month', () => {
    const row = { feed: makeFeed(), state: newFeedState('feed-1', NOW) };
    expect(writeFeedLine(row, { itemsADay: 12, alertsAMonth: 3 }, NOW)).toContain('12 items a day · 3 alerts a month');
    expect(writeFeedLine(row, { itemsADay: 0.4, alertsAMonth: 0 }, NOW)).toContain(
      '3 items a week · no alert this month',
    );
  });
});

it('adding a mirror says how much of it was known', () => {
  const words = writeAdding({ kind: 'added', feed: makeFeed(), items: 30, elsewhere: 28, repairs: [] });
  expect(words).toContain('28 of them were known already, by another feed of the outlet or from before');
});
