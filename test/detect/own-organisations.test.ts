/** Deals of companies that only the roster knows, and courts and owners that stand beside. */
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';

const detector = createDetector({
  officials: parseOfficials([
    {
      id: 'ada-quist',
      name: 'Ada Quist',
      names: { en: ['Ada Quist'], ru: ['Ада Квист'] },
      roles: [{ title: 'Chief Executive Officer', organisation: 'Quistverk Group', country: 'SE' }],
    },
    {
      id: 'ole-brand',
      name: 'Ole Brand',
      names: { en: ['Ole Brand'], ru: ['Оле Бранд'] },
      roles: [{ title: 'Minister of Foreign Affairs', organisation: 'Government of Norway', country: 'NO' }],
    },
  ]),
});

function eventsOf(title: string, summary: string) {
  const item = { title, summary, body: undefined, language: undefined, publishedAt: Date.UTC(2025, 4, 14, 12) };
  return detector.detect(item).events;
}

describe('a deal of a company that no list of organisations has', () => {
  it('is its head’s, by the roster', () =>
    expect(eventsOf('Quistverk buys Chilean mine', 'Ada Quist called the price of $300 million fair.')).toMatchObject([
      { kind: 'deal', status: 'done', officials: ['ada-quist'], parties: expect.arrayContaining(['Quistverk Group']) },
    ]));
  it('is none of a minister’s of another state', () =>
    expect(eventsOf('Quistverk buys Chilean mine', 'Ole Brand called the price of $300 million high.')).toEqual([]));
});

describe('whose trip it is', () => {
  it('is not the commenting minister’s, where the owner stands behind it in the genitive', () =>
    expect(eventsOf('Оле Бранд высказался о визите Линдквиста в Пекин', 'Министр ждёт новостей.')).toEqual([]));
  it('is the minister’s own, where his name stands there', () =>
    expect(eventsOf('Начался визит Оле Бранда в Пекин', '')).toMatchObject([
      { kind: 'trip', officials: ['ole-brand'], countries: ['CN'] },
    ]));
});
