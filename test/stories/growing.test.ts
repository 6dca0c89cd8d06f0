import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORINOCO, on } from './happenings.ts';
import { openNewsroom } from './newsroom.ts';

type Newsroom = ReturnType<typeof openNewsroom>;

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('an alert that grows', () => {
  let room: Newsroom;
  beforeEach(() => {
    room = openNewsroom([{ roleId: '300000000000000001' }]);
  });
  afterEach(() => room.close());
  const kinds = () => room.sent().map(({ kind }) => kind);

  it('is posted with the first source, and edited with the second one', () => {
    room.take({ hours: 0, title: 'Sechin lands in Caracas', events: [{}], outlet: 'Wire of the South' });
    expect(kinds()).toEqual(['post']);
    room.take({ hours: 1, title: 'Сечин прибыл в Каракас', events: [{}], outlet: 'Северный телеграф' });
    const [edit, ...more] = room.sent();
    expect(edit).toMatchObject({ kind: 'edit', words: expect.stringContaining('Sources (2)') });
    expect(edit?.message.pingRoleIds, 'nobody is pinged twice').toEqual([]);
    expect(more).toEqual([]);
  });

  it('ten outlets make one message', () => {
    for (let outlet = 0; outlet < 10; outlet++) {
      room.take({ hours: outlet, title: `Sechin in Caracas, says outlet ${outlet}`, events: [{}] });
    }
    expect(kinds().filter((kind) => kind === 'post')).toHaveLength(1);
    expect(room.stores.archive.countSince(0)).toBe(1);
  });

  it('says by a reply when the planned trip begins, and when it is called off', () => {
    room.take({ hours: -90, title: 'Sechin to visit Caracas', events: [{ status: 'planned' }] });
    room.take({ hours: -10, title: 'Sechin lands in Caracas', events: [{ status: 'under-way' }] });
    expect(room.sent().map(({ kind, words }) => [kind, words.split(' **')[0]])).toEqual([
      ['post', expect.anything()],
      ['edit', expect.anything()],
      ['reply', '🟢 Now under way:'],
    ]);
    room.take({ hours: -5, title: 'Sechin breaks off', events: [{ status: 'cancelled' }] });
    expect(
      room
        .sent()
        .map(({ words }) => words.split('\n')[0])
        .at(-1),
    ).toBe('⛔ Called off: **Igor Sechin: trip to Caracas, Venezuela**');
  });

  it('does not say again that a trip is planned because an old announcement comes late', () => {
    room.take({ hours: -10, title: 'Sechin lands in Caracas', events: [{ status: 'under-way' }] });
    room.take({ hours: -60, title: 'Sechin to visit Caracas', events: [{ status: 'planned' }] });
    room.take({ hours: 2, title: 'Caracas awaits Sechin', events: [{ status: 'planned' }] });
    const sent = room.sent();
    expect(sent.map(({ kind }) => kind)).not.toContain('reply');
    expect(sent.at(-1)?.words).toContain('under way');
  });

  it('an ended trip is an edit, not a reply', () => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{ status: 'under-way' }] });
    room.take({ hours: 9, title: 'Sechin leaves Caracas', events: [{ status: 'done' }] });
    expect(kinds()).toEqual(['post', 'edit']);
  });

  it('says by a reply when the value is first known, with the outlet that knows it', () => {
    room.take({ hours: 0, title: 'Rosneft signs with PDVSA', events: [ORINOCO] });
    room.take({ hours: 1, title: 'Deal is worth $20bn', events: [{ ...ORINOCO, value: usd(20e9) }], outlet: 'Cable' });
    const reply = room.sent().at(-1);
    expect(reply?.words).toContain('💰 The value is now known:');
    expect(reply?.words).toContain('US$20bn');
    expect(reply?.words).toContain('Cable');
  });

  it('shows what a corrected figure was before', () => {
    room.take({ hours: 0, title: 'A $20bn deal', events: [{ ...ORINOCO, value: usd(20e9) }], outlet: 'A' });
    room.take({ hours: 1, title: 'No: $18bn', events: [{ ...ORINOCO, value: usd(18e9) }], outlet: 'B' });
    const sent = room.sent();
    expect(sent.map(({ kind }) => kind)).toEqual(['post', 'edit']);
    expect(sent.at(-1)?.words).toContain('Value: US$18bn (was US$20bn)');
  });

  it('shows the day that was said before', () => {
    room.take({ hours: -90, title: 'Sechin comes on Monday', events: [{ status: 'planned', date: on('2009-08-03') }] });
    room.take({
      hours: -80,
      title: 'Sechin comes on Tuesday',
      events: [{ status: 'planned', date: on('2009-08-04') }],
    });
    expect(room.sent().at(-1)?.words).toContain('When: 4 August 2009 (was 3 August 2009)');
  });

  it('says who says what where sources differ, and no longer once an outlet takes its figure back', () => {
    room.take({ hours: 0, title: 'A $20bn deal', events: [{ ...ORINOCO, value: usd(20e9) }], outlet: 'A' });
    room.take({ hours: 1, title: 'An $18bn deal', events: [{ ...ORINOCO, value: usd(18e9) }], outlet: 'B' });
    expect(room.sent().at(-1)?.words).toContain('Sources differ: value: US$20bn (A) · US$18bn (B)');
    room.take({ hours: 2, title: 'Corrected', events: [{ ...ORINOCO, value: usd(18e9) }], outlet: 'A' });
    expect(room.sent().at(-1)?.words).not.toContain('Sources differ');
  });

  it('is not edited when nothing that a reader sees has changed', () => {
    const id = 'item-1';
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}], part: { id } });
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}], part: { id, identityKeys: ['reworded', id] } });
    expect(kinds()).toEqual(['post']);
  });

  it('a deal that comes up in a trip’s story is said by a reply', () => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: 5, title: 'Sechin, in Caracas, signs for Rosneft', events: [{}, ORINOCO] });
    expect(room.sent().at(-1)).toMatchObject({
      kind: 'reply',
      words: expect.stringContaining('🤝 A deal is reported:'),
    });
  });

  it('names nobody for calling a trip off, and cites what was said of that', () => {
    room.take({
      hours: -90,
      title: 'Sechin to visit Caracas on Monday',
      events: [{ status: 'planned', confidence: 0.99 }],
    });
    room.take({
      hours: -5,
      title: 'The trip is off, both sides say',
      events: [{ status: 'cancelled', confidence: 0.8 }],
    });
    const alert = room.sent().find(({ kind }) => kind === 'post' || kind === 'edit');
    expect(alert?.words).toBeDefined();
    room.take({ hours: -4, title: 'Off', events: [{ status: 'cancelled', confidence: 0.7 }] });
    const edit = room.sent().find(({ kind }) => kind === 'edit')?.words ?? '';
    expect(edit).toContain('Igor Sechin: trip to Caracas, Venezuela called off');
    expect(edit).toContain('The trip is off, both sides say');
    expect(edit.split('Source')[0], 'the summary says no more that he comes').not.toContain(
      'Sechin to visit Caracas on Monday',
    );
  });

  it('tells two travellers’ visits once, where another outlet tells of both together', () => {
    const both = ['igor-sechin', 'hugo-chavez'];
    const havana = { countries: ['CU'], place: 'Havana' };
    room.take({ hours: 0, title: 'Both in Havana', events: [{ ...havana, officials: both }] });
    room.take({
      hours: 1,
      title: 'Chávez in Havana, and Sechin too',
      events: [
        { ...havana, officials: ['hugo-chavez'] },
        { ...havana, officials: ['igor-sechin'] },
      ],
    });
    expect(room.stores.archive.recent(1)[0]?.events).toHaveLength(1);
    expect(room.sent().at(-1)?.words).not.toContain('Also reported');
  });

  it('of two messages that turn out to be one happening, the second says where the story goes on', () => {
    const china = { countries: ['CN'] };
    room.take({ hours: 0, title: 'In Shanghai', events: [{ ...china, place: 'Shanghai' }] });
    room.take({ hours: 30, title: 'In Beijing', events: [{ ...china, place: 'Beijing', date: on('2009-07-28') }] });
    expect(kinds()).toEqual(['post', 'post']);
    const stay = on('2009-07-27', '2009-07-28');
    room.take({ hours: 40, title: 'Two days in China', events: [{ ...china, place: undefined, date: stay }] });
    const edits = room.sent();
    expect(edits.map(({ kind }) => kind)).toEqual(['edit', 'edit']);
    expect(edits.map(({ words }) => words).filter((words) => words.startsWith('↪️ The same happening'))).toHaveLength(1);
  });
});

describe('the line into the archive', () => {
  it('finds the story of a report that is hours old, and makes a new one a month later', () => {
    const room = openNewsroom();
    room.take({ hours: 0, title: 'Sechin lands in Caracas', events: [{}] });
    room.take({ hours: 40, title: 'Late: Sechin landed in Caracas', events: [{}], part: { publishedAt: undefined } });
    expect(room.stores.archive.countSince(0)).toBe(1);
    room.take({ hours: 30 * 24, title: 'Sechin back in Caracas', events: [{ date: on('2009-08-27') }] });
    expect(room.stores.archive.countSince(0)).toBe(2);
    room.close();
  });

  it('finds the story of a visit that was announced seven weeks ahead', () => {
    const room = openNewsroom();
    room.take({ hours: -50 * 24, title: 'Sechin to visit', events: [{ status: 'planned' }] });
    room.take({ hours: 0, title: 'Sechin lands in Caracas', events: [{}] });
    expect(room.stores.archive.countSince(0)).toBe(1);
    room.close();
  });
});
