/** An item: one entry of a feed, as the feed said it. What we think of it is a report. */
import type { SourceKind } from './feed.ts';

/** What detection reads of an item; the form that `dateline detect` takes as well. */
export interface ItemText {
  /** Clean text, no markup. */
  readonly title: string;
  /** Clean text, no markup; `''` where the feed has none. */
  readonly summary: string;
  /** The article's text where it was fetched; clean text. */
  readonly body: string | undefined;
  /** ISO 639-1 as the feed or its owner declares it: a prior. */
  readonly language: string | undefined;
  /** Ms since the epoch, UTC; undefined where no usable date is stated. Relative dates count from here. */
  readonly publishedAt: number | undefined;
}

/** An item on its way down the line. */
export interface Item extends ItemText {
  /** Stable and composite: feed, guid or link, normalised title; see `feeds/identity.ts`. An edited item keeps its id. */
  readonly id: string;
  /**
   * What the item is recognised by when it comes again, at least one: the first stands for this very wording, the
   * others for the item whatever its wording. All are marked as seen, with the id, in the item's own transaction.
   */
  readonly identityKeys: readonly string[];
  readonly feedId: string;
  /** The outlet as shown to readers. */
  readonly outlet: string;
  readonly sourceKind: SourceKind;
  /** Absolute http(s) address of the article; undefined where the feed gives none. */
  readonly url: string | undefined;
  /** When we first saw it, ms since the epoch. */
  readonly seenAt: number;
  /** True for items of a feed's first successful poll: filed, never told at once. */
  readonly backlog: boolean;
}
