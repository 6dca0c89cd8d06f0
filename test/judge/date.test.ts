import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/judge/date.ts';

const item = {
  title: 'Sechin to visit Caracas in 2026',
  summary: 'He goes there on ١٧ April or 3 May for a loan of 1500 million.',
  body: undefined,
  language: 'en',
  publishedAt: Date.UTC(2026, 2, 1),
};

describe('a day that a model gives', () => {
  it.each<[string, string, string]>([
    ['is a figure of the item', '2026-05-03', '2026-05-03'],
    ['is a figure of it, in whatever digits', '2026-04-17', '2026-04-17'],
    ['is near its publication', '2026-03-09', '2026-03-09'],
    ['is not the half of a year', '2026-04-20', 'date not in the item'],
    ['is not the beginning of a sum', '2026-04-15', 'date not in the item'],
    ['is one that the calendar has', '2026-02-30', 'no such date'],
  ])('%s', (_case, text, read) => {
    const date = parseDate(text, item);
    expect(typeof date === 'string' ? date : date.from).toBe(read);
  });
});
