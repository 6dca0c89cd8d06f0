/** What filing asks of the archive: the stories that a report might belong to. */
import type { EventKind } from './event.ts';

/**
 * A story answers when it shares an official or a country with the query, has an event of one of the kinds, and
 * either was reported within the window of instants or, sharing an official, happens within the window of days.
 * The second way finds a trip announced weeks ago when it begins.
 */
export interface CandidateQuery {
  readonly officials: readonly string[];
  /** Empty means any. */
  readonly kinds: readonly EventKind[];
  /** The window of instants at which sources reported, ms since the epoch, both ends included. */
  readonly fromAt: number;
  readonly toAt: number;
  /** The story that holds this item is always offered, in front. */
  readonly itemId?: string | undefined;
  /** ISO 3166-1 alpha-2: also stories that share no official but one of these. */
  readonly countries?: readonly string[] | undefined;
  /** Parties of deals: also stories that share no official but at least `sharedParties` of these, 2 if not given. */
  readonly parties?: readonly string[] | undefined;
  readonly sharedParties?: number | undefined;
  /** The window of days of the event itself, `YYYY-MM-DD`, both ends included. */
  readonly days?: { readonly from: string; readonly to: string } | undefined;
  /** The archive answers with at most this many, 60 if not given: those that share most in front, then the latest. */
  readonly limit?: number | undefined;
}
