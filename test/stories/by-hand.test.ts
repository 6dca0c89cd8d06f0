import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskStories } from '../../src/desk-stories.ts';
import { ORINOCO } from './happenings.ts';
import { openNewsroom } from './newsroom.ts';

const GUILD = 'guild-1';
const HAVANA = { countries: ['CU'], place: 'Havana' };

describe('an editor who merges and splits', () => {
  let room: ReturnType<typeof openNewsroom>;
  let edits: ReturnType<typeof createDeskStories>['edits'];
  beforeEach(() => {
    room = openNewsroom();
    edits = createDeskStories({ ...room.parts, stores: room.stores, wake: () => undefined }).edits;
  });
  afterEach(() => room.close());
  const ids = () => room.stores.archive.recent(10).map(({ id }) => id);
  const sizes = () =>
    room.stores.archive
      .recent(10)
      .map(({ sources }) => sources.length)
      .sort();

  it('makes one story of two: one alert goes on, the other says where', () => {
    room.take({ hours: -3, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: -2, title: 'Sechin in Havana', events: [HAVANA] });
    room.sent();
    const [other = '', into = ''] = ids();
    const edit = edits.merge(GUILD, into, other);
    expect(edit.kind).toBe('done');
    expect(sizes()).toEqual([2]);
    const words = room.sent().map((sent) => sent.words);
    expect(words.filter((one) => one.includes('Sources (2)'))).toHaveLength(1);
    expect(words.filter((one) => one.startsWith('↪️'))).toHaveLength(1);
    if (edit.kind === 'done' && edit.undo.kind === 'stories merged') expect(edits.undo(edit.undo)).toBe(true);
    expect(sizes()).toEqual([1, 1]);
    expect(ids().sort()).toEqual([into, other].sort());
  });

  it('parts what it would have parted before, when a merge is undone', () => {
    const accord = (parties: readonly string[]) => ({ ...ORINOCO, officials: ['a'], parties });
    room.take({ hours: -9, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: -8, title: 'Rosneft signs', events: [{}, accord(['Rosneft', 'Venezuela'])] });
    const [into = ''] = ids();
    room.take({ hours: -7, title: 'Sechin in Havana', events: [HAVANA] });
    const other = ids().find((id) => id !== into) ?? '';
    const edit = edits.merge(GUILD, into, other);
    if (edit.kind === 'done' && edit.undo.kind === 'stories merged') expect(edits.undo(edit.undo)).toBe(true);
    expect(sizes()).toEqual([1, 2]);
    room.take({ hours: -6, title: 'Lukoil signs', events: [{}, accord(['Lukoil', 'Venezuela'])] });
    expect(sizes(), 'two contracts of one visit').toEqual([1, 1, 2]);
  });

  it('gives each story its own alert back when a merge is undone, and the links that it had', () => {
    room.close();
    room = openNewsroom([
      { id: 'w1', channelId: 'caracas-desk', countries: ['VE'] },
      { id: 'w2', channelId: 'havana-desk', countries: ['CU'] },
    ]);
    edits = createDeskStories({ ...room.parts, stores: room.stores, wake: () => undefined }).edits;
    room.take({ hours: -9, title: 'Sechin in Caracas', events: [{}] });
    const into = ids()[0] ?? '';
    room.take({ hours: -8, title: 'Sechin in Havana', events: [HAVANA] });
    const other = ids().find((id) => id !== into) ?? '';
    room.take({ hours: -2, title: 'Rosneft signs in Cuba', events: [{ ...ORINOCO, countries: ['RU', 'CU'] }] });
    room.sent();
    const links = () => room.stores.archive.linksOf(other).length;
    const [linked, alert] = [links(), room.stores.alerts.get(other, 'havana-desk')?.id];
    expect(linked).toBe(1);
    const edit = edits.merge(GUILD, into, other);
    expect(room.sent().every(({ kind }) => kind === 'edit')).toBe(true);
    expect(room.stores.archive.linksOf(into), 'the joined story is linked too').toHaveLength(1);
    if (edit.kind === 'done' && edit.undo.kind === 'stories merged') edits.undo(edit.undo);
    const told = room.sent();
    expect(told.map(({ kind, channelId }) => `${kind} ${channelId}`).sort()).toEqual([
      'edit caracas-desk',
      'edit havana-desk',
      'edit havana-desk',
    ]);
    expect(room.stores.alerts.get(other, 'havana-desk')?.id).toBe(alert);
    expect(links()).toBe(linked);
  });

  it('gives back what readers and editors said of a story when its merge is undone', () => {
    room.take({ hours: -9, title: 'Sechin in Caracas', events: [{}] });
    const into = ids()[0] ?? '';
    room.take({ hours: -8, title: 'Sechin in Havana', events: [HAVANA] });
    const other = ids().find((id) => id !== into) ?? '';
    const { feedback, linkVerdicts } = room.stores;
    const label = (storyId: string, userId: string) =>
      feedback.mark({ storyId, userId, guildId: GUILD, label: 'not relevant', why: undefined, at: 1, told: undefined });
    label(other, 'of-one');
    label(other, 'of-both');
    label(into, 'of-both');
    const verdict = { guildId: GUILD, dealStoryId: 'deal', linked: false, by: 'editor', at: 1 };
    linkVerdicts.save({ ...verdict, tripStoryId: other });
    linkVerdicts.save({ ...verdict, guildId: 'guild-2', tripStoryId: other });
    linkVerdicts.save({ ...verdict, guildId: 'guild-2', tripStoryId: into, linked: true });
    const said = () =>
      [into, other].map((id) => [
        feedback.ofStory(id).map(({ userId }) => userId),
        linkVerdicts.allOfStory(id).map(({ guildId, linked }) => `${guildId} ${linked}`),
      ]);
    const before = said();
    const edit = edits.merge(GUILD, into, other);
    expect(feedback.ofStory(into).map(({ userId }) => userId)).toContain('of-one');
    expect(linkVerdicts.ofStory(GUILD, into)).toHaveLength(1);
    if (edit.kind === 'done' && edit.undo.kind === 'stories merged') expect(edits.undo(edit.undo)).toBe(true);
    expect(said()).toEqual(before);
  });

  it('points the second alert to the first though no watchlist asks for the story any more', () => {
    room.take({ hours: -3, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: -2, title: 'Sechin in Havana', events: [HAVANA] });
    room.sent();
    room.stores.watchlists.update('watchlist-0', (old) => ({ ...old, paused: true }));
    const [other = '', into = ''] = ids();
    const edit = edits.merge(GUILD, into, other);
    expect(room.sent().map(({ words }) => words.slice(0, 21))).toEqual(['↪️ The same happening']);
    if (edit.kind === 'done' && edit.undo.kind === 'stories merged') edits.undo(edit.undo);
    expect(
      room.sent().some(({ words }) => words.includes('Havana')),
      'undone, it is itself again',
    ).toBe(true);
  });

  it('what was split stays split, also when more sources come', () => {
    room.take({ hours: -3, title: 'Sechin in Caracas', events: [{}], part: { id: 'first' } });
    room.take({ hours: -2, title: 'Sechin in Caracas, too', events: [{}], part: { id: 'second' } });
    room.sent();
    const edit = edits.split(GUILD, ids()[0] ?? '', ['second']);
    expect(edit.kind).toBe('done');
    expect(
      room
        .sent()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['edit', 'post']);
    room.take({ hours: -1, title: 'Sechin in Caracas, a third time', events: [{}] });
    expect(sizes()).toEqual([1, 2]);
    if (edit.kind === 'done' && edit.undo.kind === 'story split') expect(edits.undo(edit.undo)).toBe(true);
    expect(sizes()).toEqual([3]);
    room.take({ hours: 0, title: 'Sechin in Caracas, a fourth time', events: [{}] });
    expect(sizes()).toEqual([4]);
  });

  it.each([
    ['a story with itself', 'same story'],
    ['a story that is no longer there', 'gone'],
  ] as const)('is refused to merge %s', (_case, why) => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}] });
    const [id = ''] = ids();
    expect(edits.merge(GUILD, id, why === 'gone' ? 'nowhere' : id)).toEqual({ kind: 'refused', why });
  });

  it('can’t split off the only source', () => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}], part: { id: 'only' } });
    expect(edits.split(GUILD, ids()[0] ?? '', ['only'])).toEqual({ kind: 'refused', why: 'nothing left' });
  });

  it('takes a link away by a word; both alerts follow, and the word can be taken back', () => {
    const { links } = createDeskStories({ ...room.parts, stores: room.stores, wake: () => undefined });
    room.take({ hours: -3, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: -2, title: 'Rosneft signs', events: [ORINOCO] });
    room.sent();
    const trip = room.stores.archive.recent(10).find(({ events }) => events[0]?.kind === 'trip')?.id ?? '';
    const deal = ids().find((id) => id !== trip) ?? '';
    const pair = { tripStoryId: trip, dealStoryId: deal };
    expect(links.of(trip, 'deal', GUILD)).toHaveLength(1);
    expect(links.decide(GUILD, pair, false, 'editor')).toBe(true);
    expect(
      room.sent().map(({ kind, words }) => [kind, words.includes('Linked to') || words.includes('linked to')]),
    ).toEqual([
      ['edit', false],
      ['edit', false],
    ]);
    links.decide(GUILD, pair, undefined, 'editor');
    expect(links.of(trip, 'deal', GUILD)).toHaveLength(1);
    expect(links.decide(GUILD, { ...pair, dealStoryId: 'gone' }, true, 'editor')).toBe(false);
  });
});
