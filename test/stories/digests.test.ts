import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellDigests } from '../../src/digests.ts';
import { ORINOCO, on } from './happenings.ts';
import { openNewsroom } from './newsroom.ts';

describe('the digest of a desk in Sofia', () => {
  let room: ReturnType<typeof openNewsroom>;
  beforeEach(() => {
    room = openNewsroom([
      { name: 'Sechin weekly', officials: ['igor-sechin'], delivering: { mode: 'weekly', hour: 8, weekday: 1 } },
      { name: 'Chávez daily', officials: ['hugo-chavez'], delivering: { mode: 'daily', hour: 8 } },
    ]);
    room.stores.settings.update('guild-1', (old) => ({ ...old, timeZone: 'Europe/Sofia' }));
  });
  afterEach(() => room.close());

  function digestAt(time: string): string {
    room.clock.at = Date.parse(time);
    tellDigests({ ...room.parts, stores: room.stores });
    return room
      .sent()
      .map(({ words }) => words)
      .join('\n');
  }

  it('tells what happened, which deal is linked to which trip, and what is coming, once', () => {
    room.take({ hours: 0, title: 'Sechin in Caracas', events: [{}] });
    room.take({ hours: 4 * 24, title: 'Rosneft signs with PDVSA', events: [{ ...ORINOCO, date: on('2009-08-01') }] });
    room.take({
      hours: 4 * 24,
      title: 'Sechin to visit Managua',
      events: [{ status: 'planned', countries: ['NI'], place: 'Managua', date: on('2009-08-20') }],
    });
    room.take({
      hours: 4 * 24,
      title: 'Chávez to visit Minsk',
      events: [
        { status: 'planned', officials: ['hugo-chavez'], countries: ['BY'], place: 'Minsk', date: on('2009-08-25') },
      ],
    });
    expect(room.sent(), 'nothing at once').toEqual([]);
    expect(digestAt('2009-08-03T04:59:00Z')).toBe('');
    const monday = digestAt('2009-08-03T05:00:00Z');
    const [sechin = '', chavez = ''] = monday.split('Digest: Chávez daily');
    expect(sechin).toContain('Digest: Sechin weekly');
    expect(sechin).toMatch(/What happened[\s\S]*What is linked\*\*\n🤝 .*PDVSA.* ← 🧭 .*Caracas/);
    expect(sechin).toMatch(/What is coming\*\*\n.*20 August 2009.*Managua/);
    expect(sechin).not.toContain('Minsk');
    expect(chavez, 'a daily digest looks two weeks ahead').not.toContain('Minsk');
    expect(digestAt('2009-08-03T06:00:00Z')).toBe('');
    expect(digestAt('2009-08-12T05:00:00Z')).toContain('25 August 2009');
  });
});
