/** A whole bot without its wires: the real client, commands and store, against the local Discord. */

import { randomBytes } from 'node:crypto';
import { setImmediate as setImmediateDone } from 'node:timers/promises';
import type { APIMessage } from 'discord.js';
import { createCalendarFeed } from '../../src/calendar.ts';
import type { Desk, DeskNote } from '../../src/commands/command.ts';
import { COMMANDS } from '../../src/commands/commands.ts';
import { createDesk } from '../../src/desk.ts';
import { createDeskOfficials } from '../../src/desk-officials.ts';
import { createDeskStories } from '../../src/desk-stories.ts';
import { type Connection, createConnection, type Waits } from '../../src/discord/client.ts';
import { createInteractionHandler } from '../../src/discord/interactions.ts';
import { registerCommands } from '../../src/discord/register.ts';
import { newFeedState } from '../../src/feeds/schedule.ts';
import { createLiveRoster, type LiveRoster } from '../../src/live-roster.ts';
import { createLog } from '../../src/log.ts';
import type { Official } from '../../src/model/official.ts';
import { buildDossier } from '../../src/officials/dossier.ts';
import type { Wikidata } from '../../src/officials/wikidata.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import type { PageOption } from '../../src/preview/page-api.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { createRecord } from '../../src/record.ts';
import { Secret } from '../../src/secret.ts';
import { createAlerts } from '../../src/store/alerts.ts';
import { createArchive } from '../../src/store/archive.ts';
import { createCalendars } from '../../src/store/calendars.ts';
import { createFeedback } from '../../src/store/feedback.ts';
import { createFeeds } from '../../src/store/feeds.ts';
import { createLinkVerdicts } from '../../src/store/link-verdicts.ts';
import { createOfficialMarks } from '../../src/store/officials.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { createSettings } from '../../src/store/settings.ts';
import { createSummaries } from '../../src/store/summaries.ts';
import { createTable } from '../../src/store/table.ts';
import { createItemTexts } from '../../src/store/texts.ts';
import { createWatchlists } from '../../src/store/watchlists.ts';
import { official } from './desk.ts';
import { NOW, openTempStore, type TempStore } from './temp-store.ts';

/** Who is in the catalogue of these tests; two of them share a surname. */
export const OFFICIALS: readonly Official[] = [
  official({ wikidataId: 'Q1051739', checkedOn: '2026-11-01' }),
  official({ id: 'dmitry-peskov', name: 'Dmitry Peskov', names: { en: ['Dmitry Peskov'], ru: ['Дмитрий Песков'] } }),
  official({
    id: 'raul-castro',
    name: 'Raúl Castro',
    names: { es: ['Raúl Castro'] },
    offices: [{ title: 'Deputy', organisation: 'National Assembly', country: 'CU', from: '1976', to: undefined }],
    checkedOn: '2026-11-01',
  }),
  official({ id: 'fidel-castro', name: 'Fidel Castro', names: { es: ['Fidel Castro'] }, offices: [] }),
];

/** Everything that a test of the bot reads, uses and closes. */
export interface Bot {
  readonly discord: LocalDiscord;
  readonly store: TempStore;
  readonly desk: Desk;
  readonly connection: Connection;
  readonly stores: Stores;
  readonly roster: LiveRoster;
  /** Lines that the bot logged, as JSON. */
  readonly logged: readonly string[];
  /** Types a command as somebody, and resolves with what they see. */
  run(who: Person, command: string, options?: Readonly<Record<string, PageOption['value']>>): Promise<Seen>;
  /** Presses the button of this label under a message. */
  press(who: Person, message: APIMessage, label: string): Promise<Seen>;
  /** Chooses in the only menu under a message. */
  choose(who: Person, message: APIMessage, value: string): Promise<Seen>;
  suggest(who: Person, command: string, typed: Readonly<Record<string, string>>, focused: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Who acts: the seed's people. */
export type Person = 'manager' | 'editor' | 'reporter';

/** What a person sees. */
export type Seen = Awaited<ReturnType<LocalDiscord['act']['runCommand']>>;

type Stores = ReturnType<typeof openStores>;

function openStores({ database }: TempStore) {
  return {
    transaction: database.transaction,
    watchlists: createWatchlists(database),
    settings: createSettings(database),
    feeds: createFeeds(database, newFeedState),
    archive: createArchive(database),
    alerts: createAlerts(database),
    officials: createOfficialMarks(database),
    calendars: createCalendars(database),
    diaryMarks: createTable<number>(database, 'diary-marks'),
    linkVerdicts: createLinkVerdicts(database),
    summaries: createSummaries(database),
    outbox: createOutbox(database),
    feedback: createFeedback(database),
    texts: createItemTexts(database),
    notes: createTable<DeskNote>(database, 'notes'),
  };
}

/** Parts of the desk that a test replaces. */
export interface BotOptions {
  readonly feeds?: Partial<Desk['feeds']>;
  readonly waits?: Partial<Waits>;
  /** Switched off where it is left out. */
  readonly wikidata?: (store: TempStore) => () => Promise<Wikidata>;
  /** Changes the desk, to make a command fail or take long. */
  readonly change?: (desk: Desk) => Desk;
}

/** Starts the bot and waits until it is ready and its commands are registered. */
export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const store = openTempStore();
  const stores = openStores(store);
  const now = () => store.clock.at;
  const logged: string[] = [];
  const log = createLog('debug', 'json', { write: (line) => logged.push(line) });
  const discord = await startLocalDiscord({ port: 0, now, log: createLog('silent', 'json') });
  const newId = () => randomBytes(12).toString('base64url');
  const roster = createLiveRoster({
    catalogue: OFFICIALS,
    marks: stores.officials.list,
    later: setImmediate,
    log,
  });
  const made = createDesk({
    store: stores,
    officials: createDeskOfficials({
      roster,
      marks: stores.officials,
      wikidata: options.wikidata?.(store),
      newId,
      pause: () => setImmediateDone(),
      now,
    }),
    buildDossier,
    feeds: { ...noFeeds(stores), ...options.feeds },
    ...createDeskStories({
      store: stores,
      stores,
      record: createRecord({ stores, official: (id) => roster.current().get(id) }),
      official: (id) => roster.current().get(id),
      calendar: createCalendarFeed({
        stores,
        official: (id) => roster.current().get(id),
        newId,
        now,
        publicUrl: 'https://bot.example.org/dateline',
        log,
      }),
      wake: () => undefined,
      newId,
      now,
    }),
    summaries: () => 'extractive',
    verdicts: () => ({ asked: 5, confirmed: 2, corrected: 1, rejected: 1, failed: 1 }),
    wakeOutbox: () => undefined,
    newId,
    now,
    startedAt: NOW,
    log,
  });
  const desk = options.change?.(made) ?? made;
  const connection = createConnection({
    token: new Secret(discord.token),
    apiUrl: discord.apiUrl,
    log,
    onInteraction: createInteractionHandler({
      commands: COMMANDS,
      desk,
      editorRoleId: (guildId) => desk.settings.get(guildId).editorRoleId,
      newReference: () => randomBytes(3).toString('hex'),
      log,
    }),
    ...(options.waits !== undefined && { waits: options.waits }),
  });
  await connection.start();
  await registerCommands(
    connection.rest,
    connection.client()?.application.id ?? '',
    COMMANDS.map(({ data }) => data),
  );
  const place = { channelId: SEED_IDS.wireDesk };
  return {
    discord,
    store,
    stores,
    roster,
    desk,
    connection,
    logged,
    run: (who, command, typed = {}) =>
      discord.act.runCommand({
        userId: SEED_IDS[who],
        ...place,
        command,
        options: Object.entries(typed).map(([name, value]) => ({ name, value })),
      }),
    press: (who, message, label) =>
      discord.act.useComponent({
        userId: SEED_IDS[who],
        channelId: message.channel_id,
        messageId: message.id,
        customId: customIdOf(message, label),
      }),
    choose: (who, message, value) =>
      discord.act.useComponent({
        userId: SEED_IDS[who],
        channelId: message.channel_id,
        messageId: message.id,
        customId: customIdOf(message, undefined),
        values: [value],
      }),
    async suggest(who, command, typed, focused) {
      const outcome = await discord.act.autocomplete({
        userId: SEED_IDS[who],
        ...place,
        command,
        options: Object.entries(typed).map(([name, value]) => ({ name, value })),
        focused,
      });
      if (outcome.kind !== 'choices') throw new Error(`no suggestions: ${JSON.stringify(outcome)}`);
      return outcome.choices.map(({ name }) => name);
    },
    async close() {
      await connection.close();
      await discord.close();
      store.remove();
    },
  };
}

/** What a person reads of an answer: content and all texts of its embeds. */
export function wordsOf(seen: Seen): string {
  if (seen.kind !== 'message' && seen.kind !== 'update') return JSON.stringify(seen);
  return wordsOfMessage(seen.message);
}

/** The same of a message. */
export function wordsOfMessage(message: APIMessage): string {
  const embeds = message.embeds.map((embed) =>
    [
      embed.title,
      embed.description,
      ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
      embed.footer?.text,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return [message.content, ...embeds].join('\n');
}

/** The message of an answer. */
export function messageOf(seen: Seen): APIMessage {
  if (seen.kind !== 'message' && seen.kind !== 'update') throw new Error(`no message: ${JSON.stringify(seen)}`);
  return seen.message;
}

/** The labels of the buttons under a message. */
export function labelsOf(message: APIMessage): string[] {
  return componentsOf(message).flatMap((component) => ('label' in component ? [String(component.label)] : []));
}

function componentsOf(message: APIMessage): readonly object[] {
  return (message.components ?? []).flatMap((row) => ('components' in row ? (row.components as object[]) : []));
}

function customIdOf(message: APIMessage, label: string | undefined): string {
  for (const component of componentsOf(message)) {
    const matches = label === undefined || ('label' in component && component.label === label);
    if (matches && 'custom_id' in component) return String(component.custom_id);
  }
  throw new Error(`no component ${label} under ${JSON.stringify(message.components)}`);
}

/** Feeds that are kept, and never polled. */
function noFeeds(stores: Stores): Desk['feeds'] {
  const refused = { kind: 'refused', why: 'no wires here' } as const;
  return {
    list: () => stores.feeds.listWithStates(),
    figures: () => new Map(),
    find: (wanted) => stores.feeds.listWithStates().find(({ feed }) => feed.id === wanted || feed.title === wanted),
    add: async () => refused,
    check: async () => refused,
    remove(id) {
      const row = stores.feeds.listWithStates().find(({ feed }) => feed.id === id);
      return row !== undefined && stores.feeds.remove(id) ? row : undefined;
    },
    restore: ({ feed, state }) => void stores.feeds.add(feed, state),
    import: () => ({ added: [], known: 0, refused: [] }),
    packRegions: () => [],
    importPack: () => ({ added: [], known: 0, refused: [] }),
    export: () => '<opml/>',
    fetchAttachment: async (url) => (await fetch(url)).text(),
  };
}
