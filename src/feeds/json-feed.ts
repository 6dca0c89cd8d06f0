/** JSON Feed 1.0 and 1.1, and RSS written as JSON. */
import { parseDate } from './dates.ts';
import { htmlText } from './html-text.ts';
import { repairJson } from './json-repair.ts';
import { MAX_ITEMS } from './limits.ts';
import { isWebAddress, resolveLink } from './links.ts';
import type { Enclosure, ParsedFeed, ParsedItem } from './parsed.ts';
import type { RawFeed, RawField, RawRecord } from './raw.ts';
import { escapeHtml, htmlToLine, looksLikeHtml, oneLine, paragraphs } from './text.ts';

const MAX_ENCLOSURES = 20;
const SUMMARY_CHARS = 2_000;

type Json = Readonly<Record<string, unknown>>;

/** What JSON of a feed can be. */
export type JsonFeed =
  | { readonly kind: 'json-feed'; readonly feed: ParsedFeed }
  | { readonly kind: 'rss'; readonly raw: RawFeed };

/**
 * Reads a feed in JSON.
 *
 * @param url the document's own address
 * @param now later dates are this
 * @returns undefined for text that is no JSON, or JSON that is no feed
 */
export function readJsonFeed(text: string, url: string | undefined, now: number): JsonFeed | undefined {
  const parsed = parseJson(text);
  if (parsed === undefined) return undefined;
  const { document, repairs } = parsed;
  const rss = asObject(document.rss);
  const channel = asObject(rss?.channel);
  if (channel !== undefined) return { kind: 'rss', raw: rssOf(channel, repairs) };
  const version = stringOf(document.version) ?? '';
  if (!Array.isArray(document.items) && !/jsonfeed/i.test(version)) return undefined;
  const isFeed =
    /jsonfeed/i.test(version) ||
    document.title !== undefined ||
    document.home_page_url !== undefined ||
    listOf(document.items).slice(0, 10).some(isFeedItem);
  return isFeed ? { kind: 'json-feed', feed: feedOf(document, repairs, url, now) } : undefined;
}

/**
 * What may come before a document's brace: white space, the call of JSONP, the `)]}',` by which servers keep their JSON
 * from being run as a script, a comment.
 */
const BEFORE_JSON = /^\s*(?:\/\/[^\n{<]*\n\s*|\)\]\}'?,?\s*|[\w.$]{1,60}\(\s*)?\{/;
const MAX_CHARS_BEFORE_JSON = 5_000;

/** A feed in JSON behind PHP's warnings. */
const JSON_BEHIND_WARNING = /\{\s{0,20}"version"\s{0,5}:\s{0,5}"https?:\\?\/\\?\/jsonfeed\.org/;

function parseJson(text: string): { readonly document: Json; readonly repairs: readonly string[] } | undefined {
  const head = text.slice(0, MAX_CHARS_BEFORE_JSON);
  const begin = BEFORE_JSON.exec(head)?.[0].length ?? (JSON_BEHIND_WARNING.exec(head)?.index ?? -1) + 1;
  if (begin === 0) return undefined;
  const whole = documentOf(text);
  if (whole !== undefined) return { document: whole, repairs: [] };
  const repaired = repairJson(text.slice(begin - 1));
  const document = repaired === undefined ? undefined : documentOf(repaired);
  // A document in braces that is no JSON even so is no feed either.
  return document === undefined ? undefined : { document, repairs: ['JSON that was not well-formed'] };
}

/** Whether it has a member that only JSON Feed's items have. */
function isFeedItem(entry: unknown): boolean {
  const item = asObject(entry);
  return ['content_html', 'content_text', 'date_published'].some((name) => item?.[name] !== undefined);
}

function documentOf(json: string): Json | undefined {
  try {
    return asObject(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function feedOf(document: Json, mended: readonly string[], url: string | undefined, now: number): ParsedFeed {
  const home = stringOf(document.home_page_url);
  const own = stringOf(document.feed_url);
  const base = url ?? own ?? home;
  const items = listOf(document.items);
  const repairs = [...mended];
  if (items.length > MAX_ITEMS) repairs.push(`more than ${MAX_ITEMS} items`);
  if (!/jsonfeed/i.test(stringOf(document.version) ?? '')) repairs.push('JSON Feed without its version');
  const hubs = Array.isArray(document.hubs) ? document.hubs.map(asObject) : [];
  const hub = stringOf(hubs.find((h) => /websub/i.test(stringOf(h?.type) ?? ''))?.url);
  return {
    title: lineOf(document.title),
    link: home === undefined ? undefined : resolveLink(home, base),
    description: lineOf(document.description),
    language: lineOf(document.language),
    items: items.slice(0, MAX_ITEMS).flatMap((entry) => {
      const item = asObject(entry);
      return item === undefined ? [] : [itemOf(item, base, now)];
    }),
    ttlMs: undefined,
    skipHours: [],
    skipDays: [],
    updatePeriodMs: undefined,
    hubUrl: hub === undefined ? undefined : resolveLink(hub, base),
    selfUrl: own === undefined ? undefined : resolveLink(own, base),
    repairs,
    reader: 'json',
  };
}

function itemOf(item: Json, base: string | undefined, now: number): ParsedItem {
  const html = stringOf(item.content_html);
  const plain = stringOf(item.content_text);
  const body = html ?? (plain === undefined ? undefined : escapeHtml(plain).replace(/\r?\n/g, '<br>'));
  const contentText = body === undefined ? '' : paragraphs(htmlText(body));
  const summary = stringOf(item.summary);
  const id = stringOf(item.id);
  const published = dateOf(item.date_published);
  const updated = dateOf(item.date_modified);
  return {
    guid: id?.trim() || undefined,
    title: lineOf(item.title) ?? '',
    link: linkOf(item, id, base),
    publishedAt: notAfter(published ?? updated, now),
    updatedAt: notAfter(updated, now),
    summary: summary === undefined ? contentText.slice(0, SUMMARY_CHARS) : paragraphs(textOf(summary)),
    summaryHtml:
      summary === undefined ? undefined : { foreign: looksLikeHtml(summary) ? summary : escapeHtml(summary), base },
    contentHtml: body === undefined ? undefined : { foreign: body, base },
    contentText,
    author: authorOf(item),
    categories: Array.isArray(item.tags) ? item.tags.flatMap((tag) => lineOf(tag) ?? []).slice(0, 50) : [],
    enclosures: enclosuresOf(item, base),
  };
}

function linkOf(item: Json, id: string | undefined, base: string | undefined): string | undefined {
  for (const written of [stringOf(item.url), stringOf(item.external_url)]) {
    const link = written === undefined ? undefined : resolveLink(written, base);
    if (link !== undefined) return link;
  }
  return id !== undefined && isWebAddress(id) ? resolveLink(id, undefined) : undefined;
}

function authorOf(item: Json): string | undefined {
  const authors = Array.isArray(item.authors) ? item.authors : [item.author];
  return lineOf(asObject(authors[0])?.name);
}

function enclosuresOf(item: Json, base: string | undefined): Enclosure[] {
  const attachments = Array.isArray(item.attachments) ? item.attachments : [];
  return attachments.slice(0, MAX_ENCLOSURES).flatMap((entry) => {
    const attachment = asObject(entry);
    const url = resolveLink(stringOf(attachment?.url) ?? '', base);
    if (url === undefined) return [];
    const length = Number(attachment?.size_in_bytes);
    return [{ url, type: stringOf(attachment?.mime_type), length: Number.isFinite(length) ? length : undefined }];
  });
}

/** RSS's elements as JSON's members become the fields that an XML reader would have found. */
function rssOf(channel: Json, mended: readonly string[]): RawFeed {
  const items = Array.isArray(channel.item) ? channel.item : channel.item === undefined ? [] : [channel.item];
  const { item: _items, ...own } = channel;
  return {
    dialect: 'rss',
    channel: recordOf(own),
    items: items.slice(0, MAX_ITEMS).flatMap((entry) => {
      const item = asObject(entry);
      return item === undefined ? [] : [recordOf(item)];
    }),
    repairs: items.length > MAX_ITEMS ? [...mended, `more than ${MAX_ITEMS} items`] : mended,
  };
}

function recordOf(members: Json): RawRecord {
  const fields: RawField[] = [];
  for (const [name, value] of Object.entries(members)) {
    for (const entry of Array.isArray(value) ? value.slice(0, 50) : [value]) {
      const object = asObject(entry);
      const text = object === undefined ? stringOf(entry) : (stringOf(object['#value']) ?? stringOf(object._));
      const attributes: Record<string, string> = Object.create(null);
      for (const [key, attribute] of Object.entries(object ?? {})) {
        const written = stringOf(attribute);
        if (written !== undefined) attributes[key.toLowerCase()] = written;
      }
      fields.push({ name: name.toLowerCase(), text: text ?? '', markup: undefined, attributes, base: undefined });
    }
  }
  return { fields, attributes: {}, base: undefined };
}

/** A list; what some encoders make of one, too: its only member, or an object with numbers for names. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const object = asObject(value);
  if (object === undefined) return [];
  return Object.keys(object).every((name) => /^\d+$/.test(name)) ? Object.values(object) : [object];
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function stringOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

function textOf(text: string): string {
  return looksLikeHtml(text) ? htmlText(text) : text;
}

function lineOf(value: unknown): string | undefined {
  const text = stringOf(value);
  return text === undefined ? undefined : (looksLikeHtml(text) ? htmlToLine(text) : oneLine(text)) || undefined;
}

function dateOf(value: unknown): number | undefined {
  const text = stringOf(value);
  return text === undefined ? undefined : parseDate(text);
}

function notAfter(at: number | undefined, now: number): number | undefined {
  return at === undefined ? undefined : Math.min(at, now);
}
