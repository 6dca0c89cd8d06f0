/** The form in which names and words are compared, with a map back to the text as it was printed. */
import { createFolder } from './fold.ts';

/** A text folded for comparing. */
export interface NormalizedText {
  readonly text: string;
  /**
   * The offset in the original of what stands at `index` of the folded text; `text.length` gives the original's length.
   * Offsets are UTF-16, as everywhere. Marks that were dropped belong to the letter before them.
   */
  toOriginal(index: number): number;
  /** Whether all letters kept their length, so that offsets are the same in both. */
  readonly keepsOffsets: boolean;
}

/** Letters that Unicode does not take apart, though wires and desks do. */
const LETTER_FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
  // Persian and Egyptian letters that Arabic wires write in the nearest common one.
  ی: 'ي',
  ى: 'ي',
  ې: 'ي',
  ک: 'ك',
  گ: 'ك',
  پ: 'ب',
  چ: 'ج',
  ڤ: 'ف',
  ژ: 'ز',
  ٱ: 'ا',
  ة: 'ه',
  ە: 'ه',
  ھ: 'ه',
};

const APOSTROPHES = "'’‘‛`´ʼ′＇";
/** Primes of scholarly transliteration and the signs for ayn and hamza: wires drop them. */
const SILENT = 'ʹʺʿʾˈˊˋ';
const HYPHENS = '-‐‑‒–—―−﹘﹣－';
const MIDDLE_DOTS = '·•‧∙⋅・･ㆍ';
const DROPPED = /[\p{Mn}\p{Cf}ـ]/gu;
const SPACE = /^\s$/u;

/**
 * Folds a text for comparing: compatibility forms, case, accents, vowel marks, tatweel and invisible signs go;
 * hamza carriers become their bare letter; all hyphens, apostrophes, middle dots and spaces become one of each.
 *
 * Works letter by letter, so that a text in any Unicode normalisation comes out the same. Linear in its length.
 */
export function normalizeForMatch(printed: string): NormalizedText {
  const { text, starts } = fold(printed);
  const originalLength = printed.length;
  const keepsOffsets = starts === undefined;
  if (keepsOffsets) return { text, toOriginal: (index) => Math.min(Math.max(index, 0), originalLength), keepsOffsets };
  return { text, toOriginal: (index) => starts[Math.max(index, 0)] ?? originalLength, keepsOffsets };
}

/** {@link normalizeForMatch} where nobody asks for offsets: for lexicons and names. */
export function foldText(text: string): string {
  return fold(text).text;
}

const fold = createFolder(foldLetter);

function foldLetter(printed: string): string {
  if (APOSTROPHES.includes(printed)) return "'";
  if (SILENT.includes(printed)) return '';
  if (HYPHENS.includes(printed)) return '-';
  if (MIDDLE_DOTS.includes(printed)) return '·';
  if (SPACE.test(printed)) return ' ';
  let out = '';
  for (const letter of printed.normalize('NFKD').replace(DROPPED, '').toLowerCase()) {
    const plain = letter.replace(DROPPED, '');
    out += LETTER_FOLDS[plain] ?? (SPACE.test(plain) ? ' ' : plain);
  }
  return out;
}
