/** A report: what detection makes of one item. */
import type { DetectedEvent } from './event.ts';
import type { Mention } from './mention.ts';

/** Why an item reports no event; the log and `/watch test` quote the same words. */
export const SILENT_REASONS = [
  'language not known',
  'no lexicon for the language',
  'no official',
  'no trip or deal',
  'retrospect only',
  'not news',
] as const;

/** One of {@link SILENT_REASONS}. */
export type SilentReason = (typeof SILENT_REASONS)[number];

/** What detection makes of one item. */
export interface Report {
  /** ISO 639-1, also of languages in which we find names alone; `und` where it can't be told. */
  readonly language: string;
  readonly mentions: readonly Mention[];
  readonly events: readonly DetectedEvent[];
  /** Undefined exactly where there are events. */
  readonly silentReason: SilentReason | undefined;
}
