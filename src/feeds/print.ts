/** The form in which `dateline parse` prints a feed, for operators and for those who score Dateline. */
import type { ParsedFeed, ParsedItem } from './parsed.ts';
import { readFeed } from './read.ts';
import { sanitizeHtml } from './sanitize.ts';

/** A feed as printed; dates are ISO 8601 in UTC. Links, dates and ids that are not known are null. */
export interface PrintedFeed {
  readonly title: string;
  readonly link: string | null;
  readonly description: string;
  readonly items: readonly PrintedItem[];
}

/** One item as printed; `id` is its guid, or else its link, `date` when it was published, or else its only date. */
export interface PrintedItem {
  readonly id: string | null;
  readonly title: string;
  readonly link: string | null;
  readonly date: string | null;
  readonly updated: string | null;
  readonly summary: string;
  readonly content: string;
}

/**
 * Reads a saved feed for printing. Its dates stay as stated: of a file nobody knows when it was fetched, so none of
 * them is in the future.
 *
 * @throws what `readFeed` throws
 */
export async function readForPrint(
  body: Uint8Array,
  options: { readonly contentType: string | undefined; readonly url: string | undefined },
): Promise<PrintedFeed> {
  return printParsedFeed(await readFeed(body, { ...options, now: Number.MAX_SAFE_INTEGER }));
}

/** Makes the printed form; summary and content as sanitised HTML. */
export function printParsedFeed(feed: ParsedFeed): PrintedFeed {
  return {
    title: feed.title ?? '',
    link: feed.link ?? null,
    description: feed.description ?? '',
    items: feed.items.map(printItem),
  };
}

function printItem(item: ParsedItem): PrintedItem {
  return {
    id: item.guid ?? item.link ?? null,
    title: item.title,
    link: item.link ?? null,
    date: isoOf(item.publishedAt),
    updated: isoOf(item.updatedAt),
    summary: item.summaryHtml === undefined ? '' : sanitizeHtml(item.summaryHtml),
    content: item.contentHtml === undefined ? '' : sanitizeHtml(item.contentHtml),
  };
}

function isoOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
