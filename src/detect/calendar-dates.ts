/** Days and months that are written with numbers: "22. März", "May 9-11", "5月16日至17日". */
import { dayNumber, isDash, isRange, yearNumber } from './day-numbers.ts';
import { type HitsByStart, type TimeMention, timeHit } from './time-spec.ts';
import type { Token } from './tokens.ts';

type Bare = Omit<TimeMention, 'bound'>;

/** A month, and the day, days or year behind it. */
export function monthFrom(
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

/** What begins with the number at a token, if it is of time. */
export function numericAt(tokens: readonly Token[], byStart: HitsByStart, at: number, token: Token): Bare | undefined {
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
