/** How a story is written to the archive: its JSON, and the tables and words by which it is found again. */
import type { Story } from '../model/story.ts';
import { numberOf } from './columns.ts';
import type { Database } from './database.ts';
import { StoreRecordError } from './errors.ts';
import {
  activeRange,
  claimedDays,
  countriesOf,
  dayRange,
  officialsOf,
  partiesOf,
  searchWords,
  shortTokens,
} from './story-columns.ts';

const SAVE_STORY = `INSERT INTO stories (id, json, active_from, active_to) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET json = excluded.json, active_from = excluded.active_from, active_to = excluded.active_to
  RETURNING n`;

const SAVE_WORDS = `INSERT INTO story_text (story, words, short) VALUES (?, ?, ?)
  ON CONFLICT (story) DO UPDATE SET words = excluded.words, short = excluded.short WHERE words <> excluded.words`;

/** A story's items stay, so their rows are left alone: each page that isn't written is one less to bring to the disk. */
const DROP_ITEMS = 'DELETE FROM story_item WHERE story = ? AND item NOT IN (SELECT value FROM json_each(?))';
const SAVE_ITEMS = `INSERT INTO story_item (item, story) SELECT value, ?1 FROM json_each(?2) WHERE true
  ON CONFLICT (item) DO UPDATE SET story = excluded.story WHERE story <> excluded.story`;

/** Tables that are written anew with each version of a story. */
const SIDE_TABLES = ['story_official', 'story_country', 'story_party', 'story_event', 'visit'] as const;

/**
 * Writes a story in place of what was kept of it, with all by which it is found.
 *
 * Must run inside a transaction: the tables disagree with each other until the last statement.
 *
 * @throws {StoreRecordError} when SQLite does not say where it put the row
 */
export function writeStory(database: Database, story: Story): void {
  const active = activeRange(story);
  const saved = database.prepare(SAVE_STORY).get(story.id, JSON.stringify(story), active.from, active.to);
  if (saved === undefined) throw new StoreRecordError('stories', story.id);
  const n = numberOf(saved, 'n');
  for (const table of SIDE_TABLES) database.prepare(`DELETE FROM ${table} WHERE story = ?`).run(n);
  const items = JSON.stringify(story.sources.map(({ itemId }) => itemId));
  database.prepare(DROP_ITEMS).run(n, items);
  database.prepare(SAVE_ITEMS).run(n, items);
  const official = database.prepare('INSERT INTO story_official VALUES (?, ?, ?, ?)');
  for (const id of officialsOf(story)) official.run(id, active.to, n, active.from);
  const country = database.prepare('INSERT INTO story_country VALUES (?, ?, ?, ?)');
  for (const code of countriesOf(story)) country.run(code, active.to, n, active.from);
  const party = database.prepare('INSERT INTO story_party VALUES (?, ?, ?, ?)');
  for (const name of partiesOf(story)) party.run(name, active.to, n, active.from);
  saveEvents(database, story, n);
  const words = searchWords(story);
  database.prepare(SAVE_WORDS).run(n, words, shortTokens(words));
}

function saveEvents(database: Database, story: Story, n: number): void {
  const saveEvent = database.prepare('INSERT INTO story_event VALUES (?, ?, ?, ?, ?, ?, ?)');
  const saveOfficial = database.prepare(
    'INSERT INTO event_official (official, day_to, story, ordinal, day_from) VALUES (?, ?, ?, ?, ?)',
  );
  const saveCountry = database.prepare('INSERT INTO event_country VALUES (?, ?, ?)');
  const saveVisit = database.prepare('INSERT INTO visit VALUES (?, ?, ?, ?, ?)');
  for (const [ordinal, event] of story.events.entries()) {
    const days = event.date === undefined ? undefined : dayRange(event.date);
    const stated = event.date?.stated === true ? 1 : 0;
    const [from, to] = [days?.from ?? null, days?.to ?? null];
    saveEvent.run(n, ordinal, event.kind, event.status, from, to, stated);
    const claimed = claimedDays(story, event);
    for (const official of new Set(event.officials)) {
      saveOfficial.run(official, claimed?.to ?? null, n, ordinal, claimed?.from ?? null);
    }
    for (const country of new Set(event.countries)) saveCountry.run(country, n, ordinal);
    const isVisit = event.kind === 'trip' && (event.status === 'under-way' || event.status === 'done');
    if (!isVisit || from === null) continue;
    for (const official of new Set(event.officials)) {
      for (const country of new Set(event.countries)) saveVisit.run(official, country, from, n, ordinal);
    }
  }
}
