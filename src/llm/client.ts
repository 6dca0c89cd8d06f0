/** The one door to the model: questions with a closed form of answer, within the day's budget, with limits and rests. */
import OpenAI from 'openai';
import { ContentFilterFinishReasonError, LengthFinishReasonError } from 'openai/error';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';
import { dayOf, estimateTokens } from './budget.ts';

/** After so many failures in a row the model is left alone for a while: it is down, and every question would wait. */
const FAILURES_TO_REST = 5;
const REST_MS = 5 * 60 * 1000;

/** How the model is reached. */
export interface ModelAccess {
  readonly apiKey: Secret;
  /** Undefined for OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** For one try. */
  readonly timeoutMs: number;
}

/** What the client is built from. */
export interface ModelClientParts extends ModelAccess {
  /** Further tries after a failure that may pass. */
  readonly maxRetries: number;
  readonly dailyTokens: number;
  /** Tokens by day, `YYYY-MM-DD`; kept over restarts, and shared by all who ask. */
  readonly budget: { spentOn(day: string): number; spend(day: string, tokens: number): unknown };
  readonly now: () => number;
  readonly log: Log;
}

/** One question. */
export interface Question<T> {
  /** What it is about, for the log: `summary`. Letters, digits and dashes. */
  readonly name: string;
  readonly instructions: string;
  /** The material, fenced as data; see `fence.ts`. */
  readonly prompt: string;
  /** The form of the answer: strict structured output wants every field required and every object closed. */
  readonly answer: z.ZodType<T>;
  readonly maxOutputTokens: number;
}

/** Why there is no answer. */
export type NoAnswer = 'budget spent' | 'model rests' | 'model failed';

/** Asks a model. */
export interface ModelClient {
  /** The model's name, as alerts show it. */
  readonly model: string;
  /** Never throws: every failure is a reason, and is logged. The answer fits the question's form, and is believed no further. */
  ask<T extends object>(question: Question<T>, signal?: AbortSignal): Promise<T | NoAnswer>;
  /** Tokens spent today, for `/status`. */
  spentTokens(): number;
}

/** Makes the client; no request is sent before the first question. */
export function createModelClient(parts: ModelClientParts): ModelClient {
  const client = openClient(parts, parts.maxRetries);
  let failures = 0;
  let restsUntil = 0;

  async function send<T>(question: Question<T>, expected: number, signal: AbortSignal | undefined): Promise<T> {
    // Spent beforehand: two questions at once can't both take the last of the budget, and a crash doesn't refund.
    const day = dayOf(parts.now());
    parts.budget.spend(day, expected);
    const answer = await client.chat.completions.parse(
      {
        model: parts.model,
        messages: [
          { role: 'system', content: question.instructions },
          { role: 'user', content: question.prompt },
        ],
        response_format: zodResponseFormat(question.answer, question.name),
        max_completion_tokens: question.maxOutputTokens,
      },
      signal === undefined ? {} : { signal },
    );
    parts.budget.spend(day, (answer.usage?.total_tokens ?? expected) - expected);
    const parsed = answer.choices[0]?.message.parsed;
    if (parsed === null || parsed === undefined) throw new NoParsedAnswerError();
    return parsed;
  }

  return {
    model: parts.model,
    spentTokens: () => parts.budget.spentOn(dayOf(parts.now())),
    async ask(question, signal) {
      const now = parts.now();
      if (now < restsUntil) return 'model rests';
      const expected = estimateTokens(question.instructions.length + question.prompt.length, question.maxOutputTokens);
      if (parts.budget.spentOn(dayOf(now)) + expected > parts.dailyTokens) return 'budget spent';
      try {
        const answer = await send(question, expected, signal);
        failures = 0;
        return answer;
      } catch (error) {
        if (signal?.aborted === true) return 'model failed';
        failures += 1;
        if (failures >= FAILURES_TO_REST) restsUntil = now + REST_MS;
        parts.log.warn({ asked: question.name, why: plainFailure(error) }, 'The model gave no answer');
        return 'model failed';
      }
    },
  };
}

/** OpenAI's client, which says nothing by itself. */
export function openClient({ apiKey, baseUrl, timeoutMs }: Omit<ModelAccess, 'model'>, maxRetries: number): OpenAI {
  return new OpenAI({
    apiKey: apiKey.reveal(),
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    timeout: timeoutMs,
    maxRetries,
    logLevel: 'off',
  });
}

/** The model refused, or answered nothing. */
class NoParsedAnswerError extends Error {
  override readonly name = 'NoParsedAnswerError';
}

/** The kind of failure in words; the server's own text may repeat the request's headers and stays out of the log. */
export function plainFailure(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return 'no answer in time';
  if (error instanceof OpenAI.APIConnectionError) return 'no connection';
  if (error instanceof OpenAI.APIError) return `HTTP ${error.status ?? 'status unknown'}`;
  if (error instanceof LengthFinishReasonError) return 'the answer was cut off';
  if (error instanceof NoParsedAnswerError || error instanceof ContentFilterFinishReasonError)
    return 'the model refused';
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError'))
    return 'an answer of another form';
  return error instanceof Error ? error.name : 'unknown failure';
}
