/** What an element is to a feed reader, by its canonical name and where it stands. */

/**
 * What an element is to us. `group`: one whose children are fields of the record around it, such as `media:group`.
 * `field`: one whose text is kept. `inline`: markup within a field. `skipped`: one whose children don't concern us.
 */
export type Role = 'root' | 'channel' | 'item' | 'group' | 'field' | 'inline' | 'skipped';

/** Elements that hold fields of the record around them. */
const GROUPS: ReadonlySet<string> = new Set([
  'media:group',
  'media:content',
  'author',
  'atom:author',
  'itunes:owner',
  'skiphours',
  'skipdays',
  'items',
  'rdf:seq',
  'content:items',
  'content:item',
  'rdf:bag',
  'rdf:li',
]);

/** Elements with a title, link or description of their own, which are not the feed's. */
const STRANGERS: ReadonlySet<string> = new Set([
  'image',
  'textinput',
  'source',
  'atom:source',
  'cloud',
  'cc:license',
  'admin:generatoragent',
  'atom:contributor',
  'contributor',
  'svg:svg',
]);

/** Of those, the ones that hold nothing, or text alone. */
const EMPTY_STRANGERS: ReadonlySet<string> = new Set(['source', 'cloud', 'cc:license', 'admin:generatoragent']);

/** Whether an element that isn't ours can hold no other: where one begins in it all the same, it was not closed. */
export function holdsNothing(name: string): boolean {
  return EMPTY_STRANGERS.has(name);
}

/** What the elements around one are to it. */
export interface Surroundings {
  /** Of the element right around it; undefined for the document's first. */
  readonly parent: Role | undefined;
  /** Whether a field is open. */
  readonly inField: boolean;
  /** How many channels have begun. */
  readonly channels: number;
}

/** What an element is. */
export function roleOf(name: string, type: string | undefined, around: Surroundings): Role {
  const { parent } = around;
  if (parent === undefined) return isItem(name) ? 'item' : isChannel(name) ? 'channel' : 'root';
  if (around.inField) return 'inline';
  if (isItem(name)) return 'item';
  if (isChannel(name) && parent !== 'item') return 'channel';
  if (parent === 'skipped' || parent === 'inline') return 'skipped';
  if (STRANGERS.has(name)) return 'skipped';
  if (GROUPS.has(name)) return 'group';
  // Atom 0.3: the same content in several forms, each an element of its own.
  if (name === 'atom:content' && type?.startsWith('multipart/') === true) return 'group';
  // A second channel's own title is not the feed's.
  if (parent === 'channel' && around.channels > 1) return 'skipped';
  return 'field';
}

/** What is known of the open field when an element begins in it. */
export interface OpenFieldSigns {
  readonly name: string;
  /** Whether its tag is closed nowhere in the document, as `<enclosure url="">` in the manner of HTML. */
  readonly isNeverClosed: () => boolean;
  /** Whether no other element stands between: an entry that is another's content has an id of its own. */
  readonly isDirect: boolean;
  /** Whether it had CDATA, beside which no markup is written. */
  readonly hasCdata: boolean;
}

/**
 * Whether an element can't stand within the open field, which therefore was not closed: an item in a title, a date in a
 * body.
 */
export function breaksOut(name: string, open: OpenFieldSigns): boolean {
  if (isItem(name)) return !BODIES.has(open.name) || open.isNeverClosed();
  if (BODIES.has(open.name)) {
    return (
      (NOT_HTML.has(name) && (open.isDirect || !name.startsWith('atom:'))) ||
      (FIELDS.has(name) && (open.hasCdata || open.isNeverClosed()))
    );
  }
  return (LEAVES.has(open.name) && FIELDS.has(name)) || open.isNeverClosed();
}

/** Fields that hold text, or markup within a sentence at most. */
const LEAVES: ReadonlySet<string> = new Set([
  'title',
  'link',
  'guid',
  'pubdate',
  'category',
  'dc:date',
  'dc:creator',
  'dc:subject',
  'atom:title',
  'atom:id',
  'atom:updated',
  'atom:published',
]);

/** Fields of an item that have no namesake in HTML: they are never part of a body. */
const NOT_HTML: ReadonlySet<string> = new Set([
  'guid',
  'pubdate',
  'category',
  'comments',
  'enclosure',
  'content:encoded',
  'dc:date',
  'dc:creator',
  'dc:subject',
  'atom:id',
  'atom:updated',
  'atom:published',
  'wfw:commentrss',
  'slash:comments',
  'media:content',
  'media:thumbnail',
]);

/** Fields of an item, which markup within a sentence can't hold. */
const FIELDS: ReadonlySet<string> = new Set([
  ...LEAVES,
  ...NOT_HTML,
  'description',
  'author',
  'atom:link',
  'atom:author',
  'atom:content',
  'atom:summary',
]);

/** Fields whose content may itself hold anything. */
const BODIES: ReadonlySet<string> = new Set([
  'description',
  'content:encoded',
  'atom:content',
  'atom:summary',
  'xhtml:body',
  'xhtml:div',
  'body',
  'fullitem',
  'summary',
  'content',
]);

function isItem(name: string): boolean {
  return name === 'item' || name === 'entry' || name === 'atom:entry' || name === 'atom:item' || name === 'rdf:item';
}

function isChannel(name: string): boolean {
  return name === 'channel' || name === 'rdf:channel' || name === 'atom:channel';
}
