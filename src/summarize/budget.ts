/** The day's budget: may the model be asked once more today? */

/** What was spent on one day, UTC. */
export interface Spending {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly tokens: number;
}

/** A token is four characters of Latin text, and about one of Chinese: counted high, so that the budget holds. */
const CHARS_PER_TOKEN = 2;

/** How many tokens a request is expected to take, in and out together. */
export function estimateTokens(promptChars: number, maxOutputTokens: number): number {
  return Math.ceil(promptChars / CHARS_PER_TOKEN) + maxOutputTokens;
}

/** What is spent on the day of `now`; a new day starts at 0. */
export function spentToday(spending: Spending | undefined, now: number): Spending {
  const day = new Date(now).toISOString().slice(0, 10);
  return spending?.day === day ? spending : { day, tokens: 0 };
}

/** Whether `tokens` more still fit into the day. */
export function fitsBudget(spending: Spending, tokens: number, dailyTokens: number): boolean {
  return spending.tokens + tokens <= dailyTokens;
}
