/** A feed looked at once, with nothing kept: what `/feeds check` and `/feeds add` show. */
import type { Feed, FeedState } from '../model/feed.ts';
import { fetchFeed, refusedAsUnreadable } from './fetch.ts';
import type { HttpClient } from './http.ts';
import type { FeedReader, ParsedFeed, ParsedItem } from './parsed.ts';
import { readFeed } from './read.ts';
import { isReadingError } from './reading-failure.ts';
import { itemsPerDay } from './rhythm.ts';
import { newFeedState, nextState } from './schedule.ts';

/** So many of the newest items are shown. */
const SHOWN_ITEMS = 5;

/** What was found. */
export type FeedReport =
  | {
      readonly kind: 'good';
      /** The address that gave it, redirects followed. */
      readonly finalUrl: string;
      /** Where the server says the feed has moved for good. */
      readonly movedTo: string | undefined;
      readonly reader: FeedReader;
      /** What had to be repaired, in plain words. */
      readonly repairs: readonly string[];
      readonly parsed: ParsedFeed;
      /** The newest first, at most five. */
      readonly newest: readonly ParsedItem[];
      readonly itemsPerDay: number | undefined;
      /** When it would be asked next, had this been a poll. */
      readonly nextDueAt: number;
      readonly nextDueReason: string;
    }
  | {
      readonly kind: 'refused';
      readonly httpStatus: number | undefined;
      /** In plain words, with what to do. */
      readonly why: string;
      readonly blocked: boolean;
    };

/**
 * Asks for a feed whole, reads it, and keeps nothing.
 *
 * @param state says where the feed has moved; undefined for one that isn't polled yet
 * @throws the reason of `signal` when it aborts
 */
export async function checkFeed(
  feed: Feed,
  state: FeedState | undefined,
  http: HttpClient,
  now: number,
  signal?: AbortSignal,
): Promise<FeedReport> {
  const blank: FeedState = { ...newFeedState(feed.id, now), movedTo: state?.movedTo };
  const answer = await fetchFeed(feed, blank, http, now, signal);
  if (answer.kind === 'refused') return refusal(answer);
  if (answer.kind === 'unchanged') {
    return {
      kind: 'refused',
      httpStatus: 304,
      why: 'the server says "not modified" though it was asked for the whole',
      blocked: false,
    };
  }
  let parsed: ParsedFeed;
  try {
    parsed = await readFeed(answer.body, { contentType: answer.contentType, url: answer.finalUrl, now });
  } catch (error) {
    if (!isReadingError(error)) throw error;
    return refusal(refusedAsUnreadable(answer, error.message));
  }
  const next = nextState(feed, blank, answer, { parsed, newItems: parsed.items }, now);
  return {
    kind: 'good',
    finalUrl: answer.finalUrl,
    movedTo: answer.permanentUrl,
    reader: parsed.reader,
    repairs: parsed.repairs,
    parsed,
    newest: parsed.items.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0)).slice(0, SHOWN_ITEMS),
    itemsPerDay: itemsPerDay(next, now),
    nextDueAt: next.nextDueAt,
    nextDueReason: next.nextDueReason,
  };
}

function refusal(answer: { httpStatus: number | undefined; why: string; blocked: boolean }): FeedReport {
  return { kind: 'refused', httpStatus: answer.httpStatus, why: answer.why, blocked: answer.blocked };
}
