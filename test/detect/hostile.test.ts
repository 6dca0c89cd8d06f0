import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import { tokenize } from '../../src/detect/tokens.ts';
import { LANGUAGES } from '../../src/model/language.ts';
import type { Official } from '../../src/model/official.ts';
import { splitSentences } from '../../src/text/sentences.ts';

const official: Official = {
  id: 'igor-sechin',
  name: 'Igor Sechin',
  names: { en: ['Igor Sechin'], ru: ['Игорь Сечин'], zh: ['谢钦'], ar: ['إيغور سيتشين'] },
  offices: [{ title: 'Chief Executive', organisation: 'Rosneft', country: 'RU', from: undefined, to: undefined }],
  wikidataId: undefined,
  distinguish: undefined,
  checkedOn: undefined,
  portraitUrl: undefined,
};
const detector = createDetector({ officials: [official] });
const words = fc.constantFrom(
  'Igor Sechin',
  'Сечин',
  '谢钦',
  'سيتشين',
  'visited',
  'to',
  'in',
  'Caracas',
  'signed',
  'a',
  'deal',
  '$5',
  'billion',
  'on',
  'Monday',
  '5月',
  '16日',
  '…',
  '.',
  ',',
  '\u202e',
  '\ud800',
  '1.000.000',
  'not',
  'will',
);

describe('whatever a feed says', () => {
  it('never makes detection throw, and every event quotes the item', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string()), { maxLength: 60 }),
        fc.constantFrom(undefined, ...LANGUAGES),
        fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), { nil: undefined }),
        (parts, language, date) => {
          const summary = parts.join(' ');
          const report = detector.detect({
            title: 'Igor Sechin in Caracas',
            summary,
            body: undefined,
            language,
            publishedAt: date?.getTime(),
          });
          for (const event of report.events) {
            const field = event.span.field === 'title' ? 'Igor Sechin in Caracas' : summary;
            expect(field.slice(event.span.start, event.span.end)).toBe(event.sentence);
            expect(event.confidence).toBeGreaterThanOrEqual(0);
            expect(event.confidence).toBeLessThanOrEqual(1);
            expect(event.officials.length).toBeGreaterThan(0);
            if (date === undefined) expect(event.date).toBeUndefined();
          }
          expect(report.silentReason === undefined).toBe(report.events.length > 0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is cut into tokens that stand where they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let end = 0;
        const { tokens, starts, ends } = tokenize(text);
        tokens.forEach(({ printed }, at) => {
          expect(starts[at]).toBeGreaterThanOrEqual(end);
          end = ends[at] ?? 0;
          expect(text.slice(starts[at], end)).toBe(printed);
          expect(printed).not.toBe('');
        });
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('is cut into sentences that hold all of it but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const sentences = splitSentences(text);
        for (const sentence of sentences) expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
        expect(
          sentences
            .map((sentence) => sentence.text)
            .join('')
            .replace(/\s/gu, ''),
        ).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });
});
