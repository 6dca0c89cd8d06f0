/** Full text: the article of an item that names an official is read before detection, where the operator wants it. */
import type { ArticleAnswer, ArticleReader } from './feeds/article.ts';
import type { Log } from './log.ts';
import type { Item } from './model/item.ts';

/** An alert must not wait longer than this for an article: robots.txt, the page, and its turn at the host. */
const ARTICLE_WAIT_MS = 20_000;
/** What a feed carries of an article counts as all of it from this length on; less is a teaser. */
const WHOLE_CHARS = 1_500;
/** A story told by an outlet is edited for hours, and asked for again after a restart. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** What full text is built from. */
export interface FullTextParts {
  readonly articles: Pick<ArticleReader, 'read'>;
  /** Texts by address; `''` for a page without one. */
  readonly cache: {
    get(url: string): Promise<string | undefined>;
    set(url: string, text: string, ttlMs: number): Promise<unknown>;
  };
  readonly namesOfficial: (item: Item) => boolean;
  /** Whether the operator allows the item's feed an inner address; then its articles may have one too. */
  readonly allowsInner: (feedId: string) => boolean;
  readonly log: Log;
}

/** Fetches full texts. */
export interface FullText {
  /**
   * The item with its article as `body`, where there is one to be had in time; otherwise the item as it came.
   * Backlog is left alone: nobody waits for it, and a new feed would ask its outlet for all of it at once.
   */
  complete(item: Item): Promise<Item>;
  /** Breaks off what is under way: those items go on without their articles. */
  close(): void;
}

/** Makes it. */
export function createFullText(parts: FullTextParts): FullText {
  const stop = new AbortController();

  async function textOf(item: Item, url: string): Promise<string> {
    const known = await parts.cache.get(url);
    if (known !== undefined) return known;
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ARTICLE_WAIT_MS)]);
    const answer = await inTime(parts.articles.read(url, readOptions(signal, parts.allowsInner(item.feedId))), signal);
    if (answer.kind === 'refused') parts.log.debug({ outlet: item.outlet, why: answer.why }, 'No full text');
    const text = answer.kind === 'article' ? answer.text : '';
    await parts.cache.set(url, text, KEPT_MS);
    return text;
  }

  return {
    async complete(item) {
      const carried = item.body?.length ?? 0;
      if (item.url === undefined || item.backlog || carried >= WHOLE_CHARS || !parts.namesOfficial(item)) return item;
      try {
        const body = await textOf(item, item.url);
        return body.length > carried ? { ...item, body } : item;
      } catch (error) {
        // Whatever it was, the feed's own words stand: an alert must not fail for want of an article.
        parts.log.debug({ err: error, outlet: item.outlet }, 'No full text');
        return item;
      }
    },
    close: () => stop.abort(new Error('Dateline stops')),
  };
}

function readOptions(signal: AbortSignal, allowInnerAddress: boolean) {
  return { signal, allowInnerAddress };
}

/** The reader's queue doesn't hear the signal while others are before it. */
function inTime(reading: Promise<ArticleAnswer>, signal: AbortSignal): Promise<ArticleAnswer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    reading.then(resolve, reject);
  });
}
