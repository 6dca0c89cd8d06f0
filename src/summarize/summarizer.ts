/** The model's summary: asked for once for the same words, grounded, and an edit of the alert when it comes. */
import { createHash, randomBytes } from 'node:crypto';
import type { ModelClient, NoAnswer } from '../llm/client.ts';
import type { Story } from '../model/story.ts';
import type { Summary, SummaryFact } from '../model/summary.ts';
import { groundFacts } from './ground.ts';
import { ANSWER, INSTRUCTIONS, promptSources, writePrompt } from './prompt.ts';

/** Four facts with their quotations take some 500 tokens; reasoning models think before they write. */
const MAX_OUTPUT_TOKENS = 2_000;

/** The same story in the same words is asked once in this time. */
const CACHED_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** What the summarizer is built from. */
export interface ModelSummarizerParts {
  readonly client: Pick<ModelClient, 'ask' | 'model'>;
  readonly cache: {
    get(key: string): Promise<readonly SummaryFact[] | undefined>;
    set(key: string, facts: readonly SummaryFact[], ttlMs: number): Promise<unknown>;
  };
}

/** Why there is no model summary; the extractive one stands. */
export type NoSummary = NoAnswer | 'nothing grounded';

/** Writes summaries by a model. */
export interface ModelSummarizer {
  /** Rejects only where the cache fails; that the model gave none is a reason. */
  summarize(story: Story, language: string, signal?: AbortSignal): Promise<Summary | NoSummary>;
}

/** Makes the summarizer; no request is sent before the first summary is asked for. */
export function createModelSummarizer({ client, cache }: ModelSummarizerParts): ModelSummarizer {
  return {
    async summarize(story, language, signal) {
      const cacheKey = keyOf(story, language, client.model);
      const cached = await cache.get(cacheKey);
      if (cached !== undefined) return { facts: cached, language, madeBy: client.model };
      const prompt = writePrompt(story.sources, language, `source-${randomBytes(6).toString('hex')}`);
      const question = {
        name: 'summary',
        instructions: INSTRUCTIONS,
        prompt,
        answer: ANSWER,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
      };
      const answer = await client.ask(question, signal);
      if (typeof answer === 'string') return answer;
      const facts = groundFacts(answer.facts, promptSources(story.sources));
      if (facts.length === 0) return 'nothing grounded';
      await cache.set(cacheKey, facts, CACHED_FOR_MS);
      return { facts, language, madeBy: client.model };
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
