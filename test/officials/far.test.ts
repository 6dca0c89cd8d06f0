import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/officials/match.ts';
import { farOfficials, farSentences } from './far.ts';

describe('officials of many nations, by their base forms', () => {
  const matcher = buildMatcher(farOfficials);

  it.each(farSentences)('%s: %s', (language, title, official) => {
    const item = { title, summary: '', body: undefined, language, publishedAt: undefined };
    const found = matcher.findMentions(item, language).map(({ officialId }) => officialId);
    expect([...new Set(found)]).toEqual([official]);
  });
});
