import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newFeedState } from '../src/feeds/schedule.ts';
import { createWebSub, type Subscription, type WebSub } from '../src/feeds/websub.ts';
import { openHubDoor } from '../src/hub-door.ts';
import { feedOf, NOW, SILENT, testClient } from './feeds/polling/samples.ts';
import { startWireServer } from './feeds/polling/wire-server.ts';

const TOPIC = 'https://wire.example/feed';

describe('a hub on the network', () => {
  it('asks back, is answered, and its news is taken as it was sent', async () => {
    const kept = new Map<string, Subscription>();
    const taken = Promise.withResolvers<string>();
    const hub = await startWireServer((request, response) => {
      request.resume();
      response.writeHead(202).end();
    });
    await using _hub = hub;
    await using http = testClient();
    let webSub: WebSub | undefined;
    const door = await openHubDoor({
      port: 0,
      host: '127.0.0.1',
      path: '/dateline',
      handle: (request) => webSub?.handle(request) ?? { httpStatus: 503, text: '' },
    });
    const base = `http://127.0.0.1:${door.port}/dateline/websub`;
    webSub = createWebSub({
      callbackBase: base,
      subscriptions: {
        list: () => [...kept.values()],
        get: (id) => kept.get(id),
        save: (subscription) => kept.set(subscription.feedId, subscription),
        remove: (id) => kept.delete(id),
      },
      http,
      takeDocument: async (_feedId, body, contentType) => {
        taken.resolve(`${contentType} ${Buffer.from(body).toString()}`);
        return { kind: 'new items' };
      },
      newSecret: () => 'hush',
      now: () => NOW,
      log: SILENT,
    });
    const feed = feedOf({ allowInnerAddress: true });
    await webSub.renew([{ feed, state: { ...newFeedState(feed.id, NOW), hub: { url: hub.url, topic: TOPIC } } }]);

    const question = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'xyz' });
    expect(await (await fetch(`${base}/hush?${question}`)).text()).toBe('xyz');
    expect((await fetch(`${base}/guessed?${question}`)).status).toBe(404);
    // A proxy may cut off the path of the public address.
    expect((await fetch(`http://127.0.0.1:${door.port}/websub/hush?${question}`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${door.port}/`)).status).toBe(404);

    const body = '<rss>Новости</rss>';
    const signature = `sha256=${createHmac('sha256', 'hush').update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/rss+xml', 'x-hub-signature': signature };
    expect((await fetch(`${base}/hush`, { method: 'POST', body, headers })).status).toBe(202);
    expect(await taken.promise).toBe(`application/rss+xml ${body}`);

    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await fetch(`${base}/hush`, { method: 'POST', body: large, headers })).status).toBe(413);
    await door.close();
  });
});
