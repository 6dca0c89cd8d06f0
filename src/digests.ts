/** Telling the digests that are due: from the archive to the outbox, each in one transaction. */
import { type DigestEntry, digestSince, isDigestDue, renderDigest } from './alerts/digest.ts';
import { routeStory } from './alerts/route.ts';
import type { Official } from './model/official.ts';
import type { Watchlist } from './model/watchlist.ts';
import type { Stores } from './stores.ts';

/** What telling digests is built from. */
export interface DigestParts {
  readonly stores: Pick<
    Stores,
    'transaction' | 'watchlists' | 'settings' | 'digests' | 'archive' | 'alerts' | 'outbox'
  >;
  readonly official: (id: string) => Official | undefined;
  readonly newId: () => string;
  readonly now: () => number;
}

/** A digest lists at most so many stories. */
const MAX_STORIES = 1_000;

/**
 * Puts every digest that is due into the outbox.
 *
 * @returns how many watchlists were told
 */
export function tellDigests(parts: DigestParts): number {
  const { stores } = parts;
  const now = parts.now();
  const due = stores.watchlists.list().filter((watchlist) => {
    const { timeZone } = stores.settings.get(watchlist.guildId);
    return isDigestDue(watchlist, timeZone, stores.digests.lastToldAt(watchlist.id), now);
  });
  for (const watchlist of due) stores.transaction(() => tellDigest(watchlist, parts, now));
  return due.length;
}

function tellDigest(watchlist: Watchlist, parts: DigestParts, now: number): void {
  const { stores } = parts;
  const since = digestSince(watchlist, stores.digests.lastToldAt(watchlist.id), now);
  const entries: DigestEntry[] = [];
  for (const story of stores.archive.stories(since)) {
    if (story.sources.every((source) => source.backlog)) continue;
    const muted = stores.alerts.get(story.id, watchlist.channelId)?.mutedBy !== undefined;
    // `told` sets the limit of 48 hours aside: a weekly digest gathers a week.
    const route = routeStory(story, watchlist, { now, official: parts.official, told: true, muted });
    if (route.reason === 'matched') entries.push({ story, events: route.events });
    if (entries.length === MAX_STORIES) break;
  }
  for (const message of renderDigest(watchlist, entries, (id) => parts.official(id)?.name ?? id)) {
    stores.outbox.enqueue({
      id: parts.newId(),
      alertId: undefined,
      guildId: watchlist.guildId,
      channelId: watchlist.channelId,
      action: { kind: 'post' },
      message,
      createdAt: now,
    });
  }
  stores.digests.markTold(watchlist.id, now);
}
