/**
 * Characters that a reader doesn't see and a program does: controls, zero widths, marks of direction, variation
 * selectors, halves of a sign that was cut in two, and the tags in which whole sentences can be hidden (Unicode, "Tags",
 * U+E0000 to U+E007F). Pure.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

/** The text as a reader sees it: without what is unseen, but for tabs and the ends of lines. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));
}
