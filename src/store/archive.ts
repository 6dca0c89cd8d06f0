/** The archive of stories: kept as JSON, found by items, officials, countries, kinds, days and words. */
import type { CandidateQuery } from '../model/candidate-query.ts';
import type { Story } from '../model/story.ts';
import { writeStory } from './archive-write.ts';
import { numberOf } from './columns.ts';
import type { Database } from './database.ts';
import { createHappenings, type Happenings } from './happenings.ts';
import { type IndexedWords, indexedWords, type SearchCriteria, searchStatement } from './search.ts';
import { foldWords } from './story-columns.ts';
import { createStoryLinks, type StoryLinks } from './story-links.ts';
import { bound, readStory } from './story-rows.ts';

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

/** The archive. Every list is bounded by the caller's limit and by 200 stories. */
export interface Archive extends Happenings, StoryLinks {
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

const SINCE = `SELECT n, id, json, active_to FROM stories
  WHERE (active_to, n) > (?, ?) ORDER BY active_to, n LIMIT 100`;

const STORY_OF_ITEM =
  'SELECT stories.id, stories.json FROM story_item JOIN stories ON stories.n = story_item.story WHERE item = ?';

export function createArchive(database: Database): Archive {
  const one = (sql: string, key: string): Story | undefined => {
    const row = database.prepare(sql).get(key);
    return row === undefined ? undefined : readStory(row);
  };

  return {
    ...createHappenings(database),
    ...createStoryLinks(database),
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
