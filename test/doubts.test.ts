import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { tellDigests } from '../src/digests.ts';
import type { Watchlist } from '../src/model/watchlist.ts';
import { type DoubtingDesk, openDoubtingDesk } from './support/doubting-desk.ts';
import {
  findingsIn,
  type ModelReply,
  type ModelServer,
  startModelServer,
  verdict,
  verdicts,
} from './support/model-server.ts';

const ANY = '100000000000000001';
const SURE = '100000000000000002';

/** One desk that is told of anything, and one that wants to be sure. */
const BOTH: readonly Partial<Watchlist>[] = [{}, { channelId: SURE, minConfidence: 0.9 }];

const SENTENCE = 'Russia’s deputy prime minister Igor Sechin landed in Caracas on Monday.';
const ITEM = {
  title: 'Sechin arrives in Caracas',
  summary: `${SENTENCE} He may go on to Havana on Thursday, 30 July, to sign a loan of $4 billion.`,
};

let model: ModelServer;
beforeEach(async () => {
  model = await startModelServer();
});
afterEach(() => model.close());

function open(watchlists: readonly Partial<Watchlist>[] = BOTH, parts: Parameters<typeof openDoubtingDesk>[2] = {}) {
  const desk = openDoubtingDesk(model.baseUrl, watchlists, parts);
  onTestFinished(desk.close);
  return desk;
}

/** Answers all findings alike. */
function answerAll(part: Readonly<Record<string, unknown>>): void {
  model.answerWith((asked) => verdicts(asked, () => part));
}

const kinds = (desk: DoubtingDesk) => desk.deliver().map(({ kind, channelId }) => [kind, channelId]);

describe('a report that the rules are unsure of', () => {
  it('is told by their word at once, and told to who wants to be sure once the model confirms it', async () => {
    const desk = open();
    desk.take(ITEM, [{}]);
    expect(kinds(desk)).toEqual([['post', ANY]]);
    answerAll({ verdict: 'confirmed', quote: SENTENCE });
    await desk.doubts.askDue();
    const said = desk.deliver();
    expect(said.map(({ kind, channelId }) => [kind, channelId])).toEqual([
      ['edit', ANY],
      ['post', SURE],
    ]);
    expect(said[1]?.words).toContain(`confirmed by test-model: “${SENTENCE}”`);
    expect(said[1]?.words).toContain('confidence 0.95');
    expect(desk.doubts.today()).toEqual({ asked: 1, confirmed: 1, corrected: 0, rejected: 0, failed: 0 });
    await desk.doubts.askDue();
    expect([desk.deliver(), model.asked.length]).toEqual([[], 1]);
    expect(desk.changed).toHaveLength(1);
  });

  it('is corrected where the model says so, and the alert says what it was', async () => {
    const desk = open();
    desk.take({ ...ITEM, summary: `${ITEM.summary} In Havana, Cuba, he signed.` }, [
      { kind: 'deal', status: 'planned' },
    ]);
    desk.deliver();
    answerAll({
      verdict: 'corrected',
      quote: 'In Havana, Cuba, he signed.',
      status: 'done',
      countries: ['CU', 'VE'],
      place: 'Havana',
      date: '2009-07-30',
      value: { amount: 4e9, currency: 'USD' },
    });
    await desk.doubts.askDue();
    const edit = desk.deliver().find(({ kind }) => kind === 'edit');
    expect(edit?.words).toContain('Deal · done (was planned)');
    expect(edit?.words).toContain('Where: Havana (was Caracas)');
    expect(edit?.words).toContain('When: 30 July 2009 (was 27 July 2009)');
    expect(edit?.words).toContain('Countries: Cuba, Venezuela (was Venezuela)');
    expect(edit?.words).toContain('Value: US$4bn');
    expect(edit?.words).toContain('corrected by test-model');
    expect(desk.doubts.today()).toMatchObject({ corrected: 1, failed: 0 });
  });

  it('that was told as done and is only planned is not told as news', async () => {
    const desk = open([{}]);
    desk.take(ITEM, [{}]);
    desk.deliver();
    answerAll({ verdict: 'corrected', quote: SENTENCE, status: 'planned' });
    await desk.doubts.askDue();
    const said = desk.deliver();
    expect(said.map(({ kind }) => kind)).toEqual(['edit']);
    expect(said[0]?.words).toContain('Trip · planned (was done)');
  });

  it('loses what the item does not say of it', async () => {
    const desk = open();
    desk.take(ITEM, [{ kind: 'deal', value: { amount: 4e9, currency: 'USD' } }]);
    desk.deliver();
    answerAll({ verdict: 'corrected', quote: SENTENCE, unstated: ['value'] });
    await desk.doubts.askDue();
    expect(desk.deliver()[0]?.words).toContain('Value: not said (was US$4bn)');
  });

  it('is withdrawn where it was told, and never told where it was not, once the model rejects it', async () => {
    const desk = open();
    desk.take(ITEM, [{}]);
    desk.deliver();
    answerAll({ verdict: 'rejected', why: 'looks back', quote: SENTENCE });
    await desk.doubts.askDue();
    const said = desk.deliver();
    expect(said.map(({ kind, channelId }) => [kind, channelId])).toEqual([
      ['edit', ANY],
      ['reply', ANY],
    ]);
    expect(said[0]?.words).toContain('🚫 Withdrawn: ~~Igor Sechin visited Caracas, Venezuela~~');
    expect(said[0]?.words).toContain('it looks back at what is long past');
    expect(desk.stores.archive.countSince(0)).toBe(0);
    expect(desk.doubts.today()).toMatchObject({ rejected: 1 });
  });

  it('that is withdrawn is no longer shown as linked to the deal that followed', async () => {
    const desk = open([{}]);
    desk.take({ ...ITEM, id: 'trip' }, [{}]);
    desk.clock.at += 24 * 60 * 60_000;
    const date = { from: '2009-07-29', to: undefined, precision: 'day', stated: true } as const;
    desk.take({ id: 'deal', title: 'Rosneft and PDVSA sign', summary: 'They signed in Caracas.' }, [
      { kind: 'deal', confidence: 0.95, parties: ['Rosneft', 'PDVSA'], sector: 'oil-gas', date },
    ]);
    expect(desk.deliver().some(({ words }) => words.includes('Linked to a trip'))).toBe(true);
    answerAll({ verdict: 'rejected', why: 'no trip or deal', quote: SENTENCE });
    await desk.doubts.askDue();
    const deal = desk.deliver().find(({ words }) => words.includes('PDVSA'));
    expect(deal?.kind).toBe('edit');
    expect(deal?.words).not.toContain('Linked to a trip');
  });

  it('that was muted is withdrawn without a word', async () => {
    const desk = open([{}]);
    desk.take(ITEM, [{}]);
    desk.deliver();
    const [story] = desk.stores.archive.recent(1);
    const [alert] = desk.stores.alerts.byStory(story?.id ?? '');
    desk.stores.alerts.mute(alert?.id ?? '', 'editor');
    answerAll({ verdict: 'rejected', why: 'no trip or deal', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['edit']);
  });

  it('leaves a story that another outlet reports too, which goes on without it', async () => {
    const desk = open();
    desk.take({ ...ITEM, id: 'one', title: 'Sechin in Caracas', outlet: 'One' }, [{ confidence: 0.95 }]);
    desk.take({ ...ITEM, id: 'two', title: 'Sechin comes to Caracas', outlet: 'Two' }, [{}]);
    desk.deliver();
    answerAll({ verdict: 'rejected', why: 'no trip or deal', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(desk.stores.archive.recent(9).map(({ sources }) => sources.map(({ itemId }) => itemId))).toEqual([['one']]);
    const said = desk.deliver();
    expect(said.every(({ kind }) => kind === 'edit')).toBe(true);
    expect(said[0]?.words).not.toContain('Withdrawn');
  });

  it('is withdrawn where a correction takes it out of what a watchlist follows, and stays so', async () => {
    const desk = open([{ countries: ['VE'] }, { channelId: SURE }]);
    desk.take({ ...ITEM, summary: `${ITEM.summary} He was in Cuba.` }, [{}]);
    desk.deliver();
    answerAll({ verdict: 'corrected', quote: SENTENCE, countries: ['CU'], place: 'Havana' });
    await desk.doubts.askDue();
    const said = desk.deliver();
    expect(said.find(({ channelId, kind }) => channelId === ANY && kind === 'edit')?.words).toContain('🚫 Withdrawn');
    expect(said.find(({ channelId }) => channelId === SURE)?.words).toContain(
      'Where: Havana, Cuba (was Caracas, Venezuela)',
    );
    const [story] = desk.stores.archive.recent(1);
    expect(desk.stores.alerts.byStory(story?.id ?? '').map(({ channelId }) => channelId)).toEqual([SURE]);
  });

  it.each<[string, Parameters<DoubtingDesk['take']>]>([
    ['the rules are sure', [ITEM, [{ confidence: 0.95 }]]],
    ['it is backlog, which nobody is told', [{ ...ITEM, backlog: true }, [{}]]],
    ['it reports nothing', [ITEM, []]],
  ])('is not put to the model where %s', async (_case, taken) => {
    const desk = open();
    desk.take(...taken);
    await desk.doubts.askDue();
    expect([model.asked.length, desk.stores.doubts.waiting()]).toEqual([0, 0]);
  });

  it('of an older wording is not ruled on by an answer that comes after the newer one', async () => {
    const desk = open();
    desk.take(ITEM, [{}]);
    model.answerWith((asked) => {
      desk.take({ ...ITEM, title: 'Sechin arrives in Caracas, and leaves' }, [{}]);
      model.answerWith(() => ({ httpStatus: 500 }));
      return verdicts(asked, () => ({ verdict: 'rejected', why: 'looks back', quote: SENTENCE }));
    });
    await desk.doubts.askDue();
    expect(desk.stores.archive.recent(9)).toHaveLength(1);
    expect(desk.stores.doubts.waiting()).toBe(1);
  });
});

describe('what the model rejected', () => {
  const REJECTED = { verdict: 'rejected', why: 'looks back', quote: SENTENCE };
  const another = (n: number) => ({
    ...ITEM,
    id: `item-${n}`,
    title: `Sechin in Caracas, says wire ${n}`,
    outlet: `Wire ${n}`,
  });

  /** One outlet's report was told, and withdrawn. */
  async function openRejected() {
    const desk = open([{}]);
    desk.take(another(1), [{}]);
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
    answerAll(REJECTED);
    await desk.doubts.askDue();
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['edit', 'reply']);
    return desk;
  }

  it('is not told again by the next outlets that report it no better', async () => {
    const desk = await openRejected();
    for (const n of [2, 3]) {
      desk.take(another(n), [{}]);
      expect(desk.deliver()).toEqual([]);
    }
    await desk.doubts.askDue();
    expect(desk.deliver()).toEqual([]);
    expect([desk.stores.archive.countSince(0), desk.doubts.today().rejected]).toEqual([0, 3]);
  });

  it('is not told by what one rejection leaves of two reports', async () => {
    const desk = await openRejected();
    for (const n of [2, 3]) desk.take(another(n), [{}]);
    model.answerWith((asked) => (model.asked.length > 2 ? { httpStatus: 429 } : verdicts(asked, () => REJECTED)));
    await desk.doubts.askDue();
    await desk.doubts.askDue();
    expect(desk.stores.doubts.waiting()).toBe(1);
    expect(desk.deliver()).toEqual([]);
  });

  it('is told once the model confirms the next report of it', async () => {
    const desk = await openRejected();
    desk.take(another(2), [{}]);
    answerAll({ quote: SENTENCE });
    await desk.doubts.askDue();
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
  });

  it('is told at once where an outlet reports it so that the rules are sure', async () => {
    const desk = await openRejected();
    desk.take(another(2), [{}]);
    desk.take(another(3), [{ confidence: 0.95 }]);
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
  });

  it.each<[string, ModelReply]>([
    ['fails on the next report', { httpStatus: 500 }],
    ['says nothing of use on it', { content: '{"verdicts":[]}' }],
  ])('is told by the rules’ word where the model %s', async (_case, reply) => {
    const desk = await openRejected();
    desk.take(another(2), [{}]);
    model.answerWith(() => reply);
    for (let round = 0; round < 4; round++) {
      await desk.doubts.askDue();
      desk.clock.at += 60 * 60_000;
    }
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
    expect(desk.doubts.today().failed).toBe(1);
  });

  it('is told by the rules’ word where the verdict on the next report does not stand', async () => {
    const desk = await openRejected();
    desk.take(another(2), [{}]);
    answerAll({ ...REJECTED, quote: 'Igor Sechin never left Moscow, as everybody knows.' });
    await desk.doubts.askDue();
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
  });

  it('holds back no other happening, and none a week later', async () => {
    const desk = await openRejected();
    const date = { from: '2009-07-27', to: undefined, precision: 'day', stated: true } as const;
    const summary = 'Igor Sechin flew to La Paz.';
    desk.take({ ...another(2), summary }, [{ countries: ['BO'], place: 'La Paz', sentence: summary, date }]);
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
    desk.clock.at += 7 * 24 * 60 * 60_000;
    desk.take(another(3), [{ date: { ...date, from: '2009-08-03' } }]);
    expect(desk.deliver().map(({ kind }) => kind)).toEqual(['post']);
  });

  it('is not told again in new words of the same outlet', async () => {
    const desk = await openRejected();
    desk.take({ ...another(1), title: 'Sechin is in Caracas, says wire 1' }, [{}]);
    expect(desk.deliver()).toEqual([]);
  });
});

describe('what a digest told', () => {
  const DAILY: Partial<Watchlist> = { delivering: { mode: 'daily', hour: 8 } };
  const DAY_MS = 24 * 60 * 60_000;

  function openWithDigest(part: Partial<Watchlist> = {}) {
    const desk = open([{ ...DAILY, ...part }]);
    const digest = () => {
      tellDigests({ ...desk.digests, stores: desk.stores });
      desk.clock.at += DAY_MS;
      return desk
        .deliver()
        .map(({ words }) => words)
        .join('\n');
    };
    return { desk, digest };
  }

  it('is taken back in the next one where the model rejects it, once', async () => {
    const { desk, digest } = openWithDigest();
    desk.take(ITEM, [{}]);
    expect(digest()).toContain('Igor Sechin visited Caracas');
    answerAll({ verdict: 'rejected', why: 'looks back', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(digest()).toContain(
      'What does not stand of the last digest**\n🚫 ~~Igor Sechin visited Caracas, Venezuela~~ (test-model: it looks back',
    );
    expect(digest()).not.toContain('Caracas');
  });

  it('is corrected in the next one where the model corrects it', async () => {
    const { desk, digest } = openWithDigest();
    desk.take(ITEM, [{}]);
    digest();
    answerAll({ verdict: 'corrected', quote: SENTENCE, status: 'planned' });
    await desk.doubts.askDue();
    expect(digest()).toContain(
      '✏️ ~~Igor Sechin visited Caracas, Venezuela~~ → Igor Sechin to visit Caracas, Venezuela',
    );
  });

  it('is taken back as the watchlist was told it, which need not be what the story leads with', async () => {
    const { desk, digest } = openWithDigest({ kinds: ['trip'] });
    const sentence = 'He signed a contract for arms in Caracas.';
    const deal = { kind: 'deal', status: 'done', sector: 'arms', sentence, confidence: 0.95 } as const;
    desk.take({ ...ITEM, summary: `${SENTENCE} ${sentence}` }, [{}, deal]);
    expect(desk.stores.archive.recent(1)[0]?.events[0]?.kind, 'the story leads with the deal').toBe('deal');
    expect(digest()).toContain('visited Caracas');
    answerAll({ verdict: 'rejected', why: 'looks back', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(digest()).toContain('does not stand of the last digest**\n🚫 ~~Igor Sechin visited Caracas');
  });

  it('is not spoken of where it was confirmed, nor what was rejected before it was told', async () => {
    const { desk, digest } = openWithDigest();
    desk.take(ITEM, [{}]);
    answerAll({ verdict: 'rejected', why: 'looks back', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(digest()).not.toContain('Caracas');
    desk.take({ ...ITEM, id: 'other', outlet: 'Other', title: 'In Havana' }, [{ countries: ['CU'], place: 'Havana' }]);
    expect(digest()).toContain('Havana');
    answerAll({ quote: SENTENCE });
    await desk.doubts.askDue();
    expect(digest()).not.toContain('does not stand');
  });
});

describe('several at once', () => {
  const many = (desk: DoubtingDesk, count: number) => {
    for (let n = 1; n <= count; n++) {
      const date = { from: `2009-0${1 + (n % 6)}-1${n % 10}`, to: undefined, precision: 'day', stated: true } as const;
      desk.take({ id: `item-${n}`, title: `Report ${n}: Sechin abroad`, summary: SENTENCE }, [
        { date, countries: [['VE', 'CU', 'BO', 'EC', 'NI', 'BR', 'AR', 'CL', 'PE', 'CO', 'MX', 'UY'][n - 1] ?? 'VE'] },
      ]);
    }
  };

  it('go into one question, ten at a time', async () => {
    const desk = open();
    many(desk, 12);
    answerAll({ verdict: 'confirmed', quote: SENTENCE });
    await desk.doubts.askDue();
    expect(model.asked.map(({ prompt }) => findingsIn(prompt).length)).toEqual([10, 2]);
    expect(desk.doubts.today()).toMatchObject({ asked: 12, confirmed: 12 });
  });

  it('of which half is answered: the others are asked again, each by itself', async () => {
    const desk = open();
    many(desk, 4);
    let left = 2;
    model.answerWith((asked) => verdicts(asked, () => (left-- > 0 ? { quote: SENTENCE } : undefined)));
    await desk.doubts.askDue();
    expect([desk.doubts.today().confirmed, desk.stores.doubts.waiting()]).toEqual([2, 2]);
    answerAll({ quote: SENTENCE });
    desk.clock.at += 60_000;
    await desk.doubts.askDue();
    expect(model.asked.map(({ prompt }) => findingsIn(prompt).length)).toEqual([4, 1, 1]);
    expect([desk.doubts.today().confirmed, desk.stores.doubts.waiting()]).toEqual([4, 0]);
  });

  it('lose none by a rejection among others: what takes away is asked again by itself', async () => {
    const desk = open();
    many(desk, 3);
    model.answerWith((asked) => {
      const isCrowd = findingsIn(asked.prompt).length > 1;
      return verdicts(asked, () =>
        isCrowd
          ? { verdict: 'rejected', why: 'looks back', quote: SENTENCE }
          : { verdict: 'confirmed', quote: SENTENCE },
      );
    });
    await desk.doubts.askDue();
    expect(desk.doubts.today()).toMatchObject({ asked: 3, confirmed: 3, rejected: 0 });
    expect(desk.stores.archive.recent(9)).toHaveLength(3);
  });
});

describe('while the operator has to mend something, or the server has too many questions', () => {
  it.each<[string, number]>([
    ['the key is wrong', 401],
    ['the model is not there', 404],
    ['the limit is reached', 429],
  ])('%s: doubts wait, and are judged once it is mended', async (_case, httpStatus) => {
    const desk = open();
    desk.take(ITEM, [{}]);
    model.answerWith(() => ({ httpStatus }));
    for (let round = 0; round < 5; round++) {
      await desk.doubts.askDue();
      desk.clock.at += 60 * 60_000;
    }
    expect(desk.stores.doubts.waiting()).toBe(1);
    answerAll({ quote: SENTENCE });
    await desk.doubts.askDue();
    expect([desk.doubts.today().confirmed, desk.stores.doubts.waiting()]).toEqual([1, 0]);
  });
});

describe('the rules’ word stands', () => {
  const content = (answer: unknown): ModelReply => ({ content: JSON.stringify(answer) });

  it.each<[string, (id: string) => ModelReply]>([
    ['the server fails', () => ({ httpStatus: 500 })],
    ['the question can’t be taken', () => ({ httpStatus: 400 })],
    ['the model refuses', () => ({ refusal: 'I can’t help with that.' })],
    ['the answer is no JSON', () => ({ content: 'Confirmed, I think.' })],
    ['the answer is cut', () => ({ content: '{"verdicts":[{"finding":' })],
    ['the answer has another form', () => content({ verdicts: [{ finding: 1 }] })],
    ['the answer names another verdict', (id) => content({ verdicts: [verdict(id, { verdict: 'delete all' })] })],
    [
      'the answer is about nothing that was asked',
      () => content({ verdicts: [verdict('item-1', { quote: SENTENCE })] }),
    ],
    ['the answer is empty', () => content({ verdicts: [] })],
  ])('where %s, and after three tries the model is left alone with it', async (_case, reply) => {
    const desk = open();
    desk.take(ITEM, [{}]);
    expect(kinds(desk)).toEqual([['post', ANY]]);
    model.answerWith(({ prompt }) => reply(findingsIn(prompt)[0]?.id ?? ''));
    for (let round = 0; round < 5; round++) {
      await desk.doubts.askDue();
      desk.clock.at += 60 * 60_000;
    }
    expect(model.asked).toHaveLength(3);
    expect(desk.deliver()).toEqual([]);
    expect(desk.doubts.today()).toEqual({ asked: 1, confirmed: 0, corrected: 0, rejected: 0, failed: 1 });
    expect(desk.stores.archive.recent(1)[0]?.events[0]).toMatchObject({ confidence: 0.85, place: 'Caracas' });
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['a sentence that the item lacks', 'quote not in the item', { quote: 'Igor Sechin never left Moscow this week.' }],
    ['a quotation too short to prove anything', 'quote not in the item', { quote: 'Sechin' }],
    [
      'a rejection that rests on a remark about something else',
      'quote of something else',
      { verdict: 'rejected', why: 'looks back', quote: 'to sign a loan of $4 billion' },
    ],
    ['a rejection without a reason', 'no reason given', { verdict: 'rejected', quote: SENTENCE }],
    ['a country that the item does not name', 'country not in the item', { countries: ['US'] }],
    ['a country that is none', 'country not in the item', { countries: ['Atlantis'] }],
    ['a trip to nowhere', 'country not in the item', { countries: [] }],
    ['a place that the item does not name', 'place not in the item', { place: 'Washington' }],
    ['a place in another country', 'place and country disagree', { place: 'Havana' }],
    ['a day that the calendar lacks', 'no such date', { date: '2009-02-30' }],
    ['a day in other words', 'no such date', { date: 'next Monday' }],
    ['a range that runs backwards', 'no such date', { date: '2009-07-30/2009-07-28' }],
    ['a day that the item can’t mean', 'date not in the item', { date: '2009-11-17' }],
    ['a day of another decade', 'date not in the item', { date: '2019-07-30' }],
    ['a sum that the item does not name', 'sum not in the item', { value: { amount: 40e9, currency: 'USD' } }],
    ['the sum in another currency', 'sum not in the item', { value: { amount: 4e9, currency: 'EUR' } }],
  ])('against %s', async (_case, why, claim) => {
    const desk = open();
    desk.take(ITEM, [{}]);
    desk.deliver();
    answerAll({ verdict: 'corrected', quote: SENTENCE, ...claim });
    await desk.doubts.askDue();
    expect(desk.deliver()).toEqual([]);
    expect(desk.logged.join('\n')).toContain(`not taken: ${why}`);
    expect(desk.doubts.today()).toEqual({ asked: 1, confirmed: 0, corrected: 0, rejected: 0, failed: 1 });
    expect(desk.stores.doubts.waiting()).toBe(0);
  });

  it('where no answer comes in time', async () => {
    const desk = open(BOTH, { timeoutMs: 50 });
    desk.take(ITEM, [{}]);
    desk.deliver();
    model.answerWith(() => 'silence');
    for (let round = 0; round < 5; round++) {
      await desk.doubts.askDue();
      desk.clock.at += 60 * 60_000;
    }
    expect(desk.logged.filter((line) => line.includes('no answer in time'))).toHaveLength(3);
    expect([desk.deliver(), desk.stores.doubts.waiting(), desk.doubts.today().failed]).toEqual([[], 0, 1]);
  });

  it('against two verdicts on one finding', async () => {
    const desk = open();
    desk.take(ITEM, [{}]);
    desk.deliver();
    model.answerWith(({ prompt }) => {
      const id = findingsIn(prompt)[0]?.id ?? '';
      const rejected = verdict(id, { verdict: 'rejected', why: 'looks back', quote: SENTENCE });
      return content({ verdicts: [verdict(id, { quote: SENTENCE }), rejected] });
    });
    await desk.doubts.askDue();
    expect(desk.deliver()).toEqual([]);
  });

  it('where the day’s budget is spent: the doubt waits for the next day, and no longer than one', async () => {
    const desk = open(BOTH, { dailyTokens: 1_000 });
    desk.take(ITEM, [{}]);
    await desk.doubts.askDue();
    expect([model.asked.length, desk.stores.doubts.waiting()]).toEqual([0, 1]);
    desk.clock.at += 25 * 60 * 60_000;
    await desk.doubts.askDue();
    expect([model.asked.length, desk.stores.doubts.waiting(), desk.doubts.today().failed]).toEqual([0, 0, 1]);
  });
});

describe('a bot that is killed', () => {
  it('between the answer and its applying asks again, and tells nothing twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-doubts-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    answerAll({ verdict: 'confirmed', quote: SENTENCE });
    const program = fileURLToPath(new URL('support/killed-judge.ts', import.meta.url));
    const bot = spawn(process.execPath, [program, folder, model.baseUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(bot.stdout, 'data');
    expect(String(said)).toContain('answered');
    bot.kill('SIGKILL');
    await once(bot, 'exit');

    const desk = open(BOTH, { folder });
    expect(desk.stores.doubts.waiting()).toBe(1);
    desk.clock.at += 1_000;
    await desk.doubts.askDue();
    await desk.doubts.askDue();
    expect(kinds(desk).map(String).sort()).toEqual([`edit,${ANY}`, `post,${ANY}`, `post,${SURE}`]);
    expect([model.asked.length, desk.doubts.today().confirmed]).toEqual([2, 1]);
  });
});
