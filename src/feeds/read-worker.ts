/** What runs in the reading thread: one feed a message. */
import { parentPort } from 'node:worker_threads';
import { FeedTooLargeError, NotAFeedError } from './errors.ts';
import type { ParsedFeed } from './parsed.ts';
import { type ReadOptions, readBody } from './read-body.ts';

/** What the thread is given. */
export interface ReadJob {
  readonly body: Uint8Array;
  readonly options: ReadOptions;
}

/** What it answers; errors as data, because a thread's errors lose their class on the way. */
export type ReadAnswer =
  | { readonly kind: 'feed'; readonly feed: ParsedFeed }
  | { readonly kind: 'not a feed'; readonly why: string; readonly excerpt: string }
  | { readonly kind: 'too large'; readonly bodyBytes: number }
  | { readonly kind: 'failed'; readonly message: string };

async function answer(job: ReadJob): Promise<ReadAnswer> {
  try {
    return { kind: 'feed', feed: await readBody(job.body, job.options) };
  } catch (error) {
    if (error instanceof NotAFeedError) return { kind: 'not a feed', why: error.why, excerpt: error.excerpt };
    if (error instanceof FeedTooLargeError) return { kind: 'too large', bodyBytes: error.bodyBytes };
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (job: ReadJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});
