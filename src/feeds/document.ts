/** What stands around a feed in its document: junk before it, the DOCTYPE. */
import { decodeHTMLStrict } from 'entities';
import { countForbidden } from './characters.ts';

/** How far into a document its first element may stand: warnings and advertisements come before it. */
const ROOT_SEARCH_CHARS = 100_000;

/** An element that a feed may begin with, whatever its prefix and case. */
const FEED_ROOT = /<(?:[\w-]{1,40}:)?(?:rss|rdf|feed|channel|entry)(?=[\s/>])/gi;

/** How sound feeds begin, up to their root's `<`: nothing but the prolog and white space before it. */
const PLAIN_START = /^(?:<\?xml[^<>?]{0,200}\?>)?\s{0,50}<(?=(?:rss|feed|rdf:RDF)[\s>])/;

/** A root with what a real one has; tried on few characters and few candidates, or a page of them would take seconds. */
const WHOLE_ROOT = /^<[\w:-]+[^>]*(?:version|xmlns)\s*=/i;
const WHOLE_ROOT_CHARS = 600;
const MAX_ROOTS = 50;

const HTML_ROOT = /<(?:html|head|body)(?=[\s>])/i;

/** A document cut to its feed. */
export interface FeedDocument {
  /** From the feed's first element on. */
  readonly text: string;
  /** The document type declaration; `''` where there is none. */
  readonly doctype: string;
  readonly repairs: readonly string[];
}

/** What a document is that holds no feed. */
export type NoFeed = 'empty' | 'html' | 'opml' | 'sitemap' | 'xml' | 'binary' | 'text';

/**
 * Finds the feed in a document.
 *
 * @returns what the document is instead, where it holds no feed
 */
export function findFeed(whole: string): FeedDocument | NoFeed {
  const text = whole.trimStart();
  const plainStart = PLAIN_START.exec(text);
  if (plainStart !== null) return { text: text.slice(plainStart[0].length - 1), doctype: '', repairs: [] };
  if (text === '') return 'empty';
  const head = text.slice(0, ROOT_SEARCH_CHARS);
  const doctypeAt = head.search(/<!DOCTYPE/i);
  const doctypeEnd = doctypeAt === -1 ? -1 : endOfDoctype(text, doctypeAt);
  const doctype = doctypeAt === -1 ? '' : text.slice(doctypeAt, doctypeEnd);
  const rootAt = findRoot(head, doctypeAt === -1 ? undefined : { from: doctypeAt, to: doctypeEnd });
  if (rootAt === -1) return describeNoFeed(text, head);
  const before = head
    .slice(0, rootAt)
    .replace(doctype, '')
    .replace(/<\?[^>]{0,2000}\?>/g, '');
  const repairs = withoutComments(before).trim() === '' ? [] : ['text before the feed'];
  return { text: text.slice(rootAt), doctype, repairs };
}

/** How a document begins that was escaped as if it were the text of a page. */
const ESCAPED_START = /^(?:\s|<[^<>]{0,300}>){0,20}&lt;(?:\?xml\s|(?:rss|feed|rdf:RDF)(?:\s|&gt;))/i;

/**
 * The feed that a document is when its escapes are resolved, as servers send it that take it for text to show: alone, or
 * in a page's `<pre>`. Undefined for any other document, pages that show a feed among other things included.
 */
export function unescapedFeed(whole: string): FeedDocument | undefined {
  const begin = ESCAPED_START.exec(whole.slice(0, 7_000))?.[0];
  if (begin === undefined) return undefined;
  const from = begin.lastIndexOf('&lt;');
  const end = whole.indexOf('</pre', from);
  const found = findFeed(decodeHTMLStrict(whole.slice(from, end === -1 ? undefined : end)));
  return typeof found === 'string' ? undefined : { ...found, repairs: [...found.repairs, 'escaped as a whole'] };
}

/** Where the feed's first element stands: the first that no comment holds and no HTML page precedes. */
function findRoot(head: string, doctype: { from: number; to: number } | undefined): number {
  const html = HTML_ROOT.exec(head);
  const isHidden = createCommentCheck(head);
  // Items without anything around them, and nothing before them.
  if (/^\s{0,50}(?:<\?xml[^>]{0,200}>\s{0,50})?<items?[\s>]/.test(head)) return head.search(/<items?[\s>]/);
  let candidates = 0;
  for (const match of head.matchAll(FEED_ROOT)) {
    const at = match.index;
    if (doctype !== undefined && at > doctype.from && at < doctype.to) continue;
    if (isHidden(at)) continue;
    if (++candidates > MAX_ROOTS) break;
    // A page may show a feed within it, as some saved copies do, but then it is a whole one.
    if (html !== null && html.index < at && !WHOLE_ROOT.test(head.slice(at, at + WHOLE_ROOT_CHARS))) continue;
    return at;
  }
  return -1;
}

/** Tells of places in ascending order whether a comment holds them; each comment is looked at once. */
function createCommentCheck(head: string): (at: number) => boolean {
  let from = head.indexOf('<!--');
  let to = endOfComment(head, from);
  return (at) => {
    while (from !== -1 && to <= at) {
      from = head.indexOf('<!--', to);
      to = endOfComment(head, from);
    }
    return from !== -1 && from < at;
  };
}

function endOfComment(head: string, from: number): number {
  if (from === -1) return -1;
  const close = head.indexOf('-->', from + 4);
  return close === -1 ? head.length : close + 3;
}

/** Removes comments; an unfinished one goes to the end. */
function withoutComments(text: string): string {
  let rest = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<!--', from);
    if (open === -1) return rest + text.slice(from);
    rest += text.slice(from, open);
    const close = text.indexOf('-->', open + 4);
    if (close === -1) return rest;
    from = close + 3;
  }
}

/** The end of a DOCTYPE, with its internal subset in brackets where it has one. */
function endOfDoctype(text: string, at: number): number {
  const close = text.indexOf('>', at);
  if (close === -1) return text.length;
  const bracket = text.indexOf('[', at);
  if (bracket === -1 || bracket > close) return close + 1;
  const end = /\]\s{0,100}>/g;
  end.lastIndex = bracket;
  const found = end.exec(text);
  return found === null ? close + 1 : found.index + found[0].length;
}

function describeNoFeed(text: string, head: string): NoFeed {
  if (/<opml[\s>]/i.test(head)) return 'opml';
  if (/<(?:urlset|sitemapindex)[\s>]/i.test(head)) return 'sitemap';
  if (HTML_ROOT.test(head) || /<!DOCTYPE\s+html/i.test(head)) return 'html';
  if (countForbidden(text.slice(0, 4000)) > 10) return 'binary';
  return /<[a-z]/i.test(head) ? 'xml' : 'text';
}

/** In plain words, what the document is instead of a feed. */
export const NO_FEED_WORDS: Readonly<Record<NoFeed, string>> = {
  empty: 'the document is empty',
  html: 'it is an HTML page; `/feeds add` with the page’s address finds the feeds that it names',
  opml: 'it is a list of feeds (OPML); `/feeds import` takes it',
  sitemap: 'it is a sitemap, which lists pages without saying what is new',
  xml: 'it is XML, but none of RSS, RDF, Atom and CDF',
  binary: 'it is no text',
  text: 'it is plain text or an error message',
};
