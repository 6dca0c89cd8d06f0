import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectedEvent } from '../../src/model/event.ts';
import type { StorySource } from '../../src/model/story.ts';
import { mergeStories } from '../../src/stories/by-hand.ts';
import { fileReport } from '../../src/stories/file.ts';
import { CARACAS, fileAll, groups, ORINOCO, on, told } from './happenings.ts';

/** How many stories come of two reports. */
function count(a: StorySource, b: StorySource): number {
  const forwards = fileAll([a, b]).stories;
  expect(groups(fileAll([b, a]).stories)).toEqual(groups(forwards));
  return forwards.length;
}

describe('one happening is one story', () => {
  it.each<[string, StorySource, StorySource]>([
    ['when another outlet tells it in another language', told(0, [CARACAS]), told(3, [CARACAS])],
    ['when the report comes two days late', told(0, [CARACAS]), told(50, [CARACAS])],
    [
      'when an outlet takes the day of the news for that of the visit',
      told(0, [CARACAS]),
      told(5, [{ date: on('2009-07-28') }]),
    ],
    ['when the visit was announced three weeks ahead', told(-21 * 24, [{ status: 'planned' }]), told(0, [CARACAS])],
    [
      'when the announced visit is called off',
      told(-21 * 24, [{ status: 'planned' }]),
      told(-24, [{ status: 'cancelled' }]),
    ],
    [
      'when a cancellation leaves out the day',
      told(0, [{ status: 'cancelled', date: on('2009-07-31') }]),
      told(2, [{ status: 'cancelled', date: undefined }]),
    ],
    [
      'when the visit that was put off takes place on its new day',
      told(0, [
        { status: 'cancelled', date: on('2009-07-30') },
        { status: 'planned', date: on('2009-08-20') },
      ]),
      told(22 * 24, [{ date: on('2009-08-20') }]),
    ],
    [
      'when each outlet names the signer of its own readers',
      told(0, [{ ...ORINOCO, officials: ['igor-sechin'] }]),
      told(1, [{ ...ORINOCO, officials: ['rafael-ramirez'] }]),
    ],
    [
      'when one names the company and the other the state',
      told(0, [ORINOCO]),
      told(1, [{ ...ORINOCO, parties: ['Russia', 'Venezuela'] }]),
    ],
    [
      'when the sums differ by rounding',
      told(0, [{ ...ORINOCO, value: { amount: 1.5e9, currency: 'USD' } }]),
      told(1, [{ ...ORINOCO, value: { amount: 2e9, currency: 'USD' } }]),
    ],
    [
      'when the visit alone is told, and then with the deal of the day',
      told(0, [CARACAS]),
      told(2, [CARACAS, ORINOCO]),
    ],
    [
      'when each names the signer of its own readers on one visit, and the company or its state',
      told(0, [CARACAS, { ...ORINOCO, officials: ['hugo-chavez'], parties: ['Russia', 'Venezuela'] }]),
      told(1, [CARACAS, { ...ORINOCO, officials: ['rafael-ramirez'], parties: ['Rosneft', 'Venezuela'] }]),
    ],
    [
      'when one knows the host of the accord on a visit alone, and the other the guest',
      told(0, [CARACAS, { ...ORINOCO, countries: ['VE'], parties: ['Venezuela'] }]),
      told(1, [CARACAS, { ...ORINOCO, countries: ['RU'], parties: ['Russia'] }]),
    ],
    [
      'when a wire’s text is taken over word for word, whatever was made of it',
      told(0, [CARACAS], { language: 'en', title: 'Sechin in Caracas', summary: 'He came for talks.' }),
      told(1, [ORINOCO], { language: 'en', title: 'SECHIN IN CARACAS', summary: 'He came for talks' }),
    ],
    [
      'when a Chinese text is cut by an outlet',
      told(0, [CARACAS], {
        language: 'zh',
        title: '俄罗斯副总理谢钦抵达加拉加斯',
        summary: '双方将讨论奥里诺科石油带的合作项目。',
      }),
      told(1, [{ ...ORINOCO, countries: [] }], {
        language: 'zh',
        title: '俄罗斯副总理谢钦抵达加拉加斯',
        summary: '双方将讨论奥里诺科石油带项目',
      }),
    ],
  ])('%s', (_case, a, b) => expect(count(a, b)).toBe(1));
});

describe('look-alikes stay apart', () => {
  const signed = (part: Partial<DetectedEvent>) => told(0, [{ kind: 'deal', ...part }]);
  it.each<[string, StorySource, StorySource]>([
    [
      'the same official a month later in the same country',
      told(0, [CARACAS]),
      told(30 * 24, [{ date: on('2009-08-26') }]),
    ],
    [
      'the same official in another country on the same day',
      told(0, [CARACAS]),
      told(1, [{ countries: ['CU'], place: 'Havana' }]),
    ],
    ['two towns of one country on two days', told(0, [{ place: 'Maracaibo' }]), told(20, [{ date: on('2009-07-28') }])],
    [
      'two towns that an outlet tells apart, though it takes the day of one for that of the other',
      told(0, [
        { place: 'Maracaibo', date: on('2009-07-28') },
        { place: 'Caracas', status: 'planned' },
      ]),
      told(20, [{ place: 'Caracas', date: on('2009-07-28') }]),
    ],
    [
      'two companies’ contracts on one visit in one field',
      told(0, [CARACAS, { ...ORINOCO, officials: ['a'], parties: ['Rosneft', 'Venezuela'] }]),
      told(1, [CARACAS, { ...ORINOCO, officials: ['b'], parties: ['Lukoil', 'Venezuela'] }]),
    ],
    ['two officials in one town on one day', told(0, [CARACAS]), told(1, [{ officials: ['li-keqiang'] }])],
    [
      'two contracts of one visit in two sectors',
      told(0, [CARACAS, { ...ORINOCO, sector: 'arms' }]),
      told(1, [CARACAS, ORINOCO]),
    ],
    [
      'one seller, one day, two buyers',
      signed({ countries: ['QA', 'FR'], parties: ['QatarEnergy', 'TotalEnergies'], sector: 'oil-gas' }),
      signed({ countries: ['QA', 'IT'], parties: ['QatarEnergy', 'Eni'], sector: 'oil-gas' }),
    ],
    [
      'sums of different size',
      told(0, [{ ...ORINOCO, value: { amount: 2e9, currency: 'USD' } }]),
      told(1, [{ ...ORINOCO, value: { amount: 20e9, currency: 'USD' } }]),
    ],
    [
      'a host’s accords with two guests',
      signed({ officials: ['paul-kagame'], countries: ['RW', 'CN'], parties: ['Rwanda', 'China'] }),
      signed({ officials: ['paul-kagame'], countries: ['RW', 'IN'], parties: ['Rwanda', 'India'] }),
    ],
    [
      'a visit, and the next one that it was to prepare',
      told(0, [
        CARACAS,
        { officials: ['hugo-chavez'], countries: ['RU'], place: 'Moscow', status: 'planned', date: on('2009-09-10') },
      ]),
      told(44 * 24, [{ officials: ['hugo-chavez'], countries: ['RU'], place: 'Moscow', date: on('2009-09-10') }]),
    ],
    [
      'an accord that was signed, and one with the same parties that is to come in September',
      told(0, [ORINOCO]),
      told(1, [{ ...ORINOCO, status: 'planned', date: on('2009-09') }]),
    ],
    [
      'the agency’s standing phrase for two visits',
      told(0, [CARACAS], {
        language: 'en',
        title: 'Deputy prime minister Sechin arrives in Caracas on official visit',
        summary: '',
      }),
      told(9, [{ countries: ['NI'], place: 'Managua' }], {
        language: 'en',
        title: 'Deputy prime minister Sechin arrives in Managua on official visit',
        summary: '',
      }),
    ],
  ])('%s', (_case, a, b) => expect(count(a, b)).toBe(2));
});

describe('the order of arrival', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2009-07-${String(n).padStart(2, '0')}`);
  const some = <T>(...values: T[]) => fc.constantFrom(...values);
  const event: fc.Arbitrary<Partial<DetectedEvent>> = fc.record({
    kind: some<DetectedEvent['kind']>('trip', 'deal'),
    status: some<DetectedEvent['status']>('planned', 'under-way', 'done', 'cancelled'),
    officials: some(['igor-sechin'], ['hugo-chavez'], ['igor-sechin', 'hugo-chavez']),
    countries: some(['VE'], ['RU', 'VE'], ['CU'], []),
    place: some('Caracas', 'Havana', undefined),
    date: fc.option(
      day.map((from) => on(from)),
      { nil: undefined },
    ),
    parties: some([], ['Rosneft', 'PDVSA'], ['Rosneft', 'Cupet']),
    sector: some<DetectedEvent['sector']>('oil-gas', 'arms', undefined),
    value: fc.option(some({ amount: 1e9, currency: 'USD' }, { amount: 8e9, currency: 'USD' }), { nil: undefined }),
  });
  const report = fc.tuple(fc.integer({ min: -600, max: 600 }), fc.array(event, { minLength: 1, maxLength: 3 }));
  const day_s_news = fc.array(
    report.map(([hours, events]) => told(hours, events)),
    { minLength: 1, maxLength: 14 },
  );

  it('changes neither the stories nor what they say, whatever order ten outlets come in', () => {
    fc.assert(
      fc.property(
        day_s_news.chain((sources) =>
          fc.tuple(fc.constant(sources), fc.shuffledSubarray(sources, { minLength: sources.length })),
        ),
        ([sources, shuffled]) => {
          const [one, other] = [fileAll(sources).stories, fileAll(shuffled).stories];
          expect(groups(other)).toEqual(groups(one));
          const said = (stories: typeof one) => stories.map(({ events }) => JSON.stringify(events)).sort();
          expect(said(other)).toEqual(said(one));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a report of the visit alone makes no one story of two contracts: it goes with the one told first', () => {
    const arms = told(0, [CARACAS, { ...ORINOCO, sector: 'arms' }]);
    const oil = told(5, [CARACAS, ORINOCO]);
    const [visit, again] = [told(-2, [CARACAS]), told(9, [CARACAS])];
    const orders = [
      [arms, oil, visit, again],
      [visit, oil, arms, again],
      [oil, visit, again, arms],
      [again, visit, arms, oil],
    ];
    const wanted = [
      [arms, visit, again]
        .map(({ itemId }) => itemId)
        .sort()
        .join(' '),
      oil.itemId,
    ].sort();
    for (const order of orders) expect(groups(fileAll(order).stories)).toEqual(wanted);
    const { filings } = fileAll([oil, visit, arms]);
    expect(filings.at(-1)?.lessened.map(({ sources }) => sources.map(({ itemId }) => itemId))).toEqual([[oil.itemId]]);
  });

  it('what an editor joined is not parted by a later report', () => {
    const arms = told(0, [CARACAS, { ...ORINOCO, sector: 'arms' }]);
    const oil = told(5, [CARACAS, ORINOCO]);
    const [one, other] = fileAll([arms, oil]).stories;
    if (one === undefined || other === undefined) throw new Error('not two stories');
    const joined = mergeStories(one, other, 0, () => one.summary);
    const later = fileReport(
      told(9, [CARACAS]),
      [joined],
      1,
      () => 'new',
      () => one.summary,
    );
    expect([later.story.sources.length, later.lessened, later.story.heldTogether]).toEqual([3, [], true]);
  });

  it('a report that shows two stories to be one joins them under the older one', () => {
    const [shanghai, beijing] = [
      told(0, [{ place: 'Shanghai', countries: ['CN'] }]),
      told(30, [{ place: 'Beijing', countries: ['CN'], date: on('2009-07-28') }]),
    ];
    const both = told(40, [{ place: undefined, countries: ['CN'], date: on('2009-07-27', '2009-07-28') }]);
    const { stories, filings } = fileAll([shanghai, beijing, both]);
    expect(stories.map(({ id }) => id)).toEqual([`story-of-${shanghai.itemId}`]);
    expect(filings.at(-1)?.absorbed).toEqual([`story-of-${beijing.itemId}`]);
  });

  it('an item that comes again in other words stays in its story and adds no source', () => {
    const first = told(0, [CARACAS]);
    const { stories } = fileAll([first, { ...first, title: 'Reworded', events: [] }, first]);
    expect(stories).toHaveLength(1);
    expect(stories[0]?.sources).toHaveLength(1);
  });
});
