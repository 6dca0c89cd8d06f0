/** The watchdog: nothing stops in silence. Each trouble is told to the desk once, and again when it comes back. */
import { findStopped } from './feeds/watchdog.ts';
import type { Stores } from './stores.ts';

/** A trouble that lasts is told again after this time: people change, and messages scroll away. */
const REMIND_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** What the watchdog is built from. */
export interface WatchdogParts {
  readonly stores: Pick<Stores, 'feeds' | 'settings' | 'watchlists' | 'troubles'>;
  /** Says something in a desk's set-up channel; false where none is set. */
  readonly tellDesk: (guildId: string, text: string) => boolean;
  readonly now: () => number;
}

/** What it does. */
export interface Watchdog {
  /** Looks at every feed; tells every desk of those that have stopped. @returns how many words were spoken */
  lookAtFeeds(): number;
  /** Tells a desk of a trouble of its own, at most once a week for the same key. @returns whether it was told now */
  report(guildId: string, key: string, words: string): boolean;
}

/** Makes the watchdog. */
export function createWatchdog(parts: WatchdogParts): Watchdog {
  const { stores, now } = parts;

  function report(guildId: string, key: string, words: string): boolean {
    const fullKey = `${guildId}:${key}`;
    const toldAt = stores.troubles.get(fullKey);
    if (toldAt !== undefined && now() - toldAt < REMIND_AFTER_MS) return false;
    if (!parts.tellDesk(guildId, words)) return false;
    stores.troubles.set(fullKey, now(), 2 * REMIND_AFTER_MS);
    return true;
  }

  return {
    report,
    lookAtFeeds() {
      const guilds = new Set(stores.watchlists.list().map((watchlist) => watchlist.guildId));
      let told = 0;
      for (const { feed, trouble, sinceAt, words } of findStopped(stores.feeds.listWithStates(), now())) {
        for (const guildId of guilds) {
          if (report(guildId, `feed:${feed.id}:${trouble}:${sinceAt}`, `⚠️ ${words} See /feeds list.`)) told += 1;
        }
      }
      return told;
    },
  };
}
