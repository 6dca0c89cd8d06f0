/** The desk's feeds: what `/feeds` may ask for, over the store, the poller and the door to the web. */
import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { Desk, FeedAdding, FeedImport, FeedRequest, FeedRow, FoundFeed } from './commands/command.ts';
import { checkFeed } from './feeds/check.ts';
import { type DiscoveredFeed, discoverFeeds } from './feeds/discover.ts';
import { feedAddressKey, feedIdOf } from './feeds/feed-id.ts';
import type { HttpClient } from './feeds/http.ts';
import { type OpmlFeed, parseOpml, writeOpml } from './feeds/opml.ts';
import type { ParsedItem } from './feeds/parsed.ts';
import type { Poller } from './feeds/poll.ts';
import { itemsPerDay } from './feeds/rhythm.ts';
import type { Log } from './log.ts';
import type { Feed } from './model/feed.ts';
import type { ItemText } from './model/item.ts';
import type { Report } from './model/report.ts';
import type { Alerts } from './store/alerts.ts';
import type { Feeds } from './store/feeds.ts';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** So many of a found feed's last entries are tried: a choice is made by them in a second, not in ten. */
const TRIED_ENTRIES = 30;

/** What the desk's feeds are built from. */
export interface DeskFeedsParts {
  readonly feeds: Feeds;
  readonly alerts: Pick<Alerts, 'countByFeed'>;
  /** What detection makes of an item, to tell what a feed would have brought. */
  readonly detect: (item: ItemText) => Report;
  readonly poller: Pick<Poller, 'pollFeed'>;
  readonly http: HttpClient;
  /** The OPML file of outlets that ships with Dateline. */
  readonly packFile: string;
  /** Where attachments may come from though it is an inner address: a Discord-compatible server beside us. */
  readonly apiUrl: string | undefined;
  readonly now: () => number;
  readonly log: Log;
}

/** Makes them. */
export function createDeskFeeds(parts: DeskFeedsParts): Desk['feeds'] {
  const { feeds, now } = parts;

  const rowOf = (feed: Feed): FeedRow => ({ feed, state: feeds.state(feed.id) });

  async function add(request: FeedRequest): Promise<FeedAdding> {
    const feed = feedFrom(request, now());
    const known = twinOf(request.url);
    if (known !== undefined) return alreadyThere(known, request);
    const report = await checkFeed(feed, undefined, parts.http, now());
    if (report.kind === 'refused') return discover(request.url, report.why);
    const moved = twinOf(report.finalUrl);
    if (moved !== undefined) return alreadyThere(moved, request);
    const { parsed } = report;
    const named: Feed = {
      ...feed,
      title: request.title ?? parsed.title ?? feed.title,
      language: request.language ?? parsed.language?.slice(0, 2).toLowerCase(),
    };
    feeds.add(named);
    // The first poll sets the baseline at once: what comes from now on is news.
    const first = await parts.poller.pollFeed(feed.id);
    const items = parsed.items.length;
    const elsewhere = first?.kind === 'baseline' ? Math.max(0, items - first.items) : 0;
    return { kind: 'added', feed: named, items, elsewhere, repairs: report.repairs };
  }

  /** An editor may set another interval by adding a feed again; the operator's own keep theirs. */
  function alreadyThere(feed: Feed, { minIntervalMs }: FeedRequest): FeedAdding {
    if (minIntervalMs === undefined || minIntervalMs === feed.minIntervalMs || feed.allowInnerAddress) {
      return { kind: 'already there', feed, changed: false };
    }
    const changed = feeds.update(feed.id, (old) => ({ ...old, minIntervalMs }));
    return { kind: 'already there', feed: changed ?? feed, changed: true };
  }

  /** The feed that is read at this address already, by whatever scheme or `www.` */
  function twinOf(url: string): Feed | undefined {
    const wanted = feedAddressKey(url);
    return feeds.get(feedIdOf(url)) ?? feeds.list().find((feed) => feedAddressKey(feed.url) === wanted);
  }

  /** Perhaps the address of a page was typed: then its feeds are offered. */
  async function discover(url: string, why: string): Promise<FeedAdding> {
    try {
      const found = await discoverFeeds(url, parts.http, now());
      const tried: FoundFeed[] = [];
      for (const one of found) tried.push(await tryEntries(one));
      if (tried.length > 0) return { kind: 'choose', found: tried };
    } catch (error) {
      parts.log.debug({ err: error }, 'No feed was discovered');
    }
    return { kind: 'refused', why };
  }

  async function tryEntries({ url, title, parsed }: DiscoveredFeed): Promise<FoundFeed> {
    const entries = parsed.items
      .toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))
      .slice(0, TRIED_ENTRIES);
    const language = parsed.language?.slice(0, 2).toLowerCase();
    let reporting = 0;
    for (const entry of entries) {
      if (parts.detect(textOf(entry, language)).events.length > 0) reporting += 1;
      // Hundreds of entries in a row would hold up everything else.
      await turn();
    }
    return { url, title, entries: entries.length, reporting };
  }

  function importOpml(text: string, addedBy: string, wanted?: (entry: OpmlFeed) => boolean): FeedImport {
    const added: Feed[] = [];
    let known = 0;
    const addresses = new Set(feeds.list().map(({ url }) => feedAddressKey(url)));
    for (const entry of parseOpml(text)) {
      if (wanted !== undefined && !wanted(entry)) continue;
      const address = feedAddressKey(entry.url);
      if (addresses.has(address)) {
        known += 1;
        continue;
      }
      addresses.add(address);
      const feed: Feed = {
        id: feedIdOf(entry.url),
        url: entry.url,
        title: entry.title,
        sourceKind: entry.sourceKind ?? 'press',
        language: entry.language,
        tags: entry.tags,
        addedBy,
        addedAt: now(),
        allowInnerAddress: false,
        minIntervalMs: undefined,
      };
      if (feeds.add(feed) === 'known') known += 1;
      else added.push(feed);
    }
    return { added, known, refused: [] };
  }

  /** Some eighty feeds: read when somebody asks, not kept. */
  function readPack(): readonly OpmlFeed[] {
    return parseOpml(readFileSync(parts.packFile, 'utf8'));
  }

  return {
    list: () => feeds.listWithStates(),
    figures() {
      const alerts = parts.alerts.countByFeed(now() - MONTH_MS);
      return new Map(
        feeds
          .listWithStates()
          .map(({ feed, state }) => [
            feed.id,
            { itemsADay: itemsPerDay(state, now()), alertsAMonth: alerts.get(feed.id) ?? 0 },
          ]),
      );
    },
    find(text) {
      const wanted = text.trim().toLowerCase();
      const feed =
        feeds.get(text) ??
        feeds.list().find((one) => one.url.toLowerCase() === wanted || one.title.toLowerCase() === wanted);
      return feed === undefined ? undefined : rowOf(feed);
    },
    add,
    async check(feedId) {
      const feed = feeds.get(feedId);
      if (feed === undefined) return { kind: 'refused', why: 'there is no such feed any more' };
      const report = await checkFeed(feed, feeds.state(feedId), parts.http, now());
      if (report.kind === 'refused') return { kind: 'refused', why: report.why };
      const state = feeds.state(feedId);
      return {
        kind: 'good',
        items: report.parsed.items.length,
        newest: report.newest[0],
        reader: report.reader,
        repairs: report.repairs,
        itemsADay: report.itemsPerDay,
        nextDueAt: state?.nextDueAt,
        nextDueReason: state?.nextDueReason,
      };
    },
    remove(feedId) {
      const feed = feeds.get(feedId);
      if (feed === undefined) return undefined;
      const row = rowOf(feed);
      return feeds.remove(feedId) ? row : undefined;
    },
    restore({ feed, state }) {
      feeds.add(feed, state);
    },
    import: (text, addedBy) => importOpml(text, addedBy),
    packRegions: () => [...new Set(readPack().flatMap(({ tags }) => tags))],
    importPack(addedBy, { region, language }) {
      const isWanted = (entry: OpmlFeed): boolean =>
        (region === undefined || entry.tags.includes(region)) &&
        (language === undefined || entry.language === language);
      return importOpml(readFileSync(parts.packFile, 'utf8'), addedBy, isWanted);
    },
    export: () => writeOpml(feeds.list(), 'Feeds of Dateline'),
    async fetchAttachment(url, maxBytes) {
      const isOurServer = parts.apiUrl !== undefined && URL.parse(url)?.origin === new URL(parts.apiUrl).origin;
      const answer = await parts.http.get(url, { maxBytes, allowInnerAddress: isOurServer });
      return new TextDecoder().decode(answer.body);
    },
  };
}

function textOf(entry: ParsedItem, language: string | undefined): ItemText {
  const { title, summary, publishedAt, contentText } = entry;
  return { title, summary, body: contentText.length > summary.length ? contentText : undefined, language, publishedAt };
}

function feedFrom(request: FeedRequest, now: number): Feed {
  return {
    id: feedIdOf(request.url),
    url: request.url,
    title: request.title ?? URL.parse(request.url)?.hostname ?? request.url,
    sourceKind: request.sourceKind,
    language: request.language,
    tags: [],
    addedBy: request.addedBy,
    addedAt: now,
    allowInnerAddress: false,
    minIntervalMs: request.minIntervalMs,
  };
}
