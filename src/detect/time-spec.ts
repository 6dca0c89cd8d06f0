/** What words of time say, before anything is known of the day on which they were written. */
import type { Clue } from './clues.ts';
import type { PatternHit } from './patterns.ts';

/** A time named in a sentence, not yet resolved. */
export interface TimeMention {
  /** Tokens covered, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly spec: TimeSpec;
  /** `until` and `since` mark one end of a stay. */
  readonly bound: 'until' | 'since' | undefined;
}

/** What the words say. */
export type TimeSpec =
  | { readonly kind: 'offset'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly turn: 'next' | 'last' | undefined }
  /** "Tuesday next week", 下周二. */
  | { readonly kind: 'weekday of week'; readonly weekday: number; readonly weeks: number }
  | { readonly kind: 'weekdays'; readonly first: number; readonly last: number }
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly lastDay: number | undefined;
      readonly month: number;
      readonly year: number | undefined;
    }
  | { readonly kind: 'day of month'; readonly day: number; readonly lastDay: number | undefined }
  | { readonly kind: 'month'; readonly month: number; readonly year: number | undefined }
  | { readonly kind: 'week'; readonly weeks: number }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'days long'; readonly days: number };

/** Clues of time by the token at which they begin. */
export type HitsByStart = ReadonlyMap<number, readonly PatternHit<Clue>[]>;

/** The clue of `time` that begins at a token. */
export function timeHit(byStart: HitsByStart, at: number, time: string): PatternHit<Clue> | undefined {
  return (byStart.get(at) ?? []).find((hit) => hit.value.kind === 'time' && hit.value.time === time);
}
