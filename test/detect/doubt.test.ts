/** What is told as unsure, or found by a guess, is less sure, so that a watchlist can leave it out. */
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

function confidence(language: Language, title: string, summary = '') {
  const item = { title, summary, body: undefined, language, publishedAt: Date.UTC(2025, 4, 21, 10) };
  return detector.detect(item).events[0]?.confidence ?? 0;
}

describe('the confidence of what an outlet does not vouch for', () => {
  it.each<[Language, string, string]>([
    ['en', 'Gabriel Boric arrived in Tokyo', 'Gabriel Boric reportedly arrived in Tokyo'],
    ['es', 'Gabriel Boric llegó a Tokio', 'Al parecer, Gabriel Boric llegó a Tokio'],
    ['ru', 'Михаил Мишустин прилетел в Пекин', 'Михаил Мишустин якобы прилетел в Пекин'],
    ['fr', 'João Lourenço est arrivé à Pékin', 'João Lourenço serait arrivé à Pékin'],
    ['pt', 'João Lourenço chegou a Pequim', 'João Lourenço chegou alegadamente a Pequim'],
    ['de', 'Friedrich Merz ist in Tokio gelandet', 'Friedrich Merz ist angeblich in Tokio gelandet'],
    ['zh', '博里奇抵达东京', '据传博里奇抵达东京'],
    ['ar', 'وصل محمد شياع السوداني إلى طوكيو', 'يزعم أن محمد شياع السوداني وصل إلى طوكيو'],
  ])('is lower in %s', (language, sure, unsure) => {
    expect(confidence(language, unsure)).toBeGreaterThan(0);
    expect(confidence(language, unsure)).toBeLessThan(confidence(language, sure));
  });
  it('is about even where no word says that the state named is where somebody is', () =>
    expect(
      confidence(
        'en',
        'Albanese tours temples',
        'On the second day of his stay Anthony Albanese met Japanese students.',
      ),
    ).toBeLessThan(0.65));
});
