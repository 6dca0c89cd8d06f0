/** What the processes of the polling bench tell each other. */

export const BENCH_FEEDS = 2000;

/** Asks for a round. */
export type RoundRequest = 'round';

/** What a round took. */
export interface Round {
  readonly seconds: number;
  readonly cpuMicros: number;
  /** The process's most since its start. */
  readonly residentMb: number;
}
