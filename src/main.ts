/**
 * Starts Dateline: the bot on Discord, or, without a token, the preview; waits for the signal to stop; closes backwards.
 * The bot's modules take most of the start: they are loaded once the preview's page is up, so that a person sees progress.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closeLater } from './closing.ts';
import type { Config } from './config.ts';
import type { DiscordLoginError } from './discord/errors.ts';
import { feedIdOf } from './feeds/feed-id.ts';
import { createLog, type Log } from './log.ts';
import type { Feed } from './model/feed.ts';
import type { SampleFeed } from './preview/wire.ts';
import { Secret } from './secret.ts';
import { StoreDamagedError, StoreLockedError, StoreTooNewError, StoreUnwritableError } from './store/errors.ts';

const now = (): number => Date.now();

/** Where a bot keeps its data unless it is told otherwise. */
export const DEFAULT_DATA_DIR = 'data.local';

/** Errors whose message says all that an operator needs. */
const STORE_ERRORS = [StoreLockedError, StoreTooNewError, StoreUnwritableError, StoreDamagedError];

/** One's own servers may be asked this often, and the sample wire's news comes every few seconds; nobody else's may. */
const INNER_INTERVAL_MS = 2_000;

/**
 * Runs until a signal or a final refusal.
 *
 * @returns the exit code: 0 when stopped by a signal, 1 when it could not start or go on
 */
export async function run(config: Config): Promise<number> {
  const log = createLog(config.logLevel, config.logFormat);
  const stop = stopSignal();
  const fatal = Promise.withResolvers<DiscordLoginError>();
  await using opened = new AsyncDisposableStack();
  try {
    const starting =
      config.discordToken === undefined
        ? startPreview(config, log, opened, fatal.resolve)
        : startOnDiscord(config, config.discordToken, log, opened, fatal.resolve);
    if ((await Promise.race([starting, stop])) === 'stopped') {
      // What is closed while it starts fails by that, and nobody has to hear of it.
      starting.catch(() => undefined);
      return 0;
    }
    const ending = await Promise.race([stop, fatal.promise]);
    if (ending === 'stopped') return 0;
    log.error(`${ending.message}. ${ending.remedy}`);
    return 1;
  } catch (error) {
    log.error(words(error));
    return 1;
  } finally {
    log.info('Stopping');
  }
}

/** The one place that turns a failure to start into words. */
function words(error: unknown): string {
  if (error instanceof Error && 'remedy' in error) return `${error.message}. ${String(error.remedy)}`;
  if (STORE_ERRORS.some((kind) => error instanceof kind)) return error instanceof Error ? error.message : '';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Resolves at the first signal; a second one ends the process at once, for whoever can't wait. */
function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve('stopped');
      });
    }
  });
}

async function startOnDiscord(
  config: Config,
  token: Secret,
  log: Log,
  opened: AsyncDisposableStack,
  onFatal: (error: DiscordLoginError) => void,
): Promise<void> {
  const { startBot } = await import('./bot.ts');
  const sample = config.sampleWire ? await openSampleWire(log, opened) : [];
  await startBot(
    {
      token,
      apiUrl: config.discordApiUrl,
      dataDir: config.dataDir ?? resolve(DEFAULT_DATA_DIR),
      operatorFeeds: [...(await operatorFeeds(config)), ...sample],
      ...common(config, log),
      prepare: () => undefined,
      onProgress: (text) => log.info(text),
      onFatal,
    },
    opened,
  );
  log.info('Dateline runs. Stop it with Ctrl-C');
}

/** The preview: a local Discord with a page, a sample wire, and the very same bot. */
async function startPreview(
  config: Config,
  log: Log,
  opened: AsyncDisposableStack,
  onFatal: (error: DiscordLoginError) => void,
): Promise<void> {
  const { startLocalDiscord } = await import('./preview/local-discord.ts');
  const { setUpPreviewDesk } = await import('./preview-desk.ts');
  const dataDir = config.dataDir ?? (await temporaryFolder(opened));
  // With a folder of its own the preview's Discord outlives a restart as the bot does, so that edits find their messages.
  const persistTo = config.dataDir === undefined ? {} : { persistTo: join(config.dataDir, 'preview.jsonl') };
  const discord = await startLocalDiscord({ port: config.previewPort, now, log, ...persistTo });
  closeLater(opened, 'the local Discord', () => discord.close(), { log, now });
  const progress = (text: string): void => {
    log.info(text);
    discord.progress(text);
  };
  progress(`Preview: open ${discord.url} (no DISCORD_TOKEN is set; nothing leaves this machine)`);
  const sample = await openSampleWire(log, opened);
  const { startBot } = await import('./bot.ts');
  await startBot(
    {
      token: new Secret(discord.token),
      apiUrl: discord.apiUrl,
      dataDir,
      operatorFeeds: [...(await operatorFeeds(config)), ...sample],
      ...common(config, log),
      prepare: (stores) => setUpPreviewDesk(stores, now()),
      onProgress: progress,
      onFatal,
    },
    opened,
  );
  progress(`Polls ${sample.length} sample feeds; the first alerts arrive within seconds. Stop with Ctrl-C`);
}

/** A preview without a data folder leaves nothing behind. */
async function temporaryFolder(opened: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-preview-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function common(config: Config, log: Log) {
  return {
    model: config.model,
    fullText: config.fullText,
    webSub: config.webSub,
    wikidataUrl: config.wikidataUrl,
    userAgent: config.contact === undefined ? 'Dateline/0.1.0' : `Dateline/0.1.0 (+${config.contact})`,
    allowInner: (url: URL) =>
      config.allowedInnerHosts.includes(url.host.toLowerCase()) || config.allowedInnerHosts.includes(url.hostname),
    now,
    log,
  };
}

async function openSampleWire(log: Log, opened: AsyncDisposableStack): Promise<readonly Feed[]> {
  const { startSampleWire } = await import('./preview/wire.ts');
  const wire = await startSampleWire({ port: 0, now, log });
  closeLater(opened, 'the sample wire', () => wire.close(), { log, now });
  return wire.feeds.map(sampleFeed);
}

function sampleFeed(feed: SampleFeed): Feed {
  return {
    id: feedIdOf(feed.title),
    ...feed,
    tags: ['Sample wire'],
    addedBy: 'operator',
    addedAt: now(),
    allowInnerAddress: true,
    minIntervalMs: INNER_INTERVAL_MS,
  };
}

async function operatorFeeds(config: Config): Promise<readonly Feed[]> {
  if (config.feedsOpml === undefined) return [];
  const { parseOpml } = await import('./feeds/opml.ts');
  return parseOpml(await readFile(config.feedsOpml, 'utf8')).map((entry): Feed => {
    const isInner = config.allowedInnerHosts.includes(new URL(entry.url).host);
    return {
      id: feedIdOf(entry.url),
      url: entry.url,
      title: entry.title,
      sourceKind: entry.sourceKind ?? 'press',
      language: entry.language,
      tags: entry.tags,
      addedBy: 'operator',
      addedAt: now(),
      allowInnerAddress: isInner,
      minIntervalMs: isInner ? INNER_INTERVAL_MS : undefined,
    };
  });
}
