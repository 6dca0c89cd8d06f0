/** Telling again: what the running version makes of a story that a desk was told of. Pure. */
import { type RouteContext, routeStory } from '../alerts/route.ts';
import type { Detector } from '../detect/detect.ts';
import type { RouteReason } from '../model/alert.ts';
import type { Item } from '../model/item.ts';
import type { Story, StorySource } from '../model/story.ts';
import type { ToldStory } from '../model/told-story.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { toSource } from '../stories/file.ts';
import { mergeEvents } from '../stories/merge.ts';

/** What became of it. */
export interface Retold {
  /** Whether one of the watchlists would be told. */
  readonly isTold: boolean;
  /** Of the surest event that would be told, or that there is; undefined where there is none. */
  readonly confidence: number | undefined;
  /** Why none would be told: `no event`, or the first watchlist's reason. */
  readonly why: RouteReason | 'no event';
}

/**
 * Runs detection on the story's items and routes what it finds; how old the news is now doesn't count.
 *
 * @param watchlists those that asked for it, as they are now
 */
export function tellAgain(
  told: ToldStory,
  watchlists: readonly Watchlist[],
  parts: { readonly detect: Detector['detect']; readonly official: RouteContext['official'] },
): Retold {
  const sources = told.story.sources.flatMap((source) => {
    const item = itemOf(source, told.rests[source.itemId]);
    const report = parts.detect(item);
    return report.events.length === 0 ? [] : [toSource(item, report)];
  });
  const story: Story = { ...told.story, sources, events: mergeEvents(sources) };
  if (story.events.length === 0) return { isTold: false, confidence: undefined, why: 'no event' };
  const context = { now: story.updatedAt, official: parts.official, told: true, muted: false };
  const routes = watchlists.map((watchlist) => routeStory(story, { ...watchlist, paused: false }, context));
  const matched = routes.flatMap((route) => route.events);
  return {
    isTold: matched.length > 0,
    confidence: surest(matched.length > 0 ? matched : story.events),
    why: matched.length > 0 ? 'matched' : (routes[0]?.reason ?? 'matched'),
  };
}

/** The confidence of the surest of some events. */
export function surest(events: readonly { readonly confidence: number }[]): number {
  return Math.max(...events.map(({ confidence }) => confidence));
}

function itemOf(source: StorySource, rest: ToldStory['rests'][string] | undefined): Item {
  const { itemId, feedId, outlet, sourceKind, url, title, summary, publishedAt, seenAt, backlog } = source;
  const language = rest === undefined ? source.language : rest.language;
  const item = { feedId, outlet, sourceKind, url, title, summary, publishedAt, seenAt, backlog };
  return { ...item, id: itemId, identityKeys: [itemId], body: rest?.body, language };
}
