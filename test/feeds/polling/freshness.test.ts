import { describe, expect, it } from 'vitest';
import { freshForMs, retryAfterMs } from '../../../src/feeds/freshness.ts';
import { NOW } from './samples.ts';

const inAnHour = new Date(NOW + 3_600_000).toUTCString();
const now = new Date(NOW).toUTCString();

describe('what a server says of its freshness', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['nothing', {}, undefined],
    ['max-age', { 'cache-control': 'public, max-age=600' }, 600_000],
    ['max-age in quotes and capitals', { 'cache-control': 'Public,MAX-AGE="600"' }, 600_000],
    ['max-age, part of which has passed in a cache', { 'cache-control': 'max-age=600', age: '500' }, 100_000],
    ['max-age, all of which has passed', { 'cache-control': 'max-age=600', age: '900' }, 0],
    ['no-cache', { 'cache-control': 'no-cache, max-age=600' }, 0],
    ['a shared cache’s age is none of ours', { 'cache-control': 's-maxage=600' }, undefined],
    ['max-age that is no number', { 'cache-control': 'max-age=soon' }, undefined],
    ['Expires', { expires: inAnHour, date: now }, 3_600_000],
    [
      'Expires by a server whose clock is wrong',
      { expires: 'Tue, 24 Nov 2020 13:00:00 GMT', date: 'Tue, 24 Nov 2020 12:00:00 GMT' },
      3_600_000,
    ],
    ['Expires in the form of RFC 850', { expires: 'Tuesday, 24-Nov-26 13:00:00 GMT' }, 3_600_000],
    ['Expires in the form of asctime', { expires: 'Tue Nov 24 13:00:00 2026' }, 3_600_000],
    ['Expires: 0', { expires: '0' }, 0],
    ['Expires: -1', { expires: '-1' }, 0],
    ['max-age before Expires', { 'cache-control': 'max-age=60', expires: inAnHour }, 60_000],
  ])('%s', (_case, headers, ms) => expect(freshForMs(headers, NOW)).toBe(ms));

  it.each<[string, string | undefined, number | undefined]>([
    ['seconds', '120', 120_000],
    ['a date', inAnHour, 3_600_000],
    ['a date gone by', 'Tue, 24 Nov 2020 12:00:00 GMT', 0],
    ['junk', 'later', undefined],
    ['a negative number', '-5', undefined],
    ['nothing', undefined, undefined],
  ])('Retry-After: %s', (_case, value, ms) =>
    expect(retryAfterMs(value === undefined ? {} : { 'retry-after': value }, NOW)).toBe(ms),
  );
});
