/** Merging and splitting by an editor's hand: decides what the stories then are; the archive only stores it. Pure. */
import type { Story, StoryEvent, StorySource } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import { mergeEvents } from './merge.ts';
import { toldAt } from './same.ts';

type Summarize = (sources: readonly StorySource[], events: readonly StoryEvent[]) => Summary;

/**
 * Makes one story of two; `into` keeps its id. Whatever held the two apart is forgotten.
 *
 * @returns the story that both are from now on
 */
export function mergeStories(into: Story, other: Story, now: number, summarize: Summarize): Story {
  const items = new Set(into.sources.map(({ itemId }) => itemId));
  const sources = [...into.sources, ...other.sources.filter(({ itemId }) => !items.has(itemId))].sort(
    (a, b) => toldAt(a) - toldAt(b) || (a.itemId < b.itemId ? -1 : 1),
  );
  const apartFrom = [...(into.apartFrom ?? []), ...(other.apartFrom ?? [])].filter(
    (id) => id !== into.id && id !== other.id,
  );
  return {
    ...rebuilt(into, sources, now, summarize),
    firstSeenAt: Math.min(into.firstSeenAt, other.firstSeenAt),
    apartFrom: [...new Set(apartFrom)],
    heldTogether: true,
  };
}

/** The two stories that a split leaves; filing will not join them again. */
export interface Split {
  readonly rest: Story;
  readonly parted: Story;
}

/**
 * Takes some items out of a story into one of their own.
 *
 * @param partedId the id of the new story
 * @param isHeld   which of the two is one that an editor joined
 * @returns undefined where that would leave one of the two without a source
 */
export function splitStory(
  story: Story,
  itemIds: readonly string[],
  partedId: string,
  now: number,
  summarize: Summarize,
  isHeld: (story: Story) => boolean,
): Split | undefined {
  const goes = ({ itemId }: StorySource) => itemIds.includes(itemId);
  const [gone, kept] = [story.sources.filter(goes), story.sources.filter((source) => !goes(source))];
  if (gone.length === 0 || kept.length === 0) return undefined;
  const rest = rebuilt(story, kept, now, summarize);
  const parted = rebuilt({ ...story, id: partedId, version: 0 }, gone, now, summarize);
  if (rest.events.length === 0 || parted.events.length === 0) return undefined;
  const half = (built: Story, sources: readonly StorySource[], otherId: string): Story => {
    const { heldTogether: _, ...one } = built;
    return {
      ...one,
      firstSeenAt: firstSeen(sources),
      apartFrom: [...new Set([...(story.apartFrom ?? []), otherId])],
      ...(isHeld(built) && { heldTogether: true }),
    };
  };
  return { rest: half(rest, kept, partedId), parted: half(parted, gone, story.id) };
}

function rebuilt(story: Story, sources: readonly StorySource[], now: number, summarize: Summarize): Story {
  const events = mergeEvents(sources);
  return { ...story, sources, events, updatedAt: now, version: story.version + 1, summary: summarize(sources, events) };
}

function firstSeen(sources: readonly StorySource[]): number {
  return Math.min(...sources.map(({ seenAt }) => seenAt));
}
