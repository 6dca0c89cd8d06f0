/** Words of time in a sentence: which tokens name a day, a month or a stretch, not yet resolved. */

import { monthFrom, numericAt } from './calendar-dates.ts';
import type { Clue } from './clues.ts';
import { isDash, RANGE_WORDS } from './day-numbers.ts';
import type { PatternHit } from './patterns.ts';
import { type HitsByStart, type TimeMention, type TimeSpec, timeHit } from './time-spec.ts';
import type { Token } from './tokens.ts';

/** The times that a sentence names, in order, longest reading first where they overlap. */
export function findTimes(tokens: readonly Token[], hits: readonly PatternHit<Clue>[]): TimeMention[] {
  const timed = hits.filter((hit) => TIME_KINDS.has(hit.value.kind));
  if (timed.length === 0 && !tokens.some((token) => token.kind === 'number')) return [];
  const byStart = new Map<number, PatternHit<Clue>[]>();
  for (const hit of timed) {
    const here = byStart.get(hit.from);
    if (here === undefined) byStart.set(hit.from, [hit]);
    else here.push(hit);
  }
  const found: TimeMention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const mention = timeAt(tokens, byStart, at);
    if (mention === undefined) at++;
    else {
      found.push({ ...mention, bound: boundBefore(byStart, mention.from) ?? boundWithin(byStart, mention) });
      at = mention.to;
    }
  }
  return found;
}

const TIME_KINDS = new Set(['time', 'month', 'weekday', 'number', 'length']);

type Bare = Omit<TimeMention, 'bound'>;

function timeAt(tokens: readonly Token[], byStart: HitsByStart, at: number): Bare | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return numericAt(tokens, byStart, at, token);
  const hits = byStart.get(at) ?? [];
  let best: Bare | undefined;
  for (const hit of hits) {
    const read = spanOf(tokens, byStart, hit);
    if (read !== undefined && (best === undefined || read.to > best.to)) best = read;
  }
  return best;
}

function spanOf(tokens: readonly Token[], byStart: HitsByStart, hit: PatternHit<Clue>): Bare | undefined {
  const { value, from, to } = hit;
  if (value.kind === 'weekday') {
    const and = laterWeekday(tokens, byStart, to);
    if (and !== undefined)
      return { from, to: and.to, spec: { kind: 'weekdays', first: value.weekday, last: and.weekday } };
    const week = weekAfter(byStart, to);
    if (week !== undefined)
      return { from, to: week.to, spec: { kind: 'weekday of week', weekday: value.weekday, weeks: week.weeks } };
    const turn = turnAround(byStart, from, to);
    return { from, to: turn.to, spec: { kind: 'weekday', weekday: value.weekday, turn: turn.turn } };
  }
  if (value.kind === 'month') return monthFrom(tokens, from, value.isShort === true ? pastStop(tokens, to) : to, value);
  if (value.kind === 'number') {
    const long = timeHit(byStart, to, 'days');
    // "قمة السبع يوم الخميس": the day is the weekday's.
    const isWeekday = (byStart.get(long?.to ?? to) ?? []).some((next) => next.value.kind === 'weekday');
    return long === undefined || isWeekday
      ? undefined
      : { from, to: long.to, spec: { kind: 'days long', days: value.number } };
  }
  if (value.kind === 'length') return { from, to, spec: { kind: 'days long', days: value.days } };
  if (value.kind !== 'time' || isArabicDay(tokens, from, to)) return undefined;
  const spec = WORD_SPECS[value.time];
  if (spec?.kind === 'week') {
    // Of 下周二 the second sign belongs to both words.
    for (const start of [to - 1, to, to + 1]) {
      const day = start > from ? (byStart.get(start) ?? []).find((next) => next.value.kind === 'weekday') : undefined;
      if (day?.value.kind === 'weekday' && day.to > to)
        return { from, to: day.to, spec: { kind: 'weekday of week', weekday: day.value.weekday, weeks: spec.weeks } };
    }
  }
  return spec === undefined ? undefined : { from, to, spec };
}

/** "يوم الاثنين", "on Monday": without its article, the word for "today" is any day. */
function isArabicDay(tokens: readonly Token[], from: number, to: number): boolean {
  return to === from + 1 && tokens[from]?.text === 'يوم';
}

function pastStop(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === '.' ? at + 1 : at;
}

const WORD_SPECS: Readonly<Record<string, TimeSpec>> = {
  today: { kind: 'offset', days: 0 },
  yesterday: { kind: 'offset', days: -1 },
  dayBefore: { kind: 'offset', days: -2 },
  tomorrow: { kind: 'offset', days: 1 },
  dayAfter: { kind: 'offset', days: 2 },
  thisWeek: { kind: 'week', weeks: 0 },
  nextWeek: { kind: 'week', weeks: 1 },
  lastWeek: { kind: 'week', weeks: -1 },
  thisWeekend: { kind: 'weekend' },
  nextMonth: { kind: 'months', months: 1 },
  thisMonth: { kind: 'months', months: 0 },
  lastMonth: { kind: 'months', months: -1 },
};

/** "Monday to Wednesday", "Tuesday and Wednesday". */
function laterWeekday(
  tokens: readonly Token[],
  byStart: HitsByStart,
  to: number,
): { weekday: number; to: number } | undefined {
  for (let skip = 1; skip <= 2; skip++) {
    const hit = (byStart.get(to + skip) ?? []).find((candidate) => candidate.value.kind === 'weekday');
    if (
      hit?.value.kind === 'weekday' &&
      tokens.slice(to, to + skip).some((token) => RANGE_WORDS.has(token.text) || isDash(token))
    ) {
      return { weekday: hit.value.weekday, to: hit.to };
    }
  }
  return undefined;
}

/** "on Tuesday of next week": the week, with at most two words between. */
function weekAfter(byStart: HitsByStart, at: number): { weeks: number; to: number } | undefined {
  for (let skip = 0; skip <= 2; skip++) {
    for (const [time, weeks] of WEEKS) {
      const hit = timeHit(byStart, at + skip, time);
      if (hit !== undefined) return { weeks, to: hit.to };
    }
  }
  return undefined;
}

const WEEKS = [
  ['nextWeek', 1],
  ['lastWeek', -1],
] as const;

function turnAround(byStart: HitsByStart, from: number, to: number): { turn: 'next' | 'last' | undefined; to: number } {
  for (const turn of ['next', 'last'] as const) {
    for (let back = 1; back <= 2; back++) if (timeHit(byStart, from - back, turn)?.to === from) return { turn, to };
    const after = timeHit(byStart, to, turn);
    if (after !== undefined) return { turn, to: after.to };
  }
  return { turn: undefined, to };
}

function boundBefore(byStart: HitsByStart, from: number): TimeMention['bound'] {
  for (const bound of ['until', 'since'] as const) {
    for (let back = 1; back <= 3; back++) {
      const hit = timeHit(byStart, from - back, bound);
      if (hit !== undefined && hit.to <= from && from - hit.to <= 1) return bound;
    }
  }
  return undefined;
}

/** Languages whose weekdays are only known with a preposition: "até quarta" is the weekday and the bound. */
function boundWithin(byStart: HitsByStart, { from, to }: Bare): TimeMention['bound'] {
  return (['until', 'since'] as const).find((bound) => {
    const hit = timeHit(byStart, from, bound);
    return hit !== undefined && hit.to < to;
  });
}
