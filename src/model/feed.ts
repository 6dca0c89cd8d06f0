/** A feed: an RSS, Atom or JSON feed of an outlet, and what polling remembers of it. */

/** What kind of outlet stands behind a feed; shown in every alert as part of its evidence. */
export const SOURCE_KINDS = ['wire', 'state media', 'ministry', 'company', 'press'] as const;

/** One of {@link SOURCE_KINDS}. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A feed as an editor or the operator set it up. */
export interface Feed {
  /** Made from the address: the same address is the same feed. */
  readonly id: string;
  /** May carry a token in its query: never log it whole. */
  readonly url: string;
  /** The outlet as shown to readers, "Wire of the South". */
  readonly title: string;
  readonly sourceKind: SourceKind;
  /** ISO 639-1, as declared by whoever added the feed; a prior for detection, not a verdict. */
  readonly language: string | undefined;
  /** OPML folders. */
  readonly tags: readonly string[];
  /** Discord user id, or `operator` for feeds from the configuration. */
  readonly addedBy: string;
  readonly addedAt: number;
  /** True where the operator allows this feed an inner address (the preview's sample wire); no Discord user can set it. */
  readonly allowInnerAddress: boolean;
  /** The shortest interval that an editor allows, in ms; the default is five minutes. */
  readonly minIntervalMs: number | undefined;
}

/** How a feed fares, as one word for `/feeds list`. */
export const FEED_HEALTHS = ['new', 'good', 'failing', 'blocked', 'gone', 'silent'] as const;

/** One of {@link FEED_HEALTHS}: `blocked` is a bot wall, `gone` is 410, `silent` is good answers without news for unusually long. */
export type FeedHealth = (typeof FEED_HEALTHS)[number];

/** What the last document said of how often the feed is worth asking; kept because a 304 doesn't say it again. */
export interface FeedPace {
  /** RSS `ttl`, in ms. */
  readonly ttlMs: number | undefined;
  /** RSS `skipHours`: hours of the day in UTC, 0 to 23. */
  readonly skipHours: readonly number[];
  /** RSS `skipDays`: English names of the days, in UTC. */
  readonly skipDays: readonly string[];
  /** `sy:updatePeriod` divided by `sy:updateFrequency`, in ms. */
  readonly updatePeriodMs: number | undefined;
}

/** What polling remembers of a feed between polls; survives a restart. */
export interface FeedState {
  readonly feedId: string;
  /** Echoed byte for byte in `If-None-Match`. */
  readonly etag: string | undefined;
  /** Echoed byte for byte in `If-Modified-Since`. */
  readonly lastModified: string | undefined;
  /** The address that gave the validators, redirects followed: they mean nothing to another one. */
  readonly validatorsUrl: string | undefined;
  /** When the last whole body came: validators are dropped when it is long ago, for some servers answer 304 for ever. */
  readonly lastBodyAt: number | undefined;
  /** SHA-256 of the last body, hex: some servers know no validators. */
  readonly bodyHash: string | undefined;
  /** When the first successful poll set the baseline, even an empty one; items of that poll are backlog. */
  readonly baselineAt: number | undefined;
  readonly lastAttemptAt: number | undefined;
  readonly lastSuccessAt: number | undefined;
  /** When the last poll that brought a new item was. */
  readonly lastNewItemAt: number | undefined;
  readonly nextDueAt: number;
  /** Why then, in plain words for `/feeds list`: "every 30 minutes", "asked to wait by Retry-After". */
  readonly nextDueReason: string;
  /** Failures in a row; the first success or 304 sets it to 0. */
  readonly failures: number;
  /** The last failure in plain words, with what to do; undefined after a success. */
  readonly lastError: string | undefined;
  readonly health: FeedHealth;
  /** Ms since the epoch of the newest items' publication, newest first, at most 50: the feed's rhythm. */
  readonly recentItemsAt: readonly number[];
  /** What the last document asked for; undefined before the first one. */
  readonly pace: FeedPace | undefined;
  /** The WebSub hub that the feed announces, and the address under which it knows the feed. */
  readonly hub: { readonly url: string; readonly topic: string } | undefined;
  /** Where a permanent redirect has pointed so far, and how often in a row. */
  readonly movedTo: { readonly url: string; readonly times: number } | undefined;
  /** What the reader had to repair in the last document, in plain words. */
  readonly repairs: readonly string[];
}

/** A feed with what polling remembers of it. */
export interface FeedWithState {
  readonly feed: Feed;
  readonly state: FeedState;
}
