/** The archive of stories: kept as JSON, found by officials, countries, kinds, days and words. */
import type { CandidateQuery } from '../model/candidate-query.ts';
import type { DossierEntry } from '../model/dossier.ts';
import type { Story, StoryLink } from '../model/story.ts';
import { writeStory } from './archive-write.ts';
import { numberOf, optionalNumberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';
import { StoreRecordError } from './errors.ts';
import { type IndexedWords, indexedWords, type SearchCriteria, searchStatement } from './search.ts';
import { foldWords, reportedAt } from './story-columns.ts';

/** No query brings more stories than this into memory, whatever it asks for. */
const MAX_STORIES = 200;

/** More stories of one official within one window are not compared; the least likely are left out. */
const CANDIDATES_LIMIT = 60;

/** What a search finds at most; see {@link ArchivePage}. */
const MAX_FOUND = 500;

/** A word of more stories than this is common: reading the latest stories finds a page of them soonest. */
const COMMON_STORIES = 5_000;

/** A search and the page of it that is shown. */
export interface ArchiveSearch extends SearchCriteria {
  /** From 1. */
  readonly page?: number | undefined;
  /** 10 if not given, at most 200. */
  readonly pageSize?: number | undefined;
}

/** One page of what was found, the latest reported first. */
export interface ArchivePage {
  readonly stories: readonly Story[];
  /** On all pages, at most 500: nobody reads on, and counting all that has a common word would take seconds. */
  readonly total: number;
  /** Whether there are more than `total`. */
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

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

/** The archive. Every list is bounded by the caller's limit and by 200 stories. */
export interface Archive {
  hasItem(itemId: string): boolean;
  /** The story that holds an item. */
  storyOfItem(itemId: string): Story | undefined;
  /** Stories that a report might belong to; see {@link CandidateQuery}. */
  candidates(query: CandidateQuery): Story[];
  getStory(id: string): Story | undefined;
  /** Keeps a story as it is now, in place of what was kept; an item moves with the story that holds it last. */
  saveStory(story: Story): void;
  /** @returns whether there was one */
  removeStory(id: string): boolean;
  search(search: ArchiveSearch): ArchivePage;
  /** The latest reported first. */
  recent(limit: number): Story[];
  /**
   * Stories reported since an instant, the oldest first, read 100 at a time: a backtest holds no more in memory.
   */
  stories(sinceAt: number): Generator<Story, void>;
  /** How many stories were reported since an instant. */
  countSince(sinceAt: number): number;
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
  saveLink(link: StoryLink): void;
  removeLink(tripStoryId: string, dealStoryId: string): boolean;
  /** Forgets all links of a story, as trip and as deal. */
  dropLinks(storyId: string): void;
  /** The links of a story, as trip or as deal. */
  linksOf(storyId: string): StoryLink[];
}

const CANDIDATES = `
  WITH hit (story, weight) AS (
    SELECT story, 1000 FROM story_item WHERE item = :item
    UNION ALL
    SELECT story, 2 FROM story_official
      WHERE official IN (SELECT value FROM json_each(:officials)) AND active_to >= :from AND active_from <= :to
    UNION ALL
    SELECT DISTINCT story, 2 FROM event_official
      WHERE official IN (SELECT value FROM json_each(:officials)) AND day_to >= :dayFrom AND day_from <= :dayTo
    UNION ALL
    SELECT story, 1 FROM story_country
      WHERE country IN (SELECT value FROM json_each(:countries)) AND active_to >= :from AND active_from <= :to
    UNION ALL
    SELECT story, 1 FROM story_party
      WHERE party IN (SELECT value FROM json_each(:parties)) AND active_to >= :from AND active_from <= :to
      GROUP BY story HAVING count(*) >= :sharedParties
  ),
  best (n, weight, active_to) AS (
    SELECT stories.n, found.weight, stories.active_to
    FROM (SELECT story, sum(weight) AS weight FROM hit GROUP BY story) AS found
    JOIN stories ON stories.n = found.story
    WHERE :kinds = '[]' OR found.weight >= 1000 OR EXISTS (
      SELECT 1 FROM story_event
      WHERE story_event.story = found.story AND kind IN (SELECT value FROM json_each(:kinds)))
    ORDER BY found.weight DESC, stories.active_to DESC, stories.n DESC LIMIT :limit
  )
  SELECT stories.id, stories.json FROM best JOIN stories ON stories.n = best.n
  ORDER BY best.weight DESC, best.active_to DESC, best.n DESC`;

const BY_OFFICIAL = `
  SELECT stories.id, stories.json, NULL AS ordinal FROM story_official JOIN stories ON stories.n = story_official.story
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

const SINCE = `SELECT n, id, json, active_to FROM stories
  WHERE (active_to, n) > (?, ?) ORDER BY active_to, n LIMIT 100`;

const STORY_OF_ITEM =
  'SELECT stories.id, stories.json FROM story_item JOIN stories ON stories.n = story_item.story WHERE item = ?';

export function createArchive(database: Database): Archive {
  const one = (sql: string, key: string): Story | undefined => {
    const row = database.prepare(sql).get(key);
    return row === undefined ? undefined : readStory(row);
  };
  const alertUrl = (storyId: string, guildId: string | undefined): string | undefined => {
    if (guildId === undefined) return undefined;
    const row = database
      .prepare('SELECT channel_id, message_id FROM alerts WHERE story_id = ? AND guild_id = ? AND message_id NOT NULL')
      .get(storyId, guildId);
    if (row === undefined) return undefined;
    return `https://discord.com/channels/${guildId}/${textOf(row, 'channel_id')}/${textOf(row, 'message_id')}`;
  };

  return {
    hasItem: (itemId) => database.prepare('SELECT 1 FROM story_item WHERE item = ?').get(itemId) !== undefined,
    storyOfItem: (itemId) => one(STORY_OF_ITEM, itemId),
    candidates: (query) =>
      database
        .prepare(CANDIDATES)
        .all({
          officials: JSON.stringify(query.officials),
          countries: JSON.stringify(query.countries ?? []),
          parties: JSON.stringify([...new Set((query.parties ?? []).map(foldWords))]),
          sharedParties: query.sharedParties ?? 2,
          item: query.itemId ?? null,
          kinds: JSON.stringify(query.kinds),
          from: query.fromAt,
          to: query.toAt,
          dayFrom: query.days?.from ?? null,
          dayTo: query.days?.to ?? null,
          limit: bound(query.limit ?? CANDIDATES_LIMIT),
        })
        .map(readStory),
    getStory: (id) => one('SELECT id, json FROM stories WHERE id = ?', id),
    saveStory: (story) => database.transaction<void>(() => writeStory(database, story)),
    removeStory: (id) => database.prepare('DELETE FROM stories WHERE id = ?').run(id).changes > 0,
    search(search) {
      const pageSize = bound(search.pageSize ?? 10);
      const { within, inText } = findByWords(database, indexedWords(search.text ?? ''));
      const { from, parameters } = searchStatement(search, inText, within);
      const counted = database
        .prepare(
          `SELECT count(*) AS total FROM (SELECT 1 ${from} ORDER BY stories.active_to DESC LIMIT ${MAX_FOUND + 1})`,
        )
        .get(parameters);
      const found = counted === undefined ? 0 : numberOf(counted, 'total');
      const total = Math.min(found, MAX_FOUND);
      const pages = Math.max(1, Math.ceil(total / pageSize));
      const page = Math.min(Math.max(1, Math.trunc(search.page ?? 1)), pages);
      const rows = database
        .prepare(
          `SELECT stories.id, stories.json ${from}
           ORDER BY stories.active_to DESC, stories.n DESC LIMIT :limit OFFSET :offset`,
        )
        .all({ ...parameters, limit: pageSize, offset: (page - 1) * pageSize });
      return { stories: rows.map(readStory), total, more: found > MAX_FOUND, page, pages };
    },
    recent: (limit) =>
      database
        .prepare('SELECT id, json FROM stories ORDER BY active_to DESC, n DESC LIMIT ?')
        .all(bound(limit))
        .map(readStory),
    *stories(sinceAt) {
      let after: readonly [number, number] = [sinceAt - 1, Number.MAX_SAFE_INTEGER];
      for (;;) {
        const rows = database.prepare(SINCE).all(...after);
        for (const row of rows) {
          after = [numberOf(row, 'active_to'), numberOf(row, 'n')];
          yield readStory(row);
        }
        if (rows.length === 0) return;
      }
    },
    countSince(sinceAt) {
      const row = database.prepare('SELECT count(*) AS stories FROM stories WHERE active_to >= ?').get(sinceAt);
      return row === undefined ? 0 : numberOf(row, 'stories');
    },
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
    saveLink({ tripStoryId, dealStoryId, why, confidence, gapDays }) {
      database
        .prepare('INSERT OR REPLACE INTO story_link (trip, deal, why, confidence, gap_days) VALUES (?, ?, ?, ?, ?)')
        .run(tripStoryId, dealStoryId, why, confidence, gapDays);
    },
    dropLinks: (storyId) => {
      database.prepare('DELETE FROM story_link WHERE trip = ?1 OR deal = ?1').run(storyId);
    },
    removeLink: (tripStoryId, dealStoryId) =>
      database.prepare('DELETE FROM story_link WHERE trip = ? AND deal = ?').run(tripStoryId, dealStoryId).changes > 0,
    linksOf: (storyId) =>
      database
        .prepare(
          'SELECT * FROM story_link WHERE trip = ? UNION SELECT * FROM story_link WHERE deal = ? ORDER BY trip, deal',
        )
        .all(storyId, storyId)
        .map((row) => ({
          tripStoryId: textOf(row, 'trip'),
          dealStoryId: textOf(row, 'deal'),
          why: textOf(row, 'why'),
          confidence: numberOf(row, 'confidence'),
          gapDays: numberOf(row, 'gap_days'),
        })),
  };
}

/**
 * Asks the word indexes.
 *
 * @returns the stories they know, by `n`, undefined where they narrow nothing down; and the words that are too common
 *   for their index, to be looked for in the text
 */
function findByWords(
  database: Database,
  asked: readonly IndexedWords[] | undefined,
): { readonly within: readonly number[] | undefined; readonly inText: readonly string[] } {
  if (asked === undefined) return { within: undefined, inText: [] };
  if (asked.length === 0) return { within: [], inText: [] };
  let within: readonly number[] | undefined;
  const inText: string[] = [];
  for (const { index, match, words } of asked) {
    const rows = database.prepare(`SELECT rowid FROM ${index}(?) LIMIT ${COMMON_STORIES + 1}`).all(match);
    if (rows.length > COMMON_STORIES) {
      inText.push(...words);
      continue;
    }
    const found = new Set(rows.map((row) => numberOf(row, 'rowid')));
    within = within === undefined ? [...found] : within.filter((n) => found.has(n));
  }
  return { within, inText };
}

/** An event of a story with the first source that reported it. */
function dossierEntry(story: Story, ordinal: number, alertUrl: string | undefined): DossierEntry[] {
  const event = story.events[ordinal];
  const source = story.sources.find(({ itemId }) => event?.itemIds.includes(itemId)) ?? story.sources[0];
  if (event === undefined || source === undefined) return [];
  return [{ storyId: story.id, event, outlet: source.outlet, url: source.url, at: reportedAt(source), alertUrl }];
}

function readStory(row: Row): Story {
  try {
    const story: Story = JSON.parse(textOf(row, 'json'));
    return story;
  } catch (cause) {
    throw new StoreRecordError('stories', textOf(row, 'id'), { cause });
  }
}

function bound(limit: number): number {
  return Math.max(0, Math.min(MAX_STORIES, Math.trunc(limit)));
}
