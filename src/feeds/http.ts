/** The one door to the web: every request that Dateline makes outward goes through it, and none gets inside. */

import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { EventEmitter } from 'node:events';
import { isIP, type LookupFunction, Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { bareHost, judgeIp, judgeUrl } from './address.ts';
import { createHostGate, type HostGate } from './host-gate.ts';
import {
  AddressRefusedError,
  BodyTooLargeError,
  isHttpError,
  NoAnswerError,
  TooManyRedirectsError,
  TooSlowError,
} from './http-errors.ts';
import { ACCEPT_ENCODING, inflate } from './inflate.ts';

/** 10 MB after unpacking: the largest real feed on record here has 4. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** For the whole exchange, redirects included, waiting for a turn at the host not. */
export const EXCHANGE_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
/** So much of a redirect's own body is read to keep the connection; a longer one costs the connection. */
const REDIRECT_BODY_BYTES = 64 * 1024;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Answers without a body by definition (RFC 9110, 6.4.1). */
const BODILESS: ReadonlySet<number> = new Set([204, 304]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);

/** What is asked, besides the address. */
export interface HttpRequest {
  /** Sent as they are; given as a function, they are asked for at every hop, for what only one address may be told. */
  readonly headers?: Readonly<Record<string, string>> | ((url: string) => Readonly<Record<string, string>>);
  /** Of the body, after unpacking. */
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
  /** The operator's word, for this address and what it redirects to at the same origin. */
  readonly allowInnerAddress?: boolean;
}

/** What a server answered, whatever its status. */
export interface HttpAnswer {
  readonly httpStatus: number;
  /** Names in lower case; a header that came several times is joined by a comma. Values are bytes, as Latin-1. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The address that gave it, redirects followed. */
  readonly finalUrl: string;
  /** Where an unbroken row of 301 and 308 from the first address leads; undefined where it stays. */
  readonly permanentUrl: string | undefined;
}

/** The door. */
export interface HttpClient {
  /**
   * Asks for `url`; any status is an answer.
   *
   * @throws {HttpError} when there is none to be had; the reason of `signal` when that aborts
   */
  get(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /** Posts a form; redirects are answers here. */
  postForm(url: string, form: Readonly<Record<string, string>>, request?: HttpRequest): Promise<HttpAnswer>;
  /** Breaks off everything under way, at once. */
  close(): Promise<void>;
}

/** What the door is made of. */
export interface HttpClientParts {
  /** With version and contact, as good manners have it: `Dateline/0.1.0 (+https://…)`. */
  readonly userAgent: string;
  /** Whether the operator opened this very address; asked at every hop. */
  readonly allowInner: (url: URL) => boolean;
  readonly now: () => number;
  /** Turns at a host; all clients of a process should share one. */
  readonly gate?: HostGate;
  /** How names become addresses; the system's resolver by default. */
  readonly lookup?: typeof systemLookup;
}

/** Makes the door. One for the process: connections are kept in it. */
export function createHttpClient(parts: HttpClientParts): HttpClient {
  const gate = parts.gate ?? createHostGate(parts.now);
  const outside = new Agent({
    connect: guardedConnector(parts.lookup ?? systemLookup),
    connections: 2,
    allowH2: false,
  });
  const inside = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, allowH2: false });

  async function exchange(
    method: 'GET' | 'POST',
    address: string,
    request: HttpRequest,
    body: string | undefined,
  ): Promise<HttpAnswer> {
    const first = URL.parse(address);
    if (first === null) throw new AddressRefusedError(address, 'not an address');
    const maxRedirects = request.maxRedirects ?? MAX_REDIRECTS;
    let url = first;
    let permanentUrl: string | undefined;
    let permanentSoFar = true;
    let leftMs = request.timeoutMs ?? EXCHANGE_TIMEOUT_MS;
    for (let redirects = 0; ; redirects += 1) {
      if (redirects > maxRedirects) throw new TooManyRedirectsError(address, redirects);
      const opened = (request.allowInnerAddress === true && url.origin === first.origin) || parts.allowInner(url);
      const verdict = opened && isWeb(url) ? 'fine' : judgeUrl(url);
      if (verdict !== 'fine') throw new AddressRefusedError(url.href, verdict);
      const release = opened ? undefined : await gate.enter(bareHost(url.hostname), request.signal);
      const clock = startClock(leftMs, request.signal);
      try {
        request.signal?.throwIfAborted();
        const headers = typeof request.headers === 'function' ? request.headers(url.href) : (request.headers ?? {});
        const response = await (opened ? inside : outside).request({
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers: {
            'user-agent': parts.userAgent,
            'accept-encoding': ACCEPT_ENCODING,
            ...credentials(url),
            ...headers,
          },
          body: body ?? null,
          signal: clock.signal,
        });
        const { statusCode: httpStatus } = response;
        const answered = plainHeaders(response);
        const { location } = answered;
        if (method === 'GET' && location !== undefined && REDIRECTS.has(httpStatus)) {
          await response.body.dump({ limit: REDIRECT_BODY_BYTES });
          url = redirectTarget(location, url);
          permanentSoFar &&= PERMANENT.has(httpStatus);
          if (permanentSoFar) permanentUrl = url.href;
          continue;
        }
        const maxBytes = request.maxBytes ?? MAX_BODY_BYTES;
        const packed = BODILESS.has(httpStatus)
          ? await skipBody(response.body)
          : await readBody(response.body, url.href, maxBytes);
        const read = await unpack(packed, answered['content-encoding'], url.href, maxBytes);
        return { httpStatus, headers: answered, body: read, finalUrl: url.href, permanentUrl };
      } catch (error) {
        throw clock.explain(error, url.href, request.timeoutMs ?? EXCHANGE_TIMEOUT_MS);
      } finally {
        leftMs = clock.stop();
        release?.();
      }
    }
  }

  return {
    get: (url, request = {}) => exchange('GET', url, request, undefined),
    postForm: (url, form, request = {}) =>
      exchange(
        'POST',
        url,
        { ...request, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        new URLSearchParams(form).toString(),
      ),
    async close() {
      await Promise.all([outside.destroy(), inside.destroy()]);
    },
  };
}

/**
 * Connects only to what lies outside. The check sits where the socket is made: a name that is asked for twice may answer
 * differently (DNS rebinding), and literal addresses ask no resolver at all, so a check before the request is worth nothing.
 */
function guardedConnector(lookup: typeof systemLookup): buildConnector.connector {
  const guardedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const outside = addresses.filter((found: LookupAddress) => judgeIp(found.address) === 'fine');
      const [one] = outside;
      if (one === undefined) return callback(new AddressRefusedError(`http://${hostname}/`, 'an inner address'), '', 0);
      if (options.all === true) callback(null, outside);
      else callback(null, one.address, one.family);
    });
  };
  const connect = buildConnector({ lookup: guardedLookup, timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  return (options, callback) => {
    const host = bareHost(options.hostname);
    const refuse = (): void =>
      callback(new AddressRefusedError(`${options.protocol}//${options.hostname}/`, 'an inner address'), null);
    if (isIP(host) !== 0 && judgeIp(host) !== 'fine') {
      queueMicrotask(refuse);
      return;
    }
    connect(options, (...answer) => {
      const [, socket] = answer;
      // The last word: what the socket itself says it is connected to. (With an error undici hands no socket, not even null.)
      if (socket instanceof Socket && judgeIp(socket.remoteAddress ?? '') !== 'fine') {
        socket.destroy();
        return refuse();
      }
      callback(...answer);
    });
  };
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** A user and password before the host are for that host alone; a redirect brings its own, or none. */
function credentials(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign stands for itself.
    return text;
  }
}

function redirectTarget(location: string, from: URL): URL {
  // Servers put UTF-8 paths into the header as they are; we got the bytes as Latin-1.
  const target = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), from.href);
  if (target === null) throw new AddressRefusedError(location, 'not an address');
  target.hash = '';
  return target;
}

function plainHeaders(response: Dispatcher.ResponseData): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

/** Much cheaper than to read nothing, and most answers that a poller gets are of this kind. */
async function skipBody(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  await body.dump();
  return new Uint8Array();
}

/** By events and not by `for await`, which costs as much again as all the rest of a small answer. */
function readBody(body: Dispatcher.ResponseData['body'], url: string, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    body.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      // Destroys the connection as well: there may be no end to what still comes.
      if (bytes > maxBytes) body.destroy(new BodyTooLargeError(url, maxBytes));
      else chunks.push(chunk);
    });
    body.once('error', reject);
    body.once('end', () => {
      const [first = new Uint8Array()] = chunks;
      resolve(chunks.length < 2 ? first : Buffer.concat(chunks, bytes));
    });
  });
}

async function unpack(
  packed: Uint8Array,
  encoding: string | undefined,
  url: string,
  maxBytes: number,
): Promise<Uint8Array> {
  if (packed.length === 0) return packed;
  const body = await inflate(packed, encoding, maxBytes);
  if (body === 'too large') throw new BodyTooLargeError(url, maxBytes);
  if (body === 'broken') throw new NoAnswerError(url, 'a body that can’t be unpacked', undefined);
  return body;
}

interface ExchangeClock {
  /** What undici listens to; an emitter, for an AbortController a request costs as much as the parsing of its answer. */
  readonly signal: EventEmitter;
  /** Ends the clock, and tells how much of the time is left, in ms. */
  stop(): number;
  explain(error: unknown, url: string, timeoutMs: number): unknown;
}

/** One timer for all of a hop: undici's own time limits start anew with every byte, so a slow drip outlasts them. */
function startClock(leftMs: number, caller: AbortSignal | undefined): ExchangeClock {
  const signal = new EventEmitter();
  const startedAt = performance.now();
  let timedOut = false;
  const timer = setTimeout(
    () => {
      timedOut = true;
      signal.emit('abort');
    },
    Math.max(1, leftMs),
  );
  const abort = (): void => {
    signal.emit('abort');
  };
  caller?.addEventListener('abort', abort);
  return {
    signal,
    stop() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
      return leftMs - (performance.now() - startedAt);
    },
    explain(error, url, timeoutMs) {
      if (caller?.aborted === true) return caller.reason;
      if (timedOut) return new TooSlowError(url, timeoutMs);
      if (isHttpError(error)) return error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
      return new NoAnswerError(url, code, error);
    },
  };
}
