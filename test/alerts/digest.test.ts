import { describe, expect, it } from 'vitest';
import type { DiaryLine } from '../../src/alerts/diary.ts';
import { type DigestContent, isDigestDue, renderDigest } from '../../src/alerts/digest.ts';
import type { DossierEntry } from '../../src/model/dossier.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { event, NOW, source, story, watchlist } from '../support/desk.ts';

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
    [
      'a weekly one late, where the bot was down all Monday',
      mondays,
      'UTC',
      '2026-11-16T08:00:00Z',
      '2026-11-24T09:00:00Z',
      true,
    ],
    ['and not again the next day', mondays, 'UTC', '2026-11-24T09:00:00Z', '2026-11-25T09:00:00Z', false],
    [
      'once at the hour that the clocks give twice',
      { ...daily, delivering: { mode: 'daily', hour: 1 } },
      'Europe/London',
      '2026-10-25T00:00:00Z',
      '2026-10-25T01:00:00Z',
      false,
    ],
    ['a paused watchlist has none', { ...daily, paused: true }, 'UTC', undefined, '2026-11-24T09:00:00Z', false],
    ['an instant one has none', watchlist(), 'UTC', undefined, '2026-11-24T09:00:00Z', false],
  ])('%s', (_case, list, zone, last, now, due) => {
    expect(isDigestDue(list, zone, last === undefined ? undefined : at(last), at(now))).toBe(due);
  });
});

describe('a digest', () => {
  const name = () => 'Igor Sechin';
  const NOTHING: DigestContent = { entries: [], links: [], coming: [] };
  const alertUrl = undefined;
  const entry = (part: Partial<DossierEntry> = {}): DossierEntry => {
    const url = 'https://wire.example/1';
    return { storyId: 'story-9', event: event({ status: 'planned' }), outlet: 'Wire', url, at: NOW, alertUrl, ...part };
  };
  const line = (part: Partial<DossierEntry> = {}): DiaryLine => {
    return { entry: entry(part), from: '2009-08-03', to: '2009-08-03', precision: 'day', standing: 'ahead' };
  };

  it('says that a day was quiet', () => {
    expect(renderDigest(daily, NOTHING, name)[0]?.embeds[0]?.description).toContain('Nothing new');
  });

  it('tells what happened and what is announced apart', () => {
    const past = { story: story(), events: [event({ status: 'done' })], alertUrl };
    const plan = { story: story(), events: [event({ status: 'planned' })], alertUrl };
    const text = renderDigest(daily, { ...NOTHING, entries: [plan, past] }, name)[0]?.embeds[0]?.description ?? '';
    expect(text.indexOf('What happened')).toBeLessThan(text.indexOf('visited Caracas'));
    expect(text.indexOf('What was announced')).toBeLessThan(text.indexOf('to visit Caracas'));
  });

  it('stays within Discord’s limits on the busiest day, and says what it left out', () => {
    const long = source({ url: `https://wire.example/${'x'.repeat(400)}` });
    const ahead = Array.from({ length: 40 }, () => line());
    const many = Array.from({ length: 200 }, () => ({
      story: story({ sources: [long] }),
      events: [event()],
      alertUrl,
    }));
    const messages = renderDigest(daily, { ...NOTHING, entries: many, coming: ahead }, name);
    expect(messages.length).toBeLessThanOrEqual(4);
    for (const message of messages) expect(message.embeds[0]?.description?.length).toBeLessThanOrEqual(4096);
    const text = messages.map(({ embeds }) => embeds[0]?.description).join('\n');
    expect(text).toMatch(/… and \d+ more happened: \/alerts search/);
    expect(text, 'a busy day leaves room for what is coming').toContain('… and 25 more coming: /diary');
  });

  it('tells which deal is linked to which trip, each with its way, and how sure that is', () => {
    const deal = { kind: 'deal', parties: ['Rosneft', 'PDVSA'], place: undefined, countries: ['RU', 'VE'] } as const;
    const trip = entry({ event: event(), alertUrl: 'https://discord.com/channels/1/2/3' });
    const linked = { entry: entry({ event: event(deal) }), why: 'in the country', confidence: 0.82, byHand: false };
    const text = renderDigest(daily, { ...NOTHING, links: [{ trip, deal: linked }] }, name)[0]?.embeds[0]?.description;
    expect(text).toContain('**What is linked**');
    expect(text).toContain(
      'between Rosneft and PDVSA signed](<https://wire.example/1>) ← 🧭 [Igor Sechin visited Caracas',
    );
    expect(text).toContain('(<https://discord.com/channels/1/2/3>) (confidence 0.82)');
  });

  it('lists what the diary has ahead, and says of no announcement twice', () => {
    const announced = { story: story({ id: 'story-9' }), events: [event({ status: 'planned' })], alertUrl };
    const content = { ...NOTHING, entries: [announced], coming: [line()] };
    const text = renderDigest(daily, content, name)[0]?.embeds[0]?.description ?? '';
    expect(text).toContain('**What is coming**');
    expect(text.match(/to visit Caracas/g)).toHaveLength(1);
  });
});
