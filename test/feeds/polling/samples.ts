/** A feed, a clock and a document, as the polling tests need them. */
import { pino } from 'pino';
import { createHttpClient, type HttpClient } from '../../../src/feeds/http.ts';
import type { ParsedFeed, ParsedItem } from '../../../src/feeds/parsed.ts';
import type { Log } from '../../../src/log.ts';
import type { Feed } from '../../../src/model/feed.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** A Tuesday, noon in UTC. */
export const NOW = Date.UTC(2026, 10, 24, 12);

export const SILENT: Log = pino({ level: 'silent' });

export function feedOf(more: Partial<Feed> = {}): Feed {
  const url = more.url ?? 'https://wire.example/feed.xml';
  return {
    id: url,
    url,
    title: 'Wire of the South',
    sourceKind: 'wire',
    language: 'en',
    tags: [],
    addedBy: 'operator',
    addedAt: NOW,
    allowInnerAddress: false,
    minIntervalMs: undefined,
    ...more,
  };
}

export function parsedItem(more: Partial<ParsedItem> = {}): ParsedItem {
  return {
    guid: undefined,
    title: 'Minister arrives in Caracas',
    link: undefined,
    publishedAt: undefined,
    updatedAt: undefined,
    summary: '',
    summaryHtml: undefined,
    contentHtml: undefined,
    contentText: '',
    author: undefined,
    categories: [],
    enclosures: [],
    ...more,
  };
}

export function parsedFeed(items: readonly ParsedItem[], more: Partial<ParsedFeed> = {}): ParsedFeed {
  return {
    title: 'Wire of the South',
    link: undefined,
    description: undefined,
    language: 'en',
    items,
    ttlMs: undefined,
    skipHours: [],
    skipDays: [],
    updatePeriodMs: undefined,
    hubUrl: undefined,
    selfUrl: undefined,
    repairs: [],
    reader: 'rss-parser',
    ...more,
  };
}

/** A door that the operator has opened for nothing; tests open it feed by feed. */
export function testClient(more: Partial<Parameters<typeof createHttpClient>[0]> = {}): HttpClient & AsyncDisposable {
  const client = createHttpClient({
    userAgent: 'Dateline/0.1.0 (+https://dateline.example/bot)',
    allowInner: () => false,
    now: () => NOW,
    ...more,
  });
  return { ...client, [Symbol.asyncDispose]: () => client.close() };
}
