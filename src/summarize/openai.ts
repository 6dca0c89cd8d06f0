/** The model's summary: the call, its limits, and what to do with each failure. Its result is an edit of the alert. */
import { createHash, randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import { LengthFinishReasonError } from 'openai/error';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { Log } from '../log.ts';
import type { Story } from '../model/story.ts';
import type { Summary, SummaryFact } from '../model/summary.ts';
import type { Secret } from '../secret.ts';
import { dayOf, estimateTokens } from './budget.ts';
import { groundFacts } from './ground.ts';
import { ANSWER, INSTRUCTIONS, promptSources, writePrompt } from './prompt.ts';

/** Four facts with their quotations take some 500 tokens; reasoning models think before they write. */
const MAX_OUTPUT_TOKENS = 2_000;

/** The same story in the same words is asked once in this time. */
const CACHED_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** After so many failures in a row the model is left alone for a while: it is down, and every story would wait for it. */
const FAILURES_TO_REST = 5;
const REST_MS = 5 * 60 * 1000;

/** What the summarizer is built from. */
export interface ModelSummarizerParts {
  readonly apiKey: Secret;
  /** Undefined for OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** For one try. */
  readonly timeoutMs: number;
  /** Further tries after a failure that may pass. */
  readonly maxRetries: number;
  readonly dailyTokens: number;
  readonly cache: {
    get(key: string): Promise<readonly SummaryFact[] | undefined>;
    set(key: string, facts: readonly SummaryFact[], ttlMs: number): Promise<unknown>;
  };
  /** Tokens by day, `YYYY-MM-DD`; kept over restarts. */
  readonly budget: { spentOn(day: string): number; spend(day: string, tokens: number): unknown };
  readonly now: () => number;
  readonly log: Log;
}

/** Why there is no model summary; the extractive one stands. */
export type NoSummary = 'budget spent' | 'model rests' | 'model failed' | 'nothing grounded';

/** Writes summaries by a model. */
export interface ModelSummarizer {
  /** Never throws: every failure is a reason, and is logged. */
  summarize(story: Story, language: string, signal?: AbortSignal): Promise<Summary | NoSummary>;
  /** Tokens spent today, for `/status`. */
  spentTokens(): number;
}

/** Makes the summarizer; no request is sent before the first summary is asked for. */
export function createModelSummarizer(parts: ModelSummarizerParts): ModelSummarizer {
  const client = new OpenAI({
    apiKey: parts.apiKey.reveal(),
    baseURL: parts.baseUrl ?? 'https://api.openai.com/v1',
    timeout: parts.timeoutMs,
    maxRetries: parts.maxRetries,
    logLevel: 'off',
  });
  let failures = 0;
  let restsUntil = 0;

  async function ask(story: Story, language: string, signal: AbortSignal | undefined): Promise<readonly SummaryFact[]> {
    const prompt = writePrompt(story.sources, language, `source-${randomBytes(6).toString('hex')}`);
    const expected = estimateTokens(INSTRUCTIONS.length + prompt.length, MAX_OUTPUT_TOKENS);
    // Spent beforehand: two stories at once can't both take the last of the budget, and a crash doesn't refund.
    const day = dayOf(parts.now());
    parts.budget.spend(day, expected);
    const answer = await client.chat.completions.parse(
      {
        model: parts.model,
        messages: [
          { role: 'system', content: INSTRUCTIONS },
          { role: 'user', content: prompt },
        ],
        response_format: zodResponseFormat(ANSWER, 'summary'),
        max_completion_tokens: MAX_OUTPUT_TOKENS,
      },
      signal === undefined ? {} : { signal },
    );
    parts.budget.spend(day, (answer.usage?.total_tokens ?? expected) - expected);
    const facts = answer.choices[0]?.message.parsed?.facts ?? [];
    return groundFacts(facts, promptSources(story.sources));
  }

  return {
    spentTokens: () => parts.budget.spentOn(dayOf(parts.now())),
    async summarize(story, language, signal) {
      const now = parts.now();
      const cacheKey = keyOf(story, language, parts.model);
      try {
        const cached = await parts.cache.get(cacheKey);
        if (cached !== undefined) return { facts: cached, language, madeBy: parts.model };
        if (now < restsUntil) return 'model rests';
        const chars = INSTRUCTIONS.length + writePrompt(story.sources, language, '').length;
        const needed = estimateTokens(chars, MAX_OUTPUT_TOKENS);
        if (parts.budget.spentOn(dayOf(now)) + needed > parts.dailyTokens) return 'budget spent';
        const facts = await ask(story, language, signal);
        failures = 0;
        if (facts.length === 0) return 'nothing grounded';
        await parts.cache.set(cacheKey, facts, CACHED_FOR_MS);
        return { facts, language, madeBy: parts.model };
      } catch (error) {
        failures += 1;
        if (failures >= FAILURES_TO_REST) restsUntil = now + REST_MS;
        parts.log.warn(
          { storyId: story.id, why: plainFailure(error) },
          'The model gave no summary; the extractive one stands',
        );
        return 'model failed';
      }
    },
  };
}

/** By content: a story that grew, or that another model is asked for, is another question. */
function keyOf(story: Story, language: string, model: string): string {
  const text = promptSources(story.sources).map((source) => [source.itemId, source.title, source.summary]);
  return createHash('sha256')
    .update(JSON.stringify([model, language, text]))
    .digest('base64url');
}

/** The kind of failure in words; the server's own text may repeat the request's headers and stays out of the log. */
export function plainFailure(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return 'no answer in time';
  if (error instanceof OpenAI.APIConnectionError) return 'no connection';
  if (error instanceof OpenAI.APIError) return `HTTP ${error.status ?? 'status unknown'}`;
  if (error instanceof LengthFinishReasonError) return 'the answer was cut off';
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError'))
    return 'an answer of another form';
  return error instanceof Error ? error.name : 'unknown failure';
}
