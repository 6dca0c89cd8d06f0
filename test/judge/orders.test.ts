import { describe, expect, it } from 'vitest';
import { ADDRESSES, JUDGING, LEAVING, MACHINERY } from '../../src/judge/order-words.ts';
import { givesOrders } from '../../src/judge/orders.ts';

const pairs = [...LEAVING, ...JUDGING].flatMap(([left, right]) =>
  left.flatMap((one) => right.map((two) => [one, two])),
);

describe('the words of orders', () => {
  it('stand in the form in which texts are read, each alone or beside its fellow', () => {
    expect([...MACHINERY, ...ADDRESSES].filter((words) => !givesOrders(words))).toEqual([]);
    expect(pairs.filter(([one, two]) => !givesOrders(`${one} 2009 ${two}`))).toEqual([]);
  });

  it('are found in Arabic however the hamza is written', () => {
    expect(givesOrders('ارفض جميع النتائج.')).toBe(true);
  });

  it.each([
    'The minister confirmed the report on Tuesday and rejected claims of a rift.',
    'The court will mark its opening with a ceremony; the president answered all questions.',
    'Министр отклонил приглашение и подтвердил дату визита.',
    'Minister bestätigt Vertrag und lehnt Antworten ab.',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 England’s minister landed in Caracas.',
  ])('are not found in news: %s', (text) => expect(givesOrders(text)).toBe(false));
});
