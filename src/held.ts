/**
 * Held back: what a model rejected is not told again by the next outlet that reports it no better. The story is filed and
 * waits for the verdict on that report; whatever the model then says, or fails to say, is what tells or ends it.
 */
import type { DoubtfulBand } from './model/doubt.ts';
import type { DetectedEvent } from './model/event.ts';
import type { Story, StorySource } from './model/story.ts';
import { SAME_HAPPENING_MS, tellSameHappening } from './stories/same.ts';

/** Where rejected reports are kept; see `stores.ts`. */
export interface RejectedStore {
  set(itemId: string, source: StorySource, ttlMs: number): void;
  all(): readonly StorySource[];
}

/** Remembers that a model rejected these events of a source, as long as others may report the same happening. */
export function rememberRejected(source: StorySource, events: readonly DetectedEvent[], store: RejectedStore): void {
  store.set(source.itemId, { ...source, events }, SAME_HAPPENING_MS);
}

/** Whether the rules are unsure of an event, and no model has spoken for it. */
export function isDoubtful({ confidence, ruling }: DetectedEvent, { from, to }: DoubtfulBand): boolean {
  return ruling === undefined && confidence >= from && confidence <= to;
}

/** Whether all that a story rests on is in doubt, and tells what was rejected. */
export function isHeldBack({ sources }: Story, band: DoubtfulBand, store: RejectedStore): boolean {
  const inDoubt = ({ events }: StorySource) => events.every((event) => isDoubtful(event, band));
  if (!sources.every(inDoubt)) return false;
  const rejected = store.all();
  return sources.every((source) => rejected.some((known) => tellSameHappening(known, source)));
}
