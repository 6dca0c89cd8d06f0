/** Where a deal was made, which is not always where the thing is built. */
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

function placeOf(language: Language, title: string, summary: string) {
  const item = { title, summary, body: undefined, language, publishedAt: Date.UTC(2025, 4, 21, 10) };
  return detector.detect(item).events.find(({ kind }) => kind === 'deal')?.place;
}

describe('where a deal was made', () => {
  it.each<[Language, string, string]>([
    [
      'en',
      'Siemens Energy to build power plant in Basra',
      'Iraqi Prime Minister Mohammed Shia al-Sudani met Chancellor Friedrich Merz in Berlin on Tuesday, where they signed the contract.',
    ],
    [
      'de',
      'Deutschland baut Kraftwerk im irakischen Basra',
      'Ministerpräsident Mohammed Schia al-Sudani unterzeichnete den Vertrag am Dienstag bei einem Besuch in Berlin.',
    ],
  ])('is where the officials are, not the site, in %s', (language, title, summary) =>
    expect(placeOf(language, title, summary)).toBe('Berlin'),
  );

  it('is the town beside the signing, wherever it stands', () =>
    expect(
      placeOf('en', 'Anwar Ibrahim signs contract in Jakarta', 'The contract with Petronas is worth $2 billion.'),
    ).toBe('Jakarta'));
});
