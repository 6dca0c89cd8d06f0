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
    ['a plus that was lost on the way', 'Mon, 23 Nov 2026 10:00:00 0300', '2026-11-23T07:00:00Z'],
    ['a typographer’s minus', 'Mon, 23 Nov 2026 10:00:00 −0500', '2026-11-23T15:00:00Z'],
    ['the Atlantic, for short', 'Mon, 23 Nov 2026 10:00:00 AT', '2026-11-23T14:00:00Z'],
    ['a letter of RFC 822, west', 'Mon, 23 Nov 2026 10:00:00 M', '2026-11-23T22:00:00Z'],
    ['a letter of RFC 822, east', 'Mon, 23 Nov 2026 10:00:00 N', '2026-11-23T09:00:00Z'],
    ['an h that is no zone', '23 nov 2026 10:00 h', '2026-11-23T10:00:00Z'],
    ['the zone in brackets alone', '23 ноября 2026, 10:00 (МСК)', '2026-11-23T07:00:00Z'],
    ['the zone behind another word', '23. November 2026 10:00 Uhr MEZ', '2026-11-23T09:00:00Z'],
    ['a day that the month lacks', 'Thu, 31 Jun 2026 10:00:00 GMT', '2026-07-01T10:00:00Z'],
    ['29 February of a common year', '2026-02-29', '2026-03-01T00:00:00Z'],
    ['an hour past midnight', '2026-11-22T25:14:55Z', '2026-11-23T01:14:55Z'],
    ['61 minutes', '2026-11-23T09:61:00Z', '2026-11-23T10:01:00Z'],
    ['a clock written with h', 'lundi 23 novembre 2026 à 10h05', '2026-11-23T10:05:00Z'],
    ['fractions of a second before a zone', '23 Nov 2026 10:00:00.123 GMT', '2026-11-23T10:00:00Z'],
    ['dots in ISO’s clock', '2026-11-23T10.05.07Z', '2026-11-23T10:05:07Z'],
    ['a day with a zone', '2026-11-23+03:00', '2026-11-22T21:00:00Z'],
    ['no century', '-26-11-23', '2026-11-23T00:00:00Z'],
    ['no century and no day', '-2611', '2026-11-01T00:00:00Z'],
    ['the day of the year, no century', '26327', '2026-11-23T00:00:00Z'],
    ['Unix seconds as `date` takes them', '@1795428000', '2026-11-23T10:00:00Z'],
    ['.NET’s JSON', '/Date(1795428000000)/', '2026-11-23T10:00:00Z'],
    ['dots and a year of two digits', '23.11.26 10:00', '2026-11-23T10:00:00Z'],
    ['a Chinese half of the day', '2026-11-23 下午3:05', '2026-11-23T15:05:00Z'],
    ['a Chinese month in words', '星期一, 23 十一月 2026 10:00:00 +0800', '2026-11-23T02:00:00Z'],
    ['a month without its name', '月, 23 11 2026 10:00:00 +0900', '2026-11-23T01:00:00Z'],
    ['a month of two words', '23 تشرين الثاني 2026', '2026-11-23T00:00:00Z'],
    ['Greek in the genitive', '7 Μαΐου 2026', '2026-05-07T00:00:00Z'],
    ['Finnish November, which begins like March', '23. marraskuuta 2026', '2026-11-23T00:00:00Z'],
    ['Romanian', 'marți, 24 noiembrie 2026 10:00', '2026-11-24T10:00:00Z'],
    ['Lithuanian', '23 lapkričio 2026', '2026-11-23T00:00:00Z'],
    ['Czech July, which begins like June', '23. července 2026 10:00', '2026-07-23T10:00:00Z'],
    ['Arabic without its hamza', '23 ابريل 2026', '2026-04-23T00:00:00Z'],
    ['a day’s name that begins like August in front of digits', 'середа, 25.11.2026 10:00', '2026-11-25T10:00:00Z'],
    ['a day’s name that is short for March, too', 'mar. 24/11/2026', '2026-11-24T00:00:00Z'],
    ['a hard space', 'Mon,&nbsp;23 Nov 2026 10:00:00 GMT', '2026-11-23T10:00:00Z'],
  ])('%s', (_case, written, expected) => {
    expect(new Date(parseDate(written) ?? Number.NaN).toISOString()).toBe(new Date(expected).toISOString());
  });

  it.each([
    '',
    'soon',
    'yesterday',
    '32 Jan 2026',
    '2026-13-01',
    'Mon, 00 Nov 2026 10:00:00 GMT',
    'Mon, 23 Nov 2026 99:61:00 GMT',
    '0000-00-00 00:00:00',
    '99999999999999999999',
  ])('%j is no date', (written) => expect(parseDate(written)).toBeUndefined());

  it.each(
    'en de nl sv nb da fr es pt it ro pl cs sl hu fi et lv lt tr az id ms ru uk be bg sr el he ar ar-LB'.split(' '),
  )('every month as it is written in %s', (language) => {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month: style,
        year: 'numeric',
        timeZone: 'UTC',
        numberingSystem: 'latn',
        calendar: 'gregory',
      });
      const days = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 23));
      expect(days.map((day) => parseDate(format.format(day)))).toEqual(days);
    }
  });

  it.each(
    'en de nl sv nb da fr es pt it ro ca pl cs sk hr sl hu fi et lv lt tr az id ms ru uk be bg sr el he ar'.split(' '),
  )('no day of the week is a month in %s', (language) => {
    const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    for (let day = 1; day <= 7; day++) {
      const at = Date.UTC(2026, 10, day);
      expect(parseDate(`2 Nov 2026 ${format.format(at)}`)).toBe(Date.UTC(2026, 10, 2));
    }
  });

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
