/** Times in answers: Discord shows each reader their own zone. */

/** "3 minutes ago", kept up to date by Discord itself. */
export function ago(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}

/** "24 November 2026 11:20", in the reader's zone. */
export function moment(at: number): string {
  return `<t:${Math.floor(at / 1000)}:f>`;
}

/** "24 November 2026", in the reader's zone. */
export function day(at: number): string {
  return `<t:${Math.floor(at / 1000)}:D>`;
}

/**
 * Reads a typed day, `2009-07-27`, `2009-07` or `2009`.
 *
 * @param edge the first or the last moment of it, UTC
 * @returns undefined for anything else
 */
export function readDay(typed: string, edge: 'start' | 'end'): number | undefined {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(typed.trim());
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = match[2] === undefined ? undefined : Number(match[2]);
  const dayOfMonth = match[3] === undefined ? undefined : Number(match[3]);
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  const start = Date.UTC(year, (month ?? 1) - 1, dayOfMonth ?? 1);
  if (dayOfMonth !== undefined && new Date(start).getUTCDate() !== dayOfMonth) return undefined;
  if (edge === 'start') return start;
  if (dayOfMonth !== undefined) return start + 86_400_000 - 1;
  return Date.UTC(month === undefined ? year + 1 : year, month === undefined ? 0 : month, 1) - 1;
}
