/** The day's budget: what a question to the model is expected to cost, and on which day it counts. */

/** A token is four characters of Latin text, and about one of Chinese: counted high, so that the budget holds. */
const CHARS_PER_TOKEN = 2;

/** How many tokens a request is expected to take, in and out together. */
export function estimateTokens(promptChars: number, maxOutputTokens: number): number {
  return Math.ceil(promptChars / CHARS_PER_TOKEN) + maxOutputTokens;
}

/** The day on which something is spent, UTC, `YYYY-MM-DD`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
