/** A feed's rhythm: how often it publishes, and how long a silence is unusual for it. */
import type { FeedState } from '../model/feed.ts';
import type { ParsedItem } from './parsed.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** So many dates are kept. */
const KEPT_DATES = 50;
/** The rhythm is that of the last so many items: more would remember last year's, fewer a single busy morning. */
const COUNTED_DATES = 20;
/** Fewer dates are no rhythm to call a silence unusual by. */
const DATES_FOR_A_RHYTHM = 5;
/** A silence is unusual when it is so many times the mean gap … */
const UNUSUAL_GAPS = 8;
/** … and longer than any weekend with a holiday before it. */
const UNUSUAL_MS = 4 * DAY_MS;

/** What a feed's rhythm is told by. */
export type Rhythm = Pick<FeedState, 'recentItemsAt' | 'lastNewItemAt' | 'baselineAt'>;

/**
 * The publication times to remember, newest first.
 *
 * @param known those of earlier documents
 * @param items of the new document; dates in the future count as now
 * @param newItems how many of them were not seen before; those without a date count as published now
 */
export function mergeItemDates(
  known: readonly number[],
  items: readonly ParsedItem[],
  newItems: readonly ParsedItem[],
  now: number,
): readonly number[] {
  const stated = items.flatMap((item) => (item.publishedAt === undefined ? [] : [Math.min(item.publishedAt, now)]));
  const undated = newItems.filter((item) => item.publishedAt === undefined).map(() => now);
  const oldest = stated.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  // What the document still shows is counted from it: two items of one minute are two, one item shown twice is one.
  const older = known.filter((at) => at < oldest);
  return [...stated, ...undated, ...older].toSorted((a, b) => b - a).slice(0, KEPT_DATES);
}

/**
 * The mean time between items, the present silence included, so that a feed that falls silent slows down by itself.
 *
 * @returns ms; undefined where there is nothing to tell it by
 */
export function meanGapMs(state: Rhythm, now: number): number | undefined {
  const count = Math.min(state.recentItemsAt.length, COUNTED_DATES);
  const oldest = state.recentItemsAt[count - 1];
  if (oldest !== undefined) return Math.max(0, now - oldest) / count;
  return state.baselineAt === undefined ? undefined : Math.max(HOUR_MS, now - state.baselineAt);
}

/**
 * How long the feed has been silent for, when that is unusual for it.
 *
 * @returns ms since its newest item; undefined while nothing is unusual, or too little is known
 */
export function unusualSilenceMs(state: Rhythm, now: number): number | undefined {
  const count = Math.min(state.recentItemsAt.length, COUNTED_DATES);
  const [newest] = state.recentItemsAt;
  const oldest = state.recentItemsAt[count - 1];
  if (newest === undefined || oldest === undefined || count < DATES_FOR_A_RHYTHM) return undefined;
  const silentMs = now - Math.max(newest, state.lastNewItemAt ?? 0);
  // The gap as it was before the silence: the silence itself must not excuse it.
  const usualGapMs = (newest - oldest) / (count - 1);
  return silentMs > Math.max(UNUSUAL_MS, UNUSUAL_GAPS * usualGapMs) ? silentMs : undefined;
}

/** Items a day over the last remembered items; undefined where there are too few to say. */
export function itemsPerDay(state: FeedState, now: number): number | undefined {
  if (state.recentItemsAt.length < 2) return undefined;
  const gapMs = meanGapMs(state, now);
  return gapMs === undefined || gapMs === 0 ? undefined : DAY_MS / gapMs;
}
