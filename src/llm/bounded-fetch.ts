/**
 * Fetching within bounds: an answer is read whole, within one time limit and up to so many bytes. OpenAI's client gives up on a
 * server that sends no headers, and would wait for ever for one that sends its body by drips, or without an end.
 */

/** A thousand verdicts with their quotations take less. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The answer was larger than any that we asked for. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/**
 * Makes a `fetch` for OpenAI's client.
 *
 * @param timeoutMs for headers and body together; beyond it the promise rejects with a `TimeoutError`
 */
export function boundedFetch(timeoutMs: number): typeof fetch {
  return async (url, init) => {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
    const answer = await fetch(url, { ...init, signal });
    const { status, statusText, headers } = answer;
    return new Response(await readWhole(answer), { status, statusText, headers });
  };
}

async function readWhole({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an error cancels the body, and with it the connection.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new AnswerTooLargeError();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, bytes));
}
