/** robots.txt: whether an outlet lets its pages be read by machines (RFC 9309). Feeds are published for machines; articles are not. */
import robotsModule from 'robots-parser';
import type { HttpClient } from './http.ts';
import { isHttpError } from './http-errors.ts';

// The package's types describe an ES module; what Node gets is its one function.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** RFC 9309, 2.4: not to be cached for longer. */
const KEEP_MS = 24 * 60 * 60 * 1000;
/** An outlet whose robots.txt can't be had is asked again after so long. */
const KEEP_FAILURE_MS = 60 * 60 * 1000;
/** RFC 9309, 2.5: at least 500 KiB must be read. */
const MAX_ROBOTS_BYTES = 512 * 1024;
/** Outlets remembered. */
const MAX_ORIGINS = 1000;

/** Who we are in a robots.txt. */
const ROBOT_NAME = 'Dateline';

/** What outlets allow. */
export interface Robots {
  /** Whether this page may be read; false too where the outlet's word can't be had just now (RFC 9309, 2.3.1.4). */
  allows(
    url: string,
    options?: { readonly signal?: AbortSignal; readonly allowInnerAddress?: boolean },
  ): Promise<boolean>;
}

interface Rules {
  readonly allows: (url: string) => boolean;
  readonly goodUntil: number;
}

/** Remembers each outlet's word for a day. */
export function createRobots(parts: { readonly http: HttpClient; readonly now: () => number }): Robots {
  const known = new Map<string, Rules>();

  async function ask(origin: string, options: { signal?: AbortSignal; allowInnerAddress?: boolean }): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    const now = parts.now();
    try {
      const answer = await parts.http.get(address, { maxBytes: MAX_ROBOTS_BYTES, timeoutMs: 10_000, ...options });
      const { httpStatus } = answer;
      // 4xx: there are no rules. 5xx: we can't know, so we keep out (RFC 9309, 2.3.1.3 and 2.3.1.4).
      if (httpStatus >= 500 || httpStatus === 429) return { allows: () => false, goodUntil: now + KEEP_FAILURE_MS };
      if (httpStatus >= 300) return { allows: () => true, goodUntil: now + KEEP_MS };
      const robot = robotsParser(address, Buffer.from(answer.body).toString('utf8'));
      return { allows: (url) => robot.isAllowed(url, ROBOT_NAME) ?? true, goodUntil: now + KEEP_MS };
    } catch (error) {
      if (!isHttpError(error)) throw error;
      return { allows: () => false, goodUntil: now + KEEP_FAILURE_MS };
    }
  }

  return {
    async allows(url, options = {}) {
      const origin = URL.parse(url)?.origin;
      if (origin === undefined) return false;
      let rules = known.get(origin);
      if (rules === undefined || rules.goodUntil <= parts.now()) {
        rules = await ask(origin, options);
        known.delete(origin);
        known.set(origin, rules);
        const [oldest] = known.keys();
        if (known.size > MAX_ORIGINS && oldest !== undefined) known.delete(oldest);
      }
      return rules.allows(url);
    },
  };
}
