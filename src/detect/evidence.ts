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

/** The sum of the weights. */
export function weightOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { weight }) => sum + weight, 0);
}
