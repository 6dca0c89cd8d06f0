/** Attribute values and CDATA sections that nobody closed: each would swallow the items behind it, up to the next mark. */
import { createCursor, createFinder } from './scan.ts';

const findDoubleQuote = createFinder('"');
const findSingleQuote = createFinder("'");

const MAX_NAME_CHARS = 60;

/** Two for each place that is mended; who leaves more open means to. */
const MAX_PIECES = 20_000;

const LESS_THAN = 0x3c;
const GREATER = 0x3e;
const EQUALS = 0x3d;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SPACE = 0x20;

/** CDATA as careless hands write it. */
const MISSPELT_CDATA = /^<!\[\s?cdata\s?\[/i;

const COMMENT_END = /--(?:\s{1,3}|!)?>/g;

/** What no attribute holds: a feed's own element. */
const FEED_ELEMENT =
  /<\/?(?:[\w-]{1,20}:)?(?:item|entry|title|link|description|guid|pubdate|id|updated|summary)[\s>/]/i;

/** The name of an attribute that begins where the one before should have ended: `href="/1 rel="`. */
const NEXT_NAME = /\s+[A-Za-z][\w:.-]{0,40}\s*=\s*$/;

/** The tag right before a CDATA section. */
const TAG_BEFORE = /<([A-Za-z][\w:.-]{0,60})[^<>]{0,200}>\s{0,50}$/;

/**
 * Closes what is open: a value whose quote is missing ends with its tag, a CDATA section without `]]>` with its element.
 * Returns the text itself where nothing is open. One pass.
 */
export function closeUnclosed(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  const put = (at: number, mark: string, next = at): void => {
    pieces.push(text.slice(from, at), mark);
    from = next;
  };
  const cdata = { nextStart: createCursor(text, '<![CDATA['), nextEnd: createCursor(text, ']]>') };
  let at = text.indexOf('<');
  while (at !== -1 && pieces.length < MAX_PIECES) {
    const next = text.charCodeAt(at + 1);
    if (next === EXCLAMATION) at = skipDeclaration(text, at, cdata, put);
    else if (next === SLASH) at = skipEndTag(text, at, put);
    else at = isLetter(next) ? skipTag(text, at, put) : at + 1;
    at = text.indexOf('<', at);
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}

type Put = (at: number, mark: string, next?: number) => void;

/** Where the marks of CDATA stand from a place on; -1 where nowhere. */
interface CdataMarks {
  readonly nextStart: (from: number) => number;
  readonly nextEnd: (from: number) => number;
}

function skipDeclaration(text: string, at: number, cdata: CdataMarks, put: Put): number {
  if (text.startsWith('<!--', at)) return skipComment(text, at, put);
  const mark = MISSPELT_CDATA.exec(text.slice(at, at + 12))?.[0];
  if (mark === undefined) return at + 1;
  const start = at + mark.length;
  if (mark !== '<![CDATA[') put(at, '<![CDATA[', start);
  const end = cdata.nextEnd(start);
  const inner = cdata.nextStart(start);
  if (end !== -1 && (inner === -1 || inner > end)) return end + 3;
  const name = TAG_BEFORE.exec(text.slice(Math.max(0, at - 320), at))?.[1];
  const section = text.slice(start, inner === -1 ? text.length : inner);
  const close = name === undefined ? -1 : section.indexOf(`</${name}`);
  if (close === -1) return behind(text, end, 3);
  put(start + close, ']]>');
  return start + close;
}

/** Comments end as they do, or as `-- >` and `--!>`, which would go on to the next one's end. */
function skipComment(text: string, at: number, put: Put): number {
  COMMENT_END.lastIndex = at + 4;
  const end = COMMENT_END.exec(text);
  if (end === null) return text.length;
  const after = end.index + end[0].length;
  if (end[0] !== '-->') put(end.index, '-->', after);
  return after;
}

function behind(text: string, found: number, markChars: number): number {
  return found === -1 ? text.length : found + markChars;
}

/** Behind an end tag's name; one that another tag cuts off ends there. */
function skipEndTag(text: string, at: number, put: Put): number {
  let end = at + 2;
  while (isNamePart(text.charCodeAt(end)) && end - at < MAX_NAME_CHARS) end++;
  if (end > at + 2 && text.charCodeAt(end) === LESS_THAN) put(end, '>');
  return end;
}

/** Behind a tag; at its first `<` where it has one, for that begins another. */
function skipTag(text: string, at: number, put: Put): number {
  let nameEnd = at + 1;
  while (isNamePart(text.charCodeAt(nameEnd)) && nameEnd - at < MAX_NAME_CHARS) nameEnd++;
  if (text.charCodeAt(nameEnd) === LESS_THAN && FEED_ELEMENT.test(`${text.slice(at, nameEnd)}>`)) {
    put(nameEnd, '>');
    return nameEnd;
  }
  for (let i = nameEnd; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === GREATER) return i + 1;
    if (code === LESS_THAN) return i;
    if (code !== EQUALS) continue;
    while (text.charCodeAt(i + 1) <= SPACE) i++;
    const quote = text.charCodeAt(i + 1);
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) continue;
    const start = i + 2;
    const close = (quote === DOUBLE_QUOTE ? findDoubleQuote : findSingleQuote)(text, start);
    const end = endOfValue(text, start, close);
    if (end !== close) put(end, String.fromCharCode(quote));
    i = end === close ? close : end - 1;
  }
  return text.length;
}

/** Where a value ends: at its closing quote, or where it should have been. */
function endOfValue(text: string, start: number, close: number): number {
  const value = text.slice(start, close === -1 ? text.length : close);
  const isFollowedWell = close !== -1 && isEndOfValue(text, close + 1);
  if (value.includes('<')) {
    if (isFollowedWell && !/=\s{0,5}$/.test(value.slice(-6)) && !FEED_ELEMENT.test(value)) return close;
    const tagEnd = value.indexOf('>');
    if (tagEnd === -1) return start + value.length;
    return start + (value.charCodeAt(tagEnd - 1) === SLASH ? tagEnd - 1 : tagEnd);
  }
  if (close === -1) return start + (/[\s>]/.exec(value)?.index ?? value.length);
  const next = isFollowedWell ? null : NEXT_NAME.exec(value.slice(-100));
  return next === null ? close : start + Math.max(0, value.length - 100) + next.index;
}

/** White space, `>`, `/>` and `?>`, which alone may stand behind a value. */
function isEndOfValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= SPACE || code === GREATER) return true;
  return (code === SLASH || code === 0x3f) && text.charCodeAt(at + 1) === GREATER;
}

/** Letters, digits, `-`, `.`, `:` and `_`. */
function isNamePart(code: number): boolean {
  return isLetter(code) || (code >= 0x2d && code <= 0x3a && code !== SLASH) || code === 0x5f;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
