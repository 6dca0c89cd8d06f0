import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { DetectedEvent } from '../../src/model/event.ts';
import { on } from './happenings.ts';
import { type Arrival, openNewsroom } from './newsroom.ts';

/**
 * The line and its SQLite file: what a desk has on record after a day must not hang on which outlet was polled first.
 * Filing in memory is tested so in filing.test.ts; here it is the archive that has to find what a report belongs to.
 */
describe('the order of arrival, through the archive', () => {
  const room = openNewsroom([]);
  let round = 0;
  afterAll(() => room.close());

  const day = fc.integer({ min: 20, max: 31 }).map((n) => `2009-07-${n}`);
  const some = <T>(...values: T[]) => fc.constantFrom(...values);
  const date = fc.oneof(
    day.map((from) => on(from)),
    some(on('2009-07-24', '2009-07-28'), on('2009-08'), undefined),
  );
  const event: fc.Arbitrary<Partial<DetectedEvent>> = fc.record({
    kind: some<DetectedEvent['kind']>('trip', 'deal'),
    status: some<DetectedEvent['status']>('planned', 'under-way', 'done', 'cancelled', 'denied'),
    officials: some(['igor-sechin'], ['hugo-chavez'], ['igor-sechin', 'hugo-chavez']),
    countries: some(['VE'], ['RU', 'VE'], ['CU'], []),
    place: some('Caracas', 'Maracaibo', undefined),
    date,
    parties: some([], ['Rosneft', 'PDVSA'], ['Rosneft', 'Cupet'], ['Russia', 'Venezuela']),
    sector: some<DetectedEvent['sector']>('oil-gas', 'arms', undefined),
    value: some(undefined, { amount: 1e9, currency: 'USD' }, { amount: 8e9, currency: 'USD' }),
  });
  const arrivals: fc.Arbitrary<Arrival[]> = fc
    .array(fc.tuple(fc.integer({ min: -900, max: 200 }), fc.array(event, { minLength: 1, maxLength: 3 })), {
      minLength: 2,
      maxLength: 9,
    })
    .map((reports) =>
      reports.map(([hours, events], index) => ({
        hours,
        events,
        title: `Report ${'abcdefghi'[index]}`,
        outlet: `Outlet ${index}`,
        part: { id: `item-${index}`, summary: `${index} `.repeat(30), language: ['en', 'es', 'ru'][index % 3] },
      })),
    );

  /** Which items stand together, and what is said of each story. */
  function record(order: readonly Arrival[]) {
    round += 1;
    for (const arrival of order) {
      const id = `round-${round}-${arrival.part?.id}`;
      room.take({ ...arrival, part: { ...arrival.part, id } });
    }
    const stories = [...room.stores.archive.stories(0)];
    for (const { id } of stories) room.stores.archive.removeStory(id);
    const said = stories.map(({ sources, events }) => ({
      items: sources.map(({ itemId }) => itemId),
      events: events.map(({ confidence, ...rest }) => ({ ...rest, confidence: confidence.toFixed(6) })),
    }));
    return JSON.parse(
      JSON.stringify(said.sort((a, b) => (a.items.join() < b.items.join() ? -1 : 1))).replaceAll(`round-${round}-`, ''),
    );
  }

  it('any permutation of the same reports gives the same stories', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        arrivals.chain((reports) =>
          fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
        ),
        ([reports, shuffled]) => {
          expect(record(shuffled)).toEqual(record(reports));
        },
      ),
      { numRuns: 100 },
    );
  });
});
