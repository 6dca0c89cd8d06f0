/** Fields as an XML reader found them → the normalised feed: which element says what, in which order of trust. */
import { tidyCharacters } from './characters.ts';
import { parseDate } from './dates.ts';
import {
  AUTHORS,
  CONTENTS,
  CREATED,
  DESCRIPTIONS,
  DUBLIN_DATES,
  FEED_DESCRIPTIONS,
  IDS,
  LAST_ID,
  PUBLISHED,
  SUMMARIES,
  TITLES,
  UPDATED,
} from './field-names.ts';
import { htmlText } from './html-text.ts';
import { feedLink, itemLink, linkByRelation } from './item-link.ts';
import { isWebAddress, resolveLink } from './links.ts';
import type { Enclosure, FeedReader, ForeignHtml, ParsedFeed, ParsedItem } from './parsed.ts';
import { type FeedDialect, fieldsNamed, findField, type RawFeed, type RawField, type RawRecord } from './raw.ts';
import {
  escapeHtml,
  hasHtmlTag,
  htmlToLine,
  looksLikeHtml,
  oneLine,
  paragraphs,
  titleText,
  withoutCdataMarks,
  withoutLeftOvers,
} from './text.ts';

const HOUR_MS = 3_600_000;

/** An item without a summary of its own takes this much of its content. */
const SUMMARY_CHARS = 2_000;

const MAX_ENCLOSURES = 20;
const MAX_CATEGORIES = 50;

const UPDATE_PERIODS: Readonly<Record<string, number>> = {
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
  monthly: 30 * 24 * HOUR_MS,
  yearly: 365 * 24 * HOUR_MS,
};

/** What the readers don't know of a document. */
export interface AssembleContext {
  /** The document's own address: the base of last resort. */
  readonly url: string | undefined;
  /** Later dates are this: a feed can't report from tomorrow. */
  readonly now: number;
  readonly reader: FeedReader;
}

/** Makes the normalised feed of what a reader found. */
export function assembleFeed(raw: RawFeed, context: AssembleContext): ParsedFeed {
  const { channel, dialect } = raw;
  const base = channel.base ?? context.url;
  const link = feedLink(channel, base);
  // Without an address of its own a document's relative links can only be meant against its site's.
  const itemBase = context.url ?? (link !== undefined && isWebAddress(link) ? link : undefined);
  const title = findField(channel, TITLES);
  const description = findField(channel, FEED_DESCRIPTIONS);
  return {
    title: title === undefined ? undefined : titleOf(title, dialect) || undefined,
    link,
    description: description === undefined ? undefined : htmlToLine(bodyOf(description, dialect)) || undefined,
    language: languageOf(channel),
    items: raw.items.map((item) => assembleItem(item, dialect, itemBase, context)),
    ttlMs: minutesOf(findField(channel, ['ttl'])),
    skipHours: skipHoursOf(channel),
    skipDays: fieldsNamed(channel, 'day')
      .map((field) => oneLine(field.text))
      .filter((day) => day !== ''),
    updatePeriodMs: updatePeriodOf(channel),
    hubUrl: linkByRelation(channel, 'hub', base),
    selfUrl: linkByRelation(channel, 'self', base),
    repairs: raw.repairs,
    reader: context.reader,
  };
}

function assembleItem(
  item: RawRecord,
  dialect: FeedDialect,
  documentBase: string | undefined,
  context: AssembleContext,
): ParsedItem {
  const title = findField(item, TITLES);
  const summary = findField(item, SUMMARIES);
  const content =
    findField({ ...item, fields: item.fields.filter(isWords) }, CONTENTS) ?? secondDescription(item, summary);
  const contentHtml = foreignHtml(content, dialect, documentBase);
  const summaryHtml = foreignHtml(summary, dialect, documentBase);
  const contentText = contentHtml === undefined ? '' : paragraphs(htmlText(contentHtml.foreign));
  const published = firstDate(item, PUBLISHED);
  const created = firstDate(item, CREATED);
  const dublin = firstDate(item, DUBLIN_DATES);
  const updated = firstDate(item, UPDATED) ?? dateOf(item.attributes.lastmod);
  return {
    guid: idOf(item),
    title: title === undefined ? '' : titleOf(title, dialect),
    link: itemLink(item, documentBase),
    publishedAt: notAfter(published ?? dublin ?? created ?? updated, context.now),
    updatedAt: notAfter(updated ?? (published === undefined ? undefined : dublin), context.now),
    summary:
      summaryHtml === undefined ? contentText.slice(0, SUMMARY_CHARS) : summaryText(htmlText(summaryHtml.foreign)),
    summaryHtml,
    contentHtml,
    contentText,
    author: authorOf(item),
    categories: categoriesOf(item),
    enclosures: enclosuresOf(item, documentBase),
  };
}

/** A picture or a sound that is its item's content is nothing to read. */
function isWords(field: RawField): boolean {
  return !/^(?:image\/(?!svg)|audio\/|video\/)/i.test(field.attributes.type ?? '') || field.name !== 'atom:content';
}

/** Where there are two descriptions and no content, the second is what the first sums up. */
function secondDescription(item: RawRecord, summary: RawField | undefined): RawField | undefined {
  return item.fields.find(
    (field) =>
      field !== summary && DESCRIPTIONS.has(field.name) && field.text.trim() !== '' && field.text !== summary?.text,
  );
}

/** A title as clean text. In Atom its type says whether it is text or HTML; in RSS it may be either. */
function titleOf(field: RawField, dialect: FeedDialect): string {
  if (field.markup !== undefined) return oneLine(htmlText(field.markup));
  const text = plainText(field);
  if (!field.name.startsWith('atom:')) return titleText(text);
  return textTypeOf(field, dialect) === 'text' ? oneLine(withoutLeftOvers(text)) : htmlToLine(text);
}

/** The element's text, decoded from base64 where it says so (Atom 0.3's mode; Atom 1.0, 4.1.3.3). */
function plainText(field: RawField): string {
  if (!isBase64(field)) return field.text;
  return Buffer.from(field.text, 'base64').toString('utf8');
}

function isBase64(field: RawField): boolean {
  const type = field.attributes.type ?? '';
  const isBinary =
    field.attributes.mode === 'base64' ||
    (field.name === 'atom:content' && type.includes('/') && !/^text\/|[+/]xml$|html|json/i.test(type));
  return isBinary && /^[\sA-Za-z0-9+/=]*$/.test(field.text);
}

/** How Atom's text is meant (RFC 4287, 3.1; Atom 0.3, `type` and `mode`). */
function textTypeOf(field: RawField, dialect: FeedDialect): 'text' | 'html' {
  const type = (field.attributes.type ?? '').toLowerCase();
  if (/html/.test(type)) return 'html';
  if (/xml/.test(type)) return 'html';
  // Who packs text or escapes it without saying what it is has markup in it, or no reason to.
  if (dialect === 'atom03' && type === '' && field.attributes.mode === 'escaped') {
    return hasHtmlTag(field.text) ? 'html' : 'text';
  }
  return isBase64(field) && !type.startsWith('text/') && hasHtmlTag(plainText(field)) ? 'html' : 'text';
}

/** A body as HTML, whatever it was. */
function bodyOf(field: RawField, dialect: FeedDialect): string {
  if (field.markup !== undefined) return field.markup;
  const text = withoutCdataMarks(plainText(field));
  if (field.name.startsWith('atom:')) return textTypeOf(field, dialect) === 'html' ? text : escapeHtml(text);
  if (/^(?:text\/)?plain$/i.test(field.attributes.type ?? '')) return escapeHtml(text);
  return looksLikeHtml(text) ? text : escapeHtml(text);
}

function foreignHtml(
  field: RawField | undefined,
  dialect: FeedDialect,
  documentBase: string | undefined,
): ForeignHtml | undefined {
  return field === undefined ? undefined : { foreign: bodyOf(field, dialect), base: field.base ?? documentBase };
}

/** A summary as clean text; what was escaped twice still has its tags, which are no words. */
function summaryText(text: string): string {
  return paragraphs(hasHtmlTag(text) ? htmlText(text) : text);
}

function idOf(item: RawRecord): string | undefined {
  for (const name of IDS) {
    for (const field of item.fields) {
      const id = field.name === name ? field.text.trim() : '';
      if (id !== '') return tidyCharacters(wholeId(id, field.base));
    }
  }
  const about = item.attributes['rdf:about']?.trim() || item.attributes.about?.trim();
  return about || findField(item, [LAST_ID])?.text.trim() || undefined;
}

/** An id that is written as a relative address means the whole one, where `xml:base` says what it is relative to. */
function wholeId(id: string, base: string | undefined): string {
  return base !== undefined && /^\.{0,2}\//.test(id) ? (resolveLink(id, base) ?? id) : id;
}

function firstDate(record: RawRecord, names: readonly string[]): number | undefined {
  for (const name of names) {
    for (const field of record.fields) {
      const at = field.name === name ? parseDate(field.text) : undefined;
      if (at !== undefined) return at;
    }
  }
  return undefined;
}

function dateOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDate(text);
}

function notAfter(at: number | undefined, now: number): number | undefined {
  return at === undefined ? undefined : Math.min(at, now);
}

function authorOf(item: RawRecord): string | undefined {
  const field = findField(item, AUTHORS);
  return field === undefined ? undefined : htmlToLine(field.text) || undefined;
}

function categoriesOf(item: RawRecord): string[] {
  const found = new Set<string>();
  for (const field of item.fields) {
    if (!/^(?:category|atom:category|dc:subject)$/.test(field.name)) continue;
    const name = htmlToLine(field.attributes.label ?? (field.text.trim() || (field.attributes.term ?? '')));
    if (name !== '' && found.size < MAX_CATEGORIES) found.add(name);
  }
  return [...found];
}

function enclosuresOf(item: RawRecord, documentBase: string | undefined): Enclosure[] {
  const found: Enclosure[] = [];
  for (const field of item.fields) {
    const { attributes } = field;
    const isLink = field.name === 'atom:link' && attributes.rel === 'enclosure';
    if (!isLink && field.name !== 'enclosure' && field.name !== 'media:content') continue;
    const url = resolveLink(attributes.url ?? attributes.href ?? '', field.base ?? documentBase);
    if (url === undefined || found.length >= MAX_ENCLOSURES) continue;
    found.push({ url, type: attributes.type, length: wholeNumber(attributes.length ?? attributes.filesize) });
  }
  return found;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

function languageOf(channel: RawRecord): string | undefined {
  const stated = findField(channel, ['language', 'dc:language'])?.text ?? channel.attributes['xml:lang'];
  return stated === undefined ? undefined : oneLine(stated).slice(0, 35) || undefined;
}

function minutesOf(field: RawField | undefined): number | undefined {
  const minutes = wholeNumber(field?.text);
  return minutes === undefined || minutes === 0 ? undefined : minutes * 60_000;
}

function skipHoursOf(channel: RawRecord): number[] {
  const hours = fieldsNamed(channel, 'hour').map((field) => wholeNumber(field.text));
  // RSS 0.91 counts 1 to 24, RSS 2.0 0 to 23.
  return [...new Set(hours.filter((hour) => hour !== undefined && hour <= 24).map((hour) => (hour ?? 0) % 24))];
}

function updatePeriodOf(channel: RawRecord): number | undefined {
  const period = oneLine(findField(channel, ['sy:updateperiod'])?.text ?? '').toLowerCase();
  const periodMs = Object.hasOwn(UPDATE_PERIODS, period) ? UPDATE_PERIODS[period] : undefined;
  const frequency = wholeNumber(findField(channel, ['sy:updatefrequency'])?.text) ?? 1;
  return periodMs === undefined ? undefined : Math.round(periodMs / Math.max(1, frequency));
}
