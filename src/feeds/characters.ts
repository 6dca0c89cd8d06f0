/** Characters that don't belong in a feed's text. */

/** A class of a regular expression from code points; the ranges in it are written as pairs. */
function classOf(...ranges: readonly (readonly [number, number])[]): string {
  return `[${ranges.map(([from, to]) => `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`).join('')}]`;
}

/** Controls that XML 1.0 forbids, and the two non-characters. */
const FORBIDDEN_CLASS = classOf([0, 8], [0x0b, 0x0c], [0x0e, 0x1f], [0xfffe, 0xffff]);

/** Those, C1 controls, soft hyphens and zero-width marks: they would part a word that readers see whole. */
const UNTIDY_CLASS = classOf(
  [0, 8],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200b],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
);

const FORBIDDEN = new RegExp(FORBIDDEN_CLASS);
const FORBIDDEN_ALL = new RegExp(FORBIDDEN_CLASS, 'g');
const UNTIDY = new RegExp(UNTIDY_CLASS);
const UNTIDY_ALL = new RegExp(UNTIDY_CLASS, 'g');

/** HTML's reading of U+0080–U+009F, which are windows-1252's letters wherever they occur in feeds. */
const C1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Drops what XML forbids; returns the text itself where there is nothing to drop. */
export function dropForbidden(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(FORBIDDEN_ALL, '') : text;
}

/** How many forbidden characters there are: a text has hardly any, an image many. */
export function countForbidden(text: string): number {
  return text.match(FORBIDDEN_ALL)?.length ?? 0;
}

/** Maps C1 controls to the letters that they stand for, and drops what parts words unseen. */
export function tidyCharacters(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text.replace(/[\u0080-\u009f]/g, (c) => C1.charAt(c.charCodeAt(0) - 0x80)).replace(UNTIDY_ALL, '');
}
