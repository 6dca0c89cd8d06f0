/** Taking back what a digest told: it is not edited, so the next one says what of it does not stand. */
import type { Withdrawal } from './alerts/render.ts';
import { routeStory } from './alerts/route.ts';
import type { Official } from './model/official.ts';
import { findEarlierEvent, type Story, type StoryEvent } from './model/story.ts';
import type { TakenBack } from './model/taken-back.ts';
import type { Watchlist } from './model/watchlist.ts';

/** What is read and written. */
export interface TakingBackStore {
  readonly watchlists: { list(): readonly Watchlist[] };
  readonly digests: {
    /** The watchlists whose last digest told the story. */
    telling(storyId: string): readonly string[];
    takeBack(watchlistId: string, entry: TakenBack): void;
  };
}

/** What it is built from. */
export interface TakingBackParts {
  readonly store: TakingBackStore;
  readonly official: (id: string) => Official | undefined;
}

/**
 * Owes it to each watchlist whose last digest told a line of the story that a verdict changed.
 *
 * @param after undefined where nothing is left of the story
 */
export function takeBackInDigests(
  before: Story,
  after: Story | undefined,
  { by, why }: Withdrawal,
  { store, official }: TakingBackParts,
  now: number,
): void {
  const telling = store.digests.telling(before.id);
  for (const watchlist of store.watchlists.list().filter(({ id }) => telling.includes(id))) {
    // One that was paused since was told all the same.
    const route = routeStory(before, { ...watchlist, paused: false }, { now, official, told: true, muted: false });
    const [event] = route.events;
    if (event === undefined) continue;
    const left = after?.events.find((one) => findEarlierEvent([event], one) !== undefined);
    if (left === undefined || lineOf(left) !== lineOf(event))
      store.digests.takeBack(watchlist.id, { event, now: left, by, why });
  }
}

/** What a digest's line tells of an event, for comparison. */
function lineOf({ status, officials, countries, place, value }: StoryEvent): string {
  return JSON.stringify([status, officials, countries, place, value]);
}
