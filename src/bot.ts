/** The bot: its parts opened in the order in which they need each other, and closed backwards, each step with a name. */

import { randomBytes } from 'node:crypto';
import { setImmediate as setImmediateDone, setTimeout as sleep } from 'node:timers/promises';
import { createDeliverer, type DeliveryTrouble } from './alerts/deliver.ts';
import { type CalendarFeed, createCalendarFeed } from './calendar.ts';
import { closeLater } from './closing.ts';
import { COMMANDS } from './commands/commands.ts';
import type { ModelConfig, WebSubConfig } from './config.ts';
import { createDesk } from './desk.ts';
import { createDeskFeeds } from './desk-feeds.ts';
import { createDeskOfficials } from './desk-officials.ts';
import { createDeskStories } from './desk-stories.ts';
import { tellDiary } from './diary.ts';
import { tellDigests } from './digests.ts';
import { createConnection } from './discord/client.ts';
import type { DiscordLoginError } from './discord/errors.ts';
import { createInteractionHandler } from './discord/interactions.ts';
import { createPoster } from './discord/post.ts';
import { registerCommands } from './discord/register.ts';
import { createDoubtDesk } from './doubts.ts';
import { createHttpClient, type HttpClient } from './feeds/http.ts';
import { createPoller, type Poller } from './feeds/poll.ts';
import type { WebSub } from './feeds/websub.ts';
import type { FullText } from './full-text.ts';
import { createImprover } from './improve.ts';
import { createLiveRoster } from './live-roster.ts';
import type { ModelClient } from './llm/client.ts';
import type { Log } from './log.ts';
import type { Feed } from './model/feed.ts';
import type { Item } from './model/item.ts';
import type { Report } from './model/report.ts';
import { loadCatalogue } from './officials/catalogue.ts';
import { buildDossier } from './officials/dossier.ts';
import { officialsOf } from './officials/employers.ts';
import type { Wikidata } from './officials/wikidata.ts';
import { CATALOGUE_FOLDER, FEED_PACK_FILE } from './paths.ts';
import { type Outcome, takeItem } from './pipeline.ts';
import { createRecord } from './record.ts';
import { startSchedules } from './schedules.ts';
import type { Secret } from './secret.ts';
import { openKeyv } from './store/keyv.ts';
import { sweepExpired } from './store/table.ts';
import { openStores, type Stores } from './stores.ts';
import type { ModelSummarizer } from './summarize/summarizer.ts';
import { createWatchdog } from './watchdog.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SENT_KEPT_MS = 14 * DAY_MS;
const FAILED_KEPT_MS = 60 * DAY_MS;
/** A reader's label keeps a copy of its own; what nobody labelled is read again for so long. */
const TEXTS_KEPT_MS = 60 * DAY_MS;
/** A doubt is dropped after a day where a model is asked; this is for a bot whose model was taken away. */
const DOUBTS_KEPT_MS = 2 * DAY_MS;

/** What a bot is started with. */
export interface BotParts {
  readonly token: Secret;
  /** Without a version; undefined for Discord itself. */
  readonly apiUrl: string | undefined;
  readonly dataDir: string;
  readonly model: ModelConfig | undefined;
  /** Whether articles of items that name an official are fetched. */
  readonly fullText: boolean;
  /** Where hubs reach us; undefined where they don't. */
  readonly webSub: WebSubConfig | undefined;
  /** Where unknown names are looked up; undefined for never. */
  readonly wikidataUrl: string | undefined;
  readonly userAgent: string;
  /** Whether the operator opened this inner address to feeds. */
  readonly allowInner: (url: URL) => boolean;
  /** Feeds that the operator set up; added where they are not known yet. */
  readonly operatorFeeds: readonly Feed[];
  /** What has to stand in the store before the first poll. */
  readonly prepare: (stores: Stores) => void;
  readonly now: () => number;
  readonly log: Log;
  /** Runs what recurs: by the clock if not given. */
  readonly startSchedules?: typeof startSchedules;
  /** A line for whoever watches the start. */
  readonly onProgress: (text: string) => void;
  /** When Discord will never take us again with this token. */
  readonly onFatal: (error: DiscordLoginError) => void;
}

/**
 * Starts the bot; resolves when it is logged in.
 *
 * @param opened takes what has to be closed, as it is opened: closing it ends the bot, also in the middle of its start
 * @throws {DiscordLoginError} when Discord refuses it for good, and the errors of the store and the catalogue
 */
export async function startBot(parts: BotParts, opened: AsyncDisposableStack): Promise<void> {
  const { now, log } = parts;
  const startedAt = now();

  const stores = openStores(parts.dataDir, { now, log });
  closeLater(opened, 'the store', () => stores.database.close(), parts);
  for (const feed of parts.operatorFeeds) {
    // An operator's feed may have moved since the last start; the sample wire does every time.
    if (stores.feeds.add(feed) === 'known') stores.feeds.update(feed.id, ({ addedAt }) => ({ ...feed, addedAt }));
  }
  parts.prepare(stores);

  const roster = createLiveRoster({
    catalogue: await loadCatalogue(CATALOGUE_FOLDER),
    marks: stores.officials.list,
    later: setImmediate,
    log,
  });
  const officialOf = (id: string) => roster.current().get(id);
  const known = roster.current().officials.length;
  parts.onProgress(`Knows ${known} officials; ${stores.archive.countSince(0)} stories on record`);

  const http = createHttpClient({ userAgent: parts.userAgent, allowInner: parts.allowInner, now });
  closeLater(opened, 'the door to the web', () => http.close(), parts);

  const employedBy = (organisation: string) => officialsOf(roster.current().officials, organisation);
  const record = createRecord({ stores, official: officialOf });
  const telling = { store: stores, official: officialOf, record, newId, now };
  const calendar = createCalendarFeed({ ...telling, stores, publicUrl: parts.webSub?.publicUrl, log });
  const model = parts.model === undefined ? undefined : await openModel(parts.model, stores, parts);
  const improver =
    model === undefined
      ? undefined
      : createImprover({ ...telling, summarizer: model.summarizer, log, wake: () => deliverer.wake() });
  const filing = { ...telling, officialsOf: employedBy, detect: roster.detect };
  const band = parts.model?.doubtfulBand;
  const doubts =
    model === undefined || band === undefined
      ? undefined
      : createDoubtDesk({
          ...filing,
          client: model.client,
          band,
          log,
          wake: () => deliverer.wake(),
          onChanged: (storyId) => improver?.improve(storyId),
        });

  const fullText = parts.fullText ? await openFullText(stores, http, roster.detect, parts) : undefined;
  const poller = createPoller({
    feeds: stores.feeds,
    seen: stores.seen,
    http,
    pace: (next, polledNews) => hubs?.pace(next, polledNews) ?? next,
    onHub: (row) => {
      hubs
        ?.subscribe(row)
        .catch((error: unknown) => log.error({ err: error, feed: row.feed.title }, 'No subscription'));
    },
    takeItem: async (found) => {
      const item = (await fullText?.complete(found)) ?? found;
      const outcome = takeItem(item, { ...filing, ...(doubts !== undefined && { doubts }) });
      report(item, outcome, parts);
      if (outcome.kind !== 'filed' || outcome.channels === 0) return;
      deliverer.wake();
      improver?.improve(outcome.filing.story.id);
    },
    now,
    log,
  });

  const hubs =
    parts.webSub === undefined
      ? undefined
      : await openHubs(parts.webSub, stores, http, poller, calendar, parts, opened);

  const desk = createDesk({
    store: stores,
    officials: createDeskOfficials({
      roster,
      marks: stores.officials,
      wikidata: parts.wikidataUrl === undefined ? undefined : openWikidata(parts.wikidataUrl, http, stores, parts),
      newId,
      pause: () => setImmediateDone(),
      now,
    }),
    buildDossier,
    feeds: createDeskFeeds({
      feeds: stores.feeds,
      alerts: stores.alerts,
      detect: roster.detect,
      poller,
      http,
      packFile: FEED_PACK_FILE,
      apiUrl: parts.apiUrl,
      now,
      log,
    }),
    ...createDeskStories({ ...telling, stores, calendar, officialsOf: employedBy, wake: () => deliverer.wake() }),
    summaries: () =>
      model === undefined || parts.model === undefined
        ? 'the sources’ own sentences (no OPENAI_API_KEY)'
        : `${parts.model.model}, ${model.client.spentTokens()} of ${parts.model.dailyTokens} tokens used today`,
    verdicts: () => doubts?.today(),
    wakeOutbox: () => deliverer.wake(),
    newId,
    now,
    startedAt,
    log,
  });
  const watchdog = createWatchdog({ stores, tellDesk: desk.tellDesk, now });

  const connection = createConnection({
    token: parts.token,
    apiUrl: parts.apiUrl,
    log,
    onInteraction: createInteractionHandler({
      commands: COMMANDS,
      desk,
      editorRoleId: (guildId) => stores.settings.get(guildId).editorRoleId,
      newReference: () => newId().slice(0, 6),
      log,
    }),
    onGuildLeft: calendar.end,
    onReady: (client) => {
      calendar.endAllBut(new Set(client.guilds.cache.keys()));
      parts.onProgress(`Logged in as ${client.user.tag}, in ${client.guilds.cache.size} server(s)`);
      const definitions = COMMANDS.map((command) => command.data);
      registerCommands(connection.rest, client.application.id, definitions).then(
        () => parts.onProgress(`Commands are ready: ${COMMANDS.map(({ data }) => `/${data.name}`).join(' ')}`),
        (error: unknown) =>
          log.error({ err: error }, 'The slash commands could not be registered; a restart tries again'),
      );
    },
    onFatal: parts.onFatal,
  });
  closeLater(opened, 'the connection to Discord', () => connection.close(), parts);

  const post = createPoster({ rest: connection.rest, selfId: connection.selfId, now });
  const deliverer = createDeliverer({
    outbox: stores.outbox,
    post,
    now,
    log,
    onTrouble: (trouble: DeliveryTrouble) => {
      const { guildId, channelId, kind, why, advice } = trouble;
      const what = kind === 'no thread' ? 'Stories get no thread' : 'Alerts can’t be posted';
      watchdog.report(guildId, `channel:${channelId}:${kind}`, `⚠️ ${what} in <#${channelId}>: ${why}. ${advice}`);
    },
  });

  // Wires are read and messages posted whether or not the gateway is up: it only brings interactions.
  const delivering = deliverer.run();
  closeLater(
    opened,
    'the delivering',
    async () => {
      await deliverer.close();
      await delivering;
    },
    parts,
  );
  if (improver !== undefined) closeLater(opened, 'the model', () => improver.close(), parts);
  if (doubts !== undefined) closeLater(opened, 'the doubts', () => doubts.close(), parts);
  closeLater(opened, 'the polling', () => poller.close(), parts);
  if (fullText !== undefined) closeLater(opened, 'the reading of articles', () => fullText.close(), parts);
  closeLater(
    opened,
    'the schedules',
    (parts.startSchedules ?? startSchedules)(
      {
        poll: () => poller.pollDue(),
        askDoubts: () => doubts?.askDue(),
        tellDiary: () => {
          if (tellDiary({ stores, official: officialOf, newId, now }) > 0) deliverer.wake();
        },
        tellDigests: () => {
          if (tellDigests({ stores, record, official: officialOf, newId, now }) > 0) deliverer.wake();
        },
        lookAtFeeds: () => watchdog.lookAtFeeds(),
        renewHubs: () => hubs?.renew(stores.feeds.listWithStates()),
        sweep: () => sweep(stores, now()),
      },
      log,
    ),
    parts,
  );
  // A lease may have run out while Dateline was down, or its public address be new.
  hubs
    ?.renew(stores.feeds.listWithStates())
    .catch((error: unknown) => log.error({ err: error }, 'Hubs could not be asked; the next hour tries again'));
  await connection.start();
}

/** 22 characters of base64url hold 128 random bits, within the 25 that Discord takes as a nonce. */
function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** What asks the model, loaded only where there is one; all of it spends the one budget. */
interface OpenedModel {
  readonly client: ModelClient;
  readonly summarizer: ModelSummarizer;
}

async function openModel(config: ModelConfig, stores: Stores, { now, log }: BotParts): Promise<OpenedModel> {
  const { createModelClient } = await import('./llm/client.ts');
  const { createModelSummarizer } = await import('./summarize/summarizer.ts');
  const client = createModelClient({ ...config, maxRetries: 2, budget: stores.budget, now, log });
  const cache = openKeyv(stores.database, 'model-answers');
  const summarizer = createModelSummarizer({
    client,
    cache: { get: (key) => cache.get(key), set: (key, facts, ttlMs) => cache.set(key, facts, ttlMs) },
  });
  return { client, summarizer };
}

/** The article reader is loaded only where the operator wants full texts. */
async function openFullText(
  stores: Stores,
  http: HttpClient,
  detect: (item: Item) => Report,
  { now, log }: BotParts,
): Promise<FullText> {
  const { createArticleReader } = await import('./feeds/article.ts');
  const { createFullText } = await import('./full-text.ts');
  const cache = openKeyv(stores.database, 'articles');
  return createFullText({
    articles: createArticleReader({ http, now }),
    cache: { get: (url) => cache.get(url), set: (url, text, ttlMs) => cache.set(url, text, ttlMs) },
    namesOfficial: (item) => detect(item).mentions.length > 0,
    allowsInner: (feedId) => stores.feeds.get(feedId)?.allowInnerAddress === true,
    log,
  });
}

/** The door for hubs and calendars is opened only where the operator gave us a public address. */
async function openHubs(
  config: WebSubConfig,
  stores: Stores,
  http: HttpClient,
  poller: Poller,
  calendar: CalendarFeed,
  parts: BotParts,
  opened: AsyncDisposableStack,
): Promise<WebSub> {
  const { createWebSub } = await import('./feeds/websub.ts');
  const { openDoor } = await import('./door.ts');
  const { subscriptions } = stores;
  const hubs = createWebSub({
    callbackBase: `${config.publicUrl}/websub`,
    subscriptions: {
      list: subscriptions.all,
      get: subscriptions.get,
      save: (subscription) => subscriptions.set(subscription.feedId, subscription),
      remove: subscriptions.delete,
    },
    http,
    takeDocument: poller.takeDocument,
    newSecret: newId,
    now: parts.now,
    log: parts.log,
  });
  const path = new URL(config.publicUrl).pathname.replace(/\/+$/, '');
  const { port, host } = config;
  const { knows: knowsHub, handle } = hubs;
  const door = await openDoor({ port, host, path, knowsHub, handle, readCalendar: calendar.read, log: parts.log });
  closeLater(opened, 'the door to the world', () => door.close(), parts);
  parts.onProgress(`Hubs and calendars reach Dateline at ${config.publicUrl}, passed on to ${host}:${door.port}`);
  return hubs;
}

/** Wikidata's client is loaded at the first name that is looked up. */
function openWikidata(url: string, http: HttpClient, stores: Stores, { now, log }: BotParts): () => Promise<Wikidata> {
  let opening: Promise<Wikidata> | undefined;
  const open = async (): Promise<Wikidata> => {
    const { createWikidata } = await import('./officials/wikidata.ts');
    const cache = openKeyv(stores.database, 'wikidata');
    return createWikidata({
      url,
      get: http.get,
      cache: { get: (key) => cache.get(key), set: (key, value, ttlMs) => cache.set(key, value, ttlMs) },
      now,
      sleep,
      log,
    });
  };
  return () => {
    opening ??= open();
    return opening;
  };
}

/** What became of an item, in the words of the unions: the log and `/watch test` say the same. */
function report(item: Item, outcome: Outcome, { log, onProgress }: BotParts): void {
  const facts = { outlet: item.outlet, title: item.title.slice(0, 120) };
  if (outcome.kind === 'already seen') return;
  if (outcome.kind === 'silent') {
    log.debug({ ...facts, why: outcome.reason }, 'No alert');
    return;
  }
  const { filing, channels } = outcome;
  const why = [...new Set(outcome.reasons)].join(', ');
  log.debug({ ...facts, storyId: filing.story.id, filing: filing.kind, changes: filing.changes, why }, 'Filed');
  if (channels > 0) onProgress(`${filing.kind === 'new' ? 'Alert' : 'Update'}: ${item.title} (${item.outlet})`);
}

function sweep(stores: Stores, now: number): void {
  stores.outbox.removeSettled(now - SENT_KEPT_MS, now - FAILED_KEPT_MS);
  stores.texts.sweep(now - TEXTS_KEPT_MS);
  stores.doubts.sweep(now - DOUBTS_KEPT_MS);
  sweepExpired(stores.database);
}
