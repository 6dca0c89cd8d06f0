/** Everything that survives a kill, opened together over one file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskNote } from './commands/command.ts';
import { newFeedState } from './feeds/schedule.ts';
import type { Subscription } from './feeds/websub.ts';
import type { Log } from './log.ts';
import type { StorySource } from './model/story.ts';
import { createAlerts } from './store/alerts.ts';
import { createArchive } from './store/archive.ts';
import { createBudget } from './store/budget.ts';
import { createCalendars } from './store/calendars.ts';
import { type Database, openDatabase, openDatabaseToRead } from './store/database.ts';
import { createDigests } from './store/digests.ts';
import { createDoubts } from './store/doubts.ts';
import { createFeedback } from './store/feedback.ts';
import { createFeeds } from './store/feeds.ts';
import { createLinkVerdicts } from './store/link-verdicts.ts';
import { createOfficialMarks } from './store/officials.ts';
import { createOutbox } from './store/outbox.ts';
import { createSeen } from './store/seen.ts';
import { createSettings } from './store/settings.ts';
import { createSummaries } from './store/summaries.ts';
import { createTable } from './store/table.ts';
import { createItemTexts } from './store/texts.ts';
import { createWatchlists } from './store/watchlists.ts';

/** The name of the one file within the data folder. */
const FILE_NAME = 'dateline.sqlite';

/** The stores, by noun. */
export type Stores = ReturnType<typeof storesIn>;

/**
 * Opens the store of a data folder.
 *
 * @throws the errors of `store/errors.ts`: locked by another process, too new, damaged, not writable
 */
export function openStores(dataDir: string, parts: { readonly now: () => number; readonly log: Log }): Stores {
  return storesIn(openDatabase(join(dataDir, FILE_NAME), parts));
}

/**
 * Opens a store to read it, also while a bot runs on it; whatever would write throws.
 *
 * @param path the data folder, or the file itself: a backup may have another name
 * @throws the errors of `store/errors.ts`: missing, too old, too new, damaged
 */
export function openStoresToRead(path: string, now: () => number): Stores {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() !== false;
  return storesIn(openDatabaseToRead(isFolder ? join(path, FILE_NAME) : path, now));
}

function storesIn(database: Database) {
  return {
    database,
    transaction: database.transaction,
    alerts: createAlerts(database),
    archive: createArchive(database),
    budget: createBudget(database),
    calendars: createCalendars(database),
    /** What a desk was told of its diary, so that each is said once. */
    diaryMarks: createTable<number>(database, 'diary-marks'),
    digests: createDigests(database),
    doubts: createDoubts(database),
    feedback: createFeedback(database),
    feeds: createFeeds(database, newFeedState),
    linkVerdicts: createLinkVerdicts(database),
    notes: createTable<DeskNote>(database, 'notes'),
    officials: createOfficialMarks(database),
    outbox: createOutbox(database),
    /** Reports that a model rejected, with the events that it rejected, by item. */
    rejected: createTable<StorySource>(database, 'rejected'),
    seen: createSeen(database),
    settings: createSettings(database),
    summaries: createSummaries(database),
    /** What was asked of WebSub hubs, by feed. */
    subscriptions: createTable<Subscription>(database, 'websub'),
    texts: createItemTexts(database),
    /** When a desk was last told of a trouble, by its key. */
    troubles: createTable<number>(database, 'troubles'),
    watchlists: createWatchlists(database),
  };
}
