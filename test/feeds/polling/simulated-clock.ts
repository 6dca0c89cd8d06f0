/** A clock that a test turns: sleepers wake in their order, without a second passing. */

export interface SimulatedClock {
  readonly now: () => number;
  readonly sleep: (waitMs: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Lets time pass; whoever wakes meanwhile is served. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until `work` is done. */
  runUntilDone<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function startSimulatedClock(startAt = 0): SimulatedClock {
  let time = startAt;
  const sleepers: Sleeper[] = [];

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  function next(): Sleeper | undefined {
    sleepers.sort((a, b) => a.at - b.at);
    return sleepers[0];
  }

  async function wakeNext(): Promise<void> {
    const sleeper = sleepers.shift();
    if (sleeper === undefined) return;
    time = Math.max(time, sleeper.at);
    sleeper.wake();
    await settle();
  }

  return {
    now: () => time,
    sleep: (waitMs, signal) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: time + waitMs,
          wake: () => {
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
        };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', giveUp);
      }),
    async pass(ms) {
      const until = time + ms;
      // Whoever was just set to work comes as far as sleep before time goes on.
      await settle();
      for (let sleeper = next(); sleeper !== undefined && sleeper.at <= until; sleeper = next()) await wakeNext();
      time = until;
    },
    async runUntilDone(work) {
      let done = false;
      const finish = (): void => {
        done = true;
      };
      work.then(finish, finish);
      await settle();
      while (!done && next() !== undefined) await wakeNext();
      return work;
    },
  };
}
