/** What a deal is about, where its accords are of one field and where of several. */
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

function sectorOf(language: Language, title: string, summary: string) {
  const item = { title, summary, body: undefined, language, publishedAt: Date.UTC(2025, 4, 21, 10) };
  return detector.detect(item).events.find(({ kind }) => kind === 'deal')?.sector;
}

describe('a batch of accords', () => {
  it.each<[Language, string, string]>([
    [
      'en',
      'Anwar Ibrahim signs nine agreements in Jakarta',
      'They are worth $3 billion. Defence, transport and mining are among the fields covered.',
    ],
    ['de', 'Merz unterzeichnet in Neu-Delhi acht Abkommen', 'Sie betreffen Rüstung, Verkehr und Bergbau.'],
    ['fr', 'João Lourenço signe six accords à Paris', 'Ils portent sur la défense, les transports et l’agriculture.'],
    ['es', 'Boric firma siete acuerdos en Brasilia', 'Abarcan la minería, el transporte y la agricultura.'],
  ])('is of no one field where the next sentence lists several, in %s', (language, title, summary) =>
    expect(sectorOf(language, title, summary)).toBe('other'),
  );

  it('is of its field where only one is named', () =>
    expect(sectorOf('en', 'Anwar Ibrahim signs nine agreements in Jakarta', 'All are about transport.')).toBe(
      'transport',
    ));
});
