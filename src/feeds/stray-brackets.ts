/** `<` in a document's text, where it begins no tag. */
import { createFinder } from './scan.ts';

/** Stands for such a `<`: a character of the private use area, which no feed means. */
const STRAY_BRACKET = '\ue3c3';
const findCdataEnd = createFinder(']]>');
const findCommentEnd = createFinder('-->');

const LESS_THAN = 0x3c;
const EXCLAMATION = 0x21;

/**
 * Marks each `<` that begins no tag, as in `5 < 6` and `x<3`, outside of CDATA and comments; `unmarkStrayBrackets` turns
 * them back.
 *
 * One pass: a million of them must not cost more than their number.
 */
export function markStrayBrackets(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let at = text.indexOf('<');
  while (at !== -1) {
    const next = text.charCodeAt(at + 1);
    if (next === EXCLAMATION) at = endOfDeclaration(text, at);
    else if (beginsTag(next)) at++;
    else {
      let end = at + 1;
      while (text.charCodeAt(end) === LESS_THAN && !beginsTag(text.charCodeAt(end + 1))) end++;
      pieces.push(text.slice(from, at), STRAY_BRACKET.repeat(end - at));
      from = end;
      at = end;
    }
    at = text.indexOf('<', at);
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}

/** Behind a CDATA section or a comment; behind the `<` of any other declaration. */
function endOfDeclaration(text: string, at: number): number {
  if (text.startsWith('<![CDATA[', at)) return skipTo(text, findCdataEnd(text, at));
  return text.startsWith('<!--', at) ? skipTo(text, findCommentEnd(text, at)) : at + 1;
}

function skipTo(text: string, end: number): number {
  return end === -1 ? text.length : end + 3;
}

/** A letter, `_`, `:`, `/`, `!`, `?` or anything beyond ASCII. */
function beginsTag(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2f ||
    code === 0x21 ||
    code === 0x3f ||
    code === 0x5f ||
    code === 0x3a ||
    code > 0x7f
  );
}

/** Turns the marks back into what they stand for. */
export function unmarkStrayBrackets(text: string): string {
  return text.replaceAll(STRAY_BRACKET, '<');
}
