/** One conditional request for a feed, and what the server made of it: a body, nothing new, or a refusal. */
import { createHash } from 'node:crypto';
import type { Feed, FeedState } from '../model/feed.ts';
import { failureInWords, statusInWords, WALL_IN_WORDS } from './fetch-words.ts';
import { freshForMs, retryAfterMs } from './freshness.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { isHttpError } from './http-errors.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5';

/** Some servers answer 304 for ever once they were sent an ETag: after so long we ask for the whole document again. */
const VALIDATORS_GOOD_FOR_MS = 8 * 24 * 60 * 60 * 1000;
/** A permanent redirect is believed when it was seen so often in a row: a wall or a slip of an hour must not move a feed. */
export const MOVES_TO_BELIEVE = 3;
/** So much of a refusal's page is searched for the marks of a bot wall. */
const SEARCHED_BYTES = 16 * 1024;

/** What successful answers have in common. */
interface Answered {
  /** The address that gave it, redirects followed; the validators belong to it alone. */
  readonly finalUrl: string;
  /** Where 301 and 308 point for good; undefined where the feed stays. */
  readonly permanentUrl: string | undefined;
  /** To be echoed byte for byte. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** How long the answer is fresh by `Cache-Control` or `Expires`. */
  readonly maxAgeMs: number | undefined;
}

/** A document that is not the one we had. */
export interface FeedBody extends Answered {
  readonly kind: 'body';
  readonly body: Uint8Array;
  /** SHA-256, hex. */
  readonly bodyHash: string;
  readonly contentType: string | undefined;
}

/** Nothing new: the server says so, or sends what we had. */
export interface FeedUnchanged extends Answered {
  readonly kind: 'unchanged';
  readonly by: '304' | 'same body';
}

/** No feed to be had this time. */
export interface FeedRefused {
  readonly kind: 'refused';
  /** Undefined where there was no answer at all. */
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** In plain words, with what to do where something can be done. */
  readonly why: string;
  /** A bot wall: a page to prove oneself human instead of the feed. */
  readonly blocked: boolean;
  /** 410: the feed ended, and the server knows it. */
  readonly gone: boolean;
}

/** What became of a request for a feed. */
export type FeedAnswer = FeedBody | FeedUnchanged | FeedRefused;

/** The address that is asked: the feed's own, or the one to which it has moved for good. */
export function requestUrl(feed: Feed, state: FeedState): string {
  return state.movedTo !== undefined && state.movedTo.times >= MOVES_TO_BELIEVE ? state.movedTo.url : feed.url;
}

/** A feed's own address, parsed once: parsing it costs a tenth of asking for a feed that hasn't changed. */
const parsedUrls = new WeakMap<Feed, URL>();

/** {@link requestUrl}, parsed; to be read only. Null where it is no address. */
export function parsedRequestUrl(feed: Feed, state: FeedState): URL | null {
  const address = requestUrl(feed, state);
  if (address !== feed.url) return URL.parse(address);
  const known = parsedUrls.get(feed);
  if (known !== undefined) return known;
  const url = URL.parse(address);
  if (url !== null) parsedUrls.set(feed, url);
  return url;
}

/**
 * Asks for a feed, unless the server has nothing new.
 *
 * @param url `requestUrl`'s, where the caller has parsed it already
 * @returns every failure of server or network as a refusal
 * @throws the reason of `signal` when it aborts, and faults of our own
 */
export async function fetchFeed(
  feed: Feed,
  state: FeedState,
  http: HttpClient,
  now: number,
  signal?: AbortSignal,
  url?: URL,
): Promise<FeedAnswer> {
  const address = requestUrl(feed, state);
  let answer: HttpAnswer;
  try {
    answer = await http.get(url ?? address, {
      headers: (hop) => headersFor(hop, state, now),
      allowInnerAddress: feed.allowInnerAddress && sameOrigin(address, feed.url),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (!isHttpError(error)) throw error;
    return refused(undefined, failureInWords(error), {});
  }
  return judge(answer, state, now);
}

function headersFor(hop: string, state: FeedState, now: number): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { accept: ACCEPT };
  if (hop !== state.validatorsUrl) return headers;
  if (state.lastBodyAt === undefined || now - state.lastBodyAt > VALIDATORS_GOOD_FOR_MS) return headers;
  if (state.etag !== undefined) headers['if-none-match'] = state.etag;
  if (state.lastModified !== undefined) headers['if-modified-since'] = state.lastModified;
  return headers;
}

function judge(answer: HttpAnswer, state: FeedState, now: number): FeedAnswer {
  const { httpStatus, headers, body, finalUrl, permanentUrl } = answer;
  const { etag, 'last-modified': lastModified } = headers;
  const maxAgeMs = freshForMs(headers, now);
  if (httpStatus === 304) {
    // A 304 may leave out what it doesn't change (RFC 9110, 15.4.5).
    return {
      kind: 'unchanged',
      by: '304',
      finalUrl,
      permanentUrl,
      etag: etag ?? state.etag,
      lastModified: lastModified ?? state.lastModified,
      maxAgeMs,
    };
  }
  const waitMs = retryAfterMs(headers, now);
  if (httpStatus < 200 || httpStatus > 299) {
    const blocked = isBotWall(answer);
    return refused(httpStatus, blocked ? `${httpStatus}: ${WALL_IN_WORDS}` : statusInWords(httpStatus), {
      retryAfterMs: waitMs,
      blocked,
    });
  }
  if (body.length === 0) return refused(httpStatus, 'an empty answer', { retryAfterMs: waitMs });
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const answered = { finalUrl, permanentUrl, etag, lastModified, maxAgeMs };
  if (bodyHash === state.bodyHash) return { kind: 'unchanged', by: 'same body', ...answered };
  return { kind: 'body', ...answered, body, bodyHash, contentType: headers['content-type'] };
}

function refused(
  httpStatus: number | undefined,
  why: string,
  more: { retryAfterMs?: number | undefined; blocked?: boolean },
): FeedRefused {
  return {
    kind: 'refused',
    httpStatus,
    retryAfterMs: more.retryAfterMs,
    why,
    blocked: more.blocked ?? false,
    gone: httpStatus === 410,
  };
}

/** A document that is no feed, as a refusal: a web page is a bot wall or a wrong address, anything else is broken. */
export function refusedAsUnreadable(answer: Pick<FeedBody, 'body' | 'contentType'>, why: string): FeedRefused {
  const html = isHtml(answer.body, answer.contentType);
  return {
    kind: 'refused',
    httpStatus: 200,
    retryAfterMs: undefined,
    why: html
      ? 'a web page instead of a feed: the server may take Dateline for a bot, or the address is a page’s; try /feeds add with the page’s address'
      : `not a feed that can be read: ${why}`,
    blocked: html,
    gone: false,
  };
}

/** The marks of the common walls (Cloudflare, DDoS-Guard, Imperva, Qrator, Akamai), and plain words of others. */
const WALL_MARKS = [
  'cf-chl',
  'challenge-platform',
  'just a moment',
  'captcha',
  'ddos-guard',
  '_incapsula_',
  'qrator',
  'checking your browser',
  'access denied',
  'enable javascript and cookies',
  'are you a robot',
];

function isBotWall(answer: HttpAnswer): boolean {
  const { httpStatus, headers } = answer;
  if (headers['cf-mitigated'] === 'challenge') return true;
  if (httpStatus !== 401 && httpStatus !== 403 && httpStatus !== 429 && httpStatus !== 503) return false;
  if (!isHtml(answer.body, headers['content-type'])) return false;
  if (httpStatus === 403) return true;
  const page = Buffer.from(answer.body.subarray(0, SEARCHED_BYTES)).toString('latin1').toLowerCase();
  return WALL_MARKS.some((mark) => page.includes(mark));
}

function isHtml(body: Uint8Array, contentType: string | undefined): boolean {
  const start = Buffer.from(body.subarray(0, 1024)).toString('latin1').toLowerCase().trimStart();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return true;
  return contentType?.includes('text/html') === true && start.includes('<') && !start.startsWith('<?xml');
}

function sameOrigin(a: string, b: string): boolean {
  return a === b || URL.parse(a)?.origin === URL.parse(b)?.origin;
}
