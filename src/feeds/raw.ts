/** What both XML readers hand on: the fields of a feed and its items by canonical name, not yet interpreted. */

/** One element, e.g. a title or a link. */
export interface RawField {
  /** Canonical: `title`, `pubdate` for RSS, `atom:title`, `dc:date`, `content:encoded`; always lower case. */
  readonly name: string;
  /** The element's text with XML's escapes resolved once. */
  readonly text: string;
  /** The element's content as XHTML, where it holds elements of its own. */
  readonly markup: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** From `xml:base`; undefined where none is stated at or above it. */
  readonly base: string | undefined;
}

/** One item, or the feed's own part. */
export interface RawRecord {
  readonly fields: readonly RawField[];
  /** Of the item's or channel's own element: `rdf:about`, CDF's `href`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly base: string | undefined;
}

/** A document's dialect, as far as it changes how text is understood. */
export type FeedDialect = 'rss' | 'atom' | 'atom03' | 'cdf';

/** A document. */
export interface RawFeed {
  readonly dialect: FeedDialect;
  readonly channel: RawRecord;
  readonly items: readonly RawRecord[];
  readonly repairs: readonly string[];
}

/** The first field with one of `names` that says something, in the order of the names. */
export function findField(record: RawRecord, names: readonly string[]): RawField | undefined {
  for (const name of names) {
    for (const field of record.fields) {
      if (field.name === name && (field.markup !== undefined || field.text.trim() !== '')) return field;
    }
  }
  return undefined;
}

/** All fields with this name, in the document's order. */
export function fieldsNamed(record: RawRecord, name: string): RawField[] {
  return record.fields.filter((field) => field.name === name);
}
