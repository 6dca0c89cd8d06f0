/** Discord's rate limits: a bucket for each route and major parameter, and one for the whole bot. */

/** What a bucket allows: so many requests in so many ms. */
interface BucketSize {
  readonly limit: number;
  readonly windowMs: number;
}

/** Discord doesn't publish them; these are as observed on its answers, rounded to the careful side. */
const SIZES: readonly (readonly [method: string, route: RegExp, size: BucketSize])[] = [
  ['POST', /^\/channels\/:id\/messages$/, { limit: 5, windowMs: 5000 }],
  ['PATCH', /^\/channels\/:id\/messages\/:id$/, { limit: 5, windowMs: 5000 }],
  ['DELETE', /^\/channels\/:id\/messages\/:id$/, { limit: 5, windowMs: 1000 }],
  ['POST', /^\/channels\/:id\/(messages\/:id\/)?threads$/, { limit: 10, windowMs: 10_000 }],
  ['POST', /^\/webhooks\//, { limit: 5, windowMs: 2000 }],
  ['PATCH', /^\/webhooks\//, { limit: 5, windowMs: 2000 }],
];

const OTHER_SIZE: BucketSize = { limit: 50, windowMs: 1000 };

/** "50 requests per second" (docs, "Rate Limits"); answers to interactions don't count. */
const GLOBAL_SIZE: BucketSize = { limit: 50, windowMs: 1000 };

/** Whether a request may pass, and the headers to say so. */
export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Set where it may not: how long to wait. */
  readonly retryAfterMs: number | undefined;
  readonly global: boolean;
}

/**
 * Makes the counters.
 *
 * @param clock monotonic ms: limits are about durations, so a test's standing clock must not stop them
 * @param enforced false only tells the headers
 */
export function createRateLimits(
  clock: () => number,
  enforced: boolean,
): { take(method: string, path: string): RateVerdict } {
  const buckets = new Map<string, { left: number; resetAt: number }>();
  const spend = (key: string, size: BucketSize): { left: number; waitMs: number } => {
    const at = clock();
    let bucket = buckets.get(key);
    if (bucket === undefined || bucket.resetAt <= at) {
      bucket = { left: size.limit, resetAt: at + size.windowMs };
      buckets.set(key, bucket);
    }
    bucket.left -= 1;
    return { left: bucket.left, waitMs: bucket.resetAt - at };
  };
  return {
    take: (method, path) => {
      const route = routeOf(path);
      const isAnswer = route.startsWith('/interactions/') || route.startsWith('/webhooks/');
      const whole = isAnswer ? undefined : spend('global', GLOBAL_SIZE);
      if (enforced && whole !== undefined && whole.left < 0) {
        const headers = { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global', ...retryHeader(whole.waitMs) };
        return { headers, retryAfterMs: whole.waitMs, global: true };
      }
      const size = SIZES.find(([m, r]) => m === method && r.test(route))?.[2] ?? OTHER_SIZE;
      const { left, waitMs } = spend(`${method} ${route} ${majorOf(path)}`, size);
      const refused = enforced && left < 0;
      return {
        headers: {
          'x-ratelimit-bucket': bucketName(`${method} ${route}`),
          'x-ratelimit-limit': String(size.limit),
          'x-ratelimit-remaining': String(enforced ? Math.max(0, left) : size.limit - 1),
          'x-ratelimit-reset-after': (waitMs / 1000).toFixed(3),
          ...(refused ? { 'x-ratelimit-scope': 'user', ...retryHeader(waitMs) } : {}),
        },
        retryAfterMs: refused ? waitMs : undefined,
        global: false,
      };
    },
  };
}

/** Whole seconds, rounded up, as Discord's header is. */
export function retryHeader(waitMs: number): Record<string, string> {
  return { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) };
}

/** The path with its ids left out, tokens of interactions included. */
function routeOf(path: string): string {
  return path
    .replace(/^\/(webhooks|interactions)\/(\d+)\/[^/]+/, '/$1/:id/:token')
    .replaceAll(/\/\d{5,20}(?=\/|$)/g, '/:id');
}

/** The parameter that has a bucket of its own: channel, guild, or a webhook with its token. */
function majorOf(path: string): string {
  return /^\/(channels|guilds)\/\d+|^\/(webhooks|interactions)\/\d+\/[^/]+/.exec(path)?.[0] ?? '';
}

/** An opaque name, the same for the same route (FNV-1a, 32 bits). */
function bucketName(route: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < route.length; at += 1) hash = Math.imul(hash ^ route.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0').repeat(4);
}
