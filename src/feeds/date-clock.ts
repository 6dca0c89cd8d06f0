/** The clock and the zone of a date in any order and wording. */
import { zoneOffsetMs } from './zone-names.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a clock shows, as it is written: not yet checked. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0 };

interface TakenZone {
  readonly offsetMs: number | undefined;
  /** Name in the tz database. */
  readonly place: string | undefined;
  /** The text without the zone. */
  readonly rest: string;
}

/** What was found, and what is left of the text. */
export interface TakenClock extends TakenZone {
  readonly clock: Clock;
}

const HALF_OF_DAY =
  /(?:^|[\s\d])(a\.?m\.?|p\.?m\.?|오전|오후|上午|下午|午前|午後|π\.?μ\.?|μ\.?μ\.?|πμ|μμ)(?=$|[\s,;])/iu;

const CLOCK = /(?:^|[\sT,;\p{Script=Han}-])(\d{1,2}):(\d{1,2})(?::(\d{0,2}))?(?:[.,:]\d{1,9})?(?:Z(?![a-z]))?/iu;

/** Finds the clock, and the zone behind it; midnight where there is none. */
export function takeClock(text: string): TakenClock {
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

/** An offset from UTC in ms. */
export function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number {
  const offsetMs = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  return sign === '-' ? -offsetMs : offsetMs;
}
