/** Words of time in a sentence: which tokens name a day, a month or a stretch, not yet resolved. */
import type { Clue } from './clues.ts';
import type { PatternHit } from './patterns.ts';
import type { Token } from './tokens.ts';

/** A time named in a sentence, not yet resolved. */
export interface TimeMention {
  /** Tokens covered, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly spec: TimeSpec;
  /** `until` and `since` mark one end of a stay. */
  readonly bound: 'until' | 'since' | undefined;
}

/** What the words say. */
export type TimeSpec =
  | { readonly kind: 'offset'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly turn: 'next' | 'last' | undefined }
  /** "Tuesday next week", 下周二. */
  | { readonly kind: 'weekday of week'; readonly weekday: number; readonly weeks: number }
  | { readonly kind: 'weekdays'; readonly first: number; readonly last: number }
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly lastDay: number | undefined;
      readonly month: number;
      readonly year: number | undefined;
    }
  | { readonly kind: 'day of month'; readonly day: number; readonly lastDay: number | undefined }
  | { readonly kind: 'month'; readonly month: number; readonly year: number | undefined }
  | { readonly kind: 'week'; readonly weeks: number }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'days long'; readonly days: number };

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

function timeAt(
  tokens: readonly Token[],
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  at: number,
): Bare | undefined {
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

function spanOf(
  tokens: readonly Token[],
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  hit: PatternHit<Clue>,
): Bare | undefined {
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

/** A month, and the day, days or year behind it. */
function monthFrom(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: { readonly month: number; readonly isShort?: boolean },
): Bare | undefined {
  // English: "May 9", "May 9-11"
  const day = dayNumber(tokens[to]);
  if (day !== undefined) {
    const joins = tokens[to + 1] !== undefined && isRange(tokens, to + 1, to + 2);
    const last = dayNumber(tokens[to + 1]) ?? (joins ? dayNumber(tokens[to + 2]) : undefined);
    const end = last === undefined ? to + 1 : dayNumber(tokens[to + 1]) === undefined ? to + 3 : to + 2;
    return {
      from,
      to: end,
      spec: {
        kind: 'date',
        day,
        lastDay: last !== undefined && last > day ? last : undefined,
        month: value.month,
        year: undefined,
      },
    };
  }
  if (value.isShort === true) return undefined;
  const year = yearNumber(tokens[to]);
  return { from, to: year === undefined ? to : to + 1, spec: { kind: 'month', month: value.month, year } };
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

function numericAt(
  tokens: readonly Token[],
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  at: number,
  token: Token,
): Bare | undefined {
  const year = yearNumber(token);
  if (year !== undefined && tokens[at + 1]?.text !== '年')
    return { from: at, to: at + 1, spec: { kind: 'year', year } };
  if (year !== undefined && tokens[at + 1]?.text === '年') {
    const inner = tokens[at + 2]?.kind === 'number' ? chineseAt(tokens, at + 2) : undefined;
    if (inner?.spec.kind === 'date') return { from: at, to: inner.to, spec: { ...inner.spec, year } };
    if (inner?.spec.kind === 'month') return { from: at, to: inner.to, spec: { ...inner.spec, year } };
    return { from: at, to: at + 2, spec: { kind: 'year', year } };
  }
  const chinese = chineseAt(tokens, at);
  if (chinese !== undefined) return chinese;
  const day = dayNumber(token);
  if (day === undefined) return undefined;
  let next = at + 1;
  let lastDay: number | undefined;
  // "20–22 марта", "20 bis 22. März", "del 20 al 22 de marzo"
  for (let skip = 0; skip <= 2; skip++) {
    const later = dayNumber(tokens[at + 1 + skip]);
    if (later !== undefined && later > day && isRange(tokens, at + 1, at + 1 + skip)) {
      lastDay = later;
      next = at + 2 + skip;
      break;
    }
  }
  // "22. März", "9 de mayo", "1er octobre", "9th of May"
  for (let skip = 0; skip <= 2; skip++) {
    const month = (byStart.get(next + skip) ?? []).find((hit) => hit.value.kind === 'month');
    if (month?.value.kind === 'month') {
      let to = month.to;
      let year: number | undefined;
      for (let step = 0; step <= 1; step++) {
        const named = yearNumber(tokens[month.to + step]);
        if (named !== undefined) {
          year = named;
          to = month.to + step + 1;
          break;
        }
      }
      return { from: at, to, spec: { kind: 'date', day, lastDay, month: month.value.month, year } };
    }
    const between = tokens[next + skip];
    if (between === undefined || (between.kind === 'word' && between.text.length > 3)) break;
  }
  const long = timeHit(byStart, at + 1, 'days') ?? timeHit(byStart, at + 2, 'days');
  if (long !== undefined) return { from: at, to: long.to, spec: { kind: 'days long', days: day } };
  // "no dia 10", "el día 10": a day of this month or the next.
  return tokens[at - 1]?.text === 'dia'
    ? { from: at, to: next, spec: { kind: 'day of month', day, lastDay } }
    : undefined;
}

/** "5月16日至17日", "22日", "8月". */
function chineseAt(tokens: readonly Token[], at: number): Bare | undefined {
  const number = Number(tokens[at]?.text);
  const unit = tokens[at + 1]?.text;
  if (unit === '月' && number >= 1 && number <= 12) {
    const day = dayNumber(tokens[at + 2]);
    if (day !== undefined && tokens[at + 3]?.text === '日') {
      const last = chineseLastDay(tokens, at + 4);
      return {
        from: at,
        to: last?.to ?? at + 4,
        spec: { kind: 'date', day, lastDay: last?.day, month: number, year: undefined },
      };
    }
    if (day !== undefined && isRange(tokens, at + 3, at + 4)) {
      const lastDay = dayNumber(tokens[at + 4]);
      if (lastDay !== undefined && tokens[at + 5]?.text === '日')
        return { from: at, to: at + 6, spec: { kind: 'date', day, lastDay, month: number, year: undefined } };
    }
    return { from: at, to: at + 2, spec: { kind: 'month', month: number, year: undefined } };
  }
  if (unit === '日' && dayNumber(tokens[at]) !== undefined) {
    const last = chineseLastDay(tokens, at + 2);
    return { from: at, to: last?.to ?? at + 2, spec: { kind: 'day of month', day: number, lastDay: last?.day } };
  }
  if (isRange(tokens, at + 1, at + 2) && tokens[at + 3]?.text === '日') {
    const lastDay = dayNumber(tokens[at + 2]);
    if (lastDay !== undefined && lastDay > number)
      return { from: at, to: at + 4, spec: { kind: 'day of month', day: number, lastDay } };
  }
  return undefined;
}

function chineseLastDay(tokens: readonly Token[], at: number): { day: number; to: number } | undefined {
  if (!['至', '到'].includes(tokens[at]?.text ?? '') && !isDash(tokens[at])) return undefined;
  const day = dayNumber(tokens[at + 1]);
  return day !== undefined && tokens[at + 2]?.text === '日' ? { day, to: at + 3 } : undefined;
}

const RANGE_WORDS = new Set([
  'to',
  'al',
  'a',
  'au',
  'bis',
  'по',
  'до',
  '至',
  '到',
  'الي',
  'حتي',
  'and',
  'y',
  'e',
  'et',
  'und',
  'и',
]);

function isRange(tokens: readonly Token[], from: number, to: number): boolean {
  if (to === from) {
    // Two numbers side by side: parted by a hyphen, which the tokeniser drops.
    return true;
  }
  return tokens.slice(from, to).every((token) => isDash(token) || token.text === '.' || RANGE_WORDS.has(token.text));
}

function isDash(token: Token | undefined): boolean {
  return token !== undefined && ['–', '—', '-', '~'].includes(token.text);
}

function dayNumber(token: Token | undefined): number | undefined {
  if (token?.kind !== 'number' || token.text.length > 2) return undefined;
  const day = Number(token.text);
  return day >= 1 && day <= 31 ? day : undefined;
}

function yearNumber(token: Token | undefined): number | undefined {
  if (token?.kind !== 'number' || token.text.length !== 4) return undefined;
  const year = Number(token.text);
  return year >= 1900 && year <= 2100 ? year : undefined;
}

function timeHit(
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  at: number,
  time: string,
): PatternHit<Clue> | undefined {
  return (byStart.get(at) ?? []).find((hit) => hit.value.kind === 'time' && hit.value.time === time);
}

/** "Monday to Wednesday", "Tuesday and Wednesday". */
function laterWeekday(
  tokens: readonly Token[],
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
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
function weekAfter(
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  at: number,
): { weeks: number; to: number } | undefined {
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

function turnAround(
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  from: number,
  to: number,
): { turn: 'next' | 'last' | undefined; to: number } {
  for (const turn of ['next', 'last'] as const) {
    for (let back = 1; back <= 2; back++) if (timeHit(byStart, from - back, turn)?.to === from) return { turn, to };
    const after = timeHit(byStart, to, turn);
    if (after !== undefined) return { turn, to: after.to };
  }
  return { turn: undefined, to };
}

function boundBefore(byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>, from: number): TimeMention['bound'] {
  for (const bound of ['until', 'since'] as const) {
    for (let back = 1; back <= 3; back++) {
      const hit = timeHit(byStart, from - back, bound);
      if (hit !== undefined && hit.to <= from && from - hit.to <= 1) return bound;
    }
  }
  return undefined;
}

/** Languages whose weekdays are only known with a preposition: "até quarta" is the weekday and the bound. */
function boundWithin(
  byStart: ReadonlyMap<number, readonly PatternHit<Clue>[]>,
  { from, to }: Bare,
): TimeMention['bound'] {
  return (['until', 'since'] as const).find((bound) => {
    const hit = timeHit(byStart, from, bound);
    return hit !== undefined && hit.to < to;
  });
}
