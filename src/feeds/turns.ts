/** Whose turn it is: so many at a time in all, fewer of one host; first come, first served. */
import pLimit, { type LimitFunction } from 'p-limit';

/** Lets work begin, one after another. */
export interface Turns {
  /**
   * Does `work` when its turn has come.
   *
   * @param host those of one host wait for each other; undefined for what waits for a place alone
   */
  take<T>(host: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** A host's own turns, and how many wait or work there. */
interface Lane {
  readonly limit: LimitFunction;
  users: number;
}

/**
 * Makes them.
 *
 * @param places of all together
 * @param placesOfHost a host with hundreds of feeds must not fill the places while it lets one through a second
 */
export function createTurns(places: number, placesOfHost: number): Turns {
  const all = pLimit(places);
  const lanes = new Map<string, Lane>();

  async function takeInLane<T>(host: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(host) ?? { limit: pLimit(placesOfHost), users: 0 };
    lanes.set(host, lane);
    lane.users += 1;
    try {
      // The host's turn first: who waits for a host holds no place.
      return await lane.limit(() => all(work));
    } finally {
      lane.users -= 1;
      if (lane.users === 0) lanes.delete(host);
    }
  }

  return { take: (host, work) => (host === undefined ? all(work) : takeInLane(host, work)) };
}
