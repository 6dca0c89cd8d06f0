/** Calibration: the line that turns summed evidence into the share of events that are right. */

/** An event with its summed evidence, and whether it was right. */
export interface Outcome {
  readonly weight: number;
  readonly isRight: boolean;
}

/** Pulls towards slope 0.6 and offset 1 as strongly as this many events would: few wrong ones must not decide alone. */
const PRIOR_EVENTS = 20;
const STEPS = 4000;
const RATE = 0.05;

/** Fits `1 / (1 + exp(−(slope · weight + offset)))` to the outcomes by gradient descent on the log loss. */
export function fitConfidence(outcomes: readonly Outcome[]): { slope: number; offset: number } {
  let slope = 0.6;
  let offset = 1;
  if (outcomes.length === 0) return { slope, offset };
  for (let step = 0; step < STEPS; step++) {
    let slopeGradient = (slope - 0.6) * PRIOR_EVENTS * 0.1;
    let offsetGradient = (offset - 1) * PRIOR_EVENTS * 0.1;
    for (const { weight, isRight } of outcomes) {
      const error = 1 / (1 + Math.exp(-(slope * weight + offset))) - (isRight ? 1 : 0);
      slopeGradient += error * weight;
      offsetGradient += error;
    }
    slope -= (RATE * slopeGradient) / outcomes.length;
    offset -= (RATE * offsetGradient) / outcomes.length;
  }
  return { slope, offset };
}
