/** Taken back: a line that a digest told, and that a verdict showed to be wrong; the next digest says so. */
import type { StoryEvent } from './story.ts';

/** One line. */
export interface TakenBack {
  /** As it was told. */
  readonly event: StoryEvent;
  /** As it now stands; undefined or missing where nothing is left of it. */
  readonly now?: StoryEvent | undefined;
  /** Who says so: the model's name. */
  readonly by: string;
  /** In plain words: `it speaks of another person`. */
  readonly why: string;
}
