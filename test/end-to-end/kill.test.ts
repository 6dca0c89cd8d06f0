import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { createLog } from '../../src/log.ts';
import { loadCatalogue } from '../../src/officials/catalogue.ts';
import { CATALOGUE_FOLDER } from '../../src/paths.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { openStores } from '../../src/stores.ts';
import { type Newsroom, openNewsroom, watchEverything } from './newsroom.ts';

/** Some sixty items in some ten seconds: a busy hour, quickly. */
const PACE_MS = 200;

const KILLS = 10;

/** Waits until the whole wire was read and nothing waits to be posted: no message came in the time of several polls. */
async function quiet(newsroom: Newsroom): Promise<void> {
  const messages = () => newsroom.discord.requests.filter((request) => request.method !== 'GET').length;
  await newsroom.discord.waitFor(() => newsroom.alertsIn(SEED_IDS.wireDesk).length > 0, 60_000);
  newsroom.wire.arriveAll();
  for (let before = -1, same = 0; same < 5; ) {
    same = messages() === before ? same + 1 : 0;
    before = messages();
    await wait(2_000);
  }
}

/** The titles of all items of the wire in which detection finds a trip or a deal, read from the wire itself. */
async function reportedOnTheWire(newsroom: Newsroom): Promise<readonly string[]> {
  const detector = createDetector({ officials: await loadCatalogue(CATALOGUE_FOLDER) });
  const titles: string[] = [];
  for (const { url, language } of newsroom.wire.feeds) {
    const answer = await fetch(url);
    const body = new Uint8Array(await answer.arrayBuffer());
    const contentType = answer.headers.get('content-type') ?? undefined;
    const { items } = await readFeed(body, { contentType, url, now: Date.now() });
    const reporting = items.filter(({ title, summary, publishedAt }) => {
      return detector.detect({ title, summary, publishedAt, body: undefined, language }).events.length > 0;
    });
    titles.push(...reporting.map(({ title }) => title));
  }
  return titles.sort();
}

describe('a bot that is killed again and again', () => {
  it('loses no story and tells none twice', { timeout: 240_000 }, async () => {
    const newsroom = await openNewsroom(PACE_MS);
    onTestFinished(newsroom.close);
    await watchEverything(newsroom);
    let bot = newsroom.startBot();
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The moments are random on purpose: whatever the bot is doing then must survive.
      await wait(200 + Math.random() * 2_000);
      await bot.kill('SIGKILL');
      bot = newsroom.startBot();
    }
    await quiet(newsroom);
    expect(await bot.kill('SIGTERM')).toBe(0);

    const stores = openStores(newsroom.dataDir, { now: Date.now, log: createLog('silent', 'json') });
    onTestFinished(() => stores.database.close());
    const filed = [...stores.archive.stories(0)].flatMap((story) => story.sources.map((source) => source.title)).sort();
    expect(filed, 'every item that reports something is filed, once').toEqual(await reportedOnTheWire(newsroom));

    const alerts = stores.alerts.recent(SEED_IDS.guild, 1_000);
    const messages = newsroom.alertsIn(SEED_IDS.wireDesk).map((message) => message.id);
    expect(alerts.length).toBeGreaterThan(10);
    expect(messages.toSorted(), 'every alert has its one message, and there is none besides').toEqual(
      alerts.map((alert) => alert.messageId).sort(),
    );

    const threads = [...newsroom.discord.state.channels.values()].filter(
      (channel) => 'parent_id' in channel && messages.includes(channel.id),
    );
    expect(threads.map(({ id }) => id).sort(), 'every alert has its one thread').toEqual(messages.toSorted());
    for (const { id } of threads) {
      const notes = [...(newsroom.discord.state.messages.get(id)?.values() ?? [])].map(
        ({ message }) => message.content,
      );
      expect(new Set(notes).size, `nothing is said twice in a thread: ${notes.join(' | ')}`).toBe(notes.length);
    }
    expect([stores.outbox.pendingCount(), stores.outbox.listFailed()], 'nothing waits or failed').toEqual([0, []]);
  });
});
