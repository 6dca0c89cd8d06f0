/** Trips that are put off, denied in the lead, or a guest's: what is told besides the headline's verb. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import type { Language } from '../../src/model/language.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';

const detector = createDetector({
  officials: parseOfficials(
    JSON.parse(readFileSync(new URL('./other-news/officials.json', import.meta.url), 'utf8')) as unknown,
  ),
});
/** A Wednesday. */
const PUBLISHED_AT = Date.UTC(2025, 4, 21, 10);

function trips(language: Language, title: string, summary = '') {
  return detector
    .detect({ title, summary, body: undefined, language, publishedAt: PUBLISHED_AT })
    .events.filter((event) => event.kind === 'trip')
    .map(({ status, officials, countries, date }) => `${status} ${officials} ${countries} ${date?.from ?? 'undated'}`);
}

describe('a trip that is put off to a day that is named', () => {
  it.each<[Language, string, string]>([
    ['en', 'Carney puts off India trip', 'The visit to New Delhi has been postponed to June 12, his office said.'],
    ['de', 'Merz verschiebt Indien-Reise', 'Der Besuch in Neu-Delhi wurde auf den 12. Juni verschoben.'],
    ['ru', 'Визит Мерца в Индию сдвинут', 'Поездка в Дели перенесена на 12 июня, сообщили в Берлине.'],
    ['es', 'Boric aplaza su viaje a la India', 'La visita a Nueva Delhi queda aplazada para el 12 de junio.'],
  ])('is off, and planned anew, in %s', (language, title, summary) => {
    const told = trips(language, title, summary);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^cancelled .* IN/);
    expect(told[1]).toMatch(/^planned .* IN 2025-06-12$/);
  });
});

describe('a trip that the headline negates', () => {
  it('is denied where it never was planned', () =>
    expect(trips('en', 'Carney not going to Moscow', 'There are no plans for a visit, a spokesman said.')[0]).toMatch(
      /^denied mark-carney RU/,
    ));
  it('is off where it was', () =>
    expect(trips('en', 'Carney not going to Moscow', 'The visit had been planned for June.')[0]).toMatch(
      /^cancelled mark-carney RU/,
    ));
});

describe('a guest beside the host', () => {
  it('is the one who came', () =>
    expect(
      trips(
        'en',
        'Carney signs defence pact with Germany',
        'Mark Carney and visiting German chancellor Friedrich Merz shook hands on Tuesday.',
      ),
    ).toEqual(['done friedrich-merz CA 2025-05-20']));
});

describe('a headline without a verb', () => {
  it('is a plan where the lead names the day to come', () =>
    expect(
      trips('de', 'Merz zu Staatsbesuch in Norwegen', 'Der Kanzler wird vom 26. bis 28. Mai in Oslo zu Gast sein.'),
    ).toEqual(['planned friedrich-merz NO 2025-05-26']));
});
