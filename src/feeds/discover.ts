/** Discovery: the feeds of a page, by what it says of itself, by what it links to, and by where feeds usually are. */
import { Parser } from 'htmlparser2';
import { decodeBody } from './decode.ts';
import { DiscoveryRefusedError } from './discover-errors.ts';
import { failureInWords, statusInWords } from './fetch-words.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { isHttpError } from './http-errors.ts';
import type { ParsedFeed } from './parsed.ts';
import { readFeed } from './read.ts';
import { isReadingError } from './reading-failure.ts';

const MAX_PAGE_BYTES = 5 * 1024 * 1024;
/** Each is asked for, one a second: whoever waits for the answer waits no longer than this many seconds. */
const MAX_CANDIDATES = 10;

const FEED_TYPES: ReadonlySet<string> = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/xml',
  'text/xml',
]);

/** Where WordPress, Hugo, Jekyll, Ghost, Drupal, Blogger and hand-made sites keep theirs; tried when a page names none. */
const USUAL_PATHS = ['feed', 'rss', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json', 'feeds/posts/default'];

/** A feed that was found, and read. */
export interface DiscoveredFeed {
  /** Absolute address, as it answered. */
  readonly url: string;
  /** By the page's word, or else the feed's own. */
  readonly title: string;
  /** What it holds now, so that a desk can see what it would have brought. */
  readonly parsed: ParsedFeed;
}

/** What may be handed along. */
export interface DiscoverOptions {
  readonly signal?: AbortSignal;
  /** The operator's word; never a Discord user's. */
  readonly allowInnerAddress?: boolean;
}

/**
 * Finds the feeds of a page; of a feed's own address, that feed.
 *
 * @param written an address as people type it, `https://` may be left out
 * @returns only feeds that could be read, those that the page names first in front; `[]` where there are none
 * @throws {DiscoveryRefusedError} when the page itself can't be had; `why` is in plain words
 */
export async function discoverFeeds(
  written: string,
  http: HttpClient,
  now: number,
  options: DiscoverOptions = {},
): Promise<readonly DiscoveredFeed[]> {
  const address = withScheme(written);
  const page = await getPage(address, http, options);
  const itself = await readAsFeed(page, now);
  if (itself !== undefined)
    return [{ url: page.finalUrl, title: itself.title ?? new URL(page.finalUrl).hostname, parsed: itself }];
  const named = candidatesOf(decodeBody(page.body, page.headers['content-type']).text, page.finalUrl);
  const found = await readCandidates(named, http, now, options);
  return found.length > 0 ? found : readCandidates(usualPlaces(page.finalUrl), http, now, options);
}

interface Candidate {
  readonly url: string;
  readonly title: string | undefined;
}

/**
 * The addresses under which a page may have feeds: first what it declares (`link rel="alternate"`), then links that look
 * like one.
 *
 * @param baseUrl the page's address; a `base` element changes it
 */
export function candidatesOf(html: string, baseUrl: string): readonly Candidate[] {
  const declared: Candidate[] = [];
  const linked: Candidate[] = [];
  let base = baseUrl;
  const parser = new Parser({
    onopentag(name, attributes) {
      const href = attributes.href?.trim();
      if (href === undefined || href === '') return;
      if (name === 'base') base = URL.parse(href, baseUrl)?.href ?? base;
      else if (name === 'link' && isFeedLink(attributes)) add(declared, href, attributes.title);
      else if (name === 'a' && looksLikeFeed(href)) add(linked, href, attributes.title);
    },
  });
  function add(list: Candidate[], href: string, title: string | undefined): void {
    const url = URL.parse(href, base);
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return;
    url.hash = '';
    list.push({ url: url.href, title: title?.trim().slice(0, 200) });
  }
  parser.end(html);
  const candidates = [...declared, ...linked];
  return candidates.filter(({ url }, index) => candidates.findIndex((other) => other.url === url) === index);
}

function isFeedLink(attributes: Readonly<Record<string, string>>): boolean {
  const rel = (attributes.rel ?? '').toLowerCase().split(/\s+/);
  const type = (attributes.type ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
  return (rel.includes('alternate') && FEED_TYPES.has(type)) || rel.includes('feed');
}

/** By its path alone: `/rss`, `/feed/`, `/news.rss`, `/export/rss2/index.xml`, `?format=rss`. */
function looksLikeFeed(href: string): boolean {
  if (href.length > 500) return false;
  const lower = href.toLowerCase();
  return (
    /(?:^|[/.?=_-])(?:rss2?|feeds?|atom|rdf)(?:[/.?&_-]|$)/.test(lower) &&
    !/\.(?:png|jpe?g|gif|svg|css|js|pdf)(?:\?|$)/.test(lower)
  );
}

function usualPlaces(pageUrl: string): readonly Candidate[] {
  const page = new URL(pageUrl);
  const bases = [...new Set([new URL(`${page.pathname.replace(/\/$/, '')}/`, page.origin).href, `${page.origin}/`])];
  return USUAL_PATHS.flatMap((path) => bases.map((base) => ({ url: new URL(path, base).href, title: undefined })));
}

async function readCandidates(
  candidates: readonly Candidate[],
  http: HttpClient,
  now: number,
  options: DiscoverOptions,
): Promise<readonly DiscoveredFeed[]> {
  const found = new Map<string, DiscoveredFeed>();
  for (const { url, title } of candidates.slice(0, MAX_CANDIDATES)) {
    try {
      const answer = await getPage(url, http, options);
      const parsed = await readAsFeed(answer, now);
      if (parsed === undefined || found.has(answer.finalUrl)) continue;
      found.set(answer.finalUrl, {
        url: answer.finalUrl,
        title: title ?? parsed.title ?? new URL(url).hostname,
        parsed,
      });
    } catch (error) {
      // A candidate that isn't there is no failure; an abort is.
      if (!(error instanceof DiscoveryRefusedError)) throw error;
    }
  }
  return [...found.values()];
}

async function getPage(url: string, http: HttpClient, options: DiscoverOptions): Promise<HttpAnswer> {
  let answer: HttpAnswer;
  try {
    answer = await http.get(url, { maxBytes: MAX_PAGE_BYTES, headers: { accept: '*/*' }, ...options });
  } catch (error) {
    if (!isHttpError(error)) throw error;
    throw new DiscoveryRefusedError(failureInWords(error), { cause: error });
  }
  if (answer.httpStatus < 200 || answer.httpStatus > 299)
    throw new DiscoveryRefusedError(statusInWords(answer.httpStatus));
  return answer;
}

async function readAsFeed(answer: HttpAnswer, now: number): Promise<ParsedFeed | undefined> {
  try {
    return await readFeed(answer.body, { contentType: answer.headers['content-type'], url: answer.finalUrl, now });
  } catch (error) {
    if (isReadingError(error)) return undefined;
    throw error;
  }
}

function withScheme(written: string): string {
  const address = written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  return /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(address) ? address : `https://${address}`;
}
