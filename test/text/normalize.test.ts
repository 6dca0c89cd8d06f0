import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, normalizeForMatch } from '../../src/text/normalize.ts';

/** Any code points, lone surrogates included; fast-check's own `binary` unit takes seconds to start. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 })
  .map((codes) => String.fromCodePoint(...codes));

describe('the form in which names are compared', () => {
  it.each<[string, string, string]>([
    ['case and accents', 'Ígor SÉCHIN', 'igor sechin'],
    ['ё and й', 'Лихачёв, Сергей', 'лихачев, сергеи'],
    ['hamza, madda and ya without dots', 'أحمد آل إيمان مصطفى مؤمن', 'احمد ال ايمان مصطفي مومن'],
    ['tatweel and vowel marks', 'بوتـــين مُحَمَّد', 'بوتين محمد'],
    ['the dotless and the dotted Turkish i', 'Erdoğan Işık İzmir', 'erdogan isik izmir'],
    ['letters that Unicode keeps whole', 'Øster Łódź Groß Þór', 'oster lodz gross thor'],
    ['all hyphens, dots and apostrophes', 'Jong‑un 乌戈•查韦斯 Sa’ad', "jong-un 乌戈·查韦斯 sa'ad"],
    ['soft hyphens and marks of direction', 'Pu\u00adtin\u200f', 'putin'],
    ['full width', 'ＰＵＴＩＮ', 'putin'],
  ])('folds %s', (_case, printed, folded) => expect(foldText(printed)).toBe(folded));

  it('leads back to the words as printed', () => {
    const printed = 'Строил Лихачёв‑младший';
    const { text, toOriginal } = normalizeForMatch(printed.normalize('NFD'));
    const at = text.indexOf('лихачев');
    expect(printed.normalize('NFD').slice(toOriginal(at), toOriginal(at + 7))).toBe('Лихачёв'.normalize('NFD'));
  });

  it('is the same for every Unicode normalisation of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      }),
    );
  });

  it('maps every place into the text, in order', () => {
    fc.assert(
      fc.property(anyText, (printed) => {
        const { text, toOriginal } = normalizeForMatch(printed);
        const places = Array.from({ length: text.length + 1 }, (_, at) => toOriginal(at));
        expect(places.every((place, at) => place >= (places[at - 1] ?? 0) && place <= printed.length)).toBe(true);
      }),
    );
  });
});
