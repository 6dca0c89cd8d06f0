import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceEnds } from '../../src/text/sentence-breaks.ts';
import { splitSentences } from '../../src/text/sentences.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function endsBySegmenter(text: string): number[] {
  return [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length);
}

/** Letters of every kind that the rules tell apart, and whatever else there is. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'aB中5 .!。"(),-\n\r\u0301\u200f$وأ؟«»\u00a0…;',
    '. ',
    '.',
    '? ',
    '😀',
    '\ud800',
    '𝐀',
    'ა',
    '\u0600',
  ),
  fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
);

describe('where sentences may end', () => {
  it('is where Unicode says, in any text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        expect(sentenceEnds(text)).toEqual(endsBySegmenter(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is where Unicode says, whichever letter stands beside a full stop', () => {
    const wrong: string[] = [];
    for (let point = 0; point < 0x20000; point += 7) {
      const letter = String.fromCodePoint(point);
      for (const text of [`a. ${letter}b`, `A.${letter}B`, `a${letter}.B`, `a! ${letter}b`, `a${letter} B`])
        if (sentenceEnds(text).join() !== endsBySegmenter(text).join()) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      'initials and abbreviations',
      'J. Biden met Dr. Li in Oslo. He left.',
      ['J. Biden met Dr. Li in Oslo.', 'He left.'],
    ],
    ['Chinese stops without a space', '普京访华。双方签署协议。', ['普京访华。', '双方签署协议。']],
    ['Arabic question marks', 'هل زار بوتين باريس؟ نعم.', ['هل زار بوتين باريس؟', 'نعم.']],
    [
      'figures and quotations',
      'It cost $3.5 billion. “Done.” Both left',
      ['It cost $3.5 billion.', '“Done.”', 'Both left'],
    ],
  ])('knows %s', (_case, text, sentences) => {
    expect(splitSentences(text).map((sentence) => sentence.text)).toEqual(sentences);
  });
});

describe('splitting a text into sentences', () => {
  it.each([
    ['a German day is no end', 'Er wird vom 26. bis 28. März in Den Haag sein.', 1],
    ['nor is a German ordinal', 'Beide würdigten den 60. Jahrestag in Paris. Dann reisten sie ab.', 2],
    ['a number before another sentence is one', 'He arrived on June 3. He left on June 5.', 2],
  ])('%s', (_case, text, sentences) => expect(splitSentences(text)).toHaveLength(sentences));
});
