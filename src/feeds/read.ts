/** A feed's body → the normalised feed, bounded in size and time. */
import { FeedTooLargeError } from './errors.ts';
import { MAX_FEED_BYTES } from './limits.ts';
import type { ParsedFeed } from './parsed.ts';
import { isGzip, type ReadOptions, readBody } from './read-body.ts';
import { createReadingThread } from './read-thread.ts';

/**
 * Larger bodies are read beside the event loop. An ordinary feed takes some 4 ms for 100 KB; the worst that a hostile
 * one of this size takes here is 50 ms, as long as Discord may wait.
 */
const THREAD_FROM_BYTES = 128 * 1024;

/** So many `<` in a small body are no feed's habit (50 items with markup have some 2,500), and cost 50 ms and more here. */
const THREAD_FROM_TAGS = 8_000;

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
  // A compressed body may hold a hundred times its size.
  const isSmall = body.byteLength < THREAD_FROM_BYTES && !isGzip(body) && !hasManyTags(body);
  return isSmall ? readBody(body, options) : thread.read({ body, options });
}

function hasManyTags(body: Uint8Array): boolean {
  let tags = 0;
  for (let at = body.indexOf(0x3c); at >= 0 && tags <= THREAD_FROM_TAGS; at = body.indexOf(0x3c, at + 1)) tags += 1;
  return tags > THREAD_FROM_TAGS;
}
