/** Whose turn it is: so many at a time in all, fewer of one host; first come, first served. */

/** Lets work begin, one after another. */
export interface Turns {
  /**
   * Does `work` when its turn has come.
   *
   * @param host those of one host wait for each other; undefined for what waits for a place alone
   */
  take<T>(host: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** Places, and who waits for one. */
interface Places {
  free: number;
  readonly waiting: (() => void)[];
}

/** A host's own places, and how many wait or work there. */
interface Lane extends Places {
  users: number;
}

/**
 * Makes them. Without a library's promises around each work, which cost a poll that brings nothing more than it can spare.
 *
 * @param places of all together
 * @param placesOfHost a host with hundreds of feeds must not fill the places while it lets one through a second
 */
export function createTurns(places: number, placesOfHost: number): Turns {
  const all: Places = { free: places, waiting: [] };
  const lanes = new Map<string, Lane>();

  async function takePlace<T>(work: () => Promise<T>): Promise<T> {
    if (all.free > 0) all.free -= 1;
    else await turnAt(all);
    try {
      return await work();
    } finally {
      leave(all);
    }
  }

  async function takeInLane<T>(host: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(host) ?? { free: placesOfHost, waiting: [], users: 0 };
    lanes.set(host, lane);
    lane.users += 1;
    // The host's turn first: who waits for a host holds no place.
    if (lane.free > 0) lane.free -= 1;
    else await turnAt(lane);
    try {
      return await takePlace(work);
    } finally {
      leave(lane);
      lane.users -= 1;
      if (lane.users === 0) lanes.delete(host);
    }
  }

  return { take: (host, work) => (host === undefined ? takePlace(work) : takeInLane(host, work)) };
}

function turnAt(places: Places): Promise<void> {
  return new Promise((resolve) => {
    places.waiting.push(resolve);
  });
}

/** The place goes straight to whoever waits longest: were it freed first, a newcomer could slip in between. */
function leave(places: Places): void {
  const next = places.waiting.shift();
  if (next === undefined) places.free += 1;
  else next();
}
