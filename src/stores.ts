/** Everything that survives a kill, opened together over one file. */
import { join } from 'node:path';
import type { DeskNote } from './commands/command.ts';
import { newFeedState } from './feeds/schedule.ts';
import type { Subscription } from './feeds/websub.ts';
import type { Log } from './log.ts';
import { createAlerts } from './store/alerts.ts';
import { createArchive } from './store/archive.ts';
import { createBudget } from './store/budget.ts';
import { openDatabase } from './store/database.ts';
import { createDigests } from './store/digests.ts';
import { createFeedback } from './store/feedback.ts';
import { createFeeds } from './store/feeds.ts';
import { createLinkVerdicts } from './store/link-verdicts.ts';
import { createOfficialMarks } from './store/officials.ts';
import { createOutbox } from './store/outbox.ts';
import { createSeen } from './store/seen.ts';
import { createSettings } from './store/settings.ts';
import { createSummaries } from './store/summaries.ts';
import { createTable } from './store/table.ts';
import { createWatchlists } from './store/watchlists.ts';

/** The name of the one file within the data folder. */
const FILE_NAME = 'dateline.sqlite';

/** The stores, by noun. */
export type Stores = ReturnType<typeof openStores>;

/**
 * Opens the store of a data folder.
 *
 * @throws the errors of `store/errors.ts`: locked by another process, too new, damaged, not writable
 */
export function openStores(dataDir: string, parts: { readonly now: () => number; readonly log: Log }) {
  const database = openDatabase(join(dataDir, FILE_NAME), parts);
  return {
    database,
    transaction: database.transaction,
    alerts: createAlerts(database),
    archive: createArchive(database),
    budget: createBudget(database),
    /** What a desk was told of its diary, so that each is said once. */
    diaryMarks: createTable<number>(database, 'diary-marks'),
    digests: createDigests(database),
    feedback: createFeedback(database),
    feeds: createFeeds(database, newFeedState),
    linkVerdicts: createLinkVerdicts(database),
    notes: createTable<DeskNote>(database, 'notes'),
    officials: createOfficialMarks(database),
    outbox: createOutbox(database),
    seen: createSeen(database),
    settings: createSettings(database),
    summaries: createSummaries(database),
    /** What was asked of WebSub hubs, by feed. */
    subscriptions: createTable<Subscription>(database, 'websub'),
    /** When a desk was last told of a trouble, by its key. */
    troubles: createTable<number>(database, 'troubles'),
    watchlists: createWatchlists(database),
  };
}
