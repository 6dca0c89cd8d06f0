import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedAnswer, FeedBody, FeedRefused } from '../../../src/feeds/fetch.ts';
import { MOVES_TO_BELIEVE, requestUrl } from '../../../src/feeds/fetch.ts';
import type { ParsedFeed } from '../../../src/feeds/parsed.ts';
import { NEVER_AT, newFeedState, nextState } from '../../../src/feeds/schedule.ts';
import type { Feed, FeedState } from '../../../src/model/feed.ts';
import { DAY_MS, feedOf, HOUR_MS, MINUTE_MS, NOW, parsedFeed, parsedItem } from './samples.ts';

const feed = feedOf();
const fresh = newFeedState(feed.id, NOW);

function body(more: Partial<FeedBody> = {}): FeedBody {
  return {
    kind: 'body',
    body: new Uint8Array(),
    bodyHash: 'hash',
    contentType: undefined,
    finalUrl: feed.url,
    permanentUrl: undefined,
    etag: '"1"',
    lastModified: undefined,
    maxAgeMs: undefined,
    ...more,
  };
}

function refused(more: Partial<FeedRefused> = {}): FeedRefused {
  return {
    kind: 'refused',
    httpStatus: 500,
    retryAfterMs: undefined,
    why: 'trouble',
    blocked: false,
    gone: false,
    ...more,
  };
}

/** Items published every `gapMs`, the newest now. */
function every(gapMs: number, more: Partial<ParsedFeed> = {}): ParsedFeed {
  return parsedFeed(
    Array.from({ length: 20 }, (_, index) => parsedItem({ publishedAt: NOW - index * gapMs })),
    more,
  );
}

function polled(parsed: ParsedFeed, answer: FeedAnswer = body(), of: Feed = feed, state: FeedState = fresh): FeedState {
  return nextState(of, state, answer, { parsed, newItems: parsed.items }, NOW);
}

const waitMs = (state: FeedState): number => state.nextDueAt - NOW;

describe('how often a feed is asked', () => {
  it.each<[string, number, number, number]>([
    ['a wire with news every minute', MINUTE_MS, 5 * MINUTE_MS, 11 * MINUTE_MS],
    ['a paper with news every hour', HOUR_MS, 9 * MINUTE_MS, 19 * MINUTE_MS],
    ['a ministry with news every day', DAY_MS, 3 * HOUR_MS, 8 * HOUR_MS],
    ['a blog with news every month', 30 * DAY_MS, 2 * HOUR_MS, DAY_MS + 5 * MINUTE_MS],
  ])('%s', (_case, gapMs, least, most) => {
    const wait = waitMs(polled(every(gapMs)));
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  it('two minutes for a wire where an editor says so, and no less', () => {
    const quick = feedOf({ minIntervalMs: 1000 });
    const wait = waitMs(polled(every(1000), body(), quick));
    expect(wait).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    expect(wait).toBeLessThan(5 * MINUTE_MS);
  });

  it('every few seconds for the operator’s own wire, whatever its rhythm', () => {
    const own = feedOf({ allowInnerAddress: true, minIntervalMs: 3000 });
    expect(waitMs(polled(every(DAY_MS), body({ maxAgeMs: 2000 }), own))).toBe(3000);
  });

  it('a feed that falls silent slows down by itself', () => {
    const busy = polled(every(MINUTE_MS));
    const later = NOW + 10 * DAY_MS;
    const unchanged: FeedAnswer = { ...body(), kind: 'unchanged', by: '304' };
    expect(nextState(feed, busy, unchanged, undefined, later).nextDueAt - later).toBeGreaterThan(HOUR_MS);
  });

  it('always between the least interval and about a day, whatever the feed says of its dates', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 60 }), fc.nat(), (dates, number) => {
        const url = `https://wire${number}.example/`;
        const state = polled(parsedFeed(dates.map((at) => parsedItem({ publishedAt: at }))), body(), feedOf({ url }));
        expect(waitMs(state)).toBeGreaterThanOrEqual(5 * MINUTE_MS);
        expect(waitMs(state)).toBeLessThanOrEqual(DAY_MS + 5 * MINUTE_MS);
      }),
    );
  });

  it('a thousand feeds started at one moment are asked evenly over the round', () => {
    const waits = Array.from({ length: 1000 }, (_, index) =>
      polled(every(HOUR_MS), body(), feedOf({ url: `https://wire${index}.example/feed.xml` })),
    ).map(waitMs);
    const slots = Map.groupBy(waits, (wait) => Math.floor(wait / MINUTE_MS));
    // The round is ten minutes: a hundred a minute, give or take chance.
    expect(Math.max(...[...slots.values()].map((slot) => slot.length))).toBeLessThan(150);
  });

  it('and keep their place from round to round, though each tick comes late', () => {
    let state = polled(every(HOUR_MS));
    const unchanged: FeedAnswer = { ...body(), kind: 'unchanged', by: '304' };
    const first = state.nextDueAt;
    for (let round = 0; round < 5; round += 1) {
      state = nextState(
        feed,
        { ...state, recentItemsAt: [], baselineAt: state.nextDueAt - MINUTE_MS },
        unchanged,
        undefined,
        state.nextDueAt + 20_000,
      );
    }
    expect(state.nextDueAt - first).toBe(5 * 10 * MINUTE_MS);
  });
});

describe('what an outlet asks for', () => {
  it.each<[string, Partial<FeedBody>, Partial<ParsedFeed>, number]>([
    ['Cache-Control or Expires', { maxAgeMs: HOUR_MS }, {}, HOUR_MS],
    ['ttl', {}, { ttlMs: 2 * HOUR_MS }, 2 * HOUR_MS],
    ['updatePeriod', {}, { updatePeriodMs: 12 * HOUR_MS }, 12 * HOUR_MS],
    ['Cache-Control of a year counts as a day', { maxAgeMs: 365 * DAY_MS }, {}, DAY_MS],
  ])('%s', (_case, answer, document, least) => {
    const state = polled(every(MINUTE_MS, document), body(answer));
    expect(waitMs(state)).toBeGreaterThanOrEqual(least);
    expect(waitMs(state)).toBeLessThanOrEqual(least * 1.1);
    expect(state.nextDueReason).toContain('the outlet asks for');
  });

  it('the hourly updatePeriod that WordPress puts everywhere is nobody’s wish', () => {
    expect(waitMs(polled(every(MINUTE_MS, { updatePeriodMs: HOUR_MS })))).toBeLessThan(15 * MINUTE_MS);
  });

  it('is remembered over a 304, which says it no more', () => {
    const state = polled(every(MINUTE_MS, { ttlMs: 2 * HOUR_MS }));
    const unchanged: FeedAnswer = { ...body(), kind: 'unchanged', by: '304' };
    expect(waitMs(nextState(feed, state, unchanged, undefined, NOW))).toBeGreaterThanOrEqual(2 * HOUR_MS);
  });

  it('no polls in skipHours', () => {
    const state = polled(every(MINUTE_MS, { skipHours: [12, 13, 14] }));
    expect(state.nextDueAt).toBe(NOW + 3 * HOUR_MS);
  });

  it('no polls on skipDays', () => {
    const state = polled(every(MINUTE_MS, { skipDays: ['Tuesday', 'wednesday'] }));
    expect(state.nextDueAt).toBe(Date.UTC(2026, 10, 26));
  });

  it('but who skips every hour or the whole week has made a mistake', () => {
    const always = Array.from({ length: 24 }, (_, hour) => hour);
    expect(waitMs(polled(every(MINUTE_MS, { skipHours: always })))).toBeLessThan(15 * MINUTE_MS);
  });
});

describe('failures', () => {
  it('wait longer each time, up to a day, and never all at the same moment', () => {
    let state = polled(every(MINUTE_MS));
    const waits: number[] = [];
    for (let failure = 0; failure < 12; failure += 1) {
      state = nextState(feed, state, refused(), undefined, NOW);
      waits.push(waitMs(state));
    }
    expect(waits[0]).toBeGreaterThanOrEqual(5 * MINUTE_MS);
    expect(waits[0]).toBeLessThanOrEqual(10 * MINUTE_MS);
    expect(waits[3]).toBeGreaterThan(30 * MINUTE_MS);
    expect(Math.max(...waits)).toBeLessThanOrEqual(DAY_MS);
    expect(waits[11]).toBeGreaterThanOrEqual(DAY_MS / 2);
    expect(state).toMatchObject({ failures: 12, health: 'failing', lastError: 'trouble', etag: '"1"' });
    const other = nextState(feedOf({ url: 'https://other.example/' }), fresh, refused(), undefined, NOW);
    expect(waitMs(other)).not.toBe(waits[0]);
  });

  it('are forgotten with the first success, and with the first 304', () => {
    const failing: FeedState = { ...polled(every(MINUTE_MS)), failures: 7, health: 'failing', lastError: 'trouble' };
    const unchanged: FeedAnswer = { ...body(), kind: 'unchanged', by: '304' };
    expect(nextState(feed, failing, unchanged, undefined, NOW)).toMatchObject({
      failures: 0,
      health: 'good',
      lastError: undefined,
    });
  });

  it('with Retry-After wait as long as asked, a day at most', () => {
    const asked = nextState(feed, fresh, refused({ httpStatus: 429, retryAfterMs: 3 * HOUR_MS }), undefined, NOW);
    expect(waitMs(asked)).toBeGreaterThanOrEqual(3 * HOUR_MS);
    expect(asked.nextDueReason).toContain('Retry-After');
    const forever = nextState(feed, fresh, refused({ httpStatus: 503, retryAfterMs: 900 * DAY_MS }), undefined, NOW);
    expect(waitMs(forever)).toBeLessThanOrEqual(1.1 * DAY_MS);
  });

  it('at a bot wall are a state of their own, and knock seldom', () => {
    const state = nextState(feed, fresh, refused({ httpStatus: 403, blocked: true }), undefined, NOW);
    expect(state.health).toBe('blocked');
    expect(waitMs(state)).toBeGreaterThanOrEqual(HOUR_MS);
  });

  it('410 ends a feed when it was said three times, a day apart', () => {
    let state = nextState(feed, polled(every(MINUTE_MS)), refused({ httpStatus: 410, gone: true }), undefined, NOW);
    expect(state.health).toBe('gone');
    expect(waitMs(state)).toBe(DAY_MS);
    for (let day = 0; day < 2; day += 1)
      state = nextState(feed, state, refused({ httpStatus: 410, gone: true }), undefined, NOW);
    expect(state.nextDueAt).toBe(NEVER_AT);
    expect(nextState(feed, state, body(), { parsed: every(HOUR_MS), newItems: [] }, NOW).health).toBe('good');
  });
});

describe('a feed that moves', () => {
  const moved = body({ permanentUrl: 'https://new.example/feed' });
  const poll = (state: FeedState, answer: FeedAnswer): FeedState =>
    nextState(feed, state, answer, { parsed: every(HOUR_MS), newItems: [] }, NOW);

  it('is asked at its new address when the same redirect came three times in a row', () => {
    let state = fresh;
    for (let times = 1; times <= MOVES_TO_BELIEVE; times += 1) {
      expect(requestUrl(feed, state)).toBe(feed.url);
      state = poll(state, moved);
    }
    expect(requestUrl(feed, state)).toBe('https://new.example/feed');
    expect(requestUrl(feed, poll(state, body()))).toBe('https://new.example/feed');
  });

  it('stays when the redirect was a slip', () => {
    const state = poll(poll(poll(fresh, moved), moved), body());
    expect(state.movedTo).toBeUndefined();
    expect(poll(state, moved).movedTo?.times).toBe(1);
  });

  it('is asked at its old address again when the new one fails', () => {
    let state = poll(poll(poll(fresh, moved), moved), moved);
    for (let failure = 0; failure < 3; failure += 1)
      state = nextState(feed, state, refused({ httpStatus: 404 }), undefined, NOW);
    expect(requestUrl(feed, state)).toBe(feed.url);
  });

  it('never moves from https to http', () => {
    expect(poll(fresh, body({ permanentUrl: 'http://new.example/feed' })).movedTo).toBeUndefined();
  });
});

describe('the baseline', () => {
  it('is set by the first good poll, even an empty one', () => {
    expect(polled(parsedFeed([])).baselineAt).toBe(NOW);
    expect(nextState(feed, fresh, refused(), undefined, NOW).baselineAt).toBeUndefined();
  });
});
