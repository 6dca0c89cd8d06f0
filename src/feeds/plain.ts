/** Whether rss-parser reads a document without loss, as far as one look at its tags tells. */
import type { FeedDocument } from './document.ts';
import { MAX_ITEMS } from './limits.ts';
import { prefixOfNamespace } from './namespaces.ts';
import { createFinder } from './scan.ts';

const SLASH = 0x2f;

/** Tags without an end of their own: more than a real feed's empty elements are levels, which cost rss-parser seconds. */
const MAX_UNENDED_TAGS = 10_000;

/** Roots that rss-parser knows. */
const ROOT = /^<(rss|rdf:RDF|feed)(?=[\s>])/;

const findNamespace = createFinder('xmlns');
const findCdataStart = createFinder('<![CDATA[');
const findCdataEnd = createFinder(']]>');
const findCommentEnd = createFinder('-->');

const DECLARATION = /xmlns(?::([\w.-]{1,40}))?\s{0,20}=\s{0,20}["']([^"'<]{0,300})["']/y;

/**
 * Looks for what rss-parser gets wrong: another root, prefixes that stand for something unusual, a DOCTYPE,
 * `xml:base`, CDATA in CDATA, several channels, RSS's items in Atom, too many items.
 *
 * @returns how many items the document has, so that the result can be held against it; undefined where the tolerant
 *   reader should read it
 */
export function countPlainItems(document: FeedDocument): number | undefined {
  const { text } = document;
  const root = document.doctype === '' ? ROOT.exec(text)?.[1] : undefined;
  if (root === undefined || text.includes('xml:base') || text.includes('<!ENTITY')) return undefined;
  // RSS 1.0's ids without their prefix, which rss-parser doesn't take over.
  if (root === 'rdf:RDF' && /<item\s{1,20}about=/.test(text)) return undefined;
  const itemTag = root === 'feed' ? 'entry' : 'item';
  const strangeTag = root === 'feed' ? 'item' : 'entry';
  let items = 0;
  let channels = 0;
  let open = 0;
  let namespaceAt = findNamespace(text, 0);
  for (let at = 0; at !== -1; at = text.indexOf('<', at)) {
    while (namespaceAt !== -1 && namespaceAt < at) {
      if (!isUsualDeclaration(text, namespaceAt, root)) return undefined;
      namespaceAt = findNamespace(text, namespaceAt + 5);
    }
    const skipped = endOfHidden(text, at);
    if (skipped === UNCLOSED) return undefined;
    if (skipped !== -1) {
      at = skipped;
      if (namespaceAt !== -1 && namespaceAt < at) namespaceAt = findNamespace(text, at);
      continue;
    }
    at++;
    open += text.charCodeAt(at) === SLASH ? -1 : 1;
    if (open > MAX_UNENDED_TAGS) return undefined;
    if (isTagNamed(text, itemTag, at)) items++;
    else if (isTagNamed(text, strangeTag, at)) return undefined;
    else if (isTagNamed(text, 'channel', at)) channels++;
    if (items > MAX_ITEMS) return undefined;
  }
  return root !== 'feed' && channels !== 1 ? undefined : items;
}

/** A CDATA section with another in it: it was not closed, and holds the items up to the next. */
const UNCLOSED = -2;

/** The end of the CDATA or comment that begins here; -1 where neither does. */
function endOfHidden(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 0x21) return -1;
  const isCdata = isWord(text, '[CDATA[', at + 2);
  if (!isCdata && !isWord(text, '--', at + 2)) return -1;
  const end = (isCdata ? findCdataEnd : findCommentEnd)(text, at + 4);
  if (isCdata) {
    const next = findCdataStart(text, at + 4);
    if (next !== -1 && (end === -1 || next < end)) return UNCLOSED;
  }
  return end === -1 ? text.length : end + 3;
}

function isWord(text: string, word: string, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(at + i) !== word.charCodeAt(i)) return false;
  return true;
}

function isTagNamed(text: string, name: string, at: number): boolean {
  if (!isWord(text, name, at)) return false;
  const next = text.charCodeAt(at + name.length);
  return next === 0x3e || next === 0x2f || next <= 0x20;
}

/** Whether a prefix stands for what it usually does; text that merely looks like a declaration does no harm. */
function isUsualDeclaration(text: string, at: number, root: string): boolean {
  DECLARATION.lastIndex = at;
  const m = DECLARATION.exec(text);
  if (m === null) return true;
  const [, prefix, address = ''] = m;
  const known = prefixOfNamespace(address);
  if (prefix !== undefined) return known === undefined || known === prefix;
  if (root === 'feed') return known === 'atom' && address.includes('2005');
  return known === '';
}
