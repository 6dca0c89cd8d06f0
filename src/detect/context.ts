/** What trips and deals are found from: an item as read, and who acts in it. */
import type { Actor, OfficialFacts } from './actor.ts';
import type { SentenceReading } from './reading.ts';

/** An item as read. */
export interface ReadContext {
  readonly sentences: readonly SentenceReading[];
  /** By sentence. */
  readonly actors: readonly (readonly Actor[])[];
  /** Of the officials mentioned, by id. */
  readonly facts: ReadonlyMap<string, OfficialFacts>;
  /** Ms since the epoch; relative days count from here. */
  readonly publishedAt: number;
}
