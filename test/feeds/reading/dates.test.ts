import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/feeds/dates.ts';

describe('dates as feeds write them', () => {
  it.each([
    ['RFC 822', 'Mon, 23 Nov 2026 10:00:00 GMT', '2026-11-23T10:00:00Z'],
    ['an American zone', 'Mon, 23 Nov 2026 10:00:00 PST', '2026-11-23T18:00:00Z'],
    ['Moscow by name', '23 Nov 2026 10:00 MSK', '2026-11-23T07:00:00Z'],
    ['a year of two digits', '23 Nov 26 10:00:00 +0300', '2026-11-23T07:00:00Z'],
    ['ISO 8601’s basic form', '20261123T100000Z', '2026-11-23T10:00:00Z'],
    ['fourteen digits', '20261123100000', '2026-11-23T10:00:00Z'],
    ['an hour without minutes', '2026-11-23T10+02:00', '2026-11-23T08:00:00Z'],
    ['a clock with dots', 'Mon, 23 Nov 2026 10.05.07 GMT', '2026-11-23T10:05:07Z'],
    ['a Chinese month in RFC 822', '一, 23 11月 2026 10:00:00 +0800', '2026-11-23T02:00:00Z'],
    ['last century', '31 Dec 99 23:59:59 GMT', '1999-12-31T23:59:59Z'],
    ['no zone is UTC, wherever the host stands', '2026-11-23 10:00:00', '2026-11-23T10:00:00Z'],
    ['W3C-DTF with a month only', '2026-11', '2026-11-01T00:00:00Z'],
    ['a year', '2026', '2026-01-01T00:00:00Z'],
    ['digits without marks', '20261123', '2026-11-23T00:00:00Z'],
    ['the day of the year', '2026-327', '2026-11-23T00:00:00Z'],
    ['the day of the week', '2026-W48-1', '2026-11-23T00:00:00Z'],
    ['asctime', 'Mon Nov 23 10:00:00 2026', '2026-11-23T10:00:00Z'],
    ['asctime with a zone', 'Mon Nov 23 10:00:00 UTC 2026', '2026-11-23T10:00:00Z'],
    ['an American clock', 'November 23, 2026 3:05 PM EST', '2026-11-23T20:05:00Z'],
    ['American digits', '11/23/2026 10:00:00', '2026-11-23T10:00:00Z'],
    ['day, dots', '23.11.2026 10:00', '2026-11-23T10:00:00Z'],
    ['day first with slashes, where it can be nothing else', '23/11/2026 10:00', '2026-11-23T10:00:00Z'],
    ['slashes with the year first', 'Mon, 2026/11/23 10:00:00 EST', '2026-11-23T15:00:00Z'],
    ['SQL Server', '2026-11-23 10:00:00.0', '2026-11-23T10:00:00Z'],
    ['Russian', 'Пн, 23 ноября 2026 10:00:00 +0300', '2026-11-23T07:00:00Z'],
    ['Ukrainian', 'Понеділок, 23 листопада 2026 10:00 EET', '2026-11-23T08:00:00Z'],
    ['Spanish', 'lun, 23 nov 2026 10:00:00 -0300', '2026-11-23T13:00:00Z'],
    ['Spanish in words', '23 de noviembre de 2026 10:00', '2026-11-23T10:00:00Z'],
    ['Greek', 'Δευ, 23 Νοέ 2026 10:00:00 EET', '2026-11-23T08:00:00Z'],
    ['Hungarian', '2026-november-23T9:15-05:00', '2026-11-23T14:15:00Z'],
    ['Korean, whose zone is never stated', '2026년 11월 23일 01:31:15', '2026-11-22T16:31:15Z'],
    ['Korean afternoon', '2026-11-23 오후 11:23:17', '2026-11-23T14:23:17Z'],
    ['Chinese', '2026年11月23日 10:00', '2026-11-23T10:00:00Z'],
    ['a place of the tz database', '2026-11-23 10:00:00 America/Lima', '2026-11-23T15:00:00Z'],
    ['a comment behind the offset', 'Mon, 23 Nov 2026 10:00:00 -0500 (PET)', '2026-11-23T15:00:00Z'],
    ['an offset of one digit', 'Mon, 23 Nov 2026 10:00:00 +3', '2026-11-23T07:00:00Z'],
    ['an empty comment of seconds', 'Mon, 23 Nov 2026 10:00: GMT', '2026-11-23T10:00:00Z'],
  ])('%s', (_case, written, expected) => {
    expect(new Date(parseDate(written) ?? Number.NaN).toISOString()).toBe(new Date(expected).toISOString());
  });

  it.each([
    '',
    'soon',
    'yesterday',
    '31 Feb 2026',
    '2026-13-01',
    'Mon, 23 Nov 2026 25:61:00 GMT',
    '99999999999999999999',
  ])('%j is no date', (written) => expect(parseDate(written)).toBeUndefined());

  it('every instant survives being written as RFC 822 and ISO 8601', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2099, 0) / 1000 });
    fc.assert(
      fc.property(instants, (seconds) => {
        const date = new Date(seconds * 1000);
        expect(parseDate(date.toUTCString())).toBe(date.getTime());
        expect(parseDate(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it('no text makes it throw or take long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseDate(text)));
  });
});
