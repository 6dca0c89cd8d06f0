/** Routing: which watchlists hear of a story at once, and why the others do not. */
import type { RouteReason } from '../model/alert.ts';
import type { Official } from '../model/official.ts';
import type { Story, StoryEvent } from '../model/story.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { fold } from '../text/plain-name.ts';

/** Older news is filed, never told at once: it belongs in the digest or the archive. */
export const FRESH_FOR_MS = 48 * 60 * 60 * 1000;

/** A date further ahead than this is a wrong clock, not news. */
const CLOCK_SKEW_MS = 60 * 60 * 1000;

/** What routing has to know besides the story and the watchlist. */
export interface RouteContext {
  /** The time of the decision, ms since the epoch. */
  readonly now: number;
  /** Looks an official up; organisations of the officials count for a watchlist's organisations. */
  readonly official: (id: string) => Official | undefined;
  /** Whether the story was told in the watchlist's channel before: then growth is told, however old. */
  readonly told: boolean;
  /** Whether someone muted the story in that channel. */
  readonly muted: boolean;
}

/** One watchlist and what was decided for it. */
export interface Route {
  readonly watchlist: Watchlist;
  readonly reason: RouteReason;
  /** The events of the story that the watchlist asked for; empty unless matched. */
  readonly events: readonly StoryEvent[];
}

/**
 * Decides whether `watchlist` is told of `story`.
 *
 * @returns `matched` with the events that match, or the first reason against it
 */
export function routeStory(story: Story, watchlist: Watchlist, context: RouteContext): Route {
  const refuse = (reason: RouteReason): Route => ({ watchlist, reason, events: [] });
  if (watchlist.paused) return refuse('paused');
  if (context.muted) return refuse('muted');
  const matching = matchEvents(story, watchlist, context);
  if (typeof matching === 'string') return refuse(matching);
  const fresh = context.told ? 'matched' : freshness(story, context.now);
  return fresh === 'matched' ? { watchlist, reason: 'matched', events: matching } : refuse(fresh);
}

/** Whether any source makes the story news of now, or the reason why none does. */
function freshness(story: Story, now: number): RouteReason {
  const live = story.sources.filter((source) => !source.backlog);
  if (live.length === 0) return 'backlog';
  const usable = live.flatMap(({ publishedAt }) =>
    publishedAt === undefined || publishedAt > now + CLOCK_SKEW_MS ? [] : [publishedAt],
  );
  if (usable.length === 0) return 'no usable date';
  return usable.some((at) => now - at <= FRESH_FOR_MS) ? 'matched' : 'too old';
}

/** The story's events that the watchlist follows, or the first reason that leaves none. */
function matchEvents(story: Story, watchlist: Watchlist, context: RouteContext): readonly StoryEvent[] | RouteReason {
  const languages = story.sources.map((source) => source.language);
  if (!overlaps(watchlist.languages, languages)) return 'other language';
  const organisationsWanted = watchlist.organisations.map(fold);
  const criteria: readonly (readonly [RouteReason, (event: StoryEvent) => boolean])[] = [
    ['other kind', (event) => overlaps(watchlist.kinds, [event.kind])],
    ['other officials', (event) => overlaps(watchlist.officials, event.officials)],
    ['other countries', (event) => overlaps(watchlist.countries, event.countries)],
    ['other organisations', (event) => overlaps(organisationsWanted, organisationsOf(event, context))],
    ['below confidence', (event) => event.confidence >= watchlist.minConfidence],
  ];
  let left = story.events;
  for (const [reason, keeps] of criteria) {
    left = left.filter(keeps);
    if (left.length === 0) return reason;
  }
  return left;
}

/** The parties of an event and the organisations of its officials, folded for comparison. */
function organisationsOf(event: StoryEvent, context: RouteContext): readonly string[] {
  const offices = event.officials.flatMap((id) => context.official(id)?.offices ?? []);
  return [...event.parties, ...offices.map((office) => office.organisation)].map(fold);
}

/** An empty wish list means any. */
function overlaps(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((one) => present.includes(one));
}
