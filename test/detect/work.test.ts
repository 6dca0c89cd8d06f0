import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../../bench/hostile-texts.ts';
import { createDetector } from '../../src/detect/detect.ts';
import { LANGUAGES } from '../../src/model/language.ts';
import type { Official } from '../../src/model/official.ts';
import { createStepCounter, type StepCounter } from '../support/work.ts';

/** A hundred people of one surname, half of them of one whole name. */
const crowd = Array.from({ length: 100 }, (_, index): Official => {
  const given = index % 2 === 0 ? 'Igor' : `Igor${String.fromCharCode(97 + (index % 26))}`;
  return {
    id: `sechin-${index}`,
    name: `${given} Sechin`,
    names: { en: [`${given} Sechin`], ru: ['Игорь Сечин'], zh: ['谢钦', '王毅'], ar: ['إيغور سيتشين'] },
    offices: [{ title: 'Chief Executive', organisation: 'Rosneft', country: 'RU', from: undefined, to: undefined }],
    wikidataId: undefined,
    distinguish: undefined,
    checkedOn: undefined,
    portraitUrl: undefined,
  };
});
const few = createDetector({ officials: crowd.slice(0, 1) });
const many = createDetector({ officials: crowd });

/** 50 ms a KB, of steps that take up to 25 ns; the worst that is known takes 600. */
const MOST_STEPS_A_CHAR = 2_000;
/** What an item costs before its first letter. */
const STEPS_AN_ITEM = 20_000;

let counter: StepCounter;
beforeAll(async () => {
  counter = await createStepCounter();
});
afterAll(() => counter.close());

function stepsOf(summary: string, language: string | undefined, detector = many): Promise<number> {
  const item = { title: 'Igor Sechin in Caracas', summary, body: undefined, language, publishedAt: 0 };
  // Lexicons are read and letters asked for at their first use.
  detector.detect(item);
  return counter.count(() => detector.detect(item));
}

const word = fc.constantFrom(
  ...'Igor Sechin,Сечин,谢钦,王毅,سيتشين,وسيتشين,visited,to,in,Caracas,China,Paris,signed,a deal,$5 billion,Monday,5月16日'.split(
    ',',
  ),
  ...'will,not,called,announced,oil,Gazprom,and,with,he,president,访问,签署,协议,.,«,»,(,\u0301,\ud800,😀,\n,1.000'.split(
    ',',
  ),
);

describe('whatever a feed says, detection does no more than its length allows', () => {
  it('of any words in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('', ' '),
        fc.constantFrom(...LANGUAGES),
        async (pieces, joint, language) => {
          const text = `${pieces.join(joint)}${joint}`.repeat(2_000).slice(0, 2_000);
          const steps = await stepsOf(text, language);
          expect(steps).toBeLessThan(STEPS_AN_ITEM + text.length * MOST_STEPS_A_CHAR);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(HOSTILE_TEXTS)('of %s', async (_name, make) => {
    for (const language of ['en', 'zh']) {
      const short = await stepsOf(make(2_000), language);
      const long = await stepsOf(make(8_000), language);
      expect(short).toBeLessThan(STEPS_AN_ITEM + 2_000 * MOST_STEPS_A_CHAR);
      // Four times the text, and what pairs of names cost beside it.
      expect(long).toBeLessThan(STEPS_AN_ITEM + 6 * short);
    }
  });

  it('of a text of 100 KB: what is not read costs nothing', async () => {
    const piece = 'Igor Sechin visited Caracas on Monday and signed a deal. ';
    const read = await stepsOf(piece.repeat(176), 'en', few);
    const whole = await stepsOf(piece.repeat(1_760), 'en', few);
    expect(whole).toBeLessThan(1.1 * read);
  });
});
