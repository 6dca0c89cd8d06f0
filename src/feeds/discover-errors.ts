/** What can go wrong while a page's feeds are looked for. */

/** The page can't be had; `why` says it in plain words, with what to do. */
export class DiscoveryRefusedError extends Error {
  override readonly name = 'DiscoveryRefusedError';
  readonly why: string;

  constructor(why: string, options?: ErrorOptions) {
    super(`no feeds to be found: ${why}`, options);
    this.why = why;
  }
}
