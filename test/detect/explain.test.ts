import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import { explainReport } from '../../src/detect/explain.ts';
import type { ItemText } from '../../src/model/item.ts';
import type { Official } from '../../src/model/official.ts';

const official: Official = {
  id: 'claudio-descalzi',
  name: 'Claudio Descalzi',
  names: { en: ['Claudio Descalzi'] },
  offices: [{ title: 'Chief Executive', organisation: 'Eni', country: 'IT', from: undefined, to: undefined }],
  wikidataId: undefined,
  distinguish: undefined,
  checkedOn: undefined,
  portraitUrl: undefined,
};
const detector = createDetector({ officials: [official] });
const item = (title: string, summary: string): ItemText => ({
  title,
  summary,
  body: undefined,
  language: 'en',
  publishedAt: Date.UTC(2024, 4, 15, 12),
});

describe('explaining a report to a person', () => {
  it('shows who, where, when and how much, with the words that said so', () => {
    const news = item(
      'Eni signs $2 billion gas contract in Maputo',
      'Claudio Descalzi travelled to Mozambique on Monday for the ceremony.',
    );
    const text = explainReport(news, detector.detect(news), [official]);
    expect(text).toContain('trip, done: Claudio Descalzi');
    expect(text).toContain('Maputo, MZ');
    expect(text).toContain('2024-05-13');
    expect(text).toContain('2,000,000,000 USD');
    expect(text).toContain('trip verb "travelled to"');
  });

  it('says why nothing was found', () => {
    const news = item('Eni lifts its dividend', 'Claudio Descalzi thanked investors.');
    expect(explainReport(news, detector.detect(news), [official])).toContain('no event: no trip or deal');
  });
});
