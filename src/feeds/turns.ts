/** Whose turn it is: so many at a time in all, fewer of one host; first come, first served. */
import queueOf, { type queue } from 'fastq';

/** Lets work begin, one after another. */
export interface Turns {
  /**
   * Does `work` when its turn has come.
   *
   * @param host those of one host wait for each other; undefined for what waits for a place alone
   */
  take<T>(host: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** What a turn lets begin, and settles whoever waits for it. */
type Work = () => Promise<unknown>;

/**
 * Makes them.
 *
 * @param places of all together
 * @param placesOfHost a host with hundreds of feeds must not fill the places while it lets one through a second
 */
export function createTurns(places: number, placesOfHost: number): Turns {
  // By callbacks: a promise for every layer would cost a poll that brings nothing more than it can spare.
  const all = queueOf<undefined, Work>((work, done) => {
    work().then(() => done(null));
  }, places);
  const lanes = new Map<string, queue<Work>>();

  /** The host's turn first: who waits for a host holds no place. */
  function laneOf(host: string): queue<Work> {
    const known = lanes.get(host);
    if (known !== undefined) return known;
    const lane = queueOf<undefined, Work>((work, done) => all.push(work, done), placesOfHost);
    lane.drain = () => lanes.delete(host);
    lanes.set(host, lane);
    return lane;
  }

  return {
    take<T>(host: string | undefined, work: () => Promise<T>): Promise<T> {
      const queue = host === undefined ? all : laneOf(host);
      return new Promise((resolve, reject) => {
        queue.push(() => work().then(resolve, reject));
      });
    },
  };
}
