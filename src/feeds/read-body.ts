/** Bytes → feed, on the thread that calls. */
import { decodeBody } from './decode.ts';
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
 */
export async function readBody(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  const decoded = decodeBody(body, options.contentType);
  const feed = await parseFeed(decoded.text, { url: options.url, now: options.now });
  return decoded.repairs.length === 0 ? feed : { ...feed, repairs: [...decoded.repairs, ...feed.repairs] };
}
