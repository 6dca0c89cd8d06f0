/**
 * One request and its answer, read whole. By undici's `dispatch`, for its `request` makes a stream, a promise and an async
 * resource of every answer: for a 304, which is what a poller mostly gets, they cost as much as the request itself.
 */
import type { Dispatcher } from 'undici';
import { BodyTooLargeError, isHttpError, NoAnswerError, TooSlowError } from './http-errors.ts';

/** So much of a redirect's own body is read to keep the connection; a longer one costs the connection. */
const REDIRECT_BODY_BYTES = 64 * 1024;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What is sent. */
export interface OneRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Of the body as sent. */
  readonly maxBytes: number;
  /** How much is left of the exchange's time, in ms, and how much it was, for the error. */
  readonly leftMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What came. */
export interface OneAnswer {
  readonly httpStatus: number;
  /** Names in lower case; a header that came several times is joined by a comma. Values are bytes, as Latin-1. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent, perhaps packed; empty for a redirect. */
  readonly body: Uint8Array;
  /** Where a redirect to a GET leads, as written. */
  readonly location: string | undefined;
}

/**
 * Sends a request.
 *
 * @throws {HttpError} where no answer is to be had; the reason of `signal` when that aborts
 */
export function sendRequest(dispatcher: Dispatcher, request: OneRequest): Promise<OneAnswer> {
  return new Promise((resolve, reject) => {
    const reading = new AnswerReading(request, resolve, reject);
    const { url, method, headers, body } = request;
    const path = url.pathname + url.search;
    dispatcher.dispatch({ origin: url.origin, path, method, headers, body: body ?? null }, reading);
  });
}

/** An answer on its way: undici calls it, a timer and the caller's signal may end it. */
class AnswerReading implements Dispatcher.DispatchHandler {
  private readonly request: OneRequest;
  private readonly resolve: (answer: OneAnswer) => void;
  private readonly reject: (error: unknown) => void;
  /** One for all of it: undici's own time limits start anew with every byte, so a slow drip outlasts them. */
  private readonly timer: NodeJS.Timeout;
  /** Its place among those that wait for the same signal. */
  private place = -1;
  private controller: Dispatcher.DispatchController | undefined;
  private settled = false;
  private httpStatus = 0;
  private headers: Readonly<Record<string, string>> = {};
  private location: string | undefined;
  private readonly chunks: Uint8Array[] = [];
  private bytes = 0;

  constructor(request: OneRequest, resolve: (answer: OneAnswer) => void, reject: (error: unknown) => void) {
    this.request = request;
    this.resolve = resolve;
    this.reject = reject;
    this.timer = setTimeout(outOfTime, Math.max(1, request.leftMs), this);
    if (request.signal !== undefined) this.place = waitersOf(request.signal).push(this) - 1;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It waited for a connection, and was given up meanwhile.
    if (this.settled) controller.abort(new Error('given up'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, httpStatus: number, headers: Answered): void {
    // 100 and 103 come before the answer (RFC 9110, 15.2).
    if (httpStatus < 200) return;
    this.httpStatus = httpStatus;
    this.headers = plainHeaders(headers);
    if (this.request.method === 'GET' && REDIRECTS.has(httpStatus)) this.location = this.headers.location;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return;
    this.bytes += chunk.length;
    if (this.location !== undefined) {
      if (this.bytes > REDIRECT_BODY_BYTES) this.onResponseEnd();
      if (this.settled) this.controller?.abort(new Error('a redirect’s body is too long'));
    } else if (this.bytes > this.request.maxBytes) {
      // Costs the connection as well: there may be no end to what still comes.
      this.fail(new BodyTooLargeError(this.request.url.href, this.request.maxBytes));
    } else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.settle()) return;
    const { httpStatus, headers, location, chunks } = this;
    const [first = new Uint8Array()] = chunks;
    const body = chunks.length < 2 ? first : Buffer.concat(chunks, this.bytes);
    this.resolve({ httpStatus, headers, body, location });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (!this.settle()) return;
    const code = 'code' in error ? String(error.code) : 'UNKNOWN';
    this.reject(isHttpError(error) ? error : new NoAnswerError(this.request.url.href, code, error));
  }

  timeOut(): void {
    this.fail(new TooSlowError(this.request.url.href, this.request.timeoutMs));
  }

  /** The caller's signal. */
  abort(): void {
    this.fail(this.request.signal?.reason);
  }

  private fail(error: unknown): void {
    if (!this.settle()) return;
    this.reject(error);
    this.controller?.abort(new Error('given up'));
  }

  /** @returns whether this is the end; whatever comes after it changes nothing */
  private settle(): boolean {
    if (this.settled) return false;
    this.settled = true;
    clearTimeout(this.timer);
    if (this.request.signal !== undefined) this.stopWaiting(waitersOf(this.request.signal));
    return true;
  }

  private stopWaiting(waiters: AnswerReading[]): void {
    const last = waiters.pop();
    if (last === undefined || last === this) return;
    waiters[this.place] = last;
    last.place = this.place;
  }
}

type Answered = Readonly<Record<string, string | string[] | undefined>>;

function plainHeaders(headers: Answered): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return plain;
}

function outOfTime(reading: AnswerReading): void {
  reading.timeOut();
}

const waiting = new WeakMap<AbortSignal, AnswerReading[]>();

/**
 * Who waits for a signal. One listener for all, for adding and removing one costs as much as reading a 304; in an array, for
 * a set that is filled and emptied leaves its old tables behind, and what stood in them outlives the collector's young.
 */
function waitersOf(signal: AbortSignal): AnswerReading[] {
  const known = waiting.get(signal);
  if (known !== undefined) return known;
  const waiters: AnswerReading[] = [];
  waiting.set(signal, waiters);
  signal.addEventListener('abort', () => {
    for (const waiter of [...waiters]) waiter.abort();
  });
  return waiters;
}
