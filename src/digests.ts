/** Telling the digests that are due: from the archive to the outbox, each in one transaction. */
import { DateTime } from 'luxon';
import { type DigestEntry, type DigestLink, digestSince, isDigestDue, renderDigest } from './alerts/digest.ts';
import { routeStory } from './alerts/route.ts';
import { listDiary, todayOf } from './diary.ts';
import type { Official } from './model/official.ts';
import type { Story } from './model/story.ts';
import type { Watchlist } from './model/watchlist.ts';
import type { StoryRecord } from './record.ts';
import type { Stores } from './stores.ts';
import type { DiaryEntry } from './stories/diary.ts';

/** What telling digests is built from. */
export interface DigestParts {
  readonly stores: Pick<
    Stores,
    'transaction' | 'watchlists' | 'settings' | 'digests' | 'archive' | 'alerts' | 'outbox' | 'diaryMarks'
  >;
  readonly record: StoryRecord;
  readonly official: (id: string) => Official | undefined;
  readonly newId: () => string;
  readonly now: () => number;
}

/** A digest lists at most so many stories. */
const MAX_STORIES = 1_000;

/** How far a digest looks ahead in the diary, in days: some more than until the next one. */
const AHEAD_DAYS = { instant: 0, daily: 14, weekly: 31 } as const;

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
    if (route.reason === 'matched')
      entries.push({ story, events: route.events, alertUrl: alertUrl(story, watchlist, parts) });
    if (entries.length === MAX_STORIES) break;
  }
  const content = {
    entries,
    links: linksOf(entries, watchlist, parts),
    coming: comingFor(watchlist, parts, now),
    takenBack: stores.digests.owed(watchlist.id),
  };
  for (const message of renderDigest(watchlist, content, (id) => parts.official(id)?.name ?? id)) {
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
  stores.digests.markTold(
    watchlist.id,
    now,
    entries.map(({ story }) => story.id),
  );
}

/** The links that this guild sees between a story of the digest and any on record, each once. */
function linksOf(
  entries: readonly DigestEntry[],
  { guildId }: Watchlist,
  { record }: DigestParts,
): readonly DigestLink[] {
  const links = new Map<string, DigestLink>();
  const add = (trip: DigestLink['trip'] | undefined, deal: DigestLink['deal']) => {
    const key = `${trip?.storyId} ${deal.entry.storyId}`;
    if (trip !== undefined && !links.has(key)) links.set(key, { trip, deal });
  };
  for (const { story } of entries) {
    for (const deal of record.linked(story.id, 'deal', guildId)) add(record.entry(story, 'trip', guildId), deal);
    const own = record.entry(story, 'deal', guildId);
    if (own === undefined) continue;
    for (const trip of record.linked(story.id, 'trip', guildId)) add(trip.entry, { ...trip, entry: own });
  }
  return [...links.values()].sort((a, b) => b.deal.confidence - a.deal.confidence);
}

/** What the diary has for the days ahead that the watchlist follows. */
function comingFor(watchlist: Watchlist, parts: DigestParts, now: number): readonly DiaryEntry[] {
  const today = todayOf(watchlist.guildId, parts);
  const to = DateTime.fromISO(today).plus({ days: AHEAD_DAYS[watchlist.delivering.mode] }).toFormat('yyyy-MM-dd');
  const question = { officialId: undefined, country: undefined, from: today, to };
  return listDiary(question, watchlist.guildId, parts).filter(({ entry, standing }) => {
    if (standing !== 'ahead' && standing !== 'today') return false;
    const story = parts.stores.archive.getStory(entry.storyId);
    if (story === undefined) return false;
    const { events } = routeStory(story, watchlist, { now, official: parts.official, told: true, muted: false });
    return events.some((event) => event.kind === entry.event.kind && event.status === 'planned');
  });
}

function alertUrl(story: Story, { guildId }: Watchlist, { record }: DigestParts): string | undefined {
  const [lead] = story.events;
  return lead && record.entry(story, lead.kind, guildId)?.alertUrl;
}
