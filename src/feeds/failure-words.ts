/** A round's failures in one line: a newsroom without its line to the web must not find eighty in the log. */

/** What is asked of an outcome. */
interface Polled {
  readonly kind: string;
  readonly why: string | undefined;
  /** In a row, by now. */
  readonly failures: number;
}

/** So many reasons are said, the most frequent first. */
const SAID_REASONS = 3;

/**
 * Says how many feeds have begun to fail, and why; who goes on failing was told of, and stands in `/feeds list`.
 *
 * @returns undefined where none has
 */
export function failuresInWords(outcomes: readonly Polled[]): string | undefined {
  const failed = outcomes.filter(({ kind, failures }) => kind === 'failed' && failures <= 1);
  if (failed.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { why = 'unknown' } of failed) counts.set(why, (counts.get(why) ?? 0) + 1);
  const reasons = [...counts].toSorted(([, a], [, b]) => b - a);
  const said = reasons.slice(0, SAID_REASONS).map(([why, count]) => (reasons.length === 1 ? why : `${count} × ${why}`));
  const more = reasons.length > said.length ? [`${reasons.length - said.length} more`] : [];
  const feeds = failed.length === 1 ? '1 feed' : `${failed.length} feeds`;
  return `${feeds} of ${outcomes.length} could not be read: ${[...said, ...more].join('; ')}. /feeds list says which`;
}
