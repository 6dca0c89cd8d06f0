/** A doubt: a report that the rules are unsure of, kept until the model has said its word on it. */
import type { Item } from './item.ts';
import type { Report } from './report.ts';

/** The confidence that is doubtful, both ends included; 0 to 1. */
export interface DoubtfulBand {
  readonly from: number;
  readonly to: number;
}

/** What is put to the model of one item. */
export interface DoubtfulReport {
  readonly item: Item;
  /** As the rules made it. */
  readonly report: Report;
  /** Which of the report's events are doubtful, by their place in the list; at least one. */
  readonly doubtful: readonly number[];
}

/** One that waits. */
export interface Doubt extends DoubtfulReport {
  /** Counts up; a newer wording of the item makes a new number. */
  readonly n: number;
  /** When it came in, ms since the epoch. */
  readonly since: number;
  readonly tries: number;
}

/** What became of the events that were put to the model. */
export const VERDICT_COUNTS = ['asked', 'confirmed', 'corrected', 'rejected', 'failed'] as const;

/** One of {@link VERDICT_COUNTS}; `failed` ones are left to the rules. */
export type VerdictCount = (typeof VERDICT_COUNTS)[number];

/** How many events of a day. */
export type VerdictCounts = Readonly<Record<VerdictCount, number>>;
