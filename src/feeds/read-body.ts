/** Bytes → feed, on the thread that calls. */
import { gunzipSync } from 'node:zlib';
import { decodeBody } from './decode.ts';
import { FeedTooLargeError, NotAFeedError } from './errors.ts';
import { MAX_FEED_BYTES } from './limits.ts';
import { parseFeed } from './parse.ts';
import type { ParsedFeed } from './parsed.ts';

/** What is known of a body beside its bytes. */
export interface ReadOptions {
  /** The HTTP header, as received. */
  readonly contentType: string | undefined;
  /** Where it came from, after redirects: the base of relative links. */
  readonly url: string | undefined;
  /** Ms since the epoch; later dates are this. */
  readonly now: number;
}

/**
 * Reads a body, however large and however long it takes: callers bound both.
 *
 * @throws {NotAFeedError} when it is no feed
 * @throws {FeedTooLargeError} when it was compressed, and is too large inflated
 */
export async function readBody(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  const decoded = decodeBody(isGzip(body) ? inflate(body) : body, options.contentType);
  const feed = await parseFeed(decoded.text, { url: options.url, now: options.now });
  return decoded.repairs.length === 0 ? feed : { ...feed, repairs: [...decoded.repairs, ...feed.repairs] };
}

/** Whether the body is compressed still: some servers send `.xml.gz` as it lies on their disk, without saying so. */
export function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function inflate(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: MAX_FEED_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw new FeedTooLargeError(MAX_FEED_BYTES + 1, MAX_FEED_BYTES);
    throw new NotAFeedError('it is compressed, and damaged', '', { cause: error });
  }
}
