import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeOpml } from '../../src/feeds/opml.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { feedOf } from '../feeds/polling/samples.ts';
import { startWireServer } from '../feeds/polling/wire-server.ts';
import { openNewsroom, watchEverything } from './newsroom.ts';

const OLD = 'Rosneft publishes its yearly report';
const FORGED = 'Igor Sechin arrived in Havana on Tuesday, Rosneft said';
const NEWS = 'Igor Sechin arrived in Caracas on Tuesday for talks with PDVSA, Rosneft said';

function documentOf(address: string, ...titles: readonly string[]): string {
  const items = titles.map(
    (title) =>
      `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>${new Date().toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Hub Wire</title>
    <atom:link rel="hub" href="${address}/hub"/><atom:link rel="self" href="${address}/feed"/>${items.join('')}</channel></rss>`;
}

/** An outlet whose feed never changes by itself: what is new comes through its hub alone. */
async function openOutlet() {
  const subscribed = Promise.withResolvers<URLSearchParams>();
  const server = await startWireServer((request, response) => {
    if (request.url === '/feed') return response.end(documentOf(server.url, OLD));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(202).end();
      subscribed.resolve(new URLSearchParams(Buffer.concat(chunks).toString()));
    });
    return undefined;
  });
  return { server, subscribed: subscribed.promise };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Two starts of the whole bot, on a machine that has other things to do. */
const TIMEOUT_MS = 120_000;

describe('an outlet with a hub', { timeout: TIMEOUT_MS }, () => {
  it('is subscribed to at the poll that first sees it, asks back, and its signed news is told without a poll', async () => {
    const newsroom = await openNewsroom(60_000);
    const { server, subscribed } = await openOutlet();
    await using _outlet = server;
    try {
      await watchEverything(newsroom);
      const opml = join(newsroom.dataDir, 'hub.opml');
      await writeFile(opml, writeOpml([feedOf({ url: `${server.url}/feed`, title: 'Hub Wire' })], 'One outlet'));
      const port = await freePort();
      newsroom.startBot('without the wire', {
        FEEDS_OPML: opml,
        FEEDS_ALLOW_INNER: new URL(server.url).host,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        WEBSUB_PORT: String(port),
      });
      const form = await subscribed;
      const callback = form.get('hub.callback') ?? '';
      expect(form.get('hub.topic')).toBe(`${server.url}/feed`);

      const question = `hub.mode=subscribe&hub.topic=${encodeURIComponent(`${server.url}/feed`)}&hub.challenge=42&hub.lease_seconds=864000`;
      expect(await (await fetch(`${callback}?${question}`)).text()).toBe('42');

      const push = (title: string, secret: string) => {
        const body = documentOf(server.url, title, OLD);
        const signature = createHmac('sha256', secret).update(body).digest('hex');
        const headers = { 'content-type': 'application/rss+xml', 'x-hub-signature': `sha256=${signature}` };
        return fetch(callback, { method: 'POST', headers, body });
      };
      expect((await push(FORGED, 'somebody else’s')).status).toBe(202);
      expect((await push(NEWS, form.get('hub.secret') ?? '')).status).toBe(202);
      const told = () => JSON.stringify(newsroom.alertsIn(SEED_IDS.wireDesk));
      await newsroom.discord.waitFor(() => told().includes('Caracas'), 60_000);
      expect(told()).not.toContain('Havana');
      expect(server.requests.filter(({ url }) => url === '/feed')).toHaveLength(1);
    } finally {
      await newsroom.close();
    }
  });
});
