import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Official } from '../../src/model/official.ts';
import { buildMatcher } from '../../src/officials/match.ts';
import { official } from '../support/desk.ts';
import { invented, sentences } from './invented.ts';
import { others } from './others.ts';

/** Of one surname and one country: a report that says no more leaves it open who of them is meant. */
const namesakes = ['Anatoly', 'Boris', 'Vadim'].map(
  (given): Official =>
    official({
      id: `${given.toLowerCase()}-dubrovin`,
      name: `${given} Dubrovin`,
      names: { en: [`${given} Dubrovin`], zh: ['杜布罗温'] },
      offices: [
        {
          title: 'Minister of Energy',
          organisation: 'Government of Russia',
          country: 'RU',
          from: undefined,
          to: undefined,
        },
      ],
    }),
);

const texts: readonly (readonly [language: string, title: string])[] = [
  ...sentences.map(([language, title]) => [language, title] as const),
  ['en', 'Russian minister Dubrovin arrives in Caracas'],
  ['zh', '俄罗斯能源部长杜布罗温抵达加拉加斯'],
];

/** A desk's roster: some of all, some of them edited by the desk. */
const roster = fc
  .tuple(fc.subarray([...invented, ...namesakes, ...others]), fc.infiniteStream(fc.boolean()))
  .map(([some, edits]): readonly Official[] =>
    some.map((one) =>
      edits.next().value === true ? { ...one, names: { ...one.names, und: [`${one.name} II`] } } : one,
    ),
  );

describe('a roster that desks change while Dateline runs', () => {
  it('finds, after any changes, whom the next start would find', () => {
    fc.assert(
      fc.property(roster, fc.array(roster, { minLength: 1, maxLength: 3 }), (first, changes) => {
        const changed = changes.reduce((matcher, next) => matcher.changedTo(next), buildMatcher(first));
        const started = buildMatcher(changes.at(-1) ?? []);
        for (const [language, title] of texts) {
          const item = { title, summary: '', body: undefined, language, publishedAt: undefined };
          expect(changed.findMentions(item, language)).toEqual(started.findMentions(item, language));
        }
      }),
      { numRuns: 30 },
    );
  });
});
