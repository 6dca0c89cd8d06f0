/** A date as a model gives it: a real day or month that the item can mean. Pure. */
import type { EventDate } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** "Monday", "yesterday", "next week" reach so far from the day of publication; what is further has its figures in the text. */
const RELATIVE_REACH_MS = 10 * DAY_MS;
/** News speaks of no event that is further away. */
const FURTHEST_MS = 800 * DAY_MS;
/** Longer than any tour. */
const LONGEST_MS = 60 * DAY_MS;

/**
 * Reads a date.
 *
 * @param text `YYYY-MM-DD`, `YYYY-MM`, or `YYYY-MM-DD/YYYY-MM-DD`
 * @param item the days must be near its publication, or their figures stand in it
 */
export function parseDate(text: string, item: ItemText): EventDate | 'no such date' | 'date not in the item' {
  const [from = '', to, ...more] = text.trim().split('/');
  const isMonth = /^\d{4}-\d{2}$/.test(from);
  const start = isMonth ? dayAt(`${from}-01`) : dayAt(from);
  const end = to === undefined ? start : dayAt(to);
  if (start === undefined || end === undefined || more.length > 0 || (isMonth && to !== undefined))
    return 'no such date';
  if (end < start || end - start > LONGEST_MS) return 'no such date';
  const { publishedAt } = item;
  if (publishedAt === undefined || Math.abs(start - publishedAt) > FURTHEST_MS) return 'date not in the item';
  const isNear = (at: number) => Math.abs(at - publishedAt) <= RELATIVE_REACH_MS;
  // A month is named by its word as often as by its number, in eight languages: that it is near enough is asked of it.
  const stands = isMonth || [start, end].every((at) => isNear(at) || figuresOf(item).has(new Date(at).getUTCDate()));
  if (!stands) return 'date not in the item';
  return { from, to: to === from ? undefined : to, precision: isMonth ? 'month' : 'day', stated: true };
}

/** Midnight UTC of a day that the calendar has. */
function dayAt(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : at;
}

/** What an item writes as a number of one or two digits, in whatever digits: a year or a sum names no day. */
function figuresOf({ title, summary, body }: ItemText): ReadonlySet<number> {
  const text = [title, summary, body ?? '']
    .join(' ')
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, plainDigit);
  return new Set([...text.matchAll(/\d+/g)].filter(([digits]) => digits.length <= 2).map(([digits]) => Number(digits)));
}

/** Decimal digits stand in runs of ten, each from zero on (Unicode, 4.6). */
function plainDigit(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x80) return sign;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}
