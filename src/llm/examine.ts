/** The doctor's look at the model: one shortest possible question. */
import { type ModelAccess, openClient, plainFailure } from './client.ts';

/** Time for one word. */
const TIMEOUT_MS = 15_000;

/** One thing that was looked at. */
export interface ModelFinding {
  readonly check: string;
  readonly ok: boolean;
  readonly words: string;
  readonly remedy: string | undefined;
}

/** Asks the configured model for one word; costs some ten tokens. */
export async function examineModel(model: Omit<ModelAccess, 'timeoutMs'> | undefined): Promise<ModelFinding> {
  if (model === undefined) {
    const words = 'none (no OPENAI_API_KEY): summaries are the sources’ own sentences';
    return { check: 'model', ok: true, words, remedy: undefined };
  }
  const client = openClient({ ...model, timeoutMs: TIMEOUT_MS }, 0);
  try {
    await client.chat.completions.create({
      model: model.model,
      messages: [{ role: 'user', content: 'Say yes.' }],
      max_completion_tokens: 16,
    });
    return { check: 'model', ok: true, words: `${model.model} answers`, remedy: undefined };
  } catch (error) {
    const remedy =
      'Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; until then the sources’ own sentences serve.';
    return { check: 'model', ok: false, words: plainFailure(error), remedy };
  }
}
