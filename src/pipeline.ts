/**
 * The line, drawn once: the way of an item to the deliveries that tell it.
 *
 *     item → detect → fileReport → extractSummary → routeStory → renderAlert → deliveries
 *
 * Read the rows, decide everything, write once: all but detection runs inside one transaction, so that a crash at any
 * point loses nothing and repeats nothing.
 */
import { type Route, routeStory } from './alerts/route.ts';
import { retellStory, type TellingParts, type TellingStore, tellStory } from './alerts/tell.ts';
import { absorbStory, type LinkingParts, linkStory, type StoryHangers } from './keep-story.ts';
import type { RouteReason } from './model/alert.ts';
import type { Item } from './model/item.ts';
import type { Report, SilentReason } from './model/report.ts';
import type { Story } from './model/story.ts';
import type { Summary } from './model/summary.ts';
import type { Watchlist } from './model/watchlist.ts';
import { candidateQuery, type Filing, fileReport, toSource } from './stories/file.ts';
import { extractSummary } from './summarize/extractive.ts';
import { splitSentences } from './text/sentences.ts';

/** What the line reads and writes; the store implements it, synchronously, on one connection. */
export interface PipelineStore extends TellingStore {
  transaction<T>(work: () => T extends PromiseLike<unknown> ? never : T): T;
  readonly seen: {
    /** The item that is known by one of these keys, or undefined. */
    find(keys: readonly string[]): string | undefined;
    mark(itemId: string, keys: readonly string[], at: number): void;
  };
  readonly archive: LinkingParts['store']['archive'] & StoryHangers['archive'] & { saveStory(story: Story): void };
  /** What a story doesn't keep of its items. */
  readonly texts: { keep(itemId: string, rest: Pick<Item, 'body' | 'language'>, at: number): void };
  readonly feedback: StoryHangers['feedback'];
  readonly linkVerdicts: StoryHangers['linkVerdicts'];
  readonly alerts: TellingStore['alerts'] & StoryHangers['alerts'];
  readonly watchlists: { list(): readonly Watchlist[] };
}

/** What the line is built from. */
export interface PipelineParts extends TellingParts {
  readonly store: PipelineStore;
  readonly detect: (item: Item) => Report;
  /** Officials of an organisation, by its usual English name; nobody, if not given. */
  readonly officialsOf?: (organisation: string) => readonly string[];
  /** Files and links, and tells nobody: history that is filled in. */
  readonly quiet?: boolean;
  /**
   * Keeps reports that are in doubt for the model, within the transaction that files them, and says which stories wait for
   * its verdict; nothing, if not given.
   */
  readonly doubts?: { consider(item: Item, report: Report, now: number): void; holds(story: Story): boolean };
}

/** What filing a report needs, whoever made it. */
export type FilingParts = Omit<PipelineParts, 'doubts'>;

/** What became of an item: every turning-away has a name. */
export type Outcome =
  | { readonly kind: 'already seen' }
  | { readonly kind: 'silent'; readonly reason: SilentReason }
  | {
      readonly kind: 'filed';
      readonly filing: Filing;
      /** What was decided for each watchlist. */
      readonly reasons: readonly RouteReason[];
      /** In how many channels it is told or updated. */
      readonly channels: number;
    };

/** Takes one item down the line; a repeat of an item that was taken before changes nothing. */
export function takeItem(item: Item, parts: PipelineParts): Outcome {
  const { store } = parts;
  // The first key stands for this very wording: a reworded item goes down the line again, under its old id.
  if (store.seen.find(item.identityKeys.slice(0, 1)) !== undefined) return { kind: 'already seen' };
  // Detection is the slow part and needs no row: it runs before the transaction, which holds the file's write lock.
  const report = parts.detect(item);
  return store.transaction((): Outcome => {
    const now = parts.now();
    store.seen.mark(item.id, item.identityKeys, now);
    if (parts.quiet !== true) parts.doubts?.consider(item, report, now);
    if (report.silentReason !== undefined) return { kind: 'silent', reason: report.silentReason };
    const { filing, newLinks } = fileItem(item, report, parts, now);
    const routes = routesOf(filing.story, parts, now);
    const isNew = filing.kind !== 'nothing new' || newLinks.length > 0;
    const isNews = parts.quiet !== true && isNew && parts.doubts?.holds(filing.story) !== true;
    const channels = isNews ? tellStory({ ...filing, newLinks }, routes, parts, now) : 0;
    if (parts.quiet !== true) retellLessened(filing, parts, now);
    return { kind: 'filed', filing, reasons: routes.map((route) => route.reason), channels };
  });
}

/** Files an item's report, whoever made it, with its links; part of a transaction. */
export function fileItem(item: Item, report: Report, parts: FilingParts, now: number) {
  const { store } = parts;
  const candidates = store.archive.candidates(candidateQuery(item, report));
  const filing = fileReport(toSource(item, report), candidates, now, parts.newId, summarize);
  for (const rest of filing.lessened) store.archive.saveStory(rest);
  store.archive.saveStory(filing.story);
  if (item.body !== undefined || (item.language ?? report.language) !== report.language) {
    store.texts.keep(item.id, item, now);
  }
  for (const absorbed of filing.absorbed) absorbStory(absorbed, filing.story.id, store);
  for (const rest of filing.lessened) linkStory(rest, parts);
  return { filing, newLinks: linkStory(filing.story, parts) };
}

/** Brings the messages of stories that lost a report to another one up to date, by edits. */
export function retellLessened({ lessened }: Filing, parts: FilingParts, now: number): void {
  for (const rest of lessened) retellStory(rest, parts.store.watchlists.list(), parts, now);
}

/** A story's summary of the sources' own sentences. */
export function summarize(sources: Story['sources'], events: Story['events']): Summary {
  return extractSummary(sources, events, splitSentences);
}

/** Digest watchlists are told at their hour, from the archive. */
export function routesOf(story: Story, parts: FilingParts, now: number): readonly Route[] {
  const instant = parts.store.watchlists.list().filter((watchlist) => watchlist.delivering.mode === 'instant');
  return instant.map((watchlist) => {
    const alert = parts.store.alerts.get(story.id, watchlist.channelId);
    const context = { now, official: parts.official, told: alert !== undefined, muted: alert?.mutedBy !== undefined };
    return routeStory(story, watchlist, context);
  });
}
