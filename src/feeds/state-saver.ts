/** Keeps what polls taught, many states in one transaction: a transaction a feed costs more than its request. */
import type { Log } from '../log.ts';
import type { FeedState } from '../model/feed.ts';

/**
 * How long a state may wait. A kill within it costs no item, for items are marked when they are taken; the feed is
 * merely asked again, with the validators that it had.
 */
const WITHIN_MS = 100;
/** So many are saved without waiting: a few milliseconds' work. */
const AT_ONCE = 1000;

/** Takes states to be kept. */
export interface StateSaver {
  /** Keeps `state` soon. */
  save(state: FeedState): void;
  /** What still waits of a feed; undefined where what is kept is the latest. */
  waiting(feedId: string): FeedState | undefined;
  /** Keeps what still waits, now: before anybody reads what is kept. */
  flush(): void;
}

/** @param saveStates keeps all of them, or throws; then those feeds are due again, as if nothing had been learnt */
export function createStateSaver(saveStates: (states: readonly FeedState[]) => void, log: Log): StateSaver {
  let waiting = new Map<string, FeedState>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const states = [...waiting.values()];
    waiting = new Map();
    try {
      saveStates(states);
    } catch (error) {
      log.error({ err: error, feeds: states.length }, 'feeds’ states could not be saved; those feeds are asked again');
    }
  }

  return {
    save(state) {
      waiting.set(state.feedId, state);
      if (waiting.size >= AT_ONCE) flush();
      else timer ??= setTimeout(flush, WITHIN_MS);
    },
    waiting: (feedId) => waiting.get(feedId),
    flush,
  };
}
