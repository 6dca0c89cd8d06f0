/** What can go wrong between us and a server, before a feed is read. */
import { type AddressVerdict, withoutQuery } from './address.ts';

/** An address that Dateline does not ask: an inner one, an unusual port, a scheme that isn't the web's. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
  /** Without its query, which may hold a token. */
  readonly url: string;
  readonly why: Exclude<AddressVerdict, 'fine'>;

  constructor(url: string, why: Exclude<AddressVerdict, 'fine'>) {
    const shown = withoutQuery(url);
    super(`${shown} is ${why}`);
    this.url = shown;
    this.why = why;
  }
}

/** A body that grew past the limit, as sent or after inflating. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  readonly url: string;
  readonly maxBytes: number;

  constructor(url: string, maxBytes: number) {
    super(`${withoutQuery(url)} sends more than ${maxBytes} bytes`);
    this.url = withoutQuery(url);
    this.maxBytes = maxBytes;
  }
}

/** More redirects than anybody needs, or one that leads back. */
export class TooManyRedirectsError extends Error {
  override readonly name = 'TooManyRedirectsError';
  readonly url: string;
  readonly redirects: number;

  constructor(url: string, redirects: number) {
    super(`${withoutQuery(url)} redirected ${redirects} times`);
    this.url = withoutQuery(url);
    this.redirects = redirects;
  }
}

/** The server took longer than it was given, in whatever part of the exchange. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
  readonly url: string;
  readonly timeoutMs: number;

  constructor(url: string, timeoutMs: number) {
    super(`${withoutQuery(url)} took longer than ${timeoutMs} ms`);
    this.url = withoutQuery(url);
    this.timeoutMs = timeoutMs;
  }
}

/** No answer, or none that is HTTP: the name isn't known, the connection broke, the header is junk. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly url: string;
  /** `ENOTFOUND`, `ECONNREFUSED`, `HPE_INVALID_…`: as Node and undici name it. */
  readonly code: string;

  constructor(url: string, code: string, cause: unknown) {
    super(`${withoutQuery(url)} gave no answer: ${code}`, { cause });
    this.url = withoutQuery(url);
    this.code = code;
  }
}

/** All that an exchange throws; what is not among them is a fault of ours, or an abort. */
export type HttpError = AddressRefusedError | BodyTooLargeError | TooManyRedirectsError | TooSlowError | NoAnswerError;

/** Whether `error` is a server's fault and not ours. */
export function isHttpError(error: unknown): error is HttpError {
  return (
    error instanceof AddressRefusedError ||
    error instanceof BodyTooLargeError ||
    error instanceof TooManyRedirectsError ||
    error instanceof TooSlowError ||
    error instanceof NoAnswerError
  );
}
