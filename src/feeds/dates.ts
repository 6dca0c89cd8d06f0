/**
 * A feed's date → an instant. Feeds date by RFC 822, RFC 3339, asctime and whatever their makers' locale prints; a
 * date without a zone is UTC, never the host's.
 */
import { monthOfName } from './month-names.ts';
import { zoneOffsetMs } from './zone-names.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Korea's, which its dates never state. */
const KOREA_OFFSET_MS = 9 * HOUR_MS;

/** Longer text is no date. */
const MAX_DATE_CHARS = 120;

/** Years that a feed can mean. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;

/** What nine feeds in ten write: `Tue, 03 Jun 2025 09:39:21 GMT`, `+0200`. */
const RFC_822 =
  /^(?:[A-Za-z]{3}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|Z|([+-])(\d\d)(\d\d))$/;

/** RFC 3339 and W3C-DTF, `T` and the zone optional. */
const ISO_8601 =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]\s?(\d\d?):(\d\d)(?::(\d\d)(?:[.,:]\d+)?)?\s?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?)?$/;

/** ISO 8601's basic form, and an hour without minutes: `20250603T093921Z`, `20250603093921`, `2025-06-03T09Z`. */
const ISO_BASIC =
  /^(\d{4})-?(\d\d)-?(\d\d)[Tt ]?(\d\d):?(\d\d)?:?(\d\d)?(?:[.,]\d+)?\s?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?$/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0 };

/**
 * Reads a date.
 *
 * @returns ms since the epoch; undefined for what is no date, or one before 1970 or after 2100
 */
export function parseDate(written: string): number | undefined {
  const text = written.trim();
  if (text === '' || text.length > MAX_DATE_CHARS) return undefined;
  return parseRfc822(text) ?? parseIso(text, ISO_8601) ?? parseIso(text, ISO_BASIC) ?? parseLoose(text);
}

function parseRfc822(text: string): number | undefined {
  const m = RFC_822.exec(text);
  if (m === null) return undefined;
  const day = { year: Number(m[3]), month: MONTHS.indexOf(m[2] ?? '') + 1, day: Number(m[1]) };
  return instant(day, clockOf(m[4], m[5], m[6]), offsetOf(m[7], m[8], m[9]));
}

function parseIso(text: string, form: RegExp): number | undefined {
  const m = form.exec(text);
  if (m === null) return undefined;
  const day = { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) };
  return instant(day, clockOf(m[4], m[5], m[6]), offsetOf(m[7], m[8], m[9]));
}

function clockOf(hour: string | undefined, minute: string | undefined, second: string | undefined): Clock {
  return { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) };
}

function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number {
  const offsetMs = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  return sign === '-' ? -offsetMs : offsetMs;
}

/** Everything else: finds the clock, then the zone, then makes a day of what is left. */
function parseLoose(text: string): number | undefined {
  const epoch = parseEpoch(text);
  if (epoch !== undefined) return epoch;
  const normal = withPlainDigits(text);
  const { clock, offsetMs, place, rest } = takeClock(normal.replace(COMMENT, ' '));
  const day = parseDay(rest);
  if (day === undefined) return undefined;
  if (place !== undefined) return instantAt(place, instant(day, clock, 0));
  const remarked = zoneOffsetMs(COMMENT.exec(normal)?.[1]?.trim() ?? '');
  const isKorean = /[\uac00-\ud7af]/.test(text);
  return instant(day, clock, offsetMs ?? remarked ?? (isKorean ? KOREA_OFFSET_MS : 0));
}

/** `(MSK)`, as RFC 822 has comments. */
const COMMENT = /\(([^()]{0,60})\)/;

/** Other scripts' digits and marks as ours: `2026年11月23日 10時05分` becomes `2026-11-23 10:05`. */
function withPlainDigits(text: string): string {
  return (
    text
      .replace(/&nbsp;|\u200e|\u200f/g, ' ')
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
      .replace(/(十[一二]?|[一二三四五六七八九])月/, (_, words: string) => `${monthOfHan(words)}月`)
      // A minus as typographers set it, in front of an offset.
      .replace(/[\u2212\u2013](?=\d{2}:?\d{2}$)/, '-')
      // A clock with dots, as it is written from Helsinki to Rome; behind the year, for before it dots part a date.
      .replace(
        /(\d{4}[^\d]{0,8} |\dT)(\d\d?)\.(\d\d)(?:\.(\d\d))?(?=$|[ Z+-])/,
        (_, day, ...clock) => `${day}${clock.slice(0, 3).filter(Boolean).join(':')}`,
      )
      .replace(/(^|\s)(\d{1,2})\s?h\s?(\d\d)(?=$|\s)/i, '$1$2:$3')
      .replace(/(\d{1,2})\s{0,3}[월月]\s{0,3}(?=\d{4})/g, (whole, month: string) => MONTHS[Number(month) - 1] ?? whole)
      .replace(/(\d{1,4})\s{0,3}[年년월月]\s{0,3}(?=\d)/g, '$1-')
      .replace(/(\d{4})\s{0,3}\.\s{0,3}(?=\d)/g, '$1-')
      .replace(/(\d{1,2})\s{0,3}[日일]/g, '$1 ')
      .replace(/(\d{1,2})\s{0,3}[時시点點]\s{0,3}(\d{1,2})\s{0,3}[分분](?:\s{0,3}(\d{1,2})\s{0,3}[秒초])?/g, '$1:$2:$3')
  );
}

/** 1 to 12, as Chinese counts. */
function monthOfHan(words: string): number {
  const [first = '', second = ''] = words;
  return second === '' ? HAN_NUMBERS.indexOf(first) + 1 : 10 + HAN_NUMBERS.indexOf(second) + 1;
}

const HAN_NUMBERS = '一二三四五六七八九十';

/** An instant from what the clock shows at a place of the tz database; as UTC where there is no such place. */
function instantAt(place: string, shownAt: number | undefined): number | undefined {
  if (shownAt === undefined) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' });
    const shown = format.formatToParts(shownAt).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const m = /([+-])(\d\d):(\d\d)/.exec(shown);
    return shownAt - offsetOf(m?.[1], m?.[2], m?.[3]);
  } catch {
    // RangeError: not in the tz database.
    return shownAt;
  }
}

/** Seconds or milliseconds since the epoch; as Unix's `date` takes them, or as .NET writes them in JSON. */
function parseEpoch(text: string): number | undefined {
  const digits = /^(?:@|\/Date\()?(\d{9,13}(?:\.\d{1,9})?)(?:\)\/)?$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  const at = number < 100_000_000_000 ? number * 1000 : number;
  return at >= 0 && at < Date.UTC(LAST_YEAR) ? Math.round(at) : undefined;
}

interface TakenZone {
  readonly offsetMs: number | undefined;
  /** Name in the tz database. */
  readonly place: string | undefined;
  /** The text without the zone. */
  readonly rest: string;
}

interface TakenClock extends TakenZone {
  readonly clock: Clock;
}

const HALF_OF_DAY =
  /(?:^|[\s\d])(a\.?m\.?|p\.?m\.?|오전|오후|上午|下午|午前|午後|π\.?μ\.?|μ\.?μ\.?|πμ|μμ)(?=$|[\s,;])/iu;

const CLOCK = /(?:^|[\sT,;\p{Script=Han}-])(\d{1,2}):(\d{1,2})(?::(\d{0,2}))?(?:[.,:]\d{1,9})?(?:Z(?![a-z]))?/iu;

function takeClock(text: string): TakenClock {
  const m = CLOCK.exec(text);
  if (m === null) return takeBareZone(text);
  const before = text.slice(0, m.index) + (/\p{Script=Han}/u.test(text.charAt(m.index)) ? text.charAt(m.index) : '');
  let after = text.slice(m.index + m[0].length);
  let hour = Number(m[1]);
  const half = HALF_OF_DAY.exec(before) ?? HALF_OF_DAY.exec(after) ?? /^(am|pm|a|p)(?=$|\s)/i.exec(after);
  let beforeHalf = before;
  if (half !== null) {
    const isAfternoon = /^(?:p|오후|下|午後|μ)/iu.test(half[1] ?? '');
    hour = (hour % 12) + (isAfternoon ? 12 : 0);
    beforeHalf = before.replace(half[0], ' ');
    after = after.replace(half[0], ' ');
  }
  const zone = takeZone(after);
  const clock = { hour, minute: Number(m[2]), second: Number(m[3] || 0) };
  return { ...zone, clock, rest: `${beforeHalf} ${zone.rest}` };
}

/** A day without a clock; what stands behind it may still be its zone. */
function takeBareZone(text: string): TakenClock {
  const zone = /\s(?:gmt|utc|z|[a-z]{3,4}t)$/i.exec(text);
  const offsetMs = zone === null ? undefined : zoneOffsetMs(zone[0].trim());
  const rest = zone === null || offsetMs === undefined ? text : text.slice(0, zone.index);
  // XML Schema's dates have a zone: `2026-11-23+03:00`.
  const [, sign, hours, minutes] = /^\d{4}-\d\d-\d\d([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  if (sign !== undefined) {
    return { clock: MIDNIGHT, offsetMs: offsetOf(sign, hours, minutes), place: undefined, rest: text.slice(0, 10) };
  }
  return { clock: MIDNIGHT, offsetMs, place: undefined, rest: rest.replace(/[Zz]$/, '') };
}

/** Finds the zone behind the clock: an offset, an abbreviation, both, or a name of the tz database. */
function takeZone(after: string): TakenZone {
  const numeric = /^\s*(?:gmt|utc|ut|z|[a-z]{3,4})?\s*([+-])\s?(\d{1,2}):?(\d\d)?(?=$|[\s,;(])/i.exec(after);
  if (numeric !== null) {
    const [, sign, hours, minutes] = numeric;
    return { offsetMs: offsetOf(sign, hours, minutes), place: undefined, rest: after.slice(numeric[0].length) };
  }
  const place = /[A-Z][A-Za-z_]{1,20}\/[A-Z][A-Za-z_/]{1,30}/.exec(after)?.[0];
  if (place !== undefined) return { offsetMs: undefined, place, rest: after.replace(place, ' ') };
  for (const [, word = ''] of after.matchAll(/(?:^|[\s\d])([a-zа-я]{1,5})(?=$|[\s,;.\d])/giu)) {
    const offsetMs = zoneOffsetMs(word);
    if (offsetMs !== undefined) return { offsetMs, place: undefined, rest: after.replace(word, ' ') };
  }
  // An offset whose plus was lost to a form's decoding, where a space stands for it.
  const [, hours, minutes] = /^\s{1,3}(\d\d)(\d\d)$/.exec(after) ?? [];
  if (hours !== undefined && Number(hours) <= 14) {
    return { offsetMs: offsetOf('+', hours, minutes), place: undefined, rest: '' };
  }
  return { offsetMs: undefined, place: undefined, rest: after };
}

/** A day from what is left: numbers, and at most one name of a month. */
function parseDay(rest: string): Day | undefined {
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

/**
 * Checks and adds up. What runs over goes on in the next unit, as all clocks do: 24:00 is the next day's midnight, a
 * leap second the next minute, 31 June the first of July.
 */
function instant(day: Day, clock: Clock, offsetMs: number): number | undefined {
  const { year, month } = day;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day.day < 1) return undefined;
  if (day.day > 31 || clock.hour >= 48) return undefined;
  return Date.UTC(year, month - 1, day.day, clock.hour, clock.minute, clock.second) - offsetMs;
}
