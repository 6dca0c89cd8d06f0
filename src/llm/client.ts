/** The one door to the model: questions with a closed form of answer, within the day's budget, with limits and rests. */
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { dayOf, estimateTokens } from './budget.ts';
import { CutOffError, type Failure, failureOf, RefusedError } from './failure.ts';

/** After so many failures of the server in a row it is left alone for a while: it is down, and every question would wait. */
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

  /** @param onCost takes the tokens that the answer cost, whatever it is worth, where the server says so */
  async function send<T>(
    { instructions, prompt, answer, name, maxOutputTokens }: Question<T>,
    onCost: (tokens: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { usage, choices } = await client.chat.completions.create(
      {
        model: parts.model,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: prompt },
        ],
        response_format: zodResponseFormat(answer, name),
        max_completion_tokens: maxOutputTokens,
      },
      signal === undefined ? {} : { signal },
    );
    const cost: unknown = usage?.total_tokens;
    if (typeof cost === 'number' && cost >= 0) onCost(cost);
    return answer.parse(JSON.parse(contentOf(choices[0])));
  }

  return {
    model: parts.model,
    spentTokens: () => parts.budget.spentOn(dayOf(parts.now())),
    async ask(question, signal) {
      const now = parts.now();
      if (now < restsUntil) return 'model rests';
      const expected = estimateTokens(question.instructions.length + question.prompt.length, question.maxOutputTokens);
      if (parts.budget.spentOn(dayOf(now)) + expected > parts.dailyTokens) return 'budget spent';
      // Spent beforehand: two questions at once can't both take the last of the budget, and a crash doesn't refund.
      const day = dayOf(now);
      parts.budget.spend(day, expected);
      try {
        const onCost = (tokens: number) => parts.budget.spend(day, tokens - expected);
        const answer = await send(question, onCost, signal);
        failures = 0;
        return answer;
      } catch (error) {
        if (signal?.aborted === true) return 'model failed';
        const failure = failureOf(error, parts.now());
        if (!failure.spent) parts.budget.spend(day, -expected);
        parts.log.warn({ asked: question.name, why: failure.words }, 'The model gave no answer');
        return rest(failure);
      }
    },
  };

  /** A text that the model won't answer is no reason to leave it alone with all others. */
  function rest({ of, restMs }: Failure): NoAnswer {
    if (of === 'answer') {
      failures = 0;
      return 'model failed';
    }
    failures += 1;
    const isLong = of === 'account' || failures >= FAILURES_TO_REST;
    const restingMs = Math.max(restMs ?? 0, isLong ? REST_MS : 0);
    if (restingMs > 0) restsUntil = parts.now() + restingMs;
    return restMs !== undefined || of === 'account' ? 'model rests' : 'model failed';
  }
}

/**
 * What the model wrote, whole.
 *
 * @throws {CutOffError} and {@link RefusedError}
 */
function contentOf(choice: OpenAI.ChatCompletion.Choice | undefined): string {
  if (choice?.finish_reason === 'length') throw new CutOffError();
  if (choice?.finish_reason === 'content_filter' || choice?.message.refusal) throw new RefusedError();
  const content = choice?.message.content ?? '';
  if (content === '') throw new RefusedError();
  return content;
}

/** OpenAI's client, which says nothing by itself. */
export function openClient({ apiKey, baseUrl, timeoutMs }: Omit<ModelAccess, 'model'>, maxRetries: number): OpenAI {
  return new OpenAI({
    apiKey: apiKey.reveal(),
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    timeout: timeoutMs,
    maxRetries,
    logLevel: 'off',
    fetch: boundedFetch(timeoutMs),
  });
}
