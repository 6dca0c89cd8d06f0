/** What the page says to the preview's server, and how it hears from it; the forms are those of `page-api.ts`. */

/** The same addresses as `PAGE_PATHS` in `page-api.ts`. */
export const PATHS = {
  events: '/page-api/events',
  command: '/page-api/command',
  autocomplete: '/page-api/autocomplete',
  component: '/page-api/component',
  modal: '/page-api/modal',
  message: '/page-api/message',
};

/**
 * Sends what a person did.
 *
 * @param {string} path one of {@link PATHS}
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ ok: boolean, error?: string, interactionId?: string, choices?: { name: string, value: string | number }[] }>}
 *   never rejects but for an abort: a server that can't be reached is an answer with `error`
 */
export async function send(path, body, signal) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locale: 'en-US', ...body }),
      signal: signal ?? null,
    });
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    return { ok: false, error: 'The preview does not answer. Is it still running in the terminal?' };
  }
}

/**
 * Listens to all that happens; the browser reconnects by itself, and the server then sends a snapshot first.
 *
 * @param {(change: any) => void} onChange
 * @param {(connected: boolean) => void} onConnection
 */
export function listen(onChange, onConnection) {
  const source = new EventSource(PATHS.events);
  source.addEventListener('open', () => onConnection(true));
  source.addEventListener('error', () => onConnection(false));
  source.addEventListener('message', (event) => onChange(JSON.parse(event.data)));
}
