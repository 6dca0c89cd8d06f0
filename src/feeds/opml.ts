/** OPML in and out: lists of feeds, their folders as tags. */
import { generateOpml, type Opml, parseOpml as parseDocument } from 'feedsmith';
import { type Feed, SOURCE_KINDS, type SourceKind } from '../model/feed.ts';
import { OpmlError } from './opml-errors.ts';

const MAX_OPML_CHARS = 5_000_000;
/** As many as one Dateline is built to poll. */
export const MAX_OPML_FEEDS = 10_000;
/** Folders in folders; readers write two or three. */
const MAX_DEPTH = 20;
const MAX_TITLE_CHARS = 200;

/** A feed as a list names it. */
export interface OpmlFeed {
  /** Absolute http or https address. */
  readonly url: string;
  readonly title: string;
  /** ISO 639-1, where the list says so. */
  readonly language: string | undefined;
  /** Where the list's `category` is one; Dateline's own lists say it so. */
  readonly sourceKind: SourceKind | undefined;
  /** The folders in which it stands, outermost first. */
  readonly tags: readonly string[];
}

/**
 * Reads a list of feeds; each address once, with the tags of all its places.
 *
 * @param text the decoded document
 * @throws {OpmlError} for what is no OPML, or too large
 */
export function parseOpml(text: string): readonly OpmlFeed[] {
  if (text.length > MAX_OPML_CHARS) throw new OpmlError('too large', `more than ${MAX_OPML_CHARS} characters`);
  const feeds = new Map<string, OpmlFeed>();
  for (const outline of outlinesOf(text)) collect(outline, [], feeds, 0);
  return [...feeds.values()];
}

/** Writes a list that {@link parseOpml} reads back, and any feed reader reads: a feed's tags are folders, one in the other. */
export function writeOpml(feeds: readonly Feed[], title: string): string {
  const outlines = outlinesIn(feeds, 0);
  // A body must have something in it (OPML 2.0).
  return generateOpml({
    head: { title },
    body: { outlines: outlines.length > 0 ? outlines : [{ text: 'No feeds yet' }] },
  });
}

type Outline = Opml.Outline<string>;

function outlinesOf(text: string): readonly Outline[] {
  try {
    return parseDocument(text.replace(/^\uFEFF/, '').trimStart()).body?.outlines ?? [];
  } catch (error) {
    throw new OpmlError('not OPML', 'the document can’t be read', { cause: error });
  }
}

function collect(outline: Outline, tags: readonly string[], feeds: Map<string, OpmlFeed>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const title = plain(outline.title ?? outline.text);
  const url = webAddress(outline.xmlUrl);
  if (url !== undefined) {
    const before = feeds.get(url);
    if (before === undefined && feeds.size >= MAX_OPML_FEEDS)
      throw new OpmlError('too large', `more than ${MAX_OPML_FEEDS} feeds`);
    feeds.set(url, {
      url,
      title: before?.title ?? (title === '' ? new URL(url).hostname : title),
      language: before?.language ?? languageOf(outline.language),
      sourceKind: before?.sourceKind ?? SOURCE_KINDS.find((kind) => kind === outline.category),
      tags: [...new Set([...(before?.tags ?? []), ...tags])],
    });
  }
  const inside = url === undefined && title !== '' ? [...tags, title] : tags;
  for (const child of outline.outlines ?? []) collect(child, inside, feeds, depth + 1);
}

/** The feeds that stand in one folder, `depth` deep; those with no further tag first. */
function outlinesIn(feeds: readonly Feed[], depth: number): Outline[] {
  const folders = Map.groupBy(feeds, (feed) => feed.tags[depth] ?? '');
  return [...folders].flatMap(([folder, inside]) =>
    folder === '' || depth >= MAX_DEPTH
      ? inside.map(leafOf)
      : [{ text: folder, title: folder, outlines: outlinesIn(inside, depth + 1) }],
  );
}

function leafOf(feed: Feed): Outline {
  return {
    type: 'rss',
    text: feed.title,
    title: feed.title,
    xmlUrl: feed.url,
    category: feed.sourceKind,
    ...(feed.language === undefined ? {} : { language: feed.language }),
  };
}

/** Of `http`, `https` and the old `feed:` scheme; without a fragment. */
function webAddress(written: string | undefined): string | undefined {
  const url = URL.parse(
    (written ?? '')
      .trim()
      .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:/i, 'http:'),
  );
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.hash = '';
  return url.href;
}

function languageOf(written: string | undefined): string | undefined {
  const code = written?.trim().toLowerCase().split(/[-_]/)[0];
  return code !== undefined && /^[a-z]{2}$/.test(code) ? code : undefined;
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, MAX_TITLE_CHARS);
}
