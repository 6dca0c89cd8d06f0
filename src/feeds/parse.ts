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
import { dropForbidden } from './characters.ts';
import { type FeedDocument, findFeed, NO_FEED_WORDS, unescapedFeed } from './document.ts';
import { NotAFeedError } from './errors.ts';
import { RANKED_FIELDS } from './field-names.ts';
import { readJsonFeed } from './json-feed.ts';
import { MAX_FIELDS } from './limits.ts';
import type { ParsedFeed } from './parsed.ts';
import { countPlainItems } from './plain.ts';
import type { RawFeed, RawField, RawRecord } from './raw.ts';
import { readTolerantly } from './tolerant.ts';

/** Put before the names that rss-parser must not work on. */
const SHIELD = 'own.';

/** Elements that Dateline reads besides those that `field-names.ts` ranks. */
const OTHER_FIELDS = [
  'link',
  'category',
  'enclosure',
  'language',
  'ttl',
  'skiphours',
  'skipdays',
  'dc:language',
  'dc:subject',
  'atom:link',
  'atom:category',
  'media:content',
  'media:group',
  'feedburner:origlink',
  'pheedo:origlink',
  'sy:updateperiod',
  'sy:updatefrequency',
];

/** Elements of an item or a channel that Dateline reads, by canonical name. */
const FIELDS: ReadonlySet<string> = new Set([...RANKED_FIELDS, ...OTHER_FIELDS]);

/** Elements whose children are fields of the record around them. */
const GROUPS: ReadonlySet<string> = new Set([
  'media:group',
  'media:content',
  'author',
  'atom:author',
  'skiphours',
  'skipdays',
]);
const GROUP_FIELDS: Readonly<Record<string, string>> = {
  name: 'author',
  hour: 'hour',
  day: 'day',
};

/** RSS 1.0's first way to carry contents, four elements deep: more than a custom field can hold. */
const NESTED = 'content:items';

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

/** What xml2js makes of an element: its text, or an object of its text (`_`), attributes (`$`) and children. */
type Element = string | { readonly [name: string]: unknown };

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
  const seen = findFeed(clean);
  const document = typeof seen === 'string' ? (unescapedFeed(clean) ?? seen) : seen;
  if (typeof document === 'string') throw new NotAFeedError(NO_FEED_WORDS[document], text);
  const found = clean === text ? document : { ...document, repairs: [...document.repairs, 'control characters'] };
  const itemCount = countPlainItems(found);
  const first = itemCount === undefined ? undefined : await readFirst(found, itemCount);
  if (first !== undefined) return assembleFeed(first, { ...context, reader: 'rss-parser' });
  return assembleFeed(readTolerantly(found, context.url), { ...context, reader: 'tolerant' });
}

/** Reads by rss-parser; undefined where it fails, or where its result shows that it lost something. */
async function readFirst(document: FeedDocument, itemCount: number): Promise<RawFeed | undefined> {
  const isAtom = document.text.startsWith('<feed');
  // Filled while the document is parsed, before rss-parser copies its custom fields: with all ninety names that
  // Dateline knows it would look for each in every item.
  const names = new Map<string, string>();
  const wanted: [string, string, { keepArray: boolean }][] = [];
  let isLossy = false;
  const shield = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const lower = name.toLowerCase();
    const canonical = isAtom && !name.includes(':') ? `atom:${lower}` : lower;
    const shielded = FIELDS.has(canonical) ? SHIELD + canonical : name;
    // `pubDate` and `PubDate` are one field.
    if (shielded !== name && !wanted.some(([from]) => from === shielded)) {
      wanted.push([shielded, shielded, { keepArray: true }]);
    }
    names.set(name, shielded);
    isLossy ||= lower === NESTED;
    return shielded;
  };
  const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2,
    // The types allow names alone for the feed's fields; the code treats them as it does an item's.
    customFields: { feed: wanted as unknown as string[], item: wanted },
    xml2js: { tagNameProcessors: [shield] },
  });
  try {
    const output = await parser.parseString(document.text);
    const fieldNames = wanted.map(([shielded]) => shielded);
    const items: RawRecord[] = [];
    for (const item of output.items) {
      const record = recordOf(item, fieldNames);
      if (record === undefined) return undefined;
      items.push(record);
    }
    const channel = recordOf(output, fieldNames);
    if (channel === undefined) return undefined;
    if (items.length !== itemCount || isLossy) return undefined;
    return { dialect: isAtom ? 'atom' : 'rss', channel, items, repairs: document.repairs };
  } catch {
    // Not well-formed, or of a shape that it doesn't know: the tolerant reader says what had to be repaired.
    return undefined;
  }
}

/** The shielded fields of a record; undefined where one holds markup, whose order xml2js loses. */
function recordOf(output: Readonly<Record<string, unknown>>, names: readonly string[]): RawRecord | undefined {
  const fields: RawField[] = [];
  for (const shielded of names) {
    const elements = output[shielded];
    if (!Array.isArray(elements)) continue;
    const name = shielded.slice(SHIELD.length);
    for (const element of elements.slice(0, MAX_FIELDS) as Element[]) {
      if (GROUPS.has(name) && typeof element === 'object') addGroup(fields, name, element);
      else if (!addField(fields, name, element)) return undefined;
    }
  }
  const about = output['rdf:about'];
  return { fields, attributes: typeof about === 'string' ? { 'rdf:about': about } : NO_ATTRIBUTES, base: undefined };
}

function addField(fields: RawField[], name: string, element: Element): boolean {
  if (typeof element === 'string') {
    fields.push({ name, text: element, markup: undefined, attributes: NO_ATTRIBUTES, base: undefined });
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
