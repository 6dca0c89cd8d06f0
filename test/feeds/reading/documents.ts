/** Documents of every dialect around the element that a test is about, and what is read of them. */
import { expect } from 'vitest';
import { NotAFeedError } from '../../../src/feeds/errors.ts';
import { readForPrint } from '../../../src/feeds/print.ts';

/** The address of every document: relative links are resolved by it. */
const URL = 'https://press.example/feeds/all.xml';

export const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:a3="http://purl.org/atom/ns#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"';

/** What is expected of the first item, of the second (`1.`) and of the feed (`feed.`). */
export interface Wanted {
  readonly [field: string]: string | number | boolean | null;
}

/** A document with one habit. */
export type Case = readonly [name: string, document: string, wanted: Wanted];

/** RSS 2.0 with one item of these elements. */
export function rss(elements: string, ofChannel = ''): string {
  return channel(`<item>${elements}</item>`, ofChannel);
}

/** RSS 2.0 with these items. */
export function channel(items: string, more = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" ${NAMESPACES}><channel><title>Wire</title><link>https://press.example/</link>${more}${items}</channel></rss>`;
}

/** An item of RSS; its link and guid are numbered. */
export function item(title: string, number = 1): string {
  return `<item><title>${title}</title><link>https://press.example/${number}</link><guid>g${number}</guid></item>`;
}

/** Atom 1.0 with one entry of these elements. */
export function atom(elements: string, ofFeed = '', attributes = ''): string {
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" ${attributes}><title>Wire</title>${ofFeed}<entry>${elements}</entry></feed>`;
}

/** Atom 0.3 with one entry of these elements. */
export function atom03(elements: string): string {
  return `<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title><entry>${elements}</entry></feed>`;
}

/** RSS 1.0 with these items. */
export function rdf(items: string): string {
  return `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://press.example/"><title>Wire</title><link>https://press.example/</link></channel>${items}</rdf:RDF>`;
}

export function json(feed: object): string {
  return JSON.stringify(feed);
}

/** Reads the document as it would come from the wire, and compares what is printed of it. */
export async function readsAs(document: string, wanted: Wanted): Promise<void> {
  const reading = readForPrint(Buffer.from(document), { contentType: undefined, url: URL });
  if (wanted.none === true) return expect(reading).rejects.toBeInstanceOf(NotAFeedError);
  const feed = await reading;
  const seen = (name: string): unknown => {
    if (name === 'count') return feed.items.length;
    if (name === 'feed.title') return feed.title;
    if (name === 'feed.link') return feed.link;
    if (name === 'feed.description') return visible(feed.description);
    const first = feed.items[name.startsWith('1.') ? 1 : 0];
    switch (name.replace('1.', '')) {
      case 'title':
        return first?.title;
      case 'link':
        return first?.link;
      case 'id':
        return first?.id;
      case 'date':
        return first?.date;
      case 'updated':
        return first?.updated;
      case 'summary':
        return visible(first?.summary ?? '');
      case 'content':
        return visible(first?.content ?? '');
      case 'body':
        return visible(first?.content || first?.summary || '');
      case 'html':
        return first?.content || first?.summary;
      default:
        throw new Error(`nobody knows what ${name} is`);
    }
  };
  expect(Object.fromEntries(Object.keys(wanted).map((name) => [name, seen(name)]))).toEqual(inMs(wanted));
}

/** Instants are printed to the millisecond. */
function inMs(wanted: Wanted): Wanted {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [
      name,
      /date/.test(name) && typeof value === 'string' ? new Date(value).toISOString() : value,
    ]),
  );
}

/** What a browser shows of sanitised HTML. */
function visible(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
