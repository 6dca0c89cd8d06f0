/** When a feed is asked next, and why then: pure, from what polling remembers and what the server answered. */
import type { Feed, FeedPace, FeedState } from '../model/feed.ts';
import { chanceOf } from './chance.ts';
import type { FeedAnswer, FeedRefused } from './fetch.ts';
import { MOVES_TO_BELIEVE } from './fetch.ts';
import type { ParsedFeed, ParsedItem } from './parsed.ts';
import { meanGapMs, mergeItemDates, type Rhythm, unusualSilenceMs } from './rhythm.ts';
import { nextOpenHour } from './skip.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The shortest interval unless an editor says otherwise. */
export const MIN_INTERVAL_MS = 5 * MINUTE_MS;
/** The shortest that an editor may set for a server that isn't the operator's own. */
export const MIN_EDITOR_INTERVAL_MS = 2 * MINUTE_MS;
/** The shortest for the operator's own servers. */
const MIN_INNER_INTERVAL_MS = SECOND_MS;
export const MAX_INTERVAL_MS = DAY_MS;
/** Asked six times in the mean gap between items, news is found after a twelfth of it on average. */
const ASKS_PER_GAP = 6;
/** The intervals in use, in minutes: few, so that a rhythm that wavers a little doesn't move a feed's place in the round. */
const INTERVALS_MIN = [1, 2.3, 3, 4, 5.6, 7.5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440];
/** How much earlier than a whole interval a feed's place in the round may come: a late tick must not cost a whole round. */
const EARLY_SHARE = 0.1;

/** WordPress announces "hourly" for every site, whatever its owner does; only what is longer was meant. */
const MEANINGLESS_PERIOD_MS = HOUR_MS;

/** First wait after a failure; doubled by each further one. */
const FIRST_BACKOFF_MS = 5 * MINUTE_MS;
/** A wall doesn't fall by knocking. */
const FIRST_WALL_BACKOFF_MS = HOUR_MS;
const MAX_BACKOFF_MS = DAY_MS;
/** 410 is asked so often, a day apart, before it is believed. */
const GONES_TO_BELIEVE = 3;
/** So many failures in a row at the address to which a feed has moved, and the old one is asked again. */
const FAILURES_TO_DOUBT_A_MOVE = 3;

/** The last instant that a date can name (ECMA-262, 21.4.1.1): never due. */
export const NEVER_AT = 8.64e15;

/** What reading the answer's document brought. */
export interface Taken {
  readonly parsed: ParsedFeed;
  /** Those that were not seen before. */
  readonly newItems: readonly ParsedItem[];
}

/** The state of a feed that was never polled: due at once. */
export function newFeedState(feedId: string, now: number): FeedState {
  return {
    feedId,
    etag: undefined,
    lastModified: undefined,
    validatorsUrl: undefined,
    lastBodyAt: undefined,
    bodyHash: undefined,
    baselineAt: undefined,
    lastAttemptAt: undefined,
    lastSuccessAt: undefined,
    lastNewItemAt: undefined,
    nextDueAt: now,
    nextDueReason: 'new',
    failures: 0,
    lastError: undefined,
    health: 'new',
    recentItemsAt: [],
    pace: undefined,
    hub: undefined,
    movedTo: undefined,
    repairs: [],
  };
}

/**
 * What polling remembers after an answer; `nextDueAt` and `nextDueReason` say when the feed is asked again.
 *
 * Validators enter it only here, that is after all items of the body were taken: a crash before asks for the body again.
 *
 * @param taken what the body brought; undefined where nothing had to be read
 */
export function nextState(
  feed: Feed,
  state: FeedState,
  answer: FeedAnswer,
  taken: Taken | undefined,
  now: number,
): FeedState {
  if (answer.kind === 'refused') return afterRefusal(feed, state, answer, now);
  const parsed = taken?.parsed;
  const recentItemsAt =
    taken === undefined
      ? state.recentItemsAt
      : mergeItemDates(state.recentItemsAt, taken.parsed.items, taken.newItems, now);
  const lastNewItemAt = taken !== undefined && taken.newItems.length > 0 ? now : state.lastNewItemAt;
  const baselineAt = state.baselineAt ?? now;
  const pace = parsed === undefined ? state.pace : paceOf(parsed);
  const rhythm: Rhythm = { recentItemsAt, lastNewItemAt, baselineAt };
  const due = dueAfterSuccess(feed, rhythm, pace, answer.maxAgeMs, now);
  // One object with all of its fields: thousands are made in a round, and each is kept.
  return {
    feedId: state.feedId,
    etag: answer.etag,
    lastModified: answer.lastModified,
    validatorsUrl: answer.finalUrl,
    lastBodyAt: answer.kind === 'unchanged' && answer.by === '304' ? state.lastBodyAt : now,
    bodyHash: answer.kind === 'body' ? answer.bodyHash : state.bodyHash,
    baselineAt,
    lastAttemptAt: now,
    lastSuccessAt: now,
    lastNewItemAt,
    nextDueAt: due.at,
    nextDueReason: due.reason,
    failures: 0,
    lastError: undefined,
    health: unusualSilenceMs(rhythm, now) === undefined ? 'good' : 'silent',
    recentItemsAt,
    pace,
    hub: parsed === undefined ? state.hub : hubOf(parsed, answer.finalUrl),
    movedTo: movedTo(feed, state, answer.permanentUrl),
    repairs: parsed?.repairs ?? state.repairs,
  };
}

interface Due {
  readonly at: number;
  readonly reason: string;
}

function dueAfterSuccess(
  feed: Feed,
  rhythm: Rhythm,
  pace: FeedPace | undefined,
  maxAgeMs: number | undefined,
  now: number,
): Due {
  const asked = askedWait(pace, maxAgeMs);
  const wanted = wantedInterval(feed, rhythm, now);
  const soonest = now + asked.ms;
  const place = feed.allowInnerAddress ? now + wanted : placeInRound(feed, wanted, now);
  const at = place >= soonest ? place : soonest + spread(feed, asked.ms);
  const reason =
    place >= soonest ? `every ${inWords(wanted)}` : `the outlet asks for ${inWords(asked.ms)} (${asked.by})`;
  const open = nextOpenHour(at, pace, now);
  return open === at
    ? { at, reason }
    : { at: open, reason: 'the outlet asks not to be polled before (skipHours, skipDays)' };
}

/** What the outlet asks us to wait, the longest of its wishes; a day at most, for some say a year and don't mean it. */
function askedWait(
  pace: FeedPace | undefined,
  maxAgeMs: number | undefined,
): { readonly ms: number; readonly by: string } {
  const statedMs = pace?.updatePeriodMs ?? 0;
  const periodMs = statedMs > MEANINGLESS_PERIOD_MS ? statedMs : 0;
  const longestMs = Math.max(maxAgeMs ?? 0, pace?.ttlMs ?? 0, periodMs);
  const by = longestMs === maxAgeMs ? 'Cache-Control or Expires' : longestMs === periodMs ? 'updatePeriod' : 'ttl';
  return { ms: Math.min(longestMs, MAX_INTERVAL_MS), by };
}

function wantedInterval(feed: Feed, rhythm: Rhythm, now: number): number {
  const least = leastInterval(feed);
  // The operator's own servers are asked as often as the operator says: their news is a few seconds apart, or made up.
  if (feed.allowInnerAddress && feed.minIntervalMs !== undefined) return least;
  const gapMs = meanGapMs(rhythm, now) ?? HOUR_MS;
  const wantedMs = Math.max(least / (1 - EARLY_SHARE), gapMs / ASKS_PER_GAP);
  return (INTERVALS_MIN.find((minutes) => minutes * MINUTE_MS >= wantedMs) ?? 1440) * MINUTE_MS;
}

function leastInterval(feed: Feed): number {
  const floor = feed.allowInnerAddress ? MIN_INNER_INTERVAL_MS : MIN_EDITOR_INTERVAL_MS;
  return Math.min(Math.max(feed.minIntervalMs ?? MIN_INTERVAL_MS, floor), MAX_INTERVAL_MS);
}

/**
 * Each feed has its place in the round of its interval, by a hash of its address: ten thousand feeds that were started
 * at one moment are asked evenly over the round. The first such place after nearly a whole interval is taken.
 */
function placeInRound(feed: Feed, intervalMs: number, now: number): number {
  const offset = Math.floor(chanceOf(feed.url) * intervalMs);
  const earliest = now + Math.ceil(intervalMs * (1 - EARLY_SHARE));
  const place = earliest + ((((offset - earliest) % intervalMs) + intervalMs) % intervalMs);
  // The first place of a daily feed could be two days off: then the one before it, unless that is right away.
  const tooFar = place - now > MAX_INTERVAL_MS && place - intervalMs >= now + leastInterval(feed);
  return tooFar ? place - intervalMs : place;
}

/** Up to a tenth later, by a hash of the address: feeds that ask for the same wait don't come back all at once. */
function spread(feed: Feed, waitMs: number): number {
  return Math.floor(chanceOf(feed.url) * waitMs * 0.1);
}

function afterRefusal(feed: Feed, state: FeedState, answer: FeedRefused, now: number): FeedState {
  const failures = state.failures + 1;
  const doubted = state.movedTo !== undefined && failures >= FAILURES_TO_DOUBT_A_MOVE;
  const failed: FeedState = {
    ...state,
    lastAttemptAt: now,
    failures,
    lastError: answer.why,
    health: answer.gone ? 'gone' : answer.blocked ? 'blocked' : 'failing',
    movedTo: doubted ? undefined : state.movedTo,
  };
  if (answer.gone) {
    const ended = state.health === 'gone' && failures >= GONES_TO_BELIEVE;
    return ended
      ? { ...failed, nextDueAt: NEVER_AT, nextDueReason: 'ended: the outlet says 410 Gone; /feeds check asks again' }
      : { ...failed, nextDueAt: now + DAY_MS, nextDueReason: 'asked again in a day, whether it is gone for good' };
  }
  const backoffMs = backoff(feed, answer.blocked, failures);
  const askedMs = Math.min(answer.retryAfterMs ?? 0, MAX_BACKOFF_MS);
  return askedMs > backoffMs
    ? {
        ...failed,
        nextDueAt: now + askedMs + spread(feed, askedMs),
        nextDueReason: `the outlet asks to wait ${inWords(askedMs)} (Retry-After)`,
      }
    : {
        ...failed,
        nextDueAt: now + backoffMs,
        nextDueReason: `waits ${inWords(backoffMs)} after ${failures} ${failures === 1 ? 'failure' : 'failures'}`,
      };
}

/** Doubles with each failure up to a day; half to all of it, by a hash, so that those that failed together come back apart. */
function backoff(feed: Feed, blocked: boolean, failures: number): number {
  const firstMs = blocked ? FIRST_WALL_BACKOFF_MS : Math.min(FIRST_BACKOFF_MS, leastInterval(feed));
  const fullMs = Math.min(firstMs * 2 ** Math.min(failures, 20), MAX_BACKOFF_MS);
  return Math.round(fullMs * (0.5 + chanceOf(`${feed.url} ${failures}`) / 2));
}

/** Counts how often in a row the same permanent redirect was seen; `MOVES_TO_BELIEVE` make it the feed's address. */
function movedTo(feed: Feed, state: FeedState, permanentUrl: string | undefined): FeedState['movedTo'] {
  const before = state.movedTo;
  // The new address was asked and it stays there.
  if (permanentUrl === undefined) return before !== undefined && before.times >= MOVES_TO_BELIEVE ? before : undefined;
  // From safe to unsafe is no move that anybody means for good.
  if (feed.url.startsWith('https:') && permanentUrl.startsWith('http:')) return undefined;
  return { url: permanentUrl, times: before?.url === permanentUrl ? before.times + 1 : 1 };
}

function paceOf(parsed: ParsedFeed): FeedPace {
  const { ttlMs, skipHours, skipDays, updatePeriodMs } = parsed;
  return { ttlMs, skipHours, skipDays, updatePeriodMs };
}

function hubOf(parsed: ParsedFeed, finalUrl: string): FeedState['hub'] {
  return parsed.hubUrl === undefined ? undefined : { url: parsed.hubUrl, topic: parsed.selfUrl ?? finalUrl };
}

/** A wait as people say it: "45 seconds", "30 minutes", "6 hours". */
export function inWords(ms: number): string {
  const [count, unit] =
    ms < 2 * MINUTE_MS
      ? [ms / SECOND_MS, 'second']
      : ms < 2 * HOUR_MS
        ? [ms / MINUTE_MS, 'minute']
        : ms < 2 * DAY_MS
          ? [ms / HOUR_MS, 'hour']
          : [ms / DAY_MS, 'day'];
  const rounded = Math.max(1, Math.round(count));
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
