/** The gate before every host: at most two connections and one request a second, however many feeds live there. */
import { setTimeout as wait } from 'node:timers/promises';

/** Two connections: as many as a browser of the first days opened (RFC 2616, 8.1.4). */
const MAX_CONNECTIONS = 2;
/** From the start of one request to the start of the next: a second, and what timers and networks may take away from it. */
const SPACING_MS = 1050;
/** Hosts that rest are forgotten when so many are known, so that a year of polling doesn't remember them all. */
const FORGET_ABOVE = 1000;

/** Lets requests through to one host after another. */
export interface HostGate {
  /**
   * Waits for a turn at `host`; first come, first served.
   *
   * @returns to be called when the exchange is over, once
   * @throws the reason of `signal` when it aborts before the turn comes
   */
  enter(host: string, signal?: AbortSignal): Promise<() => void>;
  /** How many hosts are remembered; bounded however many were asked. */
  readonly size: number;
}

interface HostTurns {
  open: number;
  nextStartAt: number;
  readonly waiting: (() => void)[];
}

/**
 * Makes the gate.
 *
 * @param now the time, in ms since the epoch
 * @param sleep for a simulated day; the real clock by default
 */
export function createHostGate(
  now: () => number,
  sleep: (waitMs: number, signal: AbortSignal | undefined) => Promise<unknown> = (waitMs, signal) =>
    wait(waitMs, undefined, signal === undefined ? {} : { signal }),
): HostGate {
  const hosts = new Map<string, HostTurns>();

  // The place goes straight to whoever waits longest: were it freed first, a newcomer could slip in between.
  const leave = (turns: HostTurns): void => {
    const next = turns.waiting.shift();
    if (next === undefined) turns.open -= 1;
    else next();
  };

  return {
    get size() {
      return hosts.size;
    },
    async enter(host, signal) {
      signal?.throwIfAborted();
      if (hosts.size > FORGET_ABOVE) forgetResting(hosts, now());
      const turns = hosts.get(host) ?? { open: 0, nextStartAt: 0, waiting: [] };
      hosts.set(host, turns);
      if (turns.open >= MAX_CONNECTIONS) await queueUp(turns, signal);
      else turns.open += 1;
      // The turn is reserved at once and slept for after: two who come at the same moment get two moments.
      const startAt = Math.max(now(), turns.nextStartAt);
      turns.nextStartAt = startAt + SPACING_MS;
      const waitMs = startAt - now();
      let left = false;
      const release = (): void => {
        if (!left) leave(turns);
        left = true;
      };
      if (waitMs > 0) {
        try {
          await sleep(waitMs, signal);
        } catch (error) {
          release();
          throw signal?.aborted === true ? signal.reason : error;
        }
      }
      return release;
    },
  };
}

function queueUp(turns: HostTurns, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = (): void => {
      const place = turns.waiting.indexOf(go);
      if (place >= 0) turns.waiting.splice(place, 1);
      reject(signal?.reason);
    };
    turns.waiting.push(go);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

function forgetResting(hosts: Map<string, HostTurns>, nowAt: number): void {
  for (const [host, turns] of hosts) {
    if (turns.open === 0 && turns.waiting.length === 0 && turns.nextStartAt <= nowAt) hosts.delete(host);
  }
}
