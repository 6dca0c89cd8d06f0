/** Quotations: whether the words that somebody claims to copy stand in a text. Pure. */
import { withoutUnseen } from './unseen.ts';

/** A quotation of fewer letters proves nothing: any text holds "the". A Chinese sign says as much as three letters. */
const MIN_QUOTE_LETTERS = 12;
const HAN_LETTERS = 3;

/**
 * Whether `quote` stands in one of `texts`, word for word and in its order, and is long enough to prove something.
 *
 * White space, case and the form of quotation marks, brackets and dashes, which models change in passing, don't count;
 * nor does what a reader can't see.
 */
export function quoteStands(quote: string, texts: readonly string[]): boolean {
  const wanted = comparable(quote);
  return lettersOf(wanted) >= MIN_QUOTE_LETTERS && texts.some((text) => comparable(text).includes(wanted));
}

function lettersOf(text: string): number {
  let letters = 0;
  for (const sign of text) letters += /\p{Script=Han}/u.test(sign) ? HAN_LETTERS : 1;
  return letters;
}

/** A text as quotations are compared. */
export function comparable(text: string): string {
  return withoutUnseen(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[“”„«»‘’‚'"`´]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replaceAll('‹', '<')
    .replaceAll('›', '>')
    .replace(/\s+/g, ' ')
    .trim();
}
