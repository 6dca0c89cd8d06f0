/** The diary over the archive: what a guild asks of it, and what it is told on the day. */
import { DateTime } from 'luxon';
import { type NameOf, passedWithoutNews, reminder } from './alerts/diary.ts';
import { routeStory } from './alerts/route.ts';
import { isThreaded } from './alerts/thread.ts';
import type { DeliveryAction } from './model/delivery.ts';
import type { DossierEntry } from './model/dossier.ts';
import type { MessageParts } from './model/message.ts';
import type { Official } from './model/official.ts';
import type { Watchlist } from './model/watchlist.ts';
import type { Stores } from './stores.ts';
import { buildDiary, type DiaryEntry } from './stories/diary.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Announcements that one question looks at. */
const MAX_ENTRIES = 200;

/** Later happenings of an official that are looked through for what became of an announcement. */
const NEWS_READ = 100;

/** The desk's morning: reminders before it would be read with the night's, and those after it are late. */
const REMINDER_HOUR = 8;

/** News of a day comes in during the next one too. */
const GRACE_DAYS = 1;

/** What passed longer ago is no news of today: a filled archive must not pour out. */
const PASSED_WITHIN_DAYS = 7;

/** That something was said is remembered for longer than it could be said again. */
const MARK_KEPT_MS = 400 * DAY_MS;

/** What the diary is built from. */
export interface DiaryParts {
  readonly stores: Pick<
    Stores,
    'transaction' | 'archive' | 'alerts' | 'watchlists' | 'settings' | 'outbox' | 'diaryMarks'
  >;
  readonly official: (id: string) => Official | undefined;
  readonly newId: () => string;
  readonly now: () => number;
}

/** What is asked of the diary; days are `YYYY-MM-DD`, both ends included. */
export interface DiaryQuestion {
  readonly officialId: string | undefined;
  readonly country: string | undefined;
  readonly from: string;
  readonly to: string | undefined;
}

/** Lists announcements for a guild, with what became of each. */
export function listDiary(question: DiaryQuestion, guildId: string, parts: DiaryParts): readonly DiaryEntry[] {
  const { archive } = parts.stores;
  const { officialId, country, from, to } = question;
  const planned = archive.diary(
    {
      ...(officialId !== undefined && { officialId }),
      ...(country !== undefined && { country }),
      ...(to !== undefined && { to }),
      from,
      limit: MAX_ENTRIES,
    },
    guildId,
  );
  const byOfficial = new Map<string, readonly DossierEntry[]>();
  const newsOf = (entry: DossierEntry) =>
    entry.event.officials.flatMap((id) => {
      const known = byOfficial.get(id) ?? archive.byOfficial(id, NEWS_READ, guildId);
      byOfficial.set(id, known);
      return known;
    });
  return buildDiary(planned, newsOf, todayOf(guildId, parts));
}

/** The desk's own day, `YYYY-MM-DD`. */
export function todayOf(guildId: string, { stores, now }: Pick<DiaryParts, 'stores' | 'now'>): string {
  return localTime(stores.settings.get(guildId).timeZone, now()).day;
}

/**
 * Puts into the outbox what a desk is to be told of its diary: on the morning of the day, in the desk's zone, and once
 * when the day has passed without news. Each is told in the channels of the watchlists that follow it.
 *
 * @returns how many messages
 */
export function tellDiary(parts: DiaryParts): number {
  const { stores, now } = parts;
  const byGuild = Map.groupBy(stores.watchlists.list(), ({ guildId }) => guildId);
  let told = 0;
  for (const [guildId, watchlists] of byGuild) {
    const { day, hour } = localTime(stores.settings.get(guildId).timeZone, now());
    if (hour < REMINDER_HOUR) continue;
    const question = {
      officialId: undefined,
      country: undefined,
      from: shift(day, -PASSED_WITHIN_DAYS - GRACE_DAYS),
      to: day,
    };
    for (const entry of listDiary(question, guildId, parts)) {
      const message = messageFor(entry, day, (id) => parts.official(id)?.name ?? id);
      if (message === undefined) continue;
      told += stores.transaction<number>(() => tellEntry(entry, message, watchlists, parts));
    }
  }
  return told;
}

/** What is to be said of an announcement today, if anything. */
function messageFor(entry: DiaryEntry, today: string, nameOf: NameOf): MessageParts | undefined {
  if (entry.standing === 'today' && entry.precision === 'day' && entry.from === today) return reminder(entry, nameOf);
  if (entry.standing === 'passed' && shift(entry.to, GRACE_DAYS) < today) return passedWithoutNews(entry, nameOf);
  return undefined;
}

function tellEntry(
  entry: DiaryEntry,
  message: MessageParts,
  watchlists: readonly Watchlist[],
  parts: DiaryParts,
): number {
  const { stores, now } = parts;
  const { storyId, event } = entry.entry;
  const story = stores.archive.getStory(storyId);
  if (story === undefined) return 0;
  const channels = new Map<string, Watchlist>();
  for (const watchlist of watchlists) {
    const muted = stores.alerts.get(storyId, watchlist.channelId)?.mutedBy !== undefined;
    // `told` sets the limit of 48 hours aside: what is announced is old by the time its day comes.
    const route = routeStory(story, watchlist, { now: now(), official: parts.official, told: true, muted });
    const follows = route.events.some(({ kind, status }) => kind === event.kind && status === 'planned');
    if (follows) channels.set(watchlist.channelId, channels.get(watchlist.channelId) ?? watchlist);
  }
  let told = 0;
  for (const [channelId, { guildId }] of channels) {
    const mark = `${channelId} ${storyId} ${event.kind} ${entry.from} ${entry.standing}`;
    if (stores.diaryMarks.get(mark) !== undefined) continue;
    stores.diaryMarks.set(mark, now(), MARK_KEPT_MS);
    const alert = stores.alerts.get(storyId, channelId);
    // The day itself is for everybody; that it passed in silence, for whoever follows the story.
    const inThread = alert !== undefined && entry.standing === 'passed' && isThreaded(alert, watchlists);
    const way: DeliveryAction = inThread ? { kind: 'in thread', otherwise: 'reply' } : { kind: 'reply' };
    stores.outbox.enqueue({
      id: parts.newId(),
      alertId: alert?.id,
      guildId,
      channelId,
      action: alert === undefined ? { kind: 'post' } : way,
      message,
      createdAt: now(),
    });
    told += 1;
  }
  return told;
}

function localTime(timeZone: string, at: number): { readonly day: string; readonly hour: number } {
  const local = DateTime.fromMillis(at, { zone: timeZone });
  return { day: local.toFormat('yyyy-MM-dd'), hour: local.hour };
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
