/** The desk: what slash commands may ask for, over the store, the catalogue and the feeds. */
import { routeStory } from './alerts/route.ts';
import type { Desk, DeskNote, StoryRow, Tried, WatchlistChange } from './commands/command.ts';
import type { DeskOfficials } from './desk-officials.ts';
import { plainMessage } from './discord/message.ts';
import type { Log } from './log.ts';
import type { Alert } from './model/alert.ts';
import type { Dossier, DossierEntry } from './model/dossier.ts';
import type { VerdictCounts } from './model/doubt.ts';
import { FEED_HEALTHS, type FeedHealth, type FeedWithState } from './model/feed.ts';
import type { Official } from './model/official.ts';
import type { Story } from './model/story.ts';
import type { Watchlist } from './model/watchlist.ts';
import type { Alerts } from './store/alerts.ts';
import type { Archive } from './store/archive.ts';
import { WatchlistNameTakenError } from './store/errors.ts';
import type { FeedbackLog } from './store/feedback.ts';
import type { Outbox } from './store/outbox.ts';
import type { Settings } from './store/settings.ts';
import type { Table } from './store/table.ts';
import type { ItemTexts } from './store/texts.ts';
import type { Watchlists } from './store/watchlists.ts';
import { toldStory } from './told-story.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a button remembers outlives the day on which it was shown, and no more. */
const NOTE_KEPT_MS = DAY_MS;

/** A forecast reads at most so many stories: a month of a very busy archive. */
const FORECAST_STORIES = 20_000;

/** A record that begins this much later than the forecast's first day is said to be short. */
const SHORT_RECORD_MS = 2 * DAY_MS;

/** `/alerts recent` goes back so far; what is older is found by `/alerts search`. */
const RECENT_ALERTS = 1_000;

/** Entries of an official's record that an itinerary goes through. */
const RECORD_ENTRIES = 200;

/** A dossier shows five; the rest is for where and when somebody was last seen. Each is a story to be read. */
const DOSSIER_ENTRIES = 25;
const ANNOUNCED = 10;

/** What the desk is built from. */
export interface DeskParts {
  readonly store: {
    readonly watchlists: Watchlists;
    readonly settings: Settings;
    readonly feeds: { listWithStates(): readonly FeedWithState[] };
    readonly archive: Pick<
      Archive,
      'getStory' | 'search' | 'stories' | 'countSince' | 'byOfficial' | 'diary' | 'tripsByCountry' | 'officialRecord'
    >;
    readonly alerts: Alerts;
    readonly outbox: Pick<Outbox, 'enqueue' | 'pendingCount' | 'listFailed'>;
    readonly feedback: Pick<FeedbackLog, 'mark' | 'undo'>;
    readonly notes: Table<DeskNote>;
    readonly texts: Pick<ItemTexts, 'get'>;
  };
  readonly officials: DeskOfficials;
  readonly buildDossier: (official: Official, entries: readonly DossierEntry[], locale: string, now: number) => Dossier;
  readonly feeds: Desk['feeds'];
  readonly links: Desk['links'];
  readonly edits: Desk['edits'];
  readonly diary: Desk['diary'];
  /** In plain words, for `/status`. */
  summaries(): string;
  /** What the model said of doubtful reports today; undefined where it isn't asked. */
  verdicts(): VerdictCounts | undefined;
  /** Lets the outbox know that something waits in it. */
  wakeOutbox(): void;
  /** Makes an id of at most 25 characters. */
  newId(): string;
  now(): number;
  readonly startedAt: number;
  readonly log: Log;
}

/** Makes the desk. */
export function createDesk(parts: DeskParts): Desk {
  const { store, officials, now } = parts;

  const saved = (write: () => Watchlist | undefined): WatchlistChange => {
    try {
      const watchlist = write();
      return watchlist === undefined ? { kind: 'gone' } : { kind: 'saved', watchlist };
    } catch (error) {
      if (error instanceof WatchlistNameTakenError) return { kind: 'name taken' };
      throw error;
    }
  };

  const linksTo = (alerts: readonly Alert[]): StoryRow['alerts'] =>
    alerts.flatMap(({ guildId, channelId, messageId }) =>
      messageId === undefined ? [] : [{ channelId, url: messageUrl(guildId, channelId, messageId) }],
    );

  /** What a watchlist would make of a story, had it been there: paused or not, at the time the story came in. */
  const tryStory = (story: Story, watchlist: Watchlist, told: boolean): Tried => {
    const muted = store.alerts.get(story.id, watchlist.channelId)?.mutedBy !== undefined;
    const context = { now: story.firstSeenAt, official: officials.get, told, muted };
    return { story, reason: routeStory(story, { ...watchlist, paused: false }, context).reason };
  };

  return {
    log: parts.log,
    now,
    settings: {
      get: (guildId) => store.settings.get(guildId),
      change: (guildId, change) => store.settings.update(guildId, (old) => ({ ...old, ...change })),
    },
    watchlists: {
      list: (guildId) => store.watchlists.list(guildId),
      find(guildId, nameOrId) {
        const byId = store.watchlists.get(nameOrId);
        return byId?.guildId === guildId ? byId : store.watchlists.find(guildId, nameOrId);
      },
      add: (draft) =>
        saved(() => {
          const watchlist = { ...draft, id: parts.newId(), createdAt: now(), paused: false };
          store.watchlists.add(watchlist);
          return watchlist;
        }),
      change: (id, change) => saved(() => store.watchlists.update(id, change)),
      remove(id) {
        const watchlist = store.watchlists.get(id);
        return store.watchlists.remove(id) ? watchlist : undefined;
      },
      restore: (watchlist) =>
        saved(() => {
          const known = store.watchlists.update(watchlist.id, () => watchlist);
          if (known === undefined) store.watchlists.add(watchlist);
          return watchlist;
        }),
      forecast(draft, days) {
        const from = now() - days * DAY_MS;
        const watchlist = { ...draft, id: '', createdAt: now(), paused: false };
        let stories = 0;
        let alerts = 0;
        let oldest: number | undefined;
        for (const story of store.archive.stories(from)) {
          oldest = Math.min(oldest ?? story.firstSeenAt, story.sources[0]?.publishedAt ?? story.firstSeenAt);
          stories += 1;
          // Backlog counts here: on the first day nearly everything on record is backlog, and it shows the volume.
          if (tryStory(story, watchlist, true).reason === 'matched') alerts += 1;
          if (stories === FORECAST_STORIES) break;
        }
        const sinceAt = oldest !== undefined && oldest - from > SHORT_RECORD_MS ? oldest : undefined;
        const daysOnRecord = sinceAt === undefined ? days : Math.max(1, (now() - sinceAt) / DAY_MS);
        return { days, stories, alerts, alertsPerDay: alerts / daysOnRecord, sinceAt };
      },
      test(watchlist, days, limit) {
        const found = store.archive.search({ from: now() - days * DAY_MS, page: 1, pageSize: limit });
        return found.stories.map((story) => tryStory(story, watchlist, false));
      },
    },
    feeds: parts.feeds,
    links: parts.links,
    edits: parts.edits,
    diary: parts.diary,
    officials: {
      ...officials,
      dossier(official, guildId, locale) {
        const { archive } = store;
        const latest = archive.byOfficial(official.id, DOSSIER_ENTRIES, guildId);
        const known = new Set(latest.map(({ storyId }) => storyId));
        const today = new Date(now()).toISOString().slice(0, 10);
        // What was announced long ago for a day still to come.
        const announced = archive.diary({ officialId: official.id, from: today, limit: ANNOUNCED }, guildId);
        const entries = [...latest, ...announced.filter(({ storyId }) => !known.has(storyId))];
        const record = archive.officialRecord(official.id);
        const dossier = parts.buildDossier(official, entries, locale, now());
        const mayBeSeenEarlier = dossier.lastSeen === undefined && record.storyCount > DOSSIER_ENTRIES;
        const all = mayBeSeenEarlier ? archive.byOfficial(official.id, RECORD_ENTRIES, guildId) : entries;
        return {
          ...(mayBeSeenEarlier ? parts.buildDossier(official, all, locale, now()) : dossier),
          ...record,
          goesTo: archive.tripsByCountry(official.id),
        };
      },
      itinerary(official, guildId, page, pageSize) {
        const entries = store.archive.byOfficial(official.id, RECORD_ENTRIES, guildId);
        return { entries: entries.slice(page * pageSize, (page + 1) * pageSize), total: entries.length };
      },
    },
    stories: {
      get: (id) => store.archive.getStory(id),
      recent(guildId, page, pageSize) {
        const byStory = Map.groupBy(store.alerts.recent(guildId, RECENT_ALERTS), ({ storyId }) => storyId);
        const rows = [...byStory]
          .slice(page * pageSize, (page + 1) * pageSize)
          .flatMap(([storyId, alerts]): StoryRow[] => {
            const story = store.archive.getStory(storyId);
            return story === undefined ? [] : [{ story, alerts: linksTo(alerts) }];
          });
        return { rows, total: byStory.size };
      },
      search(search, guildId, page, pageSize) {
        const found = store.archive.search({ ...search, page: page + 1, pageSize });
        const rows = found.stories.map((story) => {
          const here = store.alerts.byStory(story.id).filter((alert) => alert.guildId === guildId);
          return { story, alerts: linksTo(here) };
        });
        return { rows, total: found.total };
      },
    },
    alerts: {
      get: (id) => store.alerts.byId(id),
      notRelevant: (alert, userId, why) =>
        store.feedback.mark({
          storyId: alert.storyId,
          userId,
          guildId: alert.guildId,
          label: 'not relevant',
          why,
          at: now(),
          // What a label is worth without its item: the story may be merged, split or withdrawn later.
          told: toldStory(store, alert.storyId, alert.watchlistIds),
        }),
      undoNotRelevant: (alert, userId) => {
        store.feedback.undo(alert.storyId, userId);
      },
      mute: (alert, userId) => (store.alerts.mute(alert.id, userId) ? store.alerts.byId(alert.id) : undefined),
      unmute: (alert) => (store.alerts.mute(alert.id, undefined) ? store.alerts.byId(alert.id) : undefined),
    },
    notes: {
      keep(note) {
        const id = parts.newId();
        store.notes.set(id, note, NOTE_KEPT_MS);
        return id;
      },
      find: (id) => store.notes.get(id),
      drop: (id) => {
        store.notes.delete(id);
      },
    },
    status(guildId) {
      const feeds = store.feeds.listWithStates();
      const counts = Object.fromEntries(FEED_HEALTHS.map((health) => [health, 0])) as Record<FeedHealth, number>;
      for (const { state } of feeds) counts[state.health] += 1;
      return {
        startedAt: parts.startedAt,
        feeds: counts,
        lastPollAt: latest(feeds.map(({ state }) => state.lastAttemptAt)),
        lastItemAt: latest(feeds.map(({ state }) => state.lastNewItemAt)),
        officials: officials.list({ country: undefined, organisation: undefined, hidden: false }).length,
        watchlists: store.watchlists.list(guildId).length,
        stories: store.archive.countSince(0),
        alertsToday: store.alerts.countSince(guildId, now() - DAY_MS),
        pendingDeliveries: store.outbox.pendingCount(),
        failedDeliveries: store.outbox
          .listFailed(50)
          .filter((row) => row.guildId === guildId && now() - row.failedAt < 7 * DAY_MS)
          .map(({ channelId, lastError, failedAt }) => ({ channelId, error: lastError ?? 'refused', at: failedAt })),
        summaries: parts.summaries(),
        verdicts: parts.verdicts(),
      };
    },
    tellDesk(guildId, text) {
      const channelId = store.settings.get(guildId).setupChannelId;
      if (channelId === undefined) return false;
      store.outbox.enqueue({
        id: parts.newId(),
        alertId: undefined,
        guildId,
        channelId,
        action: { kind: 'post' },
        message: plainMessage(text),
        createdAt: now(),
      });
      parts.wakeOutbox();
      return true;
    },
  };
}

function messageUrl(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
