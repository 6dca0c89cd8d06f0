import { describe, expect, it } from 'vitest';
import { resolveTime, type Tense } from '../../src/detect/dates.ts';
import type { TimeSpec } from '../../src/detect/time-spec.ts';
import { formatEventDate } from '../../src/model/event.ts';

/** A Saturday. */
const PUBLISHED = Date.UTC(2023, 2, 25, 14);

describe('words of time, counted from the day of publication', () => {
  it.each<[string, TimeSpec, Tense, string | undefined]>([
    ['yesterday', { kind: 'offset', days: -1 }, 'past', '2023-03-24'],
    [
      'a bare weekday of what is done is the last one',
      { kind: 'weekday', weekday: 7, turn: undefined },
      'past',
      '2023-03-19',
    ],
    [
      'a bare weekday of a plan is the next one',
      { kind: 'weekday', weekday: 7, turn: undefined },
      'future',
      '2023-03-26',
    ],
    ['the day itself counts both ways', { kind: 'weekday', weekday: 6, turn: undefined }, 'past', '2023-03-25'],
    ['next Saturday is not today', { kind: 'weekday', weekday: 6, turn: 'next' }, 'future', '2023-04-01'],
    ['a span of weekdays', { kind: 'weekdays', first: 1, last: 3 }, 'future', '2023-03-27/2023-03-29'],
    ['a week is told as its month', { kind: 'week', weeks: 1 }, 'future', '2023-04'],
    ['a month ahead', { kind: 'month', month: 10, year: undefined }, 'future', '2023-10'],
    ['a month past', { kind: 'month', month: 10, year: undefined }, 'past', '2022-10'],
    [
      'a day and month',
      { kind: 'date', day: 20, lastDay: 22, month: 3, year: undefined },
      'past',
      '2023-03-20/2023-03-22',
    ],
    ['a year alone is no date', { kind: 'year', year: 2009 }, 'past', undefined],
  ])('%s', (_case, spec, tense, expected) => {
    const date = resolveTime(spec, PUBLISHED, tense);
    expect(date === undefined ? undefined : formatEventDate(date)).toBe(expected);
  });
});
