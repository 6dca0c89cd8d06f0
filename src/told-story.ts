/** Told stories: a story with the texts of its items, as a label keeps it and scoring reads it. */
import type { ItemText } from './model/item.ts';
import type { Story } from './model/story.ts';
import type { ToldStory } from './model/told-story.ts';

/** What is read. */
export interface ToldStoryStore {
  readonly archive: { getStory(storyId: string): Story | undefined };
  readonly texts: { get(itemId: string): Pick<ItemText, 'body' | 'language'> | undefined };
}

/** The story as it stands; undefined where it is no longer on record. */
export function toldStory(
  store: ToldStoryStore,
  storyId: string,
  watchlistIds: readonly string[],
): ToldStory | undefined {
  const story = store.archive.getStory(storyId);
  if (story === undefined) return undefined;
  const rests = story.sources.flatMap(({ itemId }) => {
    const rest = store.texts.get(itemId);
    return rest === undefined ? [] : [[itemId, rest] as const];
  });
  return { story, rests: Object.fromEntries(rests), watchlistIds };
}
