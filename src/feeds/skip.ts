/** `skipHours` and `skipDays`: when an outlet asks not to be polled (RSS 2.0.11). */
import type { FeedPace } from '../model/feed.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A long weekend; an outlet that skips more has made a mistake, and its feed must not stop in silence. */
const MAX_SKIP_HOURS = 72;

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * The first instant from `at` on at which the outlet lets itself be polled: `at`, or the start of an hour in UTC.
 *
 * @returns `at` itself where nothing is skipped, or where the wait would pass three days from `now`
 */
export function nextOpenHour(at: number, pace: FeedPace | undefined, now: number): number {
  if (pace === undefined || (pace.skipHours.length === 0 && pace.skipDays.length === 0)) return at;
  const hours = new Set(pace.skipHours.map((hour) => hour % 24));
  const days = new Set(pace.skipDays.map((day) => DAYS.indexOf(day.trim().toLowerCase())));
  const latest = now + MAX_SKIP_HOURS * HOUR_MS;
  for (let candidate = at; candidate <= latest; candidate = startOfNextHour(candidate)) {
    const date = new Date(candidate);
    if (!hours.has(date.getUTCHours()) && !days.has(date.getUTCDay())) return candidate;
  }
  return at;
}

function startOfNextHour(at: number): number {
  return (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
}
