/** Discord's ids: 42 bits of ms since 2015, then a counter. */

/** Ms since the epoch of Discord's first second. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Makes ids. */
export interface Snowflakes {
  (): string;
  /** All later ids are above this one. */
  after(id: string): void;
}

/**
 * Makes a maker of ids that only ever rise, even where the clock stands still or goes back.
 *
 * @param now ms since the epoch
 * @param after the highest id in use so far
 */
export function createSnowflakes(now: () => number, after = 0n): Snowflakes {
  let last = after;
  const next = (): string => {
    const fromClock = BigInt(Math.max(0, Math.floor(now()) - DISCORD_EPOCH_MS)) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
  return Object.assign(next, {
    after: (id: string): void => {
      const known = BigInt(id);
      if (known > last) last = known;
    },
  });
}
