/** The doctor's look at the model: one shortest possible question. */
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { type ModelAccess, openClient } from './client.ts';
import { failureOf } from './failure.ts';

/** Time for one word. */
const TIMEOUT_MS = 15_000;
/** One word in its form takes ten; reasoning models think before they write. */
const MAX_TOKENS = 500;

const ANSWER = z.object({ ready: z.boolean() });

/** What is looked at. */
interface ExaminedModel extends Omit<ModelAccess, 'timeoutMs'> {
  readonly doubtfulBand: { readonly from: number; readonly to: number } | undefined;
}

/** One thing that was looked at. */
export interface ModelFinding {
  readonly check: string;
  readonly ok: boolean;
  readonly words: string;
  readonly remedy: string | undefined;
}

/**
 * Asks the configured model for one word in a closed form, as all real questions are; costs some fifty tokens.
 *
 * @param now ms since the epoch
 */
export async function examineModel(model: ExaminedModel | undefined, now: number): Promise<ModelFinding> {
  if (model === undefined) {
    const words = 'none (no OPENAI_API_KEY): summaries are the sources’ own sentences, and the rules decide alone';
    return { check: 'model', ok: true, words, remedy: undefined };
  }
  const client = openClient({ ...model, timeoutMs: TIMEOUT_MS }, 0);
  try {
    const { choices } = await client.chat.completions.create({
      model: model.model,
      messages: [{ role: 'user', content: 'Answer that you are ready, as JSON.' }],
      response_format: zodResponseFormat(ANSWER, 'ready'),
      max_completion_tokens: MAX_TOKENS,
    });
    const [choice] = choices;
    // One that thought for too long to write may still know the form.
    if (choice?.finish_reason !== 'length') ANSWER.parse(JSON.parse(choice?.message.content ?? ''));
    const { doubtfulBand: band } = model;
    const doubts =
      band === undefined
        ? 'it is not asked about doubtful reports (DOUBTFUL_BAND=off)'
        : `it is asked about reports of confidence ${band.from} to ${band.to}`;
    return { check: 'model', ok: true, words: `${model.model} answers; ${doubts}`, remedy: undefined };
  } catch (error) {
    const remedy =
      'Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; until then the sources’ own sentences serve.';
    return { check: 'model', ok: false, words: failureOf(error, now).words, remedy };
  }
}
