/**
 * HTML → the text that a reader sees, by plain scanning.
 *
 * Every body of every poll passes here. A parser's events cost more than rss-parser takes for the whole feed (2.8 ms
 * against 1.8 ms for 84 KB of bodies); looking only for where tags begin and end takes a tenth of that. Nothing that
 * comes out is ever shown as HTML: for that there is `sanitize.ts`.
 */
import { decodeHTMLStrict } from 'entities';
import { MAX_BODY_CHARS } from './limits.ts';
import { createFinder } from './scan.ts';

/** Elements that begin a new line: words on either side of them are not one word. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr td th table caption blockquote hr pre section article header ' +
    'footer aside main nav figure figcaption address center option form fieldset'
  ).split(' '),
);

/** Elements of which nothing is text. */
const SILENT: ReadonlySet<string> = new Set(
  'script style applet object iframe noscript noembed noframes template'.split(' '),
);

const findCommentEnd = createFinder('-->');
const findTagEnd = createFinder('>');
const findClosing = createFinder('</');
const findDoubleQuote = createFinder('"');
const findSingleQuote = createFinder("'");

const GREATER = 0x3e;
const EQUALS = 0x3d;
const SLASH = 0x2f;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SPACE = 0x20;

/**
 * The text of a piece of HTML, its references resolved and its blocks told apart by line breaks. Linear in the length
 * of `source`, of which at most `MAX_BODY_CHARS` are read.
 */
export function htmlText(source: string): string {
  const html = source.length > MAX_BODY_CHARS ? source.slice(0, MAX_BODY_CHARS) : source;
  const unclosed: string[] = [];
  let text = '';
  let from = 0;
  let at = html.indexOf('<');
  while (at !== -1) {
    const end = endOfMarkup(html, at);
    if (end === at) {
      // A `<` that begins nothing is itself.
      at = html.indexOf('<', at + 1);
      continue;
    }
    text += html.slice(from, at);
    const name = nameOfTag(html, at);
    if (BLOCKS.has(name)) text += '\n';
    from = SILENT.has(name) && html.charCodeAt(at + 1) !== SLASH ? endOfSilent(html, name, end, unclosed) : end;
    at = html.indexOf('<', from);
  }
  text += html.slice(from);
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

/** HTML without its silent elements, as `htmlText` leaves them out: parsers have those that nobody closed go on to the end. */
export function withoutSilent(html: string): string {
  const unclosed: string[] = [];
  let rest = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const end = endOfMarkup(html, at);
    const name = end === at ? '' : nameOfTag(html, at);
    if (SILENT.has(name)) {
      rest += html.slice(from, at);
      from = html.charCodeAt(at + 1) === SLASH ? end : endOfSilent(html, name, end, unclosed);
      at = from;
    } else {
      at = Math.max(end, at + 1);
    }
  }
  return from === 0 ? html : rest + html.slice(from);
}

/** Where the tag, comment or declaration at `at` ends; `at` itself where none begins. An unfinished one ends it all. */
function endOfMarkup(html: string, at: number): number {
  const next = html.charCodeAt(at + 1);
  if (next === 0x21) {
    if (html.startsWith('<!--', at)) return after(html, findCommentEnd(html, at + 2), 3);
    if (html.startsWith('<![CDATA[', at)) return at + 9;
    return after(html, findTagEnd(html, at), 1);
  }
  if (next === 0x3f) return after(html, findTagEnd(html, at), 1);
  if (isLetter(next)) return endOfTag(html, at);
  return next === SLASH && isLetter(html.charCodeAt(at + 2)) ? after(html, findTagEnd(html, at), 1) : at;
}

function after(html: string, found: number, markChars: number): number {
  return found === -1 ? html.length : found + markChars;
}

/** The end of an opening tag: a `>` that stands in no quoted value. */
function endOfTag(html: string, at: number): number {
  for (let i = at + 2; i < html.length; i++) {
    const code = html.charCodeAt(i);
    if (code === GREATER) return i + 1;
    if (code !== EQUALS) continue;
    while (html.charCodeAt(i + 1) <= SPACE) i++;
    const quote = html.charCodeAt(i + 1);
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) continue;
    const close = (quote === DOUBLE_QUOTE ? findDoubleQuote : findSingleQuote)(html, i + 2);
    // A quote that is never closed is none; as it is the last of its kind, this search is not repeated. Nor is one that
    // closes in the midst of the text behind its tag.
    if (close !== -1 && isValue(html, i + 2, close)) i = close;
    else i++;
  }
  return html.length;
}

/** Whether a value ends as values do, before white space, `/` or `>`; what doesn't may still be one without a tag in it. */
function isValue(html: string, from: number, close: number): boolean {
  const next = html.charCodeAt(close + 1);
  return next <= SPACE || next === GREATER || next === SLASH || !html.slice(from, close).includes('<');
}

/** In lower case; `''` for comments and declarations. */
function nameOfTag(html: string, at: number): string {
  const start = html.charCodeAt(at + 1) === SLASH ? at + 2 : at + 1;
  let end = start;
  for (let code = html.charCodeAt(end); isLetter(code) || (code >= 0x30 && code <= 0x39); )
    code = html.charCodeAt(++end);
  return html.slice(start, end).toLowerCase();
}

/**
 * Behind the closing tag of a silent element. One that closes itself, as XHTML's may, holds nothing; nor does one that
 * nobody closed, or a forgotten `</object>` would take the rest of the article. A script's rest is no article.
 *
 * @param unclosed names of which no end was found, and so none is further on
 */
function endOfSilent(html: string, name: string, from: number, unclosed: string[]): number {
  if (html.charCodeAt(from - 2) === SLASH || unclosed.includes(name)) return from;
  for (let at = findClosing(html, from); at !== -1; at = findClosing(html, at + 2)) {
    if (nameOfTag(html, at) === name) return after(html, findTagEnd(html, at), 1);
  }
  unclosed.push(name);
  return name === 'script' || name === 'style' ? html.length : from;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** How many levels deep HTML may be where a parser is to read it: those keep a stack that they search. */
const MAX_HTML_LEVELS = 200;

/** Elements that have no end, or whose end is implied by the next one's beginning. */
const FLAT: ReadonlySet<string> = new Set(
  'img br hr wbr col source area input meta link embed param p li td th tr dd dt option'.split(' '),
);

/** Cuts HTML where it goes too deep; real articles stay below twenty levels. */
export function cutDeepHtml(html: string): string {
  let depth = 0;
  for (let at = html.indexOf('<'); at !== -1; ) {
    const end = endOfMarkup(html, at);
    const next = html.charCodeAt(at + 1);
    if (end > at && next !== 0x21 && next !== 0x3f && !FLAT.has(nameOfTag(html, at))) {
      if (next === SLASH) depth = Math.max(0, depth - 1);
      else if (html.charCodeAt(end - 2) !== SLASH) depth++;
      if (depth > MAX_HTML_LEVELS) return html.slice(0, at);
    }
    at = html.indexOf('<', Math.max(end, at + 1));
  }
  return html;
}
