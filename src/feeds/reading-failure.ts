/** Which errors are a document's fault, and not ours. */
import { FeedTooLargeError, FeedTooSlowError, NotAFeedError } from './errors.ts';

/** Whether `error` says that the document is no feed, or too much of one. */
export function isReadingError(error: unknown): error is NotAFeedError | FeedTooLargeError | FeedTooSlowError {
  return error instanceof NotAFeedError || error instanceof FeedTooLargeError || error instanceof FeedTooSlowError;
}
