/**
 * A feed's date → an instant. Feeds date by RFC 822, RFC 3339, asctime and whatever their makers' locale prints; a
 * date without a zone is UTC, never the host's.
 */
import { type Clock, offsetOf, takeClock } from './date-clock.ts';
import { type Day, parseDay } from './date-day.ts';
import { zoneOffsetMs } from './zone-names.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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
