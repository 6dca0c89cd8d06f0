/** A feed as it was read, whoever read it and whatever its format: plain data. */

/** Who read the document; `/feeds check` shows it. */
export type FeedReader = 'rss-parser' | 'tolerant' | 'json';

/** A file that an item carries: an RSS enclosure, an Atom link with `rel="enclosure"`, a `media:content`. */
export interface Enclosure {
  readonly url: string;
  readonly type: string | undefined;
  /** Bytes, as the feed says. */
  readonly length: number | undefined;
}

/** HTML as a feed sent it: not to be shown or passed on but through `sanitizeHtml`. */
export interface ForeignHtml {
  readonly foreign: string;
  /** Resolves relative addresses in it; undefined where none is known. */
  readonly base: string | undefined;
}

/** One entry of a feed. */
export interface ParsedItem {
  /** `guid`, Atom's `id` or RDF's `about`, trimmed, otherwise as stated. */
  readonly guid: string | undefined;
  /** Clean text on one line; `''` where the feed has none. */
  readonly title: string;
  /** Absolute http or https address; as written where neither the document nor the caller gives a base. */
  readonly link: string | undefined;
  /** Ms since the epoch: publication, or else the only date that the item has; never after the time of reading. */
  readonly publishedAt: number | undefined;
  readonly updatedAt: number | undefined;
  /** Clean text; the beginning of the content where the feed gives no summary of its own. */
  readonly summary: string;
  /** The stated summary; undefined where there is none. */
  readonly summaryHtml: ForeignHtml | undefined;
  /** The stated content; undefined where the feed gives only a summary. */
  readonly contentHtml: ForeignHtml | undefined;
  /** Clean text of the content, with line breaks between its blocks; `''` where there is none. */
  readonly contentText: string;
  readonly author: string | undefined;
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
}

/** A feed's document. */
export interface ParsedFeed {
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly description: string | undefined;
  /** As declared, `en`, `pt-BR`. */
  readonly language: string | undefined;
  /** In the feed's own order, at most `MAX_ITEMS`. */
  readonly items: readonly ParsedItem[];
  /** RSS `ttl`, in ms. */
  readonly ttlMs: number | undefined;
  /** Hours in UTC, 0 to 23, at which the feed asks not to be fetched. */
  readonly skipHours: readonly number[];
  /** English names of days, as stated. */
  readonly skipDays: readonly string[];
  /** `sy:updatePeriod` divided by `sy:updateFrequency`, in ms. */
  readonly updatePeriodMs: number | undefined;
  /** WebSub hub. */
  readonly hubUrl: string | undefined;
  readonly selfUrl: string | undefined;
  /** What had to be repaired, in plain words; empty for a sound document. */
  readonly repairs: readonly string[];
  readonly reader: FeedReader;
}
