/**
 * Words of time → days, resolved against the day of publication.
 *
 * A layer of our own for all languages instead of chrono-node: the clues of a sentence are found in one pass anyway,
 * while chrono took 29 to 96 µs of CPU an item on the wire corpus, about as much as reading all else; and it knows
 * neither "22日" nor which way a bare weekday points (back for what is done, ahead for plans).
 */
import type { EventDate } from '../model/event.ts';
import type { TimeSpec } from './time-spec.ts';

/** Which way a bare weekday or month points. */
export type Tense = 'past' | 'future';

const DAY_MS = 86_400_000;

/**
 * Resolves a named time.
 *
 * @param publishedAt ms since the epoch; days are counted in UTC, since the zone of the outlet isn't known
 * @returns undefined for what names no day or month by itself (a year, a length)
 */
export function resolveTime(spec: TimeSpec, publishedAt: number, tense: Tense): EventDate | undefined {
  const today = Math.floor(publishedAt / DAY_MS) * DAY_MS;
  const now = new Date(today);
  switch (spec.kind) {
    case 'offset':
      return dayDate(today + spec.days * DAY_MS);
    case 'weekday':
      return dayDate(
        weekdayFrom(
          today,
          spec.weekday,
          spec.turn === 'next' ? 'future' : spec.turn === 'last' ? 'past' : tense,
          spec.turn !== undefined,
        ),
      );
    case 'weekday of week': {
      const monday = today - ((now.getUTCDay() || 7) - 1) * DAY_MS;
      return dayDate(monday + (spec.weeks * 7 + spec.weekday - 1) * DAY_MS);
    }
    case 'weekdays': {
      const last = weekdayFrom(today, spec.last, tense, false);
      const first = last - ((((spec.last - spec.first) % 7) + 7) % 7) * DAY_MS;
      return rangeDate(first, last);
    }
    case 'date': {
      const year = spec.year ?? nearestYear(now, spec.month, spec.day, tense);
      const from = Date.UTC(year, spec.month - 1, spec.day);
      return spec.lastDay === undefined ? dayDate(from) : rangeDate(from, Date.UTC(year, spec.month - 1, spec.lastDay));
    }
    case 'day of month': {
      let month = now.getUTCMonth();
      const day = now.getUTCDate();
      if (tense === 'past' && spec.day > day + 1) month--;
      if (tense === 'future' && spec.day < day - 1) month++;
      const from = Date.UTC(now.getUTCFullYear(), month, spec.day);
      return spec.lastDay === undefined
        ? dayDate(from)
        : rangeDate(from, Date.UTC(now.getUTCFullYear(), month, spec.lastDay));
    }
    case 'month': {
      const year = spec.year ?? nearestYear(now, spec.month, 15, tense);
      return monthDate(Date.UTC(year, spec.month - 1, 1));
    }
    case 'week':
      return monthDate(today + spec.weeks * 7 * DAY_MS);
    case 'weekend': {
      const saturday = weekdayFrom(today, 6, now.getUTCDay() === 0 ? 'past' : tense, false);
      return rangeDate(saturday, saturday + DAY_MS);
    }
    case 'months':
      return monthDate(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + spec.months, 1));
    case 'year':
    case 'days long':
      return undefined;
  }
}

/** Farther ahead than this a bare date of the calendar is rather last year's. */
const AHEAD_DAYS = 150;

/** Whether the time is to come whatever the verb: tomorrow, next week, a date that is nearer ahead than back. */
export function pointsAhead(spec: TimeSpec, publishedAt: number): boolean {
  switch (spec.kind) {
    case 'offset':
      return spec.days > 0;
    case 'week':
    case 'weekday of week':
      return spec.weeks > 0;
    case 'months':
      return spec.months > 0;
    case 'weekday':
      return spec.turn === 'next';
    case 'date': {
      const now = new Date(publishedAt);
      const year = spec.year ?? now.getUTCFullYear() + (spec.month < now.getUTCMonth() - 5 ? 1 : 0);
      const days = (Date.UTC(year, spec.month - 1, spec.day) - publishedAt) / DAY_MS;
      return days > 0 && days < AHEAD_DAYS;
    }
    case 'day of month': {
      const days = spec.day - new Date(publishedAt).getUTCDate();
      return days > 0 && days < 15;
    }
    default:
      return false;
  }
}

/** Whether the time can be to come, so that a verb in the present makes it so: "visits on Tuesday", told on Monday. */
export function mayBeAhead(spec: TimeSpec, publishedAt: number): boolean {
  const now = new Date(publishedAt);
  switch (spec.kind) {
    case 'weekday': {
      // Today's and yesterday's names are rather those days than next week's.
      const ahead = (spec.weekday - (now.getUTCDay() || 7) + 7) % 7;
      return spec.turn === undefined && ahead > 0 && ahead < 6;
    }
    case 'month': {
      const months =
        ((spec.year ?? now.getUTCFullYear()) - now.getUTCFullYear()) * 12 + spec.month - 1 - now.getUTCMonth();
      const ahead = spec.year === undefined ? (months + 12) % 12 : months;
      return ahead > 0 && ahead < 9;
    }
    case 'week':
      return spec.weeks === 0;
    case 'weekend':
      return now.getUTCDay() > 0 && now.getUTCDay() < 6;
    default:
      return false;
  }
}

/** The day `n` days after `date.from`, as a range; for "a three-day visit". */
export function stretchDate(date: EventDate, days: number, tense: 'ahead' | 'back'): EventDate {
  const from = Date.parse(date.from);
  return tense === 'ahead' ? rangeDate(from, from + (days - 1) * DAY_MS) : rangeDate(from - (days - 1) * DAY_MS, from);
}

/** The day of publication, as an event's date that the text doesn't state. */
export function publishedDate(publishedAt: number, precision: 'day' | 'month'): EventDate {
  const date = precision === 'day' ? dayDate(publishedAt) : monthDate(publishedAt);
  return { ...date, stated: false };
}

function weekdayFrom(today: number, weekday: number, tense: Tense, strict: boolean): number {
  const now = new Date(today).getUTCDay() || 7;
  if (tense === 'past') {
    const back = (now - weekday + 7) % 7;
    return today - (strict && back === 0 ? 7 : back) * DAY_MS;
  }
  const ahead = (weekday - now + 7) % 7;
  return today + (strict && ahead === 0 ? 7 : ahead) * DAY_MS;
}

/** Bare dates point to the nearest year: back for what is done, ahead for plans, with a month's grace each way. */
function nearestYear(now: Date, month: number, day: number, tense: Tense): number {
  const year = now.getUTCFullYear();
  const distanceDays = (Date.UTC(year, month - 1, day) - now.getTime()) / DAY_MS;
  if (tense === 'past' && distanceDays > 31) return year - 1;
  if (tense === 'future' && distanceDays < -31) return year + 1;
  return year;
}

function writeDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function dayDate(at: number): EventDate {
  return { from: writeDay(at), to: undefined, precision: 'day', stated: true };
}

function rangeDate(from: number, to: number): EventDate {
  const date = dayDate(from);
  return to > from ? { ...date, to: writeDay(to) } : date;
}

function monthDate(at: number): EventDate {
  return { from: new Date(at).toISOString().slice(0, 7), to: undefined, precision: 'month', stated: true };
}
