/** Happenings on record, one by one: an official’s, the trips to a country, and what the diary has ahead. */
import type { DossierEntry } from '../model/dossier.ts';
import type { Story } from '../model/story.ts';
import { numberOf, optionalNumberOf, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { reportedAt } from './story-columns.ts';
import { bound, readStory } from './story-rows.ts';

/** What is asked of the diary; days are `YYYY-MM-DD`, both ends included. */
export interface DiaryQuery {
  readonly officialId?: string;
  readonly country?: string;
  readonly from: string;
  readonly to?: string;
  readonly limit: number;
}

/** Which trips of an official are asked for: those that were under way or made. */
export interface VisitsQuery {
  readonly officialId: string;
  readonly country: string;
  /** `YYYY-MM-DD`: only trips that began before it; undefined for all. */
  readonly beforeDay: string | undefined;
  /** A story that is left out. */
  readonly exceptStoryId: string;
  readonly limit: number;
}

/** Trips on record. */
export interface Visits {
  /** All of them, each story once. */
  readonly total: number;
  /** The latest, at most the query's limit. */
  readonly entries: readonly DossierEntry[];
}

/** What the archive knows of an official as a whole. */
export interface OfficialRecord {
  readonly storyCount: number;
  /** When the oldest story was first reported, ms since the epoch. */
  readonly onRecordSince: number | undefined;
}

/** What the archive has of happenings. Every list is bounded by the caller's limit and by 200 stories. */
export interface Happenings {
  /**
   * Happenings of an official, the latest reported first.
   *
   * @param guildId links each to its alert in that guild where it was told there
   */
  byOfficial(officialId: string, limit: number, guildId?: string): DossierEntry[];
  /** Countries by number of trips that were under way or made, most first. */
  tripsByCountry(officialId: string): { readonly country: string; readonly trips: number }[];
  officialRecord(officialId: string): OfficialRecord;
  /** Trips of an official to a country before a day, the latest first. */
  visits(query: VisitsQuery, guildId?: string): Visits;
  /** What is planned for a stated day or month in the range, the soonest first. */
  diary(query: DiaryQuery, guildId?: string): DossierEntry[];
}

const BY_OFFICIAL = `
  SELECT stories.id, stories.json FROM story_official JOIN stories ON stories.n = story_official.story
  WHERE official = ? ORDER BY story_official.active_to DESC, story_official.story DESC LIMIT ?`;

const DIARY = `
  SELECT stories.id, stories.json, e.ordinal FROM story_event AS e JOIN stories ON stories.n = e.story
  WHERE e.status = 'planned' AND e.stated = 1 AND e.day_to >= :from AND e.day_from <= :to
    AND (:official IS NULL OR EXISTS (
      SELECT 1 FROM event_official AS o WHERE o.story = e.story AND o.ordinal = e.ordinal AND o.official = :official))
    AND (:country IS NULL OR EXISTS (
      SELECT 1 FROM event_country AS c WHERE c.story = e.story AND c.ordinal = e.ordinal AND c.country = :country))
  ORDER BY e.day_from, e.day_to, e.story LIMIT :limit`;

const TRIPS = `
  SELECT c.country, count(DISTINCT o.story) AS trips FROM event_official AS o
  JOIN story_event AS e ON e.story = o.story AND e.ordinal = o.ordinal
  JOIN event_country AS c ON c.story = o.story AND c.ordinal = o.ordinal
  WHERE o.official = ? AND e.kind = 'trip' AND e.status IN ('under-way', 'done')
  GROUP BY c.country ORDER BY trips DESC, c.country`;

const VISITS = `
  SELECT stories.id, stories.json, latest.ordinal, latest.total FROM (
    SELECT story, min(ordinal) AS ordinal, max(day) AS day, count(*) OVER () AS total FROM visit
    WHERE official = :official AND country = :country AND (:before IS NULL OR day < :before)
      AND story NOT IN (SELECT n FROM stories WHERE id = :except)
    GROUP BY story ORDER BY day DESC, story DESC LIMIT :limit
  ) AS latest JOIN stories ON stories.n = latest.story ORDER BY latest.day DESC, latest.story DESC`;

export function createHappenings(database: Database): Happenings {
  const alertUrl = (storyId: string, guildId: string | undefined): string | undefined => {
    if (guildId === undefined) return undefined;
    const row = database
      .prepare('SELECT channel_id, message_id FROM alerts WHERE story_id = ? AND guild_id = ? AND message_id NOT NULL')
      .get(storyId, guildId);
    if (row === undefined) return undefined;
    return `https://discord.com/channels/${guildId}/${textOf(row, 'channel_id')}/${textOf(row, 'message_id')}`;
  };

  return {
    byOfficial: (officialId, limit, guildId) =>
      database
        .prepare(BY_OFFICIAL)
        .all(officialId, bound(limit))
        .map(readStory)
        .flatMap((story) =>
          story.events.flatMap((event, ordinal) =>
            event.officials.includes(officialId) ? dossierEntry(story, ordinal, alertUrl(story.id, guildId)) : [],
          ),
        )
        .slice(0, limit),
    tripsByCountry: (officialId) =>
      database
        .prepare(TRIPS)
        .all(officialId)
        .map((row) => ({ country: textOf(row, 'country'), trips: numberOf(row, 'trips') })),
    officialRecord(officialId) {
      const row = database
        .prepare('SELECT count(*) AS stories, min(active_from) AS since FROM story_official WHERE official = ?')
        .get(officialId);
      if (row === undefined) return { storyCount: 0, onRecordSince: undefined };
      return { storyCount: numberOf(row, 'stories'), onRecordSince: optionalNumberOf(row, 'since') };
    },
    visits({ officialId, country, beforeDay, exceptStoryId, limit }, guildId) {
      const rows = database.prepare(VISITS).all({
        official: officialId,
        country,
        before: beforeDay ?? null,
        except: exceptStoryId,
        limit: bound(limit),
      });
      const entries = rows.flatMap((row) => {
        const story = readStory(row);
        return dossierEntry(story, numberOf(row, 'ordinal'), alertUrl(story.id, guildId));
      });
      return { total: rows[0] === undefined ? 0 : numberOf(rows[0], 'total'), entries };
    },
    diary: (query, guildId) =>
      database
        .prepare(DIARY)
        .all({
          official: query.officialId ?? null,
          country: query.country ?? null,
          from: query.from,
          to: query.to ?? '9999-12-31',
          limit: bound(query.limit),
        })
        .flatMap((row) => {
          const story = readStory(row);
          return dossierEntry(story, numberOf(row, 'ordinal'), alertUrl(story.id, guildId));
        }),
  };
}

/** An event of a story with the first source that reported it. */
function dossierEntry(story: Story, ordinal: number, alertUrl: string | undefined): DossierEntry[] {
  const event = story.events[ordinal];
  const source = story.sources.find(({ itemId }) => event?.itemIds.includes(itemId)) ?? story.sources[0];
  if (event === undefined || source === undefined) return [];
  return [{ storyId: story.id, event, outlet: source.outlet, url: source.url, at: reportedAt(source), alertUrl }];
}
