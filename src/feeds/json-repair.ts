/** JSON with the faults that generators put by hand have, made JSON again. One pass: a hostile document costs its length. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
/** `[`, `{` and their ends. */
const OPENING = new Map([
  [0x5b, ']'],
  [0x7b, '}'],
]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** A feed's items stand in an array in an object. */
const ITEM_LEVELS = 2;

/**
 * Repairs control characters within strings, commas before an end, and a document that breaks off: it ends behind its last
 * whole item.
 *
 * @returns text that may be JSON; undefined where it broke off before there was a whole item
 */
export function repairJson(text: string): string | undefined {
  const ends: string[] = [];
  let out = '';
  let from = 0;
  let comma = -1;
  let wholeItems = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      comma = -1;
      const string = endOfString(text, at);
      out += text.slice(from, at) + withoutControls(text.slice(at, string));
      from = string;
      at = string - 1;
    } else if (code === COMMA) {
      comma = at;
    } else if (OPENING.has(code)) {
      comma = -1;
      ends.push(OPENING.get(code) ?? '');
    } else if (CLOSING.has(code)) {
      if (comma !== -1) {
        out += text.slice(from, comma);
        from = comma + 1;
      }
      comma = -1;
      out += text.slice(from, at + 1);
      from = at + 1;
      ends.pop();
      if (ends.length === 0) return out;
      if (ends.length === ITEM_LEVELS) wholeItems = out;
    } else if (code > SPACE) {
      comma = -1;
    }
  }
  return wholeItems === '' ? undefined : `${wholeItems}]}`;
}

/** Behind the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

function withoutControls(string: string): string {
  return string.replace(/[^ -\uffff]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
