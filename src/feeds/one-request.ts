/**
 * One request and its answer, read whole. By undici's `dispatch`, for its `request` makes a stream, a promise and an async
 * resource of every answer: for a 304, which is what a poller mostly gets, they cost as much as the request itself.
 */
import type { Dispatcher } from 'undici';
import { BodyTooLargeError, isHttpError, NoAnswerError, TooSlowError } from './http-errors.ts';

/** So much of a redirect's own body is read to keep the connection; a longer one costs the connection. */
const REDIRECT_BODY_BYTES = 64 * 1024;
/** How often it is looked whose time is up, in ms; nobody waits longer than so much over. */
const LOOK_EVERY_MS = 100;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What is sent. */
export interface OneRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Of the body as sent. */
  readonly maxBytes: number;
  /** How much is left of the exchange's time, in ms, to a tenth of a second; and how much it was, for the error. */
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

/** An answer on its way: undici calls it, the clock and the caller's signal may end it. */
class AnswerReading implements Dispatcher.DispatchHandler {
  private readonly request: OneRequest;
  private readonly resolve: (answer: OneAnswer) => void;
  private readonly reject: (error: unknown) => void;
  /** For all of it, by `performance.now()`: undici's own time limits start anew with every byte, so a slow drip outlasts them. */
  private readonly endsAt: number;
  /** Its place among those under way. */
  private place: number;
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
    this.endsAt = performance.now() + request.leftMs;
    this.place = underWay.push(this) - 1;
    clock ??= setInterval(endLate, LOOK_EVERY_MS);
    if (request.signal !== undefined) endWith(request.signal);
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

  endIfLate(nowAt: number): void {
    if (nowAt >= this.endsAt) this.fail(new TooSlowError(this.request.url.href, this.request.timeoutMs));
  }

  endIfAborted(): void {
    if (this.request.signal?.aborted === true) this.fail(this.request.signal.reason);
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
    const last = underWay.pop();
    if (last !== undefined && last !== this) {
      underWay[this.place] = last;
      last.place = this.place;
    }
    return true;
  }
}

type Answered = Readonly<Record<string, string | string[] | undefined>>;

function plainHeaders(headers: Answered): Readonly<Record<string, string>> {
  if (arePlain(headers)) return headers;
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return plain;
}

function arePlain(headers: Answered): headers is Readonly<Record<string, string>> {
  for (const name in headers) {
    if (typeof headers[name] !== 'string') return false;
  }
  return true;
}

/**
 * All of them: one clock and one listener a signal serve them together, for those of its own cost an answer as much as
 * reading a 304. An array, for a set that is filled and emptied leaves its old tables behind, and what stood in them
 * outlives the collector's young.
 */
const underWay: AnswerReading[] = [];
/** Runs while something is under way. */
let clock: NodeJS.Timeout | undefined;
const heard = new WeakSet<AbortSignal>();

function endLate(): void {
  const nowAt = performance.now();
  for (const reading of [...underWay]) reading.endIfLate(nowAt);
  if (underWay.length > 0) return;
  clearInterval(clock);
  clock = undefined;
}

/** Ends those that wait for `signal` when it aborts. */
function endWith(signal: AbortSignal): void {
  if (heard.has(signal)) return;
  heard.add(signal);
  signal.addEventListener('abort', () => {
    for (const reading of [...underWay]) reading.endIfAborted();
  });
}
