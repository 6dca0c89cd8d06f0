import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORINOCO, on } from './happenings.ts';
import { openNewsroom } from './newsroom.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('a desk that wants threads', () => {
  let room: ReturnType<typeof openNewsroom>;
  beforeEach(() => {
    room = openNewsroom([{ threads: true }]);
  });
  afterEach(() => room.close());
  const sent = () => room.sent().map(({ kind, words }) => `${kind}: ${words.split('\n')[0]}`);

  it('gets one with the first alert, and each further source in it', () => {
    room.take({ hours: 0, title: 'Sechin lands in Caracas', events: [{}], outlet: 'Wire of the South' });
    expect(sent().map((words) => words.split(':')[0])).toEqual(['post', 'open thread']);
    room.take({ hours: 1, title: 'Сечин прибыл в Каракас', events: [{}], outlet: 'Телеграф' });
    const [edit, note, ...more] = room.sent();
    expect(edit).toMatchObject({ kind: 'edit', words: expect.stringContaining('Sources (2)') });
    expect(note).toMatchObject({ kind: 'in thread', words: expect.stringContaining('Сечин прибыл в Каракас') });
    expect(more).toEqual([]);
  });

  it('still reads in the channel that a trip began and that it is off, and in the thread what said so', () => {
    room.take({ hours: -90, title: 'Sechin to visit Caracas', events: [{ status: 'planned' }] });
    room.sent();
    room.take({ hours: -10, title: 'Sechin lands in Caracas', events: [{ status: 'under-way' }], outlet: 'Cable' });
    const [edit, reply, note] = room.sent();
    expect([edit?.kind, reply?.kind, note?.kind]).toEqual(['edit', 'reply', 'in thread']);
    expect(reply?.words).toContain('🟢 Now under way:');
    expect(note?.words).toContain('status: planned → under way');
    room.take({ hours: -5, title: 'Sechin breaks off', events: [{ status: 'cancelled' }] });
    expect(sent().map((words) => words.split(' **')[0])).toContain('reply: ⛔ Called off:');
  });

  it('reads corrected figures in the thread, with what they were', () => {
    room.take({ hours: 0, title: 'A deal', events: [ORINOCO], outlet: 'A' });
    room.sent();
    room.take({ hours: 1, title: 'It is $20bn', events: [{ ...ORINOCO, value: usd(20e9) }], outlet: 'B' });
    expect(sent()).toEqual([
      expect.stringMatching(/^edit: /),
      expect.stringMatching(/^in thread: 💰 The value is now known:/),
    ]);
    room.take({ hours: 2, title: 'No: $18bn', events: [{ ...ORINOCO, value: usd(18e9) }], outlet: 'C' });
    const note = room.sent().find(({ kind }) => kind === 'in thread');
    expect(note?.words).toContain('value: US$20bn → US$18bn');
  });

  it('reads that a deal is linked in the thread where the deal has an alert beside it', () => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}] });
    room.sent();
    room.take({ hours: 7 * 24, title: 'Rosneft signs', events: [{ ...ORINOCO, date: on('2009-08-03') }] });
    expect(sent().filter((words) => words.includes('linked to this trip'))).toEqual([
      expect.stringMatching(/^in thread: 🤝/),
    ]);
  });

  it('goes on in the channel once the thread can’t be had', () => {
    room.take({ hours: 0, title: 'A deal', events: [ORINOCO], outlet: 'A' });
    const open = room.stores.outbox.nextDue(room.clock.at + 1)[0]?.row;
    room.stores.outbox.markSent(open?.id ?? '', 'message-1', room.clock.at);
    const thread = room.stores.outbox.nextDue(room.clock.at + 1)[0]?.row;
    expect(thread?.action).toEqual({
      kind: 'open thread',
      name: 'Igor Sechin: oil and gas deal · Russia, Venezuela · July 2009',
    });
    room.stores.outbox.markThreadOff(thread?.id ?? '', 'no thread', room.clock.at);
    room.take({ hours: 1, title: 'It is $20bn', events: [{ ...ORINOCO, value: usd(20e9) }], outlet: 'B' });
    expect(room.sent().map(({ kind }) => kind)).toEqual(['edit', 'reply']);
  });
});
