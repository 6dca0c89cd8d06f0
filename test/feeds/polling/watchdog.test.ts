import { describe, expect, it } from 'vitest';
import { newFeedState } from '../../../src/feeds/schedule.ts';
import { type FeedTrouble, findStopped } from '../../../src/feeds/watchdog.ts';
import type { FeedState } from '../../../src/model/feed.ts';
import { DAY_MS, feedOf, HOUR_MS, NOW } from './samples.ts';

const feed = feedOf({ addedAt: NOW - 100 * DAY_MS });

/** A feed with an item every `gapMs`, the last one `silentMs` ago, asked and answered a minute ago. */
function healthy(gapMs: number, silentMs: number): FeedState {
  const at = NOW - silentMs;
  return {
    ...newFeedState(feed.id, feed.addedAt),
    health: 'good',
    baselineAt: feed.addedAt,
    lastAttemptAt: NOW - 60_000,
    lastSuccessAt: NOW - 60_000,
    lastNewItemAt: at,
    recentItemsAt: Array.from({ length: 20 }, (_, index) => at - index * gapMs),
  };
}

const failing = (state: FeedState, forMs: number, more: Partial<FeedState> = {}): FeedState => ({
  ...state,
  failures: 5,
  health: 'failing',
  lastError: 'the server can’t be reached',
  lastSuccessAt: NOW - forMs,
  ...more,
});

describe('feeds that have stopped', () => {
  it.each<[string, FeedState, FeedTrouble | undefined]>([
    ['a busy wire after a quiet night is fine', healthy(HOUR_MS / 10, 12 * HOUR_MS), undefined],
    ['a busy wire without news for five days is not', healthy(HOUR_MS / 10, 5 * DAY_MS), 'no news'],
    ['a monthly bulletin without news for five weeks is fine', healthy(30 * DAY_MS, 35 * DAY_MS), undefined],
    ['a monthly bulletin without news for nine months is not', healthy(30 * DAY_MS, 270 * DAY_MS), 'no news'],
    ['an hour of failures is nothing', failing(healthy(HOUR_MS, HOUR_MS), HOUR_MS), undefined],
    ['half a day of failures is told', failing(healthy(HOUR_MS, HOUR_MS), 12 * HOUR_MS), 'no answer'],
    ['of a monthly bulletin only after days', failing(healthy(30 * DAY_MS, DAY_MS), 12 * HOUR_MS), undefined],
    ['but then it is', failing(healthy(30 * DAY_MS, DAY_MS), 4 * DAY_MS), 'no answer'],
    ['a bot wall is told as what it is', failing(healthy(HOUR_MS, 0), 2 * HOUR_MS, { health: 'blocked' }), 'blocked'],
    ['410 is told at once', failing(healthy(HOUR_MS, 0), 0, { health: 'gone' }), 'gone'],
    ['a feed that was never read', failing(newFeedState(feed.id, NOW), 0, { lastSuccessAt: undefined }), 'never read'],
    ['a feed that was just added is given time', newFeedState(feed.id, NOW), undefined],
  ])('%s', (_case, state, trouble) => {
    const [found] = findStopped([{ feed, state }], NOW);
    expect(found?.trouble).toBe(trouble);
    if (found !== undefined) {
      expect(found.words).toContain('Wire of the South');
      expect(findStopped([{ feed, state }], NOW + HOUR_MS)[0]?.sinceAt).toBe(found.sinceAt);
    }
  });
});
