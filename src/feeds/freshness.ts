/** How long an answer asks us to wait: `Cache-Control`, `Expires` and `Retry-After` (RFC 9111, 5; RFC 9110, 10.2.3). */

/** Headers longer than this are junk, and not read. */
const MAX_HEADER_CHARS = 1000;

/**
 * How long the answer stays fresh.
 *
 * @returns ms from now on, at least 0; undefined where the server says nothing of it
 */
export function freshForMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const { expires } = headers;
  if (headers['cache-control'] === undefined && expires === undefined) return undefined;
  const directives = directivesOf(headers['cache-control']);
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const ageMs = (wholeSeconds(headers.age) ?? 0) * 1000;
  const maxAge = wholeSeconds(directives.get('max-age'));
  if (maxAge !== undefined) return Math.max(0, maxAge * 1000 - ageMs);
  if (expires === undefined) return undefined;
  const expiresAt = httpDate(expires);
  // "Expires: 0" and the like mean "already expired" (RFC 9111, 5.3).
  if (expiresAt === undefined) return 0;
  return Math.max(0, expiresAt - (httpDate(headers.date) ?? now));
}

/** How long `Retry-After` asks to wait, in ms; undefined where it is not there, or junk. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after'];
  const seconds = wholeSeconds(value);
  if (seconds !== undefined) return seconds * 1000;
  const at = httpDate(value);
  return at === undefined ? undefined : Math.max(0, at - now);
}

function directivesOf(value: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    (value ?? '')
      .slice(0, MAX_HEADER_CHARS)
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', argument = ''] = part.split('=', 2);
        return [name.trim(), argument.trim().replaceAll('"', '')] as const;
      }),
  );
}

function wholeSeconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,12}\s*$/.test(value) ? Number(value) : undefined;
}

function httpDate(value: string | undefined): number | undefined {
  if (value === undefined || value.length > 60) return undefined;
  // All three forms of RFC 9110, 5.6.7 begin with the day's name; `Date.parse` alone would take "0" for a year.
  if (!/^\s*(?:mon|tue|wed|thu|fri|sat|sun)/i.test(value)) return undefined;
  const at = Date.parse(/(?:gmt|utc|z|[+-]\d{4})\s*$/i.test(value) ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
