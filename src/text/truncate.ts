/** Cuts a text to a number of characters, at a word where one is near. */

const ELLIPSIS = '…';

/** How far back a word boundary is looked for: beyond it a long word is cut through. */
const BOUNDARY_REACH_CHARS = 40;

/**
 * Cuts `text` to at most `maxChars` UTF-16 units, the unit in which Discord's limits count, and ends a cut text in `…`.
 * A surrogate pair is never torn.
 */
export function truncate(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  if (maxChars <= 0) return '';
  let end = maxChars - ELLIPSIS.length;
  const boundary = text.lastIndexOf(' ', end);
  if (boundary > 0 && end - boundary <= BOUNDARY_REACH_CHARS) end = boundary;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return text.slice(0, end).trimEnd() + ELLIPSIS;
}
