/** The thread beside the event loop in which large feeds are read, one after the other. */
import { Worker } from 'node:worker_threads';
import { FeedTooLargeError, FeedTooSlowError, NotAFeedError } from './errors.ts';
import { MAX_FEED_BYTES } from './limits.ts';
import type { ParsedFeed } from './parsed.ts';
import type { ReadAnswer, ReadJob } from './read-worker.ts';

/** From the first byte to the last item; then the thread is ended and with it the reading. */
const MAX_READ_MS = 30_000;

/** Starting the thread costs some 200 ms, keeping it 40 MB: it stays while large feeds keep coming. */
const IDLE_MS = 20_000;

/** A thread that needs more is ended by Node. */
const HEAP_MB = 256;

/** Reads in a thread of its own. */
export interface ReadingThread {
  /**
   * @throws {NotAFeedError} as `readFeed` does
   * @throws {FeedTooSlowError} when it takes longer than 30 s, waiting for others not counted
   */
  read(job: ReadJob): Promise<ParsedFeed>;
}

/** Makes the thread, which is started when it is first needed and never keeps the process alive. */
export function createReadingThread(): ReadingThread {
  let worker: Worker | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const end = async (): Promise<void> => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const run = async (job: ReadJob): Promise<ParsedFeed> => {
    clearTimeout(idleTimer);
    worker ??= startWorker();
    try {
      return feedOf(await ask(worker, job));
    } catch (error) {
      if (!(error instanceof NotAFeedError || error instanceof FeedTooLargeError)) await end();
      throw error;
    } finally {
      idleTimer = setTimeout(() => void end(), IDLE_MS);
      idleTimer.unref();
    }
  };

  return {
    read(job) {
      const reading = last.then(() => run(job));
      // Whoever asked hears of a failure; the next in line only has to wait for the end.
      last = reading.catch(() => undefined);
      return reading;
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.unref();
  return worker;
}

async function ask(worker: Worker, job: ReadJob): Promise<ReadAnswer> {
  const asked = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReadAnswer>((resolve, reject) => {
      // While something is being read the process stays, as it does for any other work; this timer holds it.
      timer = setTimeout(() => reject(new FeedTooSlowError(MAX_READ_MS)), MAX_READ_MS);
      const onMessage = (answer: ReadAnswer): void => resolve(answer);
      const onError = (error: unknown): void => reject(error);
      const onExit = (code: number): void => reject(new Error(`The reading thread ended with code ${code}`));
      worker.once('message', onMessage).once('error', onError).once('exit', onExit);
      asked.signal.addEventListener('abort', () => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      });
      worker.postMessage(job);
    });
  } finally {
    clearTimeout(timer);
    asked.abort();
  }
}

function feedOf(answer: ReadAnswer): ParsedFeed {
  switch (answer.kind) {
    case 'feed':
      return answer.feed;
    case 'not a feed':
      throw new NotAFeedError(answer.why, answer.excerpt);
    case 'too large':
      throw new FeedTooLargeError(answer.bodyBytes, MAX_FEED_BYTES);
    case 'failed':
      throw new Error(`The feed could not be read: ${answer.message}`);
  }
}
