/** REST: how requests go out to Discord, whoever makes them. */
import { DefaultRestOptions, REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { Secret } from '../secret.ts';

/** A channel's own limit, 5 messages in 5 s, is waited for within the call. */
const LONG_RATE_LIMIT_MS = 8_000;

/** Makes a REST object that speaks to the same server as the client. */
export function createRest(token: Secret, apiUrl: string | undefined): REST {
  return new REST(restOptions(apiUrl)).setToken(token.reveal());
}

/**
 * Options for every REST object of ours, the client's own included. A request that Discord wants to wait for long is
 * handed back, so that the outbox and not a hanging call keeps it.
 */
export function restOptions(apiUrl: string | undefined) {
  return {
    version: '10',
    timeout: 10_000,
    retries: 2,
    makeRequest: sendRequest,
    rejectOnRateLimit: ({ timeToReset, retryAfter }: { timeToReset: number; retryAfter: number }) =>
      Math.max(timeToReset, retryAfter) > LONG_RATE_LIMIT_MS,
    ...(apiUrl !== undefined && { api: apiUrl.replace(/\/+$/, '') }),
  };
}

/**
 * Files go out by Node's own fetch. discord.js brings undici 6, and its requests go through the dispatcher that the
 * newest undici of the process sets for all; ours, 8, refuses a FormData that isn't its own.
 */
export const sendRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const { body, method = 'POST', signal = null } = init;
  if (!(body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const answer = await fetch(url, { method, headers: init.headers as Record<string, string>, body, signal });
  return answer as Awaited<ReturnType<RESTOptions['makeRequest']>>;
};

/** One spurious 401 makes discord.js forget the token for good; the next request must carry it again. */
export function keepToken(rest: REST, token: Secret): void {
  rest.on(RESTEvents.Response, (_request, response) => {
    if (response.status === 401) setImmediate(() => rest.setToken(token.reveal()));
  });
}
