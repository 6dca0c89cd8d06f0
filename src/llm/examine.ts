/** The doctor's look at the model: one shortest possible question. */
import { type ModelAccess, openClient, plainFailure } from './client.ts';

/** Time for one word. */
const TIMEOUT_MS = 15_000;

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

/** Asks the configured model for one word; costs some ten tokens. */
export async function examineModel(model: ExaminedModel | undefined): Promise<ModelFinding> {
  if (model === undefined) {
    const words = 'none (no OPENAI_API_KEY): summaries are the sources’ own sentences, and the rules decide alone';
    return { check: 'model', ok: true, words, remedy: undefined };
  }
  const client = openClient({ ...model, timeoutMs: TIMEOUT_MS }, 0);
  try {
    await client.chat.completions.create({
      model: model.model,
      messages: [{ role: 'user', content: 'Say yes.' }],
      max_completion_tokens: 16,
    });
    const { doubtfulBand: band } = model;
    const doubts =
      band === undefined
        ? 'it is not asked about doubtful reports (DOUBTFUL_BAND=off)'
        : `it is asked about reports of confidence ${band.from} to ${band.to}`;
    return { check: 'model', ok: true, words: `${model.model} answers; ${doubts}`, remedy: undefined };
  } catch (error) {
    const remedy =
      'Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; until then the sources’ own sentences serve.';
    return { check: 'model', ok: false, words: plainFailure(error), remedy };
  }
}
