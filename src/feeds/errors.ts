/** What a feed can do to us while it is read. */

/** How much of a refused document an error carries, for the log and `/feeds check`. */
const EXCERPT_CHARS = 200;

/** The document is no feed, or none that can be read; `why` says in plain words what it is instead. */
export class NotAFeedError extends Error {
  override readonly name = 'NotAFeedError';
  /** The first characters of the document, on one line. */
  readonly excerpt: string;
  /** In plain words: "it is an HTML page", "it is empty". */
  readonly why: string;

  constructor(why: string, text: string, options?: ErrorOptions) {
    super(`Not a feed: ${why}`, options);
    this.why = why;
    this.excerpt = text
      .slice(0, EXCERPT_CHARS * 2)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, EXCERPT_CHARS);
  }
}

/** The document is larger than Dateline reads. */
export class FeedTooLargeError extends Error {
  override readonly name = 'FeedTooLargeError';
  readonly bodyBytes: number;
  readonly limitBytes: number;

  constructor(bodyBytes: number, limitBytes: number) {
    super(`The feed has ${bodyBytes} bytes; at most ${limitBytes} are read`);
    this.bodyBytes = bodyBytes;
    this.limitBytes = limitBytes;
  }
}

/** Reading took longer than allowed and was ended. */
export class FeedTooSlowError extends Error {
  override readonly name = 'FeedTooSlowError';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`The feed could not be read within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}
