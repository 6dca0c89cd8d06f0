/** The REST side: versions, the token, faults, rate limits and errors around the routes. */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { Refusal, refusal } from './errors.ts';
import type { FaultQueue, RestFault } from './faults.ts';
import { createRateLimits, retryHeader } from './rate-limits.ts';
import { MAX_BODY_BYTES, type RestParts } from './request.ts';
import { addApplicationRoutes } from './routes-application.ts';
import { addChannelRoutes } from './routes-channel.ts';
import { addInteractionRoutes } from './routes-interaction.ts';

/** A request as it was answered, for tests. */
export interface AnsweredRequest {
  readonly method: string;
  /** Without `/api/v10`, with its query. */
  readonly path: string;
  /** 0 where the socket was dropped or never answered. */
  readonly httpStatus: number;
}

/** The least that is said of what goes wrong inside. */
export interface PreviewLog {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
}

/** How the REST side is set up. */
export interface RestOptions extends RestParts {
  readonly token: string;
  readonly faults: FaultQueue;
  readonly enforceRateLimits: boolean;
  /** Monotonic ms, for rate limits. */
  readonly clock: () => number;
  readonly log: PreviewLog;
  onAnswered(request: AnsweredRequest): void;
}

/** Routes that need no bot's token: those whose address holds one of its own, and the plain gateway. */
const OPEN = /^\/(webhooks|interactions)\/\d+\/[^/]|^\/gateway$/;

/** Makes the app to be mounted under `/api`. */
export function createRest(options: RestOptions): Hono {
  const routes = new Hono();
  addApplicationRoutes(routes, options);
  addChannelRoutes(routes, options);
  addInteractionRoutes(routes, options);
  routes.notFound(() => answerRefusal(refusal('not found')));
  routes.onError((error, c) => {
    if (error instanceof Refusal) return answerRefusal(error);
    options.log.warn({ err: error, path: c.req.path }, 'the local Discord failed at a request');
    return c.json({ message: 'Internal Server Error', code: 0 }, 500);
  });

  const limits = createRateLimits(options.clock, options.enforceRateLimits);
  const app = new Hono();
  app.all('*', async (c) => {
    const { method } = c.req;
    const url = new URL(c.req.url);
    const stripped = stripVersion(url.pathname);
    if (stripped === undefined) return answerRefusal(refusal('invalid version'));
    const path = stripped === '' ? '/' : stripped;
    const done = (httpStatus: number): void => options.onAnswered({ method, path: path + url.search, httpStatus });

    const fault = options.faults.take(method, path);
    if (fault !== undefined && fault.kind !== 'accept then drop' && fault.kind !== 'slow') {
      const met = meetFault(c, fault);
      done(met === RESPONSE_ALREADY_SENT ? 0 : met.status);
      return met;
    }
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));

    const rate = limits.take(method, path);
    if (rate.retryAfterMs !== undefined) {
      const limited = rateLimited(c, rate.retryAfterMs, rate.global, rate.headers);
      done(limited.status);
      return limited;
    }
    const answer = await answerRequest(c, path, url, options, routes);
    for (const [name, value] of Object.entries(rate.headers)) answer.headers.set(name, value);
    const resetAfter = Number(rate.headers['x-ratelimit-reset-after'] ?? 0);
    answer.headers.set('x-ratelimit-reset', (options.world.now() / 1000 + resetAfter).toFixed(3));
    if (fault?.kind === 'accept then drop') {
      dropSocket(c);
      done(0);
      return RESPONSE_ALREADY_SENT;
    }
    done(answer.status);
    return answer;
  });
  return app;
}

async function answerRequest(
  c: Context,
  path: string,
  url: URL,
  options: RestOptions,
  routes: Hono,
): Promise<Response> {
  if (!OPEN.test(path) && c.req.header('authorization') !== `Bot ${options.token}`) {
    return answerRefusal(refusal('unauthorized'));
  }
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) return answerRefusal(refusal('too large'));
  const inner = new Request(new URL(path + url.search, url), c.req.raw);
  return routes.fetch(inner);
}

/** The path after `/api` and its version; undefined where that version is none. Without one, Discord takes its default. */
function stripVersion(pathname: string): string | undefined {
  const after = pathname.replace(/^\/api(?=\/|$)/, '');
  const version = /^\/v(\d{1,3})(?=\/|$)/.exec(after);
  if (version === null) return after;
  return version[1] === '10' || version[1] === '9' ? after.slice(version[0].length) : undefined;
}

function meetFault(c: Context, fault: Exclude<RestFault, { kind: 'accept then drop' | 'slow' }>): Response {
  switch (fault.kind) {
    case 'rate limited': {
      const scope = fault.global === true ? 'global' : 'shared';
      return rateLimited(c, fault.retryAfterMs, fault.global === true, {
        'x-ratelimit-scope': scope,
        ...(fault.global === true ? { 'x-ratelimit-global': 'true' } : {}),
      });
    }
    case 'status': {
      const text =
        fault.body === undefined
          ? `{"message": "${fault.httpStatus}: fault on demand", "code": 0}`
          : JSON.stringify(fault.body);
      return new Response(text, { status: fault.httpStatus, headers: { 'content-type': 'application/json' } });
    }
    case 'drop':
      dropSocket(c);
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      return RESPONSE_ALREADY_SENT;
  }
}

function rateLimited(c: Context, waitMs: number, global: boolean, headers: Readonly<Record<string, string>>): Response {
  const body = { message: 'You are being rate limited.', retry_after: waitMs / 1000, global };
  return c.json(body, 429, { ...headers, ...retryHeader(waitMs), via: '1.1 local' });
}

function answerRefusal(refused: Refusal): Response {
  const body = {
    message: refused.message,
    code: refused.code,
    ...(refused.errors === undefined ? {} : { errors: refused.errors }),
  };
  return new Response(JSON.stringify(body), {
    status: refused.httpStatus,
    headers: { 'content-type': 'application/json' },
  });
}

function dropSocket(c: Context): void {
  const { incoming } = c.env as { incoming?: { socket: { destroy(): void } } };
  incoming?.socket.destroy();
}
