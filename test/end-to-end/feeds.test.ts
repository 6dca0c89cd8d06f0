import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { createLog } from '../../src/log.ts';
import { startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { setUpPreviewDesk } from '../../src/preview-desk.ts';
import type { Recurring } from '../../src/schedules.ts';
import { Secret } from '../../src/secret.ts';
import type { Stores } from '../../src/stores.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../feeds/polling/samples.ts';
import { startWireServer } from '../feeds/polling/wire-server.ts';

/** Loading the catalogue and starting the whole bot, on a machine that has other things to do. */
const TIMEOUT_MS = 15_000;
const log = createLog('silent', 'json');

interface Entry {
  readonly title: string;
  readonly at: number;
  /** The path of its article. */
  readonly path?: string;
}

/** An outlet whose feed and articles a test writes, the whole bot, and a clock that the test turns. */
async function openRoom() {
  const clock = { at: NOW };
  const now = () => clock.at;
  const outlet = { entries: [] as Entry[], article: '', gone: false };
  const server = await startWireServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else if (request.url !== '/feed') response.writeHead(200, { 'content-type': 'text/html' }).end(outlet.article);
    else if (outlet.gone) response.writeHead(410).end();
    else response.end(documentOf(server.url, outlet.entries));
  });
  const discord = await startLocalDiscord({ port: 0, now, log, enforceRateLimits: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-feeds-'));
  const opened = new AsyncDisposableStack();
  const recurring = Promise.withResolvers<Recurring>();
  const prepared = Promise.withResolvers<Stores>();
  await startBot(
    {
      token: new Secret(discord.token),
      apiUrl: discord.apiUrl,
      dataDir,
      model: undefined,
      fullText: true,
      webSub: undefined,
      wikidataUrl: undefined,
      userAgent: 'Dateline/0.1.0',
      allowInner: ({ host }) => host === new URL(server.url).host,
      operatorFeeds: [],
      prepare(stores) {
        setUpPreviewDesk(stores, now());
        prepared.resolve(stores);
      },
      startSchedules(tasks) {
        recurring.resolve(tasks);
        return async () => undefined;
      },
      now,
      log,
      onProgress: () => undefined,
      onFatal: recurring.reject,
    },
    opened,
  );
  await discord.waitFor((state) => [...state.commands.values()].some(({ name }) => name === 'feeds'), TIMEOUT_MS);
  const [tasks, { outbox }] = [await recurring.promise, await prepared.promise];
  const said = (channelId: string) =>
    JSON.stringify([...(discord.state.messages.get(channelId)?.values() ?? [])].map(({ message }) => message));

  return {
    outlet,
    polls: () => server.requests.filter(({ url }) => url === '/feed').length,
    said,
    /** Lets time pass, polls what is due by then, lets the watchdog look, and waits until all is told. */
    async pass(ms: number) {
      clock.at += ms;
      await tasks.poll();
      await tasks.lookAtFeeds();
      await vi.waitUntil(() => outbox.pendingCount() === 0, TIMEOUT_MS);
    },
    async addFeed(more: Readonly<Record<string, number>> = {}) {
      const seen = await discord.act.runCommand({
        userId: SEED_IDS.editor,
        channelId: SEED_IDS.setup,
        command: 'feeds add',
        options: Object.entries({ url: `${server.url}/feed`, ...more }).map(([name, value]) => ({ name, value })),
      });
      if (seen.kind !== 'message') throw new Error(`the feed was not added: ${JSON.stringify(seen)}`);
      const { id, channel_id: channelId } = seen.message;
      const answer = () => discord.state.messages.get(channelId)?.get(id)?.message.content ?? '';
      await discord.waitFor(() => !answer().startsWith('Reading'), TIMEOUT_MS);
      expect(answer()).toContain('Wire of the North');
    },
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync();
      await discord.close();
      await server[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function documentOf(address: string, entries: readonly Entry[]): string {
  const items = entries.map(
    ({ title, at, path = '/none' }) =>
      `<item><title>${title}</title><link>${address}${path}</link><guid isPermaLink="false">${title}</guid><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire of the North</title>${items.join('')}</channel></rss>`;
}

/** Ten items, the latest just now. */
const every = (gapMs: number): Entry[] =>
  Array.from({ length: 10 }, (_, index) => ({
    title: `Old news ${index}`,
    at: NOW - index * gapMs,
    path: `/${index}`,
  }));

describe('a feed that an editor adds', { timeout: TIMEOUT_MS }, () => {
  it('is asked as often as the editor said, and not before', async () => {
    await using room = await openRoom();
    room.outlet.entries = every(MINUTE_MS);
    await room.addFeed({ minutes: 2 });
    const asked = room.polls();
    await room.pass(2 * MINUTE_MS - 1);
    expect(room.polls()).toBe(asked);
    // By default it would be five minutes.
    await room.pass(2.7 * MINUTE_MS);
    expect(room.polls()).toBe(asked + 1);
  });

  it('and that falls silent for far longer than usual is told of, once', async () => {
    await using room = await openRoom();
    room.outlet.entries = every(HOUR_MS);
    await room.addFeed();
    await room.pass(3 * DAY_MS);
    expect(room.said(SEED_IDS.setup)).not.toContain('no news');
    await room.pass(2 * DAY_MS);
    expect(room.said(SEED_IDS.setup)).toContain('Wire of the North answers but has had no news for 5 days');
    await room.pass(DAY_MS);
    expect(room.said(SEED_IDS.setup).match(/has had no news/g)).toHaveLength(1);
  });

  it('and that is gone for good is asked no more, and the desk is told once', async () => {
    await using room = await openRoom();
    room.outlet.entries = every(HOUR_MS);
    await room.addFeed();
    room.outlet.gone = true;
    for (let day = 0; day < 3; day += 1) await room.pass(DAY_MS);
    const asked = room.polls();
    await room.pass(3 * DAY_MS);
    expect(room.polls()).toBe(asked);
    expect(room.said(SEED_IDS.setup).match(/Wire of the North has ended/g)).toHaveLength(1);
  });

  it('brings an alert by an article that its item only hints at', async () => {
    await using room = await openRoom();
    room.outlet.entries = every(HOUR_MS);
    await room.addFeed();
    const words = 'Igor Sechin arrived in Caracas on Tuesday for talks with the state oil company PDVSA, Rosneft said.';
    room.outlet.article = `<!DOCTYPE html><html><body><article><h1>Pictures</h1>${`<p>${words}</p>`.repeat(6)}</article></body></html>`;
    room.outlet.entries.unshift({ title: 'Igor Sechin: the day in pictures', at: NOW + HOUR_MS, path: '/pictures' });
    await room.pass(DAY_MS);
    expect(room.said(SEED_IDS.wireDesk)).toContain('Caracas');
  });
});
