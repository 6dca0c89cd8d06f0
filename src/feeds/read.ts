/** A feed's body → the normalised feed: decoded, parsed, bounded in size and time. */
import { Worker } from 'node:worker_threads';
import { decodeBody } from './decode.ts';
import { FeedTooLargeError, FeedTooSlowError, NotAFeedError } from './errors.ts';
import { MAX_FEED_BYTES } from './limits.ts';
import { parseFeed } from './parse.ts';
import type { ParsedFeed } from './parsed.ts';
import type { ReadAnswer, ReadJob } from './read-worker.ts';

/** Larger bodies are read beside the event loop: a megabyte takes some 50 ms, as long as Discord may wait. */
const WORKER_FROM_BYTES = 1024 * 1024;

/** In all, from the first byte to the last item. */
const MAX_READ_MS = 30_000;

/** A worker that needs more is ended by Node. */
const WORKER_HEAP_MB = 256;

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
  return body.byteLength < WORKER_FROM_BYTES ? readHere(body, options) : readInWorker(body, options);
}

/** Reads on this thread; the worker calls it too. */
export async function readHere(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  const decoded = decodeBody(body, options.contentType);
  const feed = await parseFeed(decoded.text, { url: options.url, now: options.now });
  return decoded.repairs.length === 0 ? feed : { ...feed, repairs: [...decoded.repairs, ...feed.repairs] };
}

async function readInWorker(body: Uint8Array, options: ReadOptions): Promise<ParsedFeed> {
  const job: ReadJob = { body, options };
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new FeedTooSlowError(MAX_READ_MS)), MAX_READ_MS);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The reading thread ended with code ${code}`)));
    });
    if (answer.kind === 'feed') return answer.feed;
    if (answer.kind === 'not a feed') throw new NotAFeedError(answer.why, answer.excerpt);
    throw new Error(`The feed could not be read: ${answer.message}`);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
