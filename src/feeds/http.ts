/** The one door to the web: every request that Dateline makes outward goes through it, and none gets inside. */

import { lookup as systemLookup } from 'node:dns';
import { Agent } from 'undici';
import { bareHost, judgeUrl } from './address.ts';
import { CONNECT_TIMEOUT_MS, guardedConnector } from './guarded-connector.ts';
import { createHostGate, type HostGate } from './host-gate.ts';
import { AddressRefusedError, BodyTooLargeError, NoAnswerError, TooManyRedirectsError } from './http-errors.ts';
import { ACCEPT_ENCODING, inflate } from './inflate.ts';
import { type OneAnswer, sendRequest } from './one-request.ts';

/** 10 MB after unpacking: the largest real feed on record here has 4. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** For the whole exchange, redirects included, waiting for a turn at the host not. */
export const EXCHANGE_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
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
  get(url: string | URL, request?: HttpRequest): Promise<HttpAnswer>;
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
  // Undici's own time limits are off: `sendRequest` has one for the whole.
  const patience = { headersTimeout: 0, bodyTimeout: 0, allowH2: false };
  const outside = new Agent({ connect: guardedConnector(parts.lookup ?? systemLookup), connections: 2, ...patience });
  const inside = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, ...patience });
  const manners = { 'user-agent': parts.userAgent, 'accept-encoding': ACCEPT_ENCODING };

  async function exchange(
    method: 'GET' | 'POST',
    address: string | URL,
    request: HttpRequest,
    body: string | undefined,
  ): Promise<HttpAnswer> {
    const first = typeof address === 'string' ? URL.parse(address) : address;
    if (first === null) throw new AddressRefusedError(String(address), 'not an address');
    const { signal, maxBytes = MAX_BODY_BYTES, timeoutMs = EXCHANGE_TIMEOUT_MS } = request;
    const maxRedirects = request.maxRedirects ?? MAX_REDIRECTS;
    let url = first;
    let permanentUrl: string | undefined;
    let permanentSoFar = true;
    let leftMs = timeoutMs;
    for (let redirects = 0; ; redirects += 1) {
      if (redirects > maxRedirects) throw new TooManyRedirectsError(String(address), redirects);
      const isOwn = url === first || url.origin === first.origin;
      const opened = (request.allowInnerAddress === true && isOwn) || parts.allowInner(url);
      const verdict = opened && isWeb(url) ? 'fine' : judgeUrl(url);
      if (verdict !== 'fine') throw new AddressRefusedError(url.href, verdict);
      const release = opened ? undefined : await gate.enter(bareHost(url.hostname), signal);
      const startedAt = performance.now();
      try {
        signal?.throwIfAborted();
        const own = typeof request.headers === 'function' ? request.headers(url.href) : request.headers;
        const headers =
          url.username === '' && url.password === ''
            ? { ...manners, ...own }
            : { ...manners, ...credentials(url), ...own };
        const answer = await sendRequest(opened ? inside : outside, {
          url,
          method,
          headers,
          body,
          maxBytes,
          leftMs,
          timeoutMs,
          signal,
        });
        if (answer.location !== undefined) {
          url = redirectTarget(answer.location, url);
          permanentSoFar &&= PERMANENT.has(answer.httpStatus);
          if (permanentSoFar) permanentUrl = url.href;
          continue;
        }
        const read = answer.body.length === 0 ? answer.body : await unpack(answer, url.href, maxBytes);
        return { httpStatus: answer.httpStatus, headers: answer.headers, body: read, finalUrl: url.href, permanentUrl };
      } finally {
        leftMs -= performance.now() - startedAt;
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

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** A user and password before the host are for that host alone; a redirect brings its own, or none. */
function credentials(url: URL): Record<string, string> {
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

async function unpack({ body, headers }: OneAnswer, url: string, maxBytes: number): Promise<Uint8Array> {
  const unpacked = await inflate(body, headers['content-encoding'], maxBytes);
  if (unpacked === 'too large') throw new BodyTooLargeError(url, maxBytes);
  if (unpacked === 'broken') throw new NoAnswerError(url, 'a body that can’t be unpacked', undefined);
  return unpacked;
}
