import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DetectedEvent } from '../../src/model/event.ts';
import { linkTripToDeal } from '../../src/stories/links.ts';
import { event, source, story } from '../support/desk.ts';
import { ORINOCO, on } from './happenings.ts';
import { openNewsroom, SECHIN } from './newsroom.ts';

const GUILD = 'guild-1';

const storyOf = (id: string, part: Partial<DetectedEvent>) =>
  story({ id, sources: [source({ itemId: `${id}-1` })], events: [event({ ...part, itemIds: [`${id}-1`] })] });

/** The link between Sechin's stay in Caracas on 27 July and a deal; undefined where there is none. */
const linkTo = (deal: Partial<DetectedEvent>, trip: Partial<DetectedEvent> = {}) =>
  linkTripToDeal(storyOf('trip', trip), storyOf('deal', { ...ORINOCO, ...deal }), () => SECHIN);

describe('a deal is linked to the trip', () => {
  it.each<[string, Partial<DetectedEvent>, Partial<DetectedEvent>, number]>([
    ['when it is signed during the stay', {}, {}, 0],
    ['when it is signed ten days after', { date: on('2009-08-06') }, {}, 10],
    ['when it is the organisation’s, and names nobody', { officials: [], date: on('2009-07-30') }, {}, 3],
    [
      'when both are announced for the same days',
      { status: 'planned', date: on('2009-09-02') },
      { status: 'planned', date: on('2009-09-01', '2009-09-03') },
      0,
    ],
    ['when its day is that of the report', { date: undefined }, {}, 1],
  ])('%s', (_case, deal, trip, gap) => expect(linkTo(deal, trip)?.gapDays).toBe(gap));

  it.each<[string, Partial<DetectedEvent>, Partial<DetectedEvent>]>([
    ['in another country', { countries: ['RU', 'CU'] }, {}],
    ['of others in that country', { officials: ['li-keqiang'], parties: ['CNPC', 'PDVSA'] }, {}],
    ['that came before the trip', { date: on('2009-07-20') }, {}],
    ['that came months later', { date: on('2009-12-20') }, {}],
    ['that fell through', { status: 'cancelled' }, {}],
    ['of a trip that was called off', {}, { status: 'cancelled' }],
    ['of a company that the official has left', { officials: [], date: on('2013-07-28') }, { date: on('2013-07-27') }],
  ])('but not one %s', (_case, deal, trip) => expect(linkTo(deal, trip)).toBeUndefined());

  it('says why, and is surer of the same place and day than of a week later elsewhere', () => {
    const near = linkTo({ place: 'Caracas' });
    const far = linkTo({ place: 'Puerto la Cruz', date: on('2009-08-03'), parties: [] });
    expect(near?.why).toBe('Igor Sechin was in Caracas; the deal came during the stay; Rosneft is a party');
    expect(far?.why).toBe('Igor Sechin was in Caracas; the deal came 7 days later');
    expect(near?.confidence).toBeGreaterThan(far?.confidence ?? 1);
  });
});

describe('from the trip to the deal, as a desk sees it', () => {
  let room: ReturnType<typeof openNewsroom>;
  beforeEach(() => {
    room = openNewsroom();
  });
  afterEach(() => room.close());

  const trip = { hours: -20, title: 'Sechin lands in Caracas', events: [{}] };
  const deal = (hours: number, day: string) => ({
    hours,
    title: 'Rosneft and PDVSA sign',
    events: [{ ...ORINOCO, date: on(day), value: { amount: 4e9, currency: 'USD' } }],
  });

  it('the deal’s alert says so, and the trip’s message gets the reply', () => {
    room.take(trip);
    room.sent();
    room.take(deal(60, '2009-07-31'));
    const [post, edit, reply, ...more] = room.sent();
    expect(post).toMatchObject({
      kind: 'post',
      words: expect.stringContaining('Linked to a trip: [Igor Sechin visited'),
    });
    expect(edit).toMatchObject({ kind: 'edit', words: expect.stringContaining('Deal linked to this trip: [') });
    expect(reply).toMatchObject({ kind: 'reply', words: expect.stringContaining('🤝 A deal is linked to this trip:') });
    expect(reply?.words).toContain('the deal came 4 days later');
    expect(reply?.alertId).toBe(edit?.alertId);
    expect(more).toEqual([]);
  });

  it('is told once: a second report of the deal is no second reply', () => {
    room.take(trip);
    room.take(deal(60, '2009-07-31'));
    room.sent();
    room.take(deal(61, '2009-07-31'));
    expect(room.sent().map(({ kind }) => kind)).toEqual(['edit']);
  });

  it('is found where the trip is reported after the deal', () => {
    room.take(deal(2, '2009-07-28'));
    room.sent();
    room.take({ ...trip, hours: 3 });
    const sent = room.sent();
    expect(sent.map(({ kind }) => kind)).toEqual(['post', 'edit']);
    expect(sent[0]?.words).toContain('Deal linked to this trip');
  });

  it('a desk that takes five days only is not told of a link after nine', () => {
    room.stores.settings.update(GUILD, (old) => ({ ...old, linkDays: 5 }));
    room.take(trip);
    room.take(deal(9 * 24, '2009-08-05'));
    expect(
      room
        .sent()
        .map(({ words }) => words)
        .join(),
    ).not.toMatch(/linked/i);
    room.stores.settings.update(GUILD, (old) => ({ ...old, linkDays: 10 }));
    const [one] = room.stores.archive.recent(1);
    expect(room.parts.record.notes(one ?? story(), GUILD).join()).toContain('Linked to a trip');
  });

  it('an editor’s word counts more than the rule, in their guild only', () => {
    room.take(trip);
    room.take(deal(60, '2009-07-31'));
    const [dealStory, tripStory] = room.stores.archive.recent(2);
    const pair = { tripStoryId: tripStory?.id ?? '', dealStoryId: dealStory?.id ?? '' };
    room.stores.linkVerdicts.save({ ...pair, guildId: GUILD, linked: false, by: 'editor', at: 1 });
    expect(room.parts.record.links(pair.tripStoryId, GUILD)).toEqual([]);
    expect(room.parts.record.links(pair.tripStoryId, 'another guild')).toHaveLength(1);
    room.stores.linkVerdicts.save({ ...pair, guildId: GUILD, linked: true, by: 'editor', at: 2 });
    expect(room.parts.record.notes(tripStory ?? story(), GUILD).join()).toContain('linked by an editor');
  });
});

describe('precedents', () => {
  it('says which visit it is, since when the record goes, and what followed the last ones, each with its link', () => {
    const room = openNewsroom();
    for (const [index, day] of ['2009-04-01', '2009-05-01', '2009-06-01'].entries()) {
      const hours = (Date.parse(day) - Date.parse('2009-07-28T12:00Z')) / 3_600_000 + 12;
      room.take({ hours, title: `Visit ${index}`, events: [{ date: on(day) }] });
      if (index > 0) {
        const value = { amount: index * 1e9, currency: 'USD' };
        room.take({ hours: hours + 24, title: `Deal ${index}`, events: [{ ...ORINOCO, date: on(day), value }] });
      }
    }
    room.sent();
    room.take({ hours: -12, title: 'Sechin lands in Caracas', events: [{}] });
    const words = room.sent()[0]?.words ?? '';
    expect(words).toContain('📚 4th visit to Venezuela on record since 2009');
    expect(words).toContain('2 of the last 3 were followed by deals within 10 days');
    expect(words).toContain('[Rosneft and PDVSA, US$2bn](<https://');
    room.close();
  });

  it('counts no deal that is only announced, and of a visit to come says which it would be', () => {
    const room = openNewsroom();
    room.take({ hours: -60 * 24, title: 'Sechin in Caracas', events: [{ date: on('2009-05-29') }] });
    room.take({
      hours: -59 * 24,
      title: 'To be signed',
      events: [{ ...ORINOCO, status: 'planned', date: on('2009-05-31') }],
    });
    room.sent();
    room.take({ hours: -90, title: 'Sechin to visit Caracas', events: [{ status: 'planned' }] });
    expect(room.sent()[0]?.words).toMatch(
      /📚 Would be the 2nd visit to Venezuela on record since 2009; the one before, \[29 May 2009\]\(<https.*>\), has no deal on record within 10 days/,
    );
    room.close();
  });

  it('says nothing of a first visit, and does not count one that was only planned or called off', () => {
    const room = openNewsroom();
    room.take({ hours: -90 * 24, title: 'Planned', events: [{ status: 'planned', date: on('2009-05-01') }] });
    room.take({ hours: -60 * 24, title: 'Off', events: [{ status: 'cancelled', date: on('2009-06-01') }] });
    room.take({ hours: -12, title: 'Sechin lands in Caracas', events: [{}] });
    expect(room.sent().at(-1)?.words).not.toContain('on record since');
    room.close();
  });

  it('says that none followed, where the record has none', () => {
    const room = openNewsroom();
    room.take({ hours: -60 * 24, title: 'Before', events: [{ date: on('2009-05-29') }] });
    room.take({ hours: -12, title: 'Sechin lands in Caracas', events: [{}] });
    expect(room.sent().at(-1)?.words).toContain('has no deal on record within 10 days');
    room.close();
  });
});
