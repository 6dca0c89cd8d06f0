/** Taking an item's report out of a story: what the story then is; the archive only stores it. Pure. */
import type { Story, StoryEvent, StorySource } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import { mergeEvents } from './merge.ts';

/**
 * The story without the item.
 *
 * @param summarize makes the summary of the story as it then stands
 * @returns undefined where nothing is left of it
 */
export function takeOut(
  story: Story,
  itemId: string,
  now: number,
  summarize: (sources: readonly StorySource[], events: readonly StoryEvent[]) => Summary,
): Story | undefined {
  const sources = story.sources.filter((source) => source.itemId !== itemId);
  const events = mergeEvents(sources);
  if (events.length === 0) return undefined;
  return { ...story, sources, events, updatedAt: now, version: story.version + 1, summary: summarize(sources, events) };
}
