/** Confidence: the sum of the evidence as a share of events that are right. */
import type { Evidence } from '../model/event.ts';
import { weightOf } from './evidence.ts';

/**
 * Slope and offset that make the log-odds of the rules mean what they say; fitted by `npm run score -- --calibrate`
 * on two thirds of the wire corpus.
 */
const SLOPE = 0.6;
const OFFSET = 1;

/** 0 to 1. */
export function confidenceOf(evidence: readonly Evidence[]): number {
  const logOdds = SLOPE * weightOf(evidence) + OFFSET;
  return Math.round((1 / (1 + Math.exp(-logOdds))) * 1000) / 1000;
}
