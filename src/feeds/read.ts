/** A feed's body → the normalised feed: decoded, parsed, bounded in size and time. */
import { decodeBody } from './decode.ts';
import { FeedTooLargeError } from './errors.ts';
import { MAX_FEED_BYTES } from './limits.ts';
import { parseFeed } from './parse.ts';
import type { ParsedFeed } from './parsed.ts';
import { createReadingThread } from './read-thread.ts';

/**
 * Larger bodies are read beside the event loop. An ordinary feed takes some 4 ms for 100 KB; the worst that a hostile
 * one of this size takes here is 50 ms, as long as Discord may wait.
 */
const THREAD_FROM_BYTES = 128 * 1024;

/** What is known of a body beside its bytes. */
export interface ReadOptions {
  /** The HTTP header, as received. */
  readonly contentType: string | undefined;
  /** Where it came from, after redirects: the base of relative links. */
  readonly url: string | undefined;
  /** Ms since the epoch; later dates are this. */
  readonly now: number;
}

const thread = createReadingThread();

/**
 * Reads a feed: RSS 0.9–2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed.
 *
 * @param body the bytes after inflating
 * @returns items in the feed's own order; a feed without items is still a feed
 * @throws {NotAFeedError} when the body is none of these
 * @throws {FeedTooLargeError} above `MAX_FEED_BYTES`
 * @throws {FeedTooSlowError} when it takes longer than 30 s
 */
export async function readFeed(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  if (body.byteLength > MAX_FEED_BYTES) throw new FeedTooLargeError(body.byteLength, MAX_FEED_BYTES);
  return body.byteLength < THREAD_FROM_BYTES ? readBody(body, options) : thread.read({ body, options });
}

/** Reads on the calling thread, however long it takes. */
export async function readBody(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  const decoded = decodeBody(body, options.contentType);
  const feed = await parseFeed(decoded.text, { url: options.url, now: options.now });
  return decoded.repairs.length === 0 ? feed : { ...feed, repairs: [...decoded.repairs, ...feed.repairs] };
}
