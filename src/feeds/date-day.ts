/** The day of a date, from what its clock and zone leave: with a name of a month, or in digits alone. */
import { monthOfName } from './month-names.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day of the calendar, not yet checked. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day from what is left: numbers, and at most one name of a month. */
export function parseDay(rest: string): Day | undefined {
  const text = rest.trim();
  return namedDay(text) ?? numericDay(text);
}

/** `3 June 2025`, `June 3, 2025`, `2025-június-3`; not `sub 23.11.2026`, where the word can only be the day's name. */
function namedDay(text: string): Day | undefined {
  if (/\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d/.test(text)) return undefined;
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  // The name of the day comes first, and French "mar." is March as well: the last word that is a month counts.
  const month = words
    .map((word, at) => monthOfName(`${word} ${words[at + 1] ?? ''}`.trim()) ?? monthOfName(word))
    .findLast((found) => found !== undefined);
  if (month === undefined) return undefined;
  const numbers = (text.match(/\d+/g) ?? []).slice(0, 3);
  const yearAt = numbers.findIndex((n) => n.length === 4);
  const day = numbers.find((n, at) => at !== yearAt && n.length <= 2);
  if (yearAt !== -1) return { year: Number(numbers[yearAt]), month, day: Number(day ?? 1) };
  const [first, second] = numbers;
  if (first === undefined || second === undefined || first.length > 2 || second.length > 3) return undefined;
  return { year: fullYear(Number(second)), month, day: Number(first) };
}

/** Years of two digits (RFC 2822, 4.3): 50 to 99 are the last century's. */
function fullYear(year: number): number {
  return year < 50 ? 2000 + year : year < 1000 ? 1900 + year : year;
}

/** Dates of digits alone; `/` as Americans write it unless that can't be, `.` with the day first. */
function numericDay(text: string): Day | undefined {
  // ISO 8601 of 1988 let the century be left out, which a dash stood for: `-03-12`, `-0312`, `-03-12-31`, `-03-335`.
  const [, short = '', second = '', third] = /^-(\d\d)-?(\d\d\d?)(?:-(\d\d))?$/.exec(text) ?? [];
  if (short !== '') {
    const year = fullYear(Number(short));
    return second.length === 3
      ? dayOfYear(year, Number(second))
      : { year, month: Number(second), day: Number(third ?? 1) };
  }
  const week = /^(\d{4})-?W(\d\d)(?:-?(\d))?T?$/i.exec(text);
  if (week !== null) return dayOfWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const m = /(?:^|[^\d])(\d{1,4})\s?([-/.])\s?(\d{1,3})(?:\s?[-/.]\s?(\d{1,4}))?(?=$|[^\d])/.exec(text);
  if (m !== null) {
    const [, first = '', mark, second = '', third] = m;
    if (first.length === 4) {
      if (second.length === 3) return dayOfYear(Number(first), Number(second));
      return { year: Number(first), month: Number(second), day: Number(third ?? 1) };
    }
    if (third === undefined) return undefined;
    const a = Number(first);
    const b = Number(second);
    const year = fullYear(Number(third));
    if (mark === '/' && b <= 31 && a <= 12) return { year, month: a, day: b };
    // `03-06-04` is ISO 8601 with its century left out; no feed writes the day first with two-digit years and dashes.
    if (mark === '-' && third.length <= 2) return { year: fullYear(a), month: b, day: Number(third) };
    return { year, month: b, day: a };
  }
  const [, d = '', mo = '', y = ''] = /(?:^|\D)(\d{1,2})\s{1,3}(\d{1,2})\s{1,3}(\d{4})$/.exec(text) ?? [];
  if (y !== '') return { year: Number(y), month: Number(mo), day: Number(d) };
  const digits = /^(?:\D*\s)?(\d{4,8})T?$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  if (digits.length === 8) {
    return { year: Number(digits.slice(0, 4)), month: Number(digits.slice(4, 6)), day: Number(digits.slice(6)) };
  }
  if (digits.length === 7) return dayOfYear(Number(digits.slice(0, 4)), Number(digits.slice(4)));
  if (digits.length === 5) return dayOfYear(fullYear(Number(digits.slice(0, 2))), Number(digits.slice(2)));
  if (digits.length === 6) {
    return {
      year: fullYear(Number(digits.slice(0, 2))),
      month: Number(digits.slice(2, 4)),
      day: Number(digits.slice(4)),
    };
  }
  return digits.length === 4 ? { year: Number(digits), month: 1, day: 1 } : undefined;
}

function dayOfYear(year: number, ordinal: number): Day | undefined {
  if (ordinal < 1 || ordinal > 366) return undefined;
  return dayOfInstant(Date.UTC(year, 0, ordinal));
}

/** ISO 8601 week dates: week 1 holds 4 January. */
function dayOfWeek(year: number, week: number, weekday: number): Day | undefined {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return undefined;
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
  return dayOfInstant(monday + ((week - 1) * 7 + weekday - 1) * DAY_MS);
}

function dayOfInstant(at: number): Day {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
