/** Alerts: which story was told in which channel, and by which message. */
import type { Alert, AlertThread } from '../model/alert.ts';
import { numberOf, optionalTextOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** The alerts. */
export interface Alerts {
  /** The alert of a story in a channel: there is never a second one. */
  get(storyId: string, channelId: string): Alert | undefined;
  byId(id: string): Alert | undefined;
  byStory(storyId: string): Alert[];
  byMessage(messageId: string): Alert | undefined;
  /** A guild's alerts, or all, the latest first; those that were taken back are left out. */
  recent(guildId: string | undefined, limit: number, offset?: number): Alert[];
  /** How many alerts a guild, or all, got since an instant. */
  countSince(guildId: string | undefined, sinceAt: number): number;
  /** How many alerts since an instant have an item of a feed among their sources, by the feed's id. */
  countByFeed(sinceAt: number): ReadonlyMap<string, number>;
  /**
   * Keeps an alert. A known one keeps the message and the muting it has, and a thread that is off stays off: they come
   * by ways of their own, and a copy read before them must not undo them.
   */
  save(alert: Alert): void;
  /** @param by Discord user id; undefined lifts the muting. @returns whether there is such an alert */
  mute(id: string, by: string | undefined): boolean;
  /** Moves the alerts of one story to another, where that has none in the channel (stories merged by hand). */
  moveStory(fromStoryId: string, toStoryId: string): void;
  /** Parts an alert from its story: it was taken back, nothing edits it any more, and the story may be told anew. */
  part(alertId: string): void;
  /** Moves one alert to another story, where that has none in the channel. */
  moveAlert(id: string, toStoryId: string): void;
}

const SAVE = `INSERT INTO alerts
    (id, story_id, guild_id, channel_id, watchlist_ids, told_version, message_id, created_at, thread, muted_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET watchlist_ids = excluded.watchlist_ids, told_version = excluded.told_version,
    message_id = coalesce(message_id, excluded.message_id),
    thread = CASE thread WHEN 'off' THEN 'off' ELSE excluded.thread END`;

/** Stands in place of the story's id; no id begins with it. */
const PARTED = 'withdrawn ';

const RECENT = `SELECT * FROM alerts WHERE (:guild IS NULL OR guild_id = :guild) AND story_id NOT GLOB '${PARTED}*'
  ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset`;

const COUNT = `SELECT count(*) AS alerts FROM alerts
  WHERE (:guild IS NULL OR guild_id = :guild) AND created_at >= :since`;

const COUNT_BY_FEED = `SELECT json_extract(source.value, '$.feedId') AS feed, count(DISTINCT alerts.id) AS alerts
  FROM alerts JOIN stories ON stories.id = alerts.story_id, json_each(stories.json, '$.sources') AS source
  WHERE alerts.created_at >= ? GROUP BY feed`;

export function createAlerts(database: Database): Alerts {
  const one = (sql: string, ...keys: string[]): Alert | undefined => {
    const row = database.prepare(sql).get(...keys);
    return row === undefined ? undefined : readAlert(row);
  };
  return {
    get: (storyId, channelId) => one('SELECT * FROM alerts WHERE story_id = ? AND channel_id = ?', storyId, channelId),
    byId: (id) => one('SELECT * FROM alerts WHERE id = ?', id),
    byStory: (storyId) =>
      database.prepare('SELECT * FROM alerts WHERE story_id = ? ORDER BY created_at, id').all(storyId).map(readAlert),
    byMessage: (messageId) => one('SELECT * FROM alerts WHERE message_id = ?', messageId),
    recent: (guildId, limit, offset = 0) =>
      database
        .prepare(RECENT)
        .all({ guild: guildId ?? null, limit, offset })
        .map(readAlert),
    countSince(guildId, sinceAt) {
      const row = database.prepare(COUNT).get({ guild: guildId ?? null, since: sinceAt });
      return row === undefined ? 0 : numberOf(row, 'alerts');
    },
    countByFeed: (sinceAt) =>
      new Map(
        database
          .prepare(COUNT_BY_FEED)
          .all(sinceAt)
          .map((row) => [textOf(row, 'feed'), numberOf(row, 'alerts')]),
      ),
    save(alert) {
      database
        .prepare(SAVE)
        .run(
          alert.id,
          alert.storyId,
          alert.guildId,
          alert.channelId,
          JSON.stringify(alert.watchlistIds),
          alert.toldVersion,
          alert.messageId ?? null,
          alert.createdAt,
          alert.thread,
          alert.mutedBy ?? null,
        );
    },
    mute: (id, by) => database.prepare('UPDATE alerts SET muted_by = ? WHERE id = ?').run(by ?? null, id).changes > 0,
    moveStory(fromStoryId, toStoryId) {
      database.prepare('UPDATE OR IGNORE alerts SET story_id = ? WHERE story_id = ?').run(toStoryId, fromStoryId);
    },
    part(alertId) {
      database.prepare(`UPDATE alerts SET story_id = '${PARTED}' || id WHERE id = ?`).run(alertId);
    },
    moveAlert(id, toStoryId) {
      database.prepare('UPDATE OR IGNORE alerts SET story_id = ? WHERE id = ?').run(toStoryId, id);
    },
  };
}

function readAlert(row: Row): Alert {
  const watchlistIds: string[] = JSON.parse(textOf(row, 'watchlist_ids'));
  return {
    id: textOf(row, 'id'),
    storyId: textOf(row, 'story_id'),
    guildId: textOf(row, 'guild_id'),
    channelId: textOf(row, 'channel_id'),
    watchlistIds,
    toldVersion: numberOf(row, 'told_version'),
    messageId: optionalTextOf(row, 'message_id'),
    createdAt: numberOf(row, 'created_at'),
    thread: readThread(row),
    mutedBy: optionalTextOf(row, 'muted_by'),
  };
}

function readThread(row: Row): AlertThread {
  const thread = textOf(row, 'thread');
  return thread === 'asked' || thread === 'off' ? thread : 'none';
}
