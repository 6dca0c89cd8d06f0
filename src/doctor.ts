/** `dateline doctor`: looks at everything a newsroom has to set up, and says in plain words what to mend. */
import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { type DoctorPlace, type DoctorResult, examineDiscord } from './discord/doctor.ts';
import { createRest } from './discord/rest.ts';
import { createHttpClient } from './feeds/http.ts';
import { isHttpError } from './feeds/http-errors.ts';
import { examineModel } from './llm/examine.ts';
import { createLog } from './log.ts';
import { DEFAULT_DATA_DIR } from './main.ts';
import { loadCatalogue } from './officials/catalogue.ts';
import { CATALOGUE_FOLDER } from './paths.ts';
import { StoreLockedError } from './store/errors.ts';
import { openStores, type Stores } from './stores.ts';

/** What the doctor saw of the store: what else it can look at hangs on it. */
interface StoreFindings {
  readonly results: readonly DoctorResult[];
  readonly places: readonly DoctorPlace[];
}

/**
 * Examines the installation, and changes nothing.
 *
 * @param out takes the findings, line by line as they are made
 * @returns 0 when all is well, 1 when something has to be mended
 */
export async function examine(config: Config, out: (text: string) => void, now: () => number): Promise<number> {
  let isWell = true;
  const tell = (results: readonly DoctorResult[]): void => {
    for (const { check, ok, words, remedy } of results) {
      isWell &&= ok;
      out(`${ok ? '✓' : '✗'} ${check}: ${words}\n`);
      if (remedy !== undefined) out(`    → ${remedy}\n`);
    }
  };
  tell(await examineCatalogue());
  const store = await examineStore(config, now);
  tell(store.results);
  tell(await examineToken(config, store.places));
  tell([examineContact(config)]);
  tell(await examineWeb(config, now));
  tell([await examineModel(config.model, now())]);
  out(isWell ? '\nAll is well.\n' : '\nMend what is marked with ✗, and ask again.\n');
  return isWell ? 0 : 1;
}

async function examineCatalogue(): Promise<readonly DoctorResult[]> {
  try {
    const officials = await loadCatalogue(CATALOGUE_FOLDER);
    return [good('officials', `${officials.length} in the catalogue`)];
  } catch (error) {
    return [bad('officials', message(error), 'Mend the file that is named, or take the one that ships with Dateline.')];
  }
}

async function examineStore(config: Config, now: () => number): Promise<StoreFindings> {
  const folder = config.dataDir ?? resolve(DEFAULT_DATA_DIR);
  const none = (result: DoctorResult): StoreFindings => ({ results: [result], places: [] });
  try {
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return none(good('store', `${folder} is made at the first start`));
    }
    return none(
      bad('store', `${folder} can’t be written`, 'Give the user that runs Dateline the right to write there.'),
    );
  }
  try {
    const stores = openStores(folder, { now, log: createLog('silent', 'json') });
    try {
      return { results: [good('store', `${folder} is sound`), ...examineFeeds(stores)], places: placesOf(stores) };
    } finally {
      stores.database.close();
    }
  } catch (error) {
    if (error instanceof StoreLockedError) {
      return none(good('store', `${folder} is in use: Dateline runs. Its feeds and channels are shown by /status`));
    }
    return none(bad('store', message(error), 'See the README, “Operations”.'));
  }
}

function examineFeeds(stores: Stores): readonly DoctorResult[] {
  const rows = stores.feeds.listWithStates();
  if (rows.length === 0) {
    return [bad('feeds', 'none yet', 'Add some in Discord: /feeds import offers the pack that ships with Dateline.')];
  }
  const failing = rows.filter(({ state }) => !['good', 'new', 'silent'].includes(state.health));
  return [
    good('feeds', `${rows.length}, of which ${rows.length - failing.length} are well`),
    ...failing.slice(0, 20).map(({ feed, state }) => {
      const why = state.lastError ?? state.health;
      return bad(`feed ${feed.title}`, why, 'Look at it with /feeds check; remove it if it is gone for good.');
    }),
  ];
}

/** Where Dateline is to speak. */
function placesOf(stores: Stores): readonly DoctorPlace[] {
  const alerts = stores.watchlists.list().map(({ guildId, channelId, roleId, threads, name }) => {
    return { guildId, channelId, roleId, threads: threads === true, wanted: `watchlist ${name}` };
  });
  const warnings = stores.settings.list().flatMap(({ guildId, setupChannelId }) => {
    return setupChannelId === undefined
      ? []
      : [{ guildId, channelId: setupChannelId, roleId: undefined, threads: false, wanted: 'warnings' }];
  });
  return [...alerts, ...warnings];
}

/** A hint at most: nothing fails without an address, but who names none is sooner turned away by outlets and Wikidata. */
export function examineContact({ contact }: Pick<Config, 'contact'>): DoctorResult {
  if (contact !== undefined) return good('contact', `${contact} goes into every request`);
  const remedy = 'Put an address into .env as CONTACT=, by which outlets and Wikidata reach you before they block you.';
  return { ...good('contact', 'no CONTACT is set'), remedy };
}

async function examineToken(config: Config, places: readonly DoctorPlace[]): Promise<readonly DoctorResult[]> {
  if (config.discordToken === undefined) {
    const remedy = 'Put the token of your Discord application into .env (README, “Put it on Discord”).';
    return [bad('token', 'no DISCORD_TOKEN is set, so the preview runs', remedy)];
  }
  const rest = createRest(config.discordToken, config.discordApiUrl);
  try {
    return await examineDiscord(rest, places);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

/** Whether the world outside can be reached at all, by a name that answers everybody. */
async function examineWeb(config: Config, now: () => number): Promise<readonly DoctorResult[]> {
  if (config.wikidataUrl === undefined) return [good('Wikidata', 'switched off')];
  const allowInner = (url: URL) => url.origin === new URL(config.wikidataUrl ?? '').origin;
  const http = createHttpClient({ userAgent: 'Dateline doctor', allowInner, now });
  try {
    const answer = await http.get(config.wikidataUrl, { timeoutMs: 10_000 });
    return [good('Wikidata', `${config.wikidataUrl} answers (${answer.httpStatus})`)];
  } catch (error) {
    if (!isHttpError(error)) throw error;
    const remedy = 'Check the network, or set WIKIDATA_URL=off; the catalogue works without it.';
    return [bad('Wikidata', error.message, remedy)];
  } finally {
    await http.close();
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function good(check: string, words: string): DoctorResult {
  return { check, ok: true, words, remedy: undefined };
}

function bad(check: string, words: string, remedy: string): DoctorResult {
  return { check, ok: false, words, remedy };
}
