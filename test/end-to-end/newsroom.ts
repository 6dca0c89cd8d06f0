/** A newsroom to test the whole bot in: the local Discord and the sample wire run here, the bot in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIMessage } from 'discord.js';
import { writeOpml } from '../../src/feeds/opml.ts';
import { createLog } from '../../src/log.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type SampleWire, startSampleWire } from '../../src/preview/wire.ts';

const DATELINE = fileURLToPath(new URL('../../bin/dateline.js', import.meta.url));
const log = createLog('silent', 'json');

/** The newsroom. */
export interface Newsroom {
  readonly discord: LocalDiscord;
  readonly wire: SampleWire;
  /** Survives the bot. */
  readonly dataDir: string;
  /** Starts the bot on the newsroom's one data folder; without the wire it only answers. `more` is added to its environment. */
  startBot(feeds?: 'with the wire' | 'without the wire', more?: Readonly<Record<string, string>>): BotProcess;
  /** The bot's messages in a channel, oldest first. */
  alertsIn(channelId: string): readonly APIMessage[];
  close(): Promise<void>;
}

/** A bot in a process of its own. */
export interface BotProcess {
  /** Everything it printed so far. */
  printed(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** @param paceMs how fast the wire's items arrive, one after the other */
export async function openNewsroom(paceMs: number): Promise<Newsroom> {
  const discord = await startLocalDiscord({ port: 0, now: Date.now, log, enforceRateLimits: false });
  const wire = await startSampleWire({ port: 0, now: Date.now, log, paceMs });
  const folder = await mkdtemp(join(tmpdir(), 'dateline-newsroom-'));
  const opml = join(folder, 'feeds.opml');
  const feeds = wire.feeds.map((feed, index) => ({
    ...feed,
    id: `feed-${index}`,
    tags: [],
    addedBy: 'operator',
    addedAt: 0,
    allowInnerAddress: true,
    minIntervalMs: undefined,
  }));
  await writeFile(opml, writeOpml(feeds, 'Sample wire'));
  const running = new Set<ChildProcess>();

  return {
    discord,
    wire,
    dataDir: join(folder, 'data'),
    startBot(feeds = 'with the wire', more = {}) {
      const child = spawn(process.execPath, [DATELINE, 'start'], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH: process.env.PATH,
          DISCORD_TOKEN: discord.token,
          DISCORD_API_URL: discord.apiUrl,
          DATA_DIR: join(folder, 'data'),
          FEEDS_OPML: feeds === 'with the wire' ? opml : '',
          FEEDS_ALLOW_INNER: new URL(wire.url).host,
          WIKIDATA_URL: 'off',
          ...more,
        },
      });
      running.add(child);
      let printed = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      const exited = once(child, 'exit').then(([code]) => {
        running.delete(child);
        return typeof code === 'number' ? code : null;
      });
      return {
        printed: () => printed,
        kill(signal) {
          child.kill(signal);
          return exited;
        },
      };
    },
    alertsIn: (channelId) =>
      [...(discord.state.messages.get(channelId)?.values() ?? [])]
        .map(({ message }) => message)
        .filter(({ author }) => author.id === discord.state.applicationId)
        // Neither a reply to an alert nor an answer to a command.
        .filter((message) => message.message_reference === undefined && message.interaction_metadata === undefined),
    async close() {
      const ended = [...running].map((child) => once(child, 'exit'));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ended);
      await wire.close();
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sets a desk up as a person would, before the first news: a watchlist for everything, in the alerts' channel. */
export async function watchEverything(newsroom: Newsroom): Promise<void> {
  const { discord } = newsroom;
  const bot = newsroom.startBot('without the wire');
  await discord.waitFor((state) => [...state.commands.values()].some((command) => command.name === 'watch'), 60_000);
  const request = {
    userId: SEED_IDS.manager,
    channelId: SEED_IDS.wireDesk,
    command: 'watch add',
    options: [
      { name: 'name', value: 'Everything' },
      { name: 'channel', value: SEED_IDS.wireDesk },
      { name: 'confidence', value: 0 },
      { name: 'threads', value: true },
      { name: 'reason', value: 'To see that nothing is lost' },
    ],
  };
  // A bot that is still starting on a busy machine may miss Discord's three seconds; a person tries again.
  let seen = await discord.act.runCommand(request);
  if (seen.kind === 'failed') seen = await discord.act.runCommand(request);
  if (seen.kind !== 'message') throw new Error(`no watchlist: ${JSON.stringify(seen)}`);
  await bot.kill('SIGTERM');
}
