/** Which elements say what of an item or a feed, by canonical name, the most trusted first. */

export const TITLES = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title', 'googleplay:title'];
export const SUMMARIES = [
  'description',
  'atom:summary',
  'summary',
  'atom:description',
  'abstract',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'googleplay:description',
  'itunes:subtitle',
  'media:description',
  'media:text',
  'rdf:description',
  'excerpt',
];
export const DESCRIPTIONS: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'itunes:summary',
  'dc:description',
]);
export const CONTENTS = [
  'content:encoded',
  'atom:content',
  'xhtml:body',
  'xhtml:div',
  'content',
  'fullitem',
  'body',
  'atom:body',
  'content:value',
  'rdf:value',
  'yandex:full-text',
  'turbo:content',
  'encoded',
];
export const IDS = ['guid', 'atom:id', 'atom:guid', 'id'];
/** Says what the item is about, a paper's DOI for one; its id where there is no other. */
export const LAST_ID = 'dc:identifier';
export const PUBLISHED = [
  'pubdate',
  'atom:published',
  'atom:issued',
  'published',
  'issued',
  'dcterms:issued',
  'atom:pubdate',
  'publicationdate',
  'prism:publicationdate',
  'dcterms:available',
];
export const DUBLIN_DATES = ['dc:date', 'dcterms:date', 'date', 'atom:date'];
export const CREATED = ['atom:created', 'dcterms:created', 'created', 'dc:created'];
export const UPDATED = [
  'atom:updated',
  'atom:modified',
  'updated',
  'modified',
  'dcterms:modified',
  'dc:modified',
  'lastbuilddate',
  'lastmod',
];
export const AUTHORS = ['author', 'atom:author', 'dc:creator', 'dc:author', 'itunes:author', 'managingeditor'];
export const FEED_DESCRIPTIONS = [
  'description',
  'atom:subtitle',
  'atom:tagline',
  'atom:description',
  'subtitle',
  'tagline',
  'abstract',
  'dc:description',
  'itunes:summary',
  'itunes:subtitle',
];

/** All of them, for those who only ask whether an element is read at all. */
export const RANKED_FIELDS: readonly string[] = [
  TITLES,
  SUMMARIES,
  CONTENTS,
  IDS,
  LAST_ID,
  PUBLISHED,
  DUBLIN_DATES,
  CREATED,
  UPDATED,
  AUTHORS,
  FEED_DESCRIPTIONS,
].flat();
