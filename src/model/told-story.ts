/** A story as a desk was told of it: enough to run detection on its items again, whatever has become of it since. */
import type { ItemText } from './item.ts';
import type { Story } from './story.ts';

/** What is kept beside a reader's label. */
export interface ToldStory {
  readonly story: Story;
  /** What the story's sources don't hold of their items, by item id; missing where they hold all. */
  readonly rests: Readonly<Record<string, Pick<ItemText, 'body' | 'language'>>>;
  /** The watchlists that asked for it. */
  readonly watchlistIds: readonly string[];
}
