/** `dateline score --from-feedback`: the running version, measured on what the desk was told and what it called not relevant. */
import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { createDetector } from './detect/detect.ts';
import { DEFAULT_DATA_DIR } from './main.ts';
import type { Alert } from './model/alert.ts';
import type { Watchlist } from './model/watchlist.ts';
import { loadCatalogue } from './officials/catalogue.ts';
import { composeRoster } from './officials/roster.ts';
import { CATALOGUE_FOLDER } from './paths.ts';
import { type FeedbackCase, formatFeedback, scoreFeedback } from './score/feedback.ts';
import { tellAgain } from './score/told.ts';
import type { Feedback } from './store/feedback.ts';
import { openStoresToRead, type Stores } from './stores.ts';
import { toldStory } from './told-story.ts';

/** More told alerts than this add time and no insight: the latest count. */
const MAX_ALERTS = 10_000;

const WHAT_TO_DO = `Nobody has called an alert not relevant yet, so there is nothing to measure against.
Press “Not relevant” under an alert that should not have been told, then ask again.
`;

/** What the command line chose. */
export interface FeedbackOptions {
  /** The data folder or the file in it; undefined for `DATA_DIR`. */
  readonly database: string | undefined;
  readonly json: boolean;
  readonly out: (text: string) => void;
  readonly now: () => number;
}

/** A told story before it is told again. */
type Labelled = Omit<FeedbackCase, 'retold' | 'watchlists'>;

/**
 * Scores by feedback; the bot may be running meanwhile.
 *
 * @throws the errors of `store/errors.ts`
 */
export async function scoreFromFeedback(config: Pick<Config, 'dataDir'>, options: FeedbackOptions): Promise<void> {
  const path = options.database ?? config.dataDir ?? resolve(DEFAULT_DATA_DIR);
  const stores = openStoresToRead(path, options.now);
  try {
    const labelled = [...labelledStories(stores), ...keptStories(stores)];
    const roster = composeRoster(await loadCatalogue(CATALOGUE_FOLDER), stores.officials.list());
    const parts = { detect: createDetector({ officials: roster.officials }).detect, official: roster.get };
    const watchlists = new Map(stores.watchlists.list().map((watchlist) => [watchlist.id, watchlist]));
    const cases = labelled.map((one): FeedbackCase => {
      const asked = one.told.watchlistIds.flatMap((id) => watchlists.get(id) ?? []);
      const wanted = asked.length > 0 ? asked : [REMOVED];
      return { ...one, watchlists: wanted.map(({ name }) => name), retold: tellAgain(one.told, wanted, parts) };
    });
    const score = scoreFeedback(cases);
    if (options.json) options.out(`${JSON.stringify(score, null, 2)}\n`);
    else options.out(score.all.notRelevant.told === 0 ? WHAT_TO_DO : formatFeedback(score));
  } finally {
    stores.database.close();
  }
}

/** Stands for watchlists that are no more: whatever is found would have been told. */
const REMOVED: Watchlist = {
  id: '',
  guildId: '',
  name: '(removed watchlist)',
  officials: [],
  countries: [],
  organisations: [],
  kinds: [],
  minConfidence: 0,
  languages: [],
  channelId: '',
  roleId: undefined,
  delivering: { mode: 'instant' },
  ownerId: '',
  reason: '',
  createdAt: 0,
  paused: false,
};

/** What readers called not relevant, each story once for a guild: the latest word gives the reason. */
function labelledStories(stores: Stores): readonly Labelled[] {
  const latest = Map.groupBy(stores.feedback.all(), keyOf);
  return [...latest.values()].flatMap(([said]) => {
    if (said === undefined) return [];
    const told = said.told ?? toldStory(stores, said.storyId, watchlistIdsOf(stores, said));
    if (told === undefined) return [];
    return [{ label: said.label, reason: said.why, by: said.userId, at: said.at, told }];
  });
}

function watchlistIdsOf(stores: Stores, { storyId, guildId }: Feedback): readonly string[] {
  const alerts = stores.alerts.byStory(storyId).filter((alert) => alert.guildId === guildId);
  return alerts.flatMap((alert) => alert.watchlistIds);
}

/** What was told and nobody called not relevant. */
function keptStories(stores: Stores): readonly Labelled[] {
  const labelled = new Set(stores.feedback.all().map(keyOf));
  const told = Map.groupBy(stores.alerts.recent(undefined, MAX_ALERTS), keyOf);
  return [...told].flatMap(([key, alerts]): readonly Labelled[] => {
    const [alert] = alerts;
    if (alert === undefined || labelled.has(key)) return [];
    const watchlistIds = [...new Set(alerts.flatMap((one) => one.watchlistIds))];
    const story = toldStory(stores, alert.storyId, watchlistIds);
    if (story === undefined) return [];
    return [{ label: 'kept', reason: undefined, by: undefined, at: alert.createdAt, told: story }];
  });
}

function keyOf({ storyId, guildId }: Pick<Alert, 'storyId' | 'guildId'>): string {
  return `${guildId} ${storyId}`;
}
