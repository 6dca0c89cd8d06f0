import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diaryCalendar } from '../../src/alerts/diary.ts';
import { type DiaryParts, listDiary, tellDiary } from '../../src/diary.ts';
import type { DetectedEvent } from '../../src/model/event.ts';
import { NOW } from '../support/desk.ts';
import { DAY_MS, on } from './happenings.ts';
import { CHAVEZ, openNewsroom, SECHIN } from './newsroom.ts';

const GUILD = 'guild-1';

const MOSCOW: Partial<DetectedEvent> = {
  officials: ['hugo-chavez'],
  countries: ['RU'],
  place: 'Moscow',
  status: 'planned',
};

describe('the diary', () => {
  let room: ReturnType<typeof openNewsroom>;
  let parts: DiaryParts;
  beforeEach(() => {
    room = openNewsroom();
    parts = {
      stores: room.stores,
      official: (id) => [SECHIN, CHAVEZ].find((one) => one.id === id),
      newId: room.parts.newId,
      now: () => room.clock.at,
    };
  });
  afterEach(() => room.close());

  const announce = (date: string, hours = 0, part: Partial<DetectedEvent> = {}) =>
    room.take({ hours, title: `Chávez to visit Moscow (${date})`, events: [{ ...MOSCOW, date: on(date), ...part }] });
  const list = (from = '2009-07-01') =>
    listDiary({ officialId: undefined, country: undefined, from, to: undefined }, GUILD, parts);
  const standings = () => list().map(({ from, standing }) => `${from} ${standing}`);
  /** Turns the clock to an hour of a day in UTC, and lets the diary speak. */
  const at = (day: string, hour = 9) => {
    room.clock.at = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00Z`);
    tellDiary(parts);
    return room.sent().map(({ words }) => words.split('\n')[0]);
  };

  it('lists what is announced for a day or a month, soonest first, of an official and of a country', () => {
    announce('2009-09-10');
    room.take({
      hours: 1,
      title: 'Joint venture in August',
      events: [{ kind: 'deal', status: 'planned', countries: ['RU', 'VE'], date: on('2009-08'), sector: 'oil-gas' }],
    });
    expect(list().map(({ from, to }) => `${from} ${to}`)).toEqual(['2009-08-01 2009-08-31', '2009-09-10 2009-09-10']);
    const question = { country: undefined, from: '2009-07-01', to: undefined };
    expect(listDiary({ ...question, officialId: 'hugo-chavez' }, GUILD, parts)).toHaveLength(1);
    expect(listDiary({ ...question, officialId: undefined, country: 'VE' }, GUILD, parts)).toHaveLength(1);
  });

  it('an entry moves when the visit is put off, and is struck when it is called off', () => {
    announce('2009-09-10');
    const off = { ...MOSCOW, status: 'cancelled', date: on('2009-09-10') } as const;
    room.take({ hours: 5, title: 'Put off to the 20th', events: [off, { ...MOSCOW, date: on('2009-09-20') }] });
    expect(standings()).toEqual(['2009-09-20 ahead']);
    room.take({ hours: 9, title: 'Off altogether', events: [{ ...off, date: on('2009-09-20') }] });
    expect(standings()).toEqual([]);
  });

  it('what is announced for a month comes true by a visit in that month, told weeks later', () => {
    announce('2009-09');
    room.clock.at = NOW + 40 * DAY_MS;
    expect(standings()).toEqual(['2009-09-01 today']);
    room.take({
      hours: 44 * 24,
      title: 'Chávez in Moscow',
      events: [{ ...MOSCOW, status: 'done', date: on('2009-09-10') }],
    });
    expect(standings()).toEqual(['2009-09-01 came true']);
  });

  it('one visit that is first announced for a month and then for its day stands there once', () => {
    announce('2009-09');
    announce('2009-09-10', 20 * 24);
    expect(list().map(({ from }) => from)).toEqual(['2009-09-10']);
  });

  it('reminds the desk on the morning of the day in its own time zone, once', () => {
    room.stores.settings.update(GUILD, (old) => ({ ...old, timeZone: 'Asia/Shanghai' }));
    announce('2009-09-10');
    room.sent();
    // Eight in the morning in Shanghai is midnight in UTC.
    expect(at('2009-09-09', 23)).toEqual([]);
    expect(at('2009-09-10', 0)).toEqual(['🗓️ Announced for today: **Hugo Chávez to visit Moscow, Russia**']);
    expect(at('2009-09-10', 3)).toEqual([]);
  });

  it('says once that a day has passed without news, and nothing where there was news', () => {
    announce('2009-09-10');
    announce('2009-09-12', 2, { officials: ['igor-sechin'], countries: ['CU'], place: 'Havana' });
    room.take({
      hours: 46 * 24 + 2,
      title: 'In Havana',
      events: [{ countries: ['CU'], place: 'Havana', date: on('2009-09-12') }],
    });
    room.sent();
    expect(at('2009-09-11')).toEqual([]);
    expect(at('2009-09-12')).toEqual([
      '🕳️ 10 September 2009 has passed without news: **Hugo Chávez to visit Moscow, Russia**',
    ]);
    expect(at('2009-09-13')).toEqual([]);
    expect(at('2009-09-14')).toEqual([]);
  });

  it('replies to the alert, and says nothing of a story that was muted', () => {
    announce('2009-09-10');
    const alertId = room.sent()[0]?.alertId ?? '';
    room.clock.at = Date.parse('2009-09-10T09:00Z');
    tellDiary(parts);
    expect(room.sent()).toMatchObject([{ kind: 'reply', alertId }]);
    room.stores.alerts.mute(alertId, 'editor');
    expect(at('2009-09-12')).toEqual([]);
  });

  it('does not pour out what passed long ago', () => {
    announce('2009-07-30');
    room.sent();
    expect(at('2009-09-30')).toEqual([]);
  });

  it('makes a calendar of whole days in which an id stays, whatever the words', () => {
    announce('2009-09-10', 0, { place: undefined });
    const text = diaryCalendar(list(), () => 'Chávez; or, else\r\nBEGIN:VEVENT', NOW);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1 + text.split('\\nBEGIN:VEVENT').length - 1);
    expect(text.split('\r\n').filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20090910\r\nDTEND;VALUE=DATE:20090911');
    expect(text).toMatch(/UID:\S+-trip-hugo-chavez@dateline/);
  });
});
