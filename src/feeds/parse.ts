/**
 * Text → feed, whatever the format. rss-parser is the first reader; what it can't read, or would lose, the tolerant
 * reader takes.
 *
 * Faults of rss-parser 3.13 that its own options shield from: each field that it would work on itself is renamed
 * before it sees it, and taken as an untouched custom field. So no body meets its snippet function (a quadratic
 * regular expression: 160 KB of `<p ` hold the event loop for 24 s), no bad Atom date throws away the feed, no `link`
 * without attributes stops it, and a guid with an attribute stays what it is.
 */
import RssParser from 'rss-parser';
import { type AssembleContext, assembleFeed } from './assemble.ts';
import { dropForbidden, type FeedDocument, findFeed, NO_FEED_WORDS } from './document.ts';
import { NotAFeedError } from './errors.ts';
import { readJsonFeed } from './json-feed.ts';
import { MAX_ITEMS } from './limits.ts';
import { prefixOfNamespace } from './namespaces.ts';
import type { ParsedFeed } from './parsed.ts';
import type { RawFeed, RawField, RawRecord } from './raw.ts';
import { readTolerantly } from './tolerant.ts';

/** Put before the names that rss-parser must not work on. */
const SHIELD = 'own.';

/** Elements of an item or a channel that Dateline reads, by the names that sound feeds write. */
const FIELDS = [
  'title',
  'link',
  'guid',
  'id',
  'description',
  'content',
  'summary',
  'subtitle',
  'tagline',
  'pubDate',
  'published',
  'issued',
  'updated',
  'modified',
  'created',
  'author',
  'category',
  'enclosure',
  'language',
  'ttl',
  'skipHours',
  'skipDays',
  'lastBuildDate',
  'content:encoded',
  'dc:title',
  'dc:creator',
  'dc:date',
  'dc:description',
  'dc:identifier',
  'dc:language',
  'dc:subject',
  'dcterms:created',
  'dcterms:issued',
  'dcterms:modified',
  'atom:link',
  'atom:id',
  'atom:published',
  'atom:updated',
  'atom:summary',
  'atom:content',
  'atom:title',
  'media:title',
  'media:description',
  'media:text',
  'media:content',
  'media:group',
  'itunes:title',
  'itunes:summary',
  'itunes:subtitle',
  'itunes:author',
  'googleplay:description',
  'feedburner:origLink',
  'pheedo:origLink',
  'sy:updatePeriod',
  'sy:updateFrequency',
  'fullitem',
  'body',
  'xhtml:body',
  'xhtml:div',
  'yandex:full-text',
  'abstract',
];
const SHIELDED: ReadonlySet<string> = new Set(FIELDS);

/** Elements whose children are fields of the record around them. */
const GROUPS: ReadonlySet<string> = new Set(['media:group', 'media:content', 'author', 'skipHours', 'skipDays']);
const GROUP_FIELDS: Readonly<Record<string, string>> = {
  name: 'author',
  hour: 'hour',
  day: 'day',
};

/** What xml2js makes of an element: its text, or an object of its text (`_`), attributes (`$`) and children. */
type Element = string | { readonly [name: string]: unknown };

const customFields = FIELDS.map((name): [string, string, { keepArray: boolean }] => [
  SHIELD + name,
  SHIELD + name,
  { keepArray: true },
]);

/**
 * Reads a decoded document.
 *
 * @throws {NotAFeedError} when it holds no feed
 */
export async function parseFeed(text: string, context: Omit<AssembleContext, 'reader'>): Promise<ParsedFeed> {
  const json = readJsonFeed(text, context.url, context.now);
  if (json !== undefined) {
    return json.kind === 'json-feed' ? json.feed : assembleFeed(json.raw, { ...context, reader: 'json' });
  }
  const clean = dropForbidden(text);
  const document = findFeed(clean);
  if (typeof document === 'string') throw new NotAFeedError(NO_FEED_WORDS[document], text);
  const found = clean === text ? document : { ...document, repairs: [...document.repairs, 'control characters'] };
  const first = isPlain(found) ? await readFirst(found) : undefined;
  if (first !== undefined) return assembleFeed(first, { ...context, reader: 'rss-parser' });
  return assembleFeed(readTolerantly(found), { ...context, reader: 'tolerant' });
}

/**
 * Whether rss-parser reads this document without loss, as far as a look at its surface tells: a known root, the usual
 * prefixes for what they usually mean, no DOCTYPE, no `xml:base`, one channel, not too many items.
 */
function isPlain(document: FeedDocument): boolean {
  const { text } = document;
  if (document.doctype !== '' || text.includes('xml:base') || text.includes('<!ENTITY')) return false;
  const root = /^<(rss|rdf:RDF|feed)(?=[\s>])/.exec(text)?.[1];
  if (root === undefined || !hasUsualNamespaces(text, root)) return false;
  if (root !== 'feed' && countTags(text, 'channel', 2) !== 1) return false;
  return countTags(text, root === 'feed' ? 'entry' : 'item', MAX_ITEMS + 1) <= MAX_ITEMS;
}

function hasUsualNamespaces(text: string, root: string): boolean {
  const declaration = /xmlns(?::([\w.-]{1,40}))?\s*=\s*["']([^"'<]{0,300})["']/g;
  for (let at = text.indexOf('xmlns'); at !== -1; at = text.indexOf('xmlns', at + 5)) {
    declaration.lastIndex = at;
    const m = declaration.exec(text);
    if (m === null || m.index !== at) continue;
    const [, prefix, address = ''] = m;
    const known = prefixOfNamespace(address);
    if (prefix !== undefined ? known !== undefined && known !== prefix : known !== (root === 'feed' ? 'atom' : ''))
      return false;
    if (prefix === undefined && root === 'feed' && !address.includes('2005')) return false;
  }
  return true;
}

/** Counts `<name>` and `<name `, at most to `limit`. */
function countTags(text: string, name: string, limit: number): number {
  let count = 0;
  const tag = `<${name}`;
  for (let at = text.indexOf(tag); at !== -1 && count < limit; at = text.indexOf(tag, at + tag.length)) {
    const next = text.charCodeAt(at + tag.length);
    if (next === 0x3e || next <= 0x20) count++;
  }
  return count;
}

/** Reads by rss-parser; undefined where it fails, or where its result shows that it lost something. */
async function readFirst(document: FeedDocument): Promise<RawFeed | undefined> {
  const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2,
    customFields: { feed: customFields as unknown as string[], item: customFields as unknown as string[] },
    xml2js: { tagNameProcessors: [(name: string) => (SHIELDED.has(name) ? SHIELD + name : name)] },
  });
  try {
    const output = await parser.parseString(document.text);
    const isAtom = document.text.startsWith('<feed');
    const items = output.items.map((item) => recordOf(item, isAtom));
    const channel = recordOf(output, isAtom);
    if (channel === undefined || items.some((item) => item === undefined)) return undefined;
    if (items.length !== countTags(document.text, isAtom ? 'entry' : 'item', MAX_ITEMS + 1)) return undefined;
    return {
      dialect: isAtom ? 'atom' : 'rss',
      channel,
      items: items.filter((item) => item !== undefined),
      repairs: document.repairs,
    };
  } catch {
    // Not well-formed, or of a shape that it doesn't know: the tolerant reader says what had to be repaired.
    return undefined;
  }
}

/** The shielded fields of a record; undefined where one holds markup, whose order xml2js loses. */
function recordOf(output: Readonly<Record<string, unknown>>, isAtom: boolean): RawRecord | undefined {
  const fields: RawField[] = [];
  for (const name of FIELDS) {
    const elements = output[SHIELD + name];
    if (!Array.isArray(elements)) continue;
    const canonical = (isAtom && !name.includes(':') ? `atom:${name}` : name).toLowerCase();
    for (const element of elements as Element[]) {
      if (GROUPS.has(name) && typeof element === 'object') addGroup(fields, canonical, element);
      else if (!addField(fields, canonical, element)) return undefined;
    }
  }
  const about = output['rdf:about'];
  return { fields, attributes: typeof about === 'string' ? { 'rdf:about': about } : {}, base: undefined };
}

function addField(fields: RawField[], name: string, element: Element): boolean {
  if (typeof element === 'string') {
    fields.push({ name, text: element, markup: undefined, attributes: {}, base: undefined });
    return true;
  }
  for (const key in element) if (key !== '_' && key !== '$') return false;
  fields.push(fieldOf(name, element));
  return true;
}

/** `media:group`, `author` and their like: themselves for their attributes, and those children that are fields. */
function addGroup(fields: RawField[], name: string, element: Exclude<Element, string>): void {
  fields.push(fieldOf(name, element));
  for (const key in element) {
    const children = element[key];
    if (!Array.isArray(children)) continue;
    const bare = key.startsWith(SHIELD) ? key.slice(SHIELD.length) : key;
    const field = Object.hasOwn(GROUP_FIELDS, bare) ? (bare === 'name' ? name : GROUP_FIELDS[bare]) : bare;
    for (const child of children as Element[]) {
      if (field !== undefined) addField(fields, field.toLowerCase(), child);
    }
  }
}

function fieldOf(name: string, element: Exclude<Element, string>): RawField {
  const attributes: Record<string, string> = Object.create(null);
  const written = element.$;
  if (typeof written === 'object' && written !== null) {
    for (const [key, value] of Object.entries(written))
      if (typeof value === 'string') attributes[key.toLowerCase()] = value;
  }
  return { name, text: typeof element._ === 'string' ? element._ : '', markup: undefined, attributes, base: undefined };
}
