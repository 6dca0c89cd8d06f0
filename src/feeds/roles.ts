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

/** Whether an element can't stand within the open field, which therefore was not closed: an item in a title, a link in a title. */
export function breaksOut(name: string, openField: string): boolean {
  return LEAVES.has(openField) ? isItem(name) || FIELDS.has(name) : isItem(name) && !BODIES.has(openField);
}

/** Fields that hold text, or markup within a sentence at most. */
const LEAVES: ReadonlySet<string> = new Set([
  'title',
  'link',
  'guid',
  'pubdate',
  'atom:title',
  'atom:id',
  'atom:updated',
]);

/** Fields of an item, which markup within a sentence can't hold. */
const FIELDS: ReadonlySet<string> = new Set([
  ...LEAVES,
  'description',
  'content:encoded',
  'atom:link',
  'atom:published',
]);

/** Fields whose content may itself hold anything. */
const BODIES: ReadonlySet<string> = new Set([
  'description',
  'content:encoded',
  'atom:content',
  'atom:summary',
  'xhtml:body',
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
