/** Evidence: reasons in log-odds, summed to a confidence. */
import type { Evidence } from '../model/event.ts';
import { type SentenceReading, type TokenSpan, wordsAt } from './reading.ts';

/** A reason with the words of the sentence that made it. */
export function because(
  slot: string,
  why: string,
  weight: number,
  sentence?: SentenceReading,
  span?: TokenSpan,
): Evidence {
  const words = sentence === undefined ? '' : span === undefined ? sentence.text : wordsAt(sentence, span);
  return { slot, why, words, weight };
}

/**
 * A reason to be less sure of what is still the likeliest reading: it lowers the confidence, so that a watchlist may
 * leave the event out or a model is asked, but doesn't make the event go away.
 */
export function doubt(why: string, weight: number, sentence?: SentenceReading, span?: TokenSpan): Evidence {
  return because('doubt', why, weight, sentence, span);
}

/** The sum of the weights by which an event is taken for one; doubts aside. */
export function weightOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { slot, weight }) => (slot === 'doubt' ? sum : sum + weight), 0);
}

/** The sum of all weights, doubts included. */
export function weightWithDoubts(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { weight }) => sum + weight, 0);
}
