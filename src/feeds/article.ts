/** The full text of an article, where an outlet lets machines read it; fetched only for items that name an official. */
import { Worker } from 'node:worker_threads';
import type { ArticleText } from './article-worker.ts';
import { decodeBody } from './decode.ts';
import { failureInWords, statusInWords } from './fetch-words.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { isHttpError } from './http-errors.ts';
import { linkKey } from './link-key.ts';
import { createRobots } from './robots.ts';
import { createTurns } from './turns.ts';

const MAX_PAGE_BYTES = 2 * 1024 * 1024;
/** A page of some thousand elements takes 4 ms; the rest is for the thread to start on a busy machine. */
const MAX_READ_MS = 15_000;
/** Pages of more tags are archives or attacks: linkedom and Readability take seconds for them. */
const MAX_TAGS = 40_000;
const WORKER_HEAP_MB = 128;
/** Pages read at a time; each is a thread. */
const CONCURRENT_PAGES = 2;
/** Articles kept: a day's worth of those that name an official. */
const KEPT_ARTICLES = 500;

/** Why there is no text. */
export type NoArticle = 'robots.txt forbids it' | 'no web page' | 'no article in it' | 'too hard to read';

/** What came of it. */
export type ArticleAnswer =
  | ({ readonly kind: 'article'; readonly url: string } & ArticleText)
  | { readonly kind: 'refused'; readonly why: NoArticle | string };

/** Reads articles. */
export interface ArticleReader {
  /**
   * Reads one, or tells what was read before. One page at a time of a host, after its robots.txt.
   *
   * @throws the reason of `signal` when it aborts
   */
  read(
    url: string,
    options?: { readonly signal?: AbortSignal; readonly allowInnerAddress?: boolean },
  ): Promise<ArticleAnswer>;
}

/** Makes the reader; what it read is kept in memory, the newest 500. */
export function createArticleReader(parts: { readonly http: HttpClient; readonly now: () => number }): ArticleReader {
  const robots = createRobots(parts);
  const threads = createTurns(CONCURRENT_PAGES, CONCURRENT_PAGES);
  const hosts = createTurns(Number.POSITIVE_INFINITY, 1);
  const kept = new Map<string, Promise<ArticleAnswer>>();

  async function fetchArticle(url: string, options: Parameters<ArticleReader['read']>[1] = {}): Promise<ArticleAnswer> {
    if (!(await robots.allows(url, options))) return { kind: 'refused', why: 'robots.txt forbids it' };
    let answer: HttpAnswer;
    try {
      answer = await parts.http.get(url, { maxBytes: MAX_PAGE_BYTES, headers: { accept: 'text/html' }, ...options });
    } catch (error) {
      if (!isHttpError(error)) throw error;
      return { kind: 'refused', why: failureInWords(error) };
    }
    if (answer.httpStatus !== 200) return { kind: 'refused', why: statusInWords(answer.httpStatus) };
    const contentType = answer.headers['content-type'] ?? '';
    if (!/html/i.test(contentType)) return { kind: 'refused', why: 'no web page' };
    const { text: html } = decodeBody(answer.body, withCharset(contentType, answer.body));
    const article = await threads.take(undefined, () => readInThread(html));
    if (article === 'too hard to read') return { kind: 'refused', why: article };
    return article === undefined
      ? { kind: 'refused', why: 'no article in it' }
      : { kind: 'article', url: answer.finalUrl, ...article };
  }

  return {
    read(url, options) {
      const key = linkKey(url) ?? url;
      const before = kept.get(key);
      if (before !== undefined) return before;
      const host = URL.parse(url)?.hostname ?? '';
      const reading = hosts.take(host, () => fetchArticle(url, options));
      kept.set(key, reading);
      // A failure of ours, or an abort, says nothing of the article.
      reading.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > KEPT_ARTICLES && oldest !== undefined) kept.delete(oldest);
      return reading;
    },
  };
}

async function readInThread(html: string): Promise<ArticleText | 'too hard to read' | undefined> {
  if (html.split('<', MAX_TAGS + 1).length > MAX_TAGS) return 'too hard to read';
  const worker = new Worker(new URL('./article-worker.ts', import.meta.url), {
    workerData: html,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  const { promise, resolve } = Promise.withResolvers<ArticleText | 'too hard to read' | undefined>();
  const timer = setTimeout(() => resolve('too hard to read'), MAX_READ_MS);
  worker.once('message', resolve);
  // Out of memory, too many elements, a page that breaks the reader: the item goes on without its article.
  worker.once('error', () => resolve('too hard to read'));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}

/** HTML says its charset in its first kilobyte where the header doesn't (HTML, "encoding sniffing algorithm"). */
function withCharset(contentType: string, body: Uint8Array): string {
  if (/charset\s*=/i.test(contentType)) return contentType;
  const start = Buffer.from(body.subarray(0, 1024)).toString('latin1');
  const charset = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w:-]{1,40})/i.exec(start)?.[1];
  return charset === undefined ? contentType : `${contentType}; charset=${charset}`;
}
