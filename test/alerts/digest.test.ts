import { describe, expect, it } from 'vitest';
import { isDigestDue, renderDigest } from '../../src/alerts/digest.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { event, source, story, watchlist } from '../support/desk.ts';

const daily = watchlist({ delivering: { mode: 'daily', hour: 8 } });
const mondays = watchlist({ delivering: { mode: 'weekly', hour: 8, weekday: 1 } });
const at = (text: string) => Date.parse(text);

describe('when a digest is due', () => {
  it.each<[string, Watchlist, string, string | undefined, string, boolean]>([
    ['before the desk’s hour it is not', daily, 'Europe/Sofia', undefined, '2026-11-24T05:59:00Z', false],
    ['at eight in Sofia it is six in UTC', daily, 'Europe/Sofia', undefined, '2026-11-24T06:00:00Z', true],
    ['once a day', daily, 'Europe/Sofia', '2026-11-24T06:00:00Z', '2026-11-24T12:00:00Z', false],
    ['again the next day', daily, 'Europe/Sofia', '2026-11-24T06:00:00Z', '2026-11-25T06:00:00Z', true],
    ['late rather than not at all', daily, 'UTC', '2026-11-23T08:00:00Z', '2026-11-24T21:00:00Z', true],
    ['a weekly one on its day', mondays, 'UTC', undefined, '2026-11-23T08:00:00Z', true],
    ['and on no other', mondays, 'UTC', undefined, '2026-11-24T08:00:00Z', false],
    ['a paused watchlist has none', { ...daily, paused: true }, 'UTC', undefined, '2026-11-24T09:00:00Z', false],
    ['an instant one has none', watchlist(), 'UTC', undefined, '2026-11-24T09:00:00Z', false],
  ])('%s', (_case, list, zone, last, now, due) => {
    expect(isDigestDue(list, zone, last === undefined ? undefined : at(last), at(now))).toBe(due);
  });
});

describe('a digest', () => {
  const name = () => 'Igor Sechin';

  it('says that a day was quiet', () => {
    expect(renderDigest(daily, [], name)[0]?.embeds[0]?.description).toContain('Nothing new');
  });

  it('tells what happened and what is announced apart', () => {
    const past = { story: story(), events: [event({ status: 'done' })] };
    const plan = { story: story(), events: [event({ status: 'planned' })] };
    const text = renderDigest(daily, [plan, past], name)[0]?.embeds[0]?.description ?? '';
    expect(text.indexOf('What happened')).toBeLessThan(text.indexOf('visited Caracas'));
    expect(text.indexOf('What is announced')).toBeLessThan(text.indexOf('to visit Caracas'));
  });

  it('stays within Discord’s limits on the busiest day, and says what it left out', () => {
    const long = source({ url: `https://wire.example/${'x'.repeat(400)}` });
    const many = Array.from({ length: 200 }, () => ({ story: story({ sources: [long] }), events: [event()] }));
    const messages = renderDigest(daily, many, name);
    expect(messages.length).toBeLessThanOrEqual(4);
    for (const message of messages) expect(message.embeds[0]?.description?.length).toBeLessThanOrEqual(4096);
    expect(messages.at(-1)?.embeds[0]?.description).toMatch(/… and \d+ more/);
  });
});
