/** What a list of feeds can do to us. */

/** The list can't be taken; `why` is `'not OPML'` or `'too large'`. */
export class OpmlError extends Error {
  override readonly name = 'OpmlError';
  readonly why: 'not OPML' | 'too large';

  constructor(why: 'not OPML' | 'too large', detail: string, options?: ErrorOptions) {
    super(`${why}: ${detail}`, options);
    this.why = why;
  }
}
