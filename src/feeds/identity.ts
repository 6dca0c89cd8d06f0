/**
 * Identity: which items of a document are new, which are known, and which are known but reworded.
 *
 * Neither guid nor link nor title alone can be trusted: some servers make a new guid for every request, some give one guid
 * to all, titles are edited, links get tracking parameters. So two of the three must agree: guid and link (the title was
 * edited), link and title (the guid changes), guid and title (the link changes). Where an item has only one of guid and
 * link, that one is enough. What agrees is a key; an item is known when one of its keys is.
 *
 * Outlets have several feeds, and mirrors of them: what agrees and has a link in it counts for every feed, the rest for its
 * own feed alone, for "item 17" is a guid of many. The backlog of one feed may be another's news, so it counts for backlogs.
 */
import { createHash } from 'node:crypto';
import type { Feed } from '../model/feed.ts';
import type { Item } from '../model/item.ts';
import { linkKey } from './link-key.ts';
import type { ParsedItem } from './parsed.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was seen before. */
export interface SeenItems {
  /** The id of the item that was marked with the first of `keys` that is known; undefined where none is. */
  find(keys: readonly string[]): string | undefined;
}

/** An item of a document, as far as it must be taken. */
export interface FreshItem {
  readonly item: Item;
  readonly parsed: ParsedItem;
  /** `reworded`: known by other keys, but its title or date are not what they were; it keeps its id. */
  readonly change: 'new' | 'reworded';
}

/** When and how an item came. */
export interface ItemContext {
  readonly seenAt: number;
  readonly backlog: boolean;
}

/**
 * The items of a document that are new or reworded, oldest first; an item that the document shows twice comes once.
 *
 * @param seen is asked up to twice an item; what this document itself brings need not be marked meanwhile
 */
export function findFresh(
  feed: Feed,
  parsedItems: readonly ParsedItem[],
  seen: SeenItems,
  context: ItemContext,
): readonly FreshItem[] {
  const identities = parsedItems.map((parsed) => identityOf(parsed));
  const ambiguous = ambiguousKeys(identities);
  const rows = oldestFirst(parsedItems).flatMap(([index, parsed]) => {
    const identity = identities[index];
    if (identity === undefined) return [];
    const loose = identity.loose.filter((key) => !ambiguous.has(key));
    const keys = keysOf(feed, identity, loose, context);
    return [
      {
        parsed,
        identity,
        keys,
        known: seen.find(context.backlog ? [...keys, ...sharedKeys(identity, loose, NEWS)] : keys),
      },
    ];
  });
  /** Which id each key of this document stands for. */
  const here = new Map<string, string>();
  const note = (keys: readonly string[], id: string): void => {
    for (const key of keys) here.set(key, id);
  };
  // Those that are what they were come first: nothing else in the document can then be taken for a rewording of them.
  const others = rows.filter(({ identity, keys, known }) => {
    if (known === undefined || seen.find([wordingKey(known, identity)]) === undefined) return true;
    note(keys, known);
    return false;
  });
  const taken = new Set(here.values());
  const fresh = new Map<string, FreshItem>();
  for (const { parsed, identity, keys, known } of others) {
    const twinId = keys.map((key) => here.get(key)).find((id) => id !== undefined);
    const twin = twinId === undefined ? undefined : fresh.get(twinId);
    if (twinId !== undefined) {
      note(keys, twinId);
      if (twin === undefined) continue;
      // Twice in one document: taken once, and known by the keys of both.
      const identityKeys = [...new Set([...twin.item.identityKeys, wordingKey(twinId, identity), ...keys])];
      fresh.set(twinId, { ...twin, item: { ...twin.item, identityKeys } });
      continue;
    }
    const isReworded = known !== undefined && !taken.has(known);
    const id = isReworded ? known : newId(feed, identity, known !== undefined);
    note(keys, id);
    taken.add(id);
    const item = itemOf(feed, parsed, id, [wordingKey(id, identity), ...keys], context);
    fresh.set(id, { item, parsed, change: isReworded ? 'reworded' : 'new' });
  }
  return [...fresh.values()];
}

/**
 * Makes an item of what a feed said, as if nothing had been seen before.
 *
 * The id is stable: the same guid, link and title of the same feed give the same id in any document, on any machine.
 */
export function toItem(feed: Feed, parsed: ParsedItem, context: ItemContext): Item {
  const identity = identityOf(parsed);
  const keys = keysOf(feed, identity, identity.loose, context);
  const id = newId(feed, identity, false);
  return itemOf(feed, parsed, id, [wordingKey(id, identity), ...keys], context);
}

/**
 * Those of the feed itself first. What a new feed's backlog holds is known to other feeds as backlog alone: one of them may
 * not have brought it yet, and has it as news.
 *
 * @param loose those of the identity's that tell items apart in this document
 */
function keysOf(
  feed: Feed,
  identity: Identity,
  loose: readonly string[],
  { backlog }: Pick<ItemContext, 'backlog'>,
): readonly string[] {
  return [
    ...[identity.whole, ...loose].map((key) => hashed(feed.id, key)),
    ...sharedKeys(identity, loose, backlog ? BACKLOG : NEWS),
  ];
}

/** In place of a feed's id: no address is one word, or none. */
const NEWS = '';
const BACKLOG = 'backlog';

/** What is known to every feed. */
function sharedKeys(identity: Identity, loose: readonly string[], of: typeof NEWS | typeof BACKLOG): readonly string[] {
  return loose.filter((key) => identity.withLink.has(key)).map((key) => hashed(of, key));
}

/** @param isSecond for an item whose keys lead to another that stands beside it in the same document */
function newId(feed: Feed, identity: Identity, isSecond: boolean): string {
  return hashed(feed.id, isSecond ? key('second', identity.whole, identity.day) : identity.whole);
}

function itemOf(feed: Feed, parsed: ParsedItem, id: string, keys: readonly string[], context: ItemContext): Item {
  return {
    id,
    identityKeys: keys,
    feedId: feed.id,
    outlet: feed.title,
    sourceKind: feed.sourceKind,
    url: parsed.link,
    title: parsed.title,
    summary: parsed.summary,
    // Many feeds carry the whole article: as good as fetched. What only repeats the summary is not.
    body: parsed.contentText.length > parsed.summary.length ? parsed.contentText : undefined,
    language: feed.language,
    publishedAt: parsed.publishedAt,
    seenAt: context.seenAt,
    backlog: context.backlog,
  };
}

interface Identity {
  /** All of it together. */
  readonly whole: string;
  /** What two of the three say, the most trustworthy first. */
  readonly loose: readonly string[];
  /** Those of them that name the article's page, and something else of it. */
  readonly withLink: ReadonlySet<string>;
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly day: string;
}

function identityOf(parsed: ParsedItem): Identity {
  const link = linkKey(parsed.link) ?? '';
  // A guid that is an address gets tracking parameters as links do.
  const guid = linkKey(parsed.guid) ?? parsed.guid?.trim() ?? '';
  const title = titleKey(parsed.title);
  const day = parsed.publishedAt === undefined ? '' : String(Math.floor(parsed.publishedAt / DAY_MS));
  // Without a title the words themselves must tell two items apart.
  const words = title === '' ? titleKey(parsed.summary.slice(0, 500)) : title;
  const both = guid !== '' && link !== '';
  const withLink = [
    both ? key('guid, link', guid, link) : undefined,
    link !== '' && words !== '' ? key('link, title', link, words) : undefined,
  ].filter((candidate) => candidate !== undefined);
  const others = [
    guid !== '' && words !== '' ? key('guid, title', guid, words) : undefined,
    guid === '' && link !== '' ? key('link', link) : undefined,
    guid !== '' && link === '' ? key('guid', guid) : undefined,
    link === '' && words !== '' ? key('title, day', words, day) : undefined,
  ].filter((candidate) => candidate !== undefined);
  // With neither guid nor link, yesterday's "News in brief" and today's differ by their day alone.
  const whole = key('whole', guid, link, words, guid === '' && link === '' ? day : '');
  return { whole, loose: [...withLink, ...others], withLink: new Set(withLink), guid, link, title: words, day };
}

/** Stands for the item in this very wording; the guid is left out, for where it changes with every request nothing is reworded. */
function wordingKey(id: string, identity: Identity): string {
  return hashed(id, key('wording', identity.title, identity.day));
}

/**
 * The keys that don't tell items apart in this document, because two items share one and differ in what it leaves out:
 * one guid and link for all, or one link and title ("News in brief") for every day's.
 */
function ambiguousKeys(identities: readonly Identity[]): ReadonlySet<string> {
  const holders = new Map<string, Identity[]>();
  for (const identity of identities) {
    for (const key of identity.loose) {
      const others = holders.get(key);
      if (others === undefined) holders.set(key, [identity]);
      else others.push(identity);
    }
  }
  return new Set([...holders].filter(([, sharers]) => areSeveral(sharers)).map(([key]) => key));
}

/**
 * None edits itself beside itself: another title is another item, and so is a namesake of another day, unless guid and link
 * say that it is the same after all.
 */
function areSeveral(sharers: readonly Identity[]): boolean {
  if (sharers.length < 2) return false;
  const count = (of: (identity: Identity) => string): number =>
    new Set(sharers.map(of).filter((text) => text !== '')).size;
  if (count((identity) => identity.title) > 1) return true;
  return count((identity) => identity.day) > 1 && count((identity) => key(identity.guid, identity.link)) > 1;
}

/** Case, punctuation, spaces and compatibility forms are no rewording. */
function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Newest first is the habit of feeds; a story is told from its beginning. Without dates the feed's order is turned round. */
function oldestFirst(items: readonly ParsedItem[]): readonly (readonly [number, ParsedItem])[] {
  return [...items.entries()]
    .toReversed()
    .toSorted(
      ([, a], [, b]) => (a.publishedAt ?? Number.POSITIVE_INFINITY) - (b.publishedAt ?? Number.POSITIVE_INFINITY) || 0,
    );
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** 132 bits: no two of a lifetime's items meet by chance. */
function hashed(feedId: string, key: string): string {
  return createHash('sha256').update(`${feedId}\n${key}`).digest('base64url').slice(0, 22);
}
