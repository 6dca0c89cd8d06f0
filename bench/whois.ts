/**
 * `/whois` against an archive of 100,000 stories and the whole catalogue: `npm run bench whois`.
 *
 * Runs the command's own handlers, from what was typed to the body of the answer, over the real store; only Discord
 * itself is left out. The project asks for a 95th percentile under 50 ms for names of the catalogue.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Desk } from '../src/commands/command.ts';
import { whois } from '../src/commands/whois.ts';
import { createDesk } from '../src/desk.ts';
import { createDeskOfficials } from '../src/desk-officials.ts';
import { createDeskStories } from '../src/desk-stories.ts';
import type { Asker } from '../src/discord/slash-command.ts';
import { createLiveRoster, type LiveRoster } from '../src/live-roster.ts';
import { createLog } from '../src/log.ts';
import type { Official } from '../src/model/official.ts';
import { loadCatalogue } from '../src/officials/catalogue.ts';
import { buildDossier } from '../src/officials/dossier.ts';
import { CATALOGUE_FOLDER } from '../src/paths.ts';
import { createRecord } from '../src/record.ts';
import { openStores, type Stores } from '../src/stores.ts';
import { fill, makeRandom, NOW } from './archive.ts';

const STORIES = 100_000;
const ROUNDS = 1_000;
/** So many runs let the engine compile before it is measured: a bot runs for weeks. */
const WARM_UP = 50;
const ASKER: Asker = { userId: '1', guildId: 'guild', channelId: 'channel', locale: 'es-ES', mayEdit: true };

/** Measures and prints; returns the 95th percentile of a dossier in ms. */
export async function benchWhois(stories = STORIES): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  const log = createLog('silent', 'json');
  const now = () => NOW;
  const stores = openStores(folder, { now, log });
  const catalogue = await loadCatalogue(CATALOGUE_FOLDER);
  const ids = catalogue.map(({ id }) => id);
  fill(stores.database, stores.archive, stories, ids);
  tellAll(stores, stories);
  const roster = createLiveRoster({ catalogue, marks: stores.officials.list, later: setImmediate, log });
  const desk = openDesk(stores, roster, now);
  console.log(`${stories.toLocaleString('en')} stories, ${ids.length} officials:`);

  const random = makeRandom(5);
  const anyone = (): Official => catalogue[random(catalogue.length)] ?? catalogue[0] ?? never();
  const oftenNamed = (): Official => catalogue[random(Math.floor(catalogue.length / 10))] ?? never();
  const names = (official: Official): readonly string[] => Object.values(official.names).flat();
  const anyName = (official: Official): string => names(official)[random(names(official).length)] ?? official.name;
  const p95 = await measure('/whois: a name in any of the languages', () => ask(anyName(anyone()), desk));
  await measure('/whois: somebody often in the news', () => ask(oftenNamed().name, desk));
  await measure('/whois: a surname alone', () => ask(anyone().name.split(' ').at(-1) ?? '', desk));
  await measure('/whois: two letters changed places', () => ask(slip(anyone().name, random), desk));
  for (const letters of [1, 2, 4, 8]) {
    await measure(`suggestions after ${letters} letters`, () => suggest(anyName(anyone()).slice(0, letters), desk));
  }
  await measure('suggestions for a slip of the finger', () => suggest(slip(anyone().name, random), desk));
  stores.database.close();
  rmSync(folder, { recursive: true });
  return p95;
}

/** Half of the stories were told, so that the dossier has alerts to link to. */
function tellAll(stores: Stores, stories: number): void {
  stores.transaction<void>(() => {
    for (let number = 0; number < stories; number += 2) {
      stores.alerts.save({
        id: `alert-${number}`,
        storyId: `story-${number}`,
        guildId: ASKER.guildId,
        channelId: ASKER.channelId,
        watchlistIds: ['w'],
        toldVersion: 1,
        thread: 'none',
        messageId: `${1_000_000 + number}`,
        createdAt: NOW,
        mutedBy: undefined,
      });
    }
  });
}

function openDesk(stores: Stores, roster: LiveRoster, now: () => number): Desk {
  const official = (id: string) => roster.current().get(id);
  let ids = 0;
  const newId = () => `id-${ids++}`;
  return createDesk({
    store: stores,
    officials: createDeskOfficials({
      roster,
      marks: stores.officials,
      wikidata: undefined,
      newId,
      pause: async () => undefined,
      now,
    }),
    buildDossier,
    // Nothing of a dossier comes from feeds.
    feeds: {} as Desk['feeds'],
    ...createDeskStories({
      store: stores,
      stores,
      record: createRecord({ stores, official }),
      official,
      wake: () => undefined,
      newId,
      now,
    }),
    summaries: () => '',
    verdicts: () => undefined,
    wakeOutbox: () => undefined,
    newId,
    now,
    startedAt: NOW,
    log: createLog('silent', 'json'),
  });
}

/** The command as discord.js would run it; what it answers is written out, as it would be sent. */
async function ask(typed: string, desk: Desk): Promise<void> {
  let sent = '';
  const reply = async (body: unknown): Promise<void> => {
    sent = JSON.stringify(body);
  };
  const interaction = { options: { getString: () => typed }, reply, deferReply: reply, editReply: reply };
  await whois.execute(interaction as unknown as ChatInputCommandInteraction, desk, ASKER);
  if (sent === '') throw new Error(`no answer for ${typed}`);
}

async function suggest(typed: string, desk: Desk): Promise<void> {
  const interaction = { options: { getFocused: () => ({ name: 'name', value: typed }) } };
  JSON.stringify(whois.autocomplete(interaction as unknown as AutocompleteInteraction, desk));
}

function slip(name: string, random: (below: number) => number): string {
  const at = 1 + random(Math.max(1, name.length - 3));
  return name.slice(0, at) + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2);
}

/** Runs `work`, prints its median, 95th percentile and longest in ms, and returns the 95th percentile. */
async function measure(name: string, work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const write = (ms: number) => `${ms.toFixed(2).padStart(8)} ms`;
  console.log(`  ${name.padEnd(40)} median ${write(at(0.5))}   p95 ${write(at(0.95))}   longest ${write(at(1))}`);
  return at(0.95);
}

function never(): never {
  throw new Error('the catalogue is empty');
}
