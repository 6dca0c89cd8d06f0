/** The sample wire's documents: a feed and its items in the very bytes that outlets of its kind serve. */
import { createHash } from 'node:crypto';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import iconv from 'iconv-lite';
import type { DatedItem, WireFeed } from './wire-items.ts';

/** What is sent for a feed, with its validators. */
export interface WireDocument {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** Strong, quotes included. */
  readonly etag: string;
  /** Ms since the epoch, whole seconds: when the newest item was published, 0 for none. */
  readonly lastModifiedAt: number;
}

/**
 * Renders a feed.
 *
 * @param items   those that have arrived, in any order; served newest first
 * @param baseUrl of the wire's server, without a slash at its end
 */
export function wireDocument(feed: WireFeed, items: readonly DatedItem[], baseUrl: string): WireDocument {
  const newestFirst = items.toSorted((a, b) => b.publishedAt - a.publishedAt);
  const lastModifiedAt = newestFirst[0]?.publishedAt ?? 0;
  const { body, contentType } = render(feed, newestFirst, baseUrl, lastModifiedAt);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, contentType, etag, lastModifiedAt };
}

/** Where an item can be read whole. */
export function articlePath(feed: WireFeed, slug: string): string {
  return `/articles/${feed.id}/${slug}`;
}

/** Stays the same over restarts and ports, as a guid must. */
function guidOf(feed: WireFeed, item: DatedItem): string {
  return `tag:dateline.example,2026:${feed.id}/${item.slug}`;
}

function render(feed: WireFeed, items: readonly DatedItem[], baseUrl: string, updatedAt: number) {
  switch (feed.format) {
    case 'rss 2.0':
      return { body: utf8(rss2(feed, items, baseUrl)), contentType: 'application/rss+xml; charset=utf-8' };
    case 'rss 2.0 windows-1251': {
      // The charset stands in the prolog alone, as on many older Russian sites: the header doesn't help the reader.
      const text = rss2(feed, items, baseUrl).replace('encoding="utf-8"', 'encoding="windows-1251"');
      return { body: iconv.encode(text, 'windows-1251'), contentType: 'text/xml' };
    }
    case 'rss 1.0':
      return { body: utf8(rss1(feed, items, baseUrl)), contentType: 'application/rdf+xml; charset=utf-8' };
    case 'atom':
      return { body: utf8(atom(feed, items, baseUrl, updatedAt)), contentType: 'application/atom+xml; charset=utf-8' };
    case 'json feed':
      return { body: utf8(jsonFeed(feed, items, baseUrl)), contentType: 'application/feed+json; charset=utf-8' };
  }
}

function rss2(feed: WireFeed, items: readonly DatedItem[], baseUrl: string): string {
  return generateRssFeed({
    title: feed.title,
    link: `${baseUrl}/`,
    description: feed.description,
    language: feed.language,
    items: items.map((item) => ({
      title: item.title,
      link: baseUrl + articlePath(feed, item.slug),
      guid: { value: guidOf(feed, item), isPermaLink: false },
      pubDate: new Date(item.publishedAt),
      description: item.summary,
    })),
  });
}

function atom(feed: WireFeed, items: readonly DatedItem[], baseUrl: string, updatedAt: number): string {
  return generateAtomFeed({
    id: `tag:dateline.example,2026:${feed.id}`,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: new Date(updatedAt),
    links: [{ href: `${baseUrl}/feeds/${feed.id}`, rel: 'self' }],
    entries: items.map((item) => ({
      id: guidOf(feed, item),
      title: { value: item.title },
      links: [{ href: baseUrl + articlePath(feed, item.slug) }],
      published: new Date(item.publishedAt),
      updated: new Date(item.publishedAt),
      summary: { value: item.summary },
    })),
  });
}

function jsonFeed(feed: WireFeed, items: readonly DatedItem[], baseUrl: string): string {
  const document = generateJsonFeed({
    title: feed.title,
    description: feed.description,
    home_page_url: `${baseUrl}/`,
    feed_url: `${baseUrl}/feeds/${feed.id}`,
    language: feed.language,
    items: items.map((item) => ({
      id: guidOf(feed, item),
      url: baseUrl + articlePath(feed, item.slug),
      title: item.title,
      content_text: item.summary,
      date_published: new Date(item.publishedAt),
    })),
  });
  return JSON.stringify(document, undefined, 2);
}

/** RSS 1.0 (RDF), which feedsmith reads but does not write. Form: https://web.resource.org/rss/1.0/spec */
function rss1(feed: WireFeed, items: readonly DatedItem[], baseUrl: string): string {
  const link = (item: DatedItem) => escapeXml(baseUrl + articlePath(feed, item.slug));
  return `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="${escapeXml(`${baseUrl}/feeds/${feed.id}`)}">
    <title>${escapeXml(feed.title)}</title>
    <link>${escapeXml(`${baseUrl}/`)}</link>
    <description>${escapeXml(feed.description)}</description>
    <dc:language>${feed.language}</dc:language>
    <items><rdf:Seq>${items.map((item) => `<rdf:li rdf:resource="${link(item)}"/>`).join('')}</rdf:Seq></items>
  </channel>
${items
  .map(
    (item) => `  <item rdf:about="${link(item)}">
    <title>${escapeXml(item.title)}</title>
    <link>${link(item)}</link>
    <description>${escapeXml(item.summary)}</description>
    <dc:date>${new Date(item.publishedAt).toISOString()}</dc:date>
    <dc:identifier>${escapeXml(guidOf(feed, item))}</dc:identifier>
  </item>`,
  )
  .join('\n')}
</rdf:RDF>
`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (char) => XML_ESCAPES[char] ?? char);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
