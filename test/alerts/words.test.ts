import { describe, expect, it } from 'vitest';
import { headline } from '../../src/alerts/words.ts';
import type { DetectedEvent } from '../../src/model/event.ts';
import { event } from '../support/desk.ts';

describe('the headline of an alert', () => {
  const deal = (changed: Partial<DetectedEvent>) =>
    event({
      kind: 'deal',
      status: 'done',
      sector: undefined,
      parties: [],
      place: undefined,
      countries: [],
      ...changed,
    });

  it.each<[string, DetectedEvent, readonly string[], string]>([
    ['a trip of one', event({ status: 'under-way' }), ['Igor Sechin'], 'Igor Sechin is visiting Caracas, Venezuela'],
    ['a trip of two', event({ status: 'under-way' }), ['A', 'B'], 'A and B are visiting Caracas, Venezuela'],
    [
      'a deal of two parties',
      deal({ parties: ['Rosneft', 'PDVSA'] }),
      ['X'],
      'X: deal between Rosneft and PDVSA signed',
    ],
    [
      'a deal with one',
      deal({ parties: ['PDVSA'], sector: 'oil-gas' }),
      ['X'],
      'X: oil and gas deal with PDVSA signed',
    ],
    ['signings of several fields, none of them named', deal({ sector: 'other' }), ['X'], 'X: deal signed'],
    [
      'a sum and a place',
      deal({ value: { amount: 2.7e9, currency: 'EUR' }, place: 'Belgrade' }),
      ['X'],
      'X: deal worth €2.7bn signed in Belgrade',
    ],
  ])('%s', (_case, told, names, words) => expect(headline(told, names)).toBe(words));
});
