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

interface Lane {
  readonly host: string;
  open: number;
  readonly waiting: (() => void)[];
}

/** So many begun ones stay in the queue before it is cut: to shift them out one by one would move all the others. */
const CUT_AFTER = 1000;

/**
 * Makes them. One p-queue in another would do the same, but what they keep for each feed that waits (promises, options,
 * closures) made a sixth of the cost of polling an unchanged feed.
 *
 * @param places of all together
 * @param placesOfHost a host with hundreds of feeds must not fill the places while it lets one through a second
 */
export function createTurns(places: number, placesOfHost: number): Turns {
  const lanes = new Map<string, Lane>();
  const ready: (() => void)[] = [];
  let begun = 0;
  let running = 0;

  function beginNext(): void {
    while (running < places && begun < ready.length) {
      const begin = ready[begun];
      begun += 1;
      running += 1;
      begin?.();
    }
    if (begun === ready.length || begun >= CUT_AFTER) {
      ready.splice(0, begun);
      begun = 0;
    }
  }

  function leave(lane: Lane | undefined): void {
    running -= 1;
    const next = lane?.waiting.shift();
    if (next !== undefined) ready.push(next);
    else if (lane !== undefined) {
      lane.open -= 1;
      if (lane.open === 0) lanes.delete(lane.host);
    }
    beginNext();
  }

  function laneOf(host: string): Lane {
    const lane = lanes.get(host) ?? { host, open: 0, waiting: [] };
    lanes.set(host, lane);
    return lane;
  }

  return {
    take(host, work) {
      return new Promise((resolve, reject) => {
        const lane = host === undefined ? undefined : laneOf(host);
        const begin = (): void => {
          work().then(
            (result) => {
              resolve(result);
              leave(lane);
            },
            (error: unknown) => {
              reject(error);
              leave(lane);
            },
          );
        };
        if (lane !== undefined && lane.open >= placesOfHost) return lane.waiting.push(begin);
        if (lane !== undefined) lane.open += 1;
        ready.push(begin);
        return beginNext();
      });
    },
  };
}
