import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newFeedState } from '../../../src/feeds/schedule.ts';
import { createWebSub, type HubRequest, type Subscription } from '../../../src/feeds/websub.ts';
import type { FeedState } from '../../../src/model/feed.ts';
import { DAY_MS, feedOf, HOUR_MS, NOW, SILENT, testClient } from './samples.ts';
import { startWireServer } from './wire-server.ts';

const TOPIC = 'https://wire.example/feed';

/** A bot that hubs reach, and a hub that remembers what it was asked. */
async function setUp(hubStatus = 202) {
  const asked: URLSearchParams[] = [];
  const hub = await startWireServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      response.writeHead(hubStatus).end();
    });
  });
  const http = testClient();
  const kept = new Map<string, Subscription>();
  const taken: string[] = [];
  let secrets = 0;
  const feed = feedOf({ allowInnerAddress: true });
  const row = { feed, state: { ...newFeedState(feed.id, NOW), hub: { url: `${hub.url}/hub`, topic: TOPIC } } };
  const open = (callbackBase: string) =>
    createWebSub({
      callbackBase,
      subscriptions: {
        list: () => [...kept.values()],
        get: (id) => kept.get(id),
        save: (subscription) => kept.set(subscription.feedId, subscription),
        remove: (id) => kept.delete(id),
      },
      http,
      takeDocument: async (_feedId, body) => {
        taken.push(Buffer.from(body).toString());
        return { kind: 'new items' };
      },
      newSecret: () => {
        secrets += 1;
        return `secret-${secrets}`;
      },
      now: (): number => room.now,
      log: SILENT,
    });
  const room = {
    asked,
    taken,
    row,
    now: NOW,
    kept: () => kept.get(feed.id),
    websub: open('https://bot.example/websub'),
    /** A restart with another `PUBLIC_URL`. */
    move(publicUrl: string) {
      room.websub = open(`${publicUrl}/websub`);
    },
    hears(more: Partial<HubRequest> & { readonly ask?: Record<string, string> }) {
      const callbackId = kept.get(feed.id)?.callbackId ?? '';
      const query = new URLSearchParams(more.ask);
      return room.websub.handle({ method: 'GET', callbackId, headers: {}, body: new Uint8Array(), ...more, query });
    },
    confirm: (lease = '864000') =>
      room.hears({
        ask: { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'xyz', 'hub.lease_seconds': lease },
      }),
    push(body: string, secret = kept.get(feed.id)?.secret ?? '', method = 'sha256') {
      const signature = `${method}=${createHmac(method, secret).update(body).digest('hex')}`;
      return room.hears({ method: 'POST', body: Buffer.from(body), headers: { 'x-hub-signature': signature } });
    },
    async [Symbol.asyncDispose]() {
      await http.close();
      await hub[Symbol.asyncDispose]();
    },
  };
  return room;
}

describe('a feed with a hub', () => {
  it('is asked for, confirmed, and its news taken', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    expect(Object.fromEntries(room.asked[0] ?? [])).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': TOPIC,
      'hub.callback': 'https://bot.example/websub/secret-1',
      'hub.secret': 'secret-2',
    });
    expect(room.confirm()).toEqual({ httpStatus: 200, text: 'xyz' });
    expect(room.push('<rss/>')).toMatchObject({ httpStatus: 202 });
    expect(room.push('<rss>2</rss>', undefined, 'sha1')).toMatchObject({ httpStatus: 202 });
    expect(room.taken).toEqual(['<rss/>', '<rss>2</rss>']);
  });

  it('is renewed before its lease runs out, and not before it must be', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    room.confirm();
    room.now += 7 * DAY_MS;
    await room.websub.renew([room.row]);
    expect(room.asked).toHaveLength(1);
    room.now += 1.5 * DAY_MS;
    await room.websub.renew([room.row]);
    expect(room.asked).toHaveLength(2);
    expect(room.kept()?.state, 'news still comes while it is renewed').toBe('confirmed');
  });

  it('is asked for again at once where the bot has moved to another address', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    room.confirm();
    room.push('<rss/>');
    await expect.poll(() => room.kept()?.proven).toBe(true);
    room.move('https://new.example');
    await room.websub.renew([room.row]);
    expect(room.asked[1]?.get('hub.callback')).toMatch(/^https:\/\/new\.example\/websub\//);
    expect(room.kept(), 'nothing slows polling down before the hub has sent news there').toMatchObject({
      state: 'asked',
      proven: false,
    });
    await room.websub.renew([room.row]);
    expect(room.asked).toHaveLength(2);
  });

  it('whose hub doesn’t answer is asked less and less, and then no more', async () => {
    await using room = await setUp(500);
    for (let hour = 0; hour < 24 * 30; hour += 1) {
      await room.websub.renew([room.row]);
      room.now += HOUR_MS;
    }
    expect(room.asked).toHaveLength(8);
  });

  it('that announces it no more is forgotten', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    await room.websub.renew([{ ...room.row, state: { ...room.row.state, hub: undefined } }]);
    expect(room.kept()).toBeUndefined();
  });
});

describe('polling beside a hub', () => {
  const due = (state: FeedState, minutes: number) => ({ ...state, nextDueAt: NOW + minutes * 60_000 });

  it('slows down once the hub has sent news, and never beyond an hour', async () => {
    await using room = await setUp();
    const wait = (minutes: number) => (room.websub.pace(due(room.row.state, minutes), false).nextDueAt - NOW) / 60_000;
    await room.websub.renew([room.row]);
    room.confirm();
    expect(wait(5), 'a promise is no proof').toBe(5);
    room.push('<rss/>');
    await Promise.resolve();
    expect([wait(5), wait(30), wait(120)]).toEqual([20, 60, 120]);
  });

  it('goes back to its own pace when news came by polling, or the lease has ended', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    room.confirm('3600');
    room.push('<rss/>');
    await Promise.resolve();
    const state = due(room.row.state, 5);
    room.now += 2 * HOUR_MS;
    expect(room.websub.pace(state, false)).toEqual(state);
    room.now -= 2 * HOUR_MS;
    expect(room.websub.pace(state, true)).toEqual(state);
    expect(room.websub.pace(state, false)).toEqual(state);
  });
});

describe('a hub that lies', () => {
  it.each<[string, Record<string, string>]>([
    ['for another feed', { 'hub.mode': 'subscribe', 'hub.topic': 'https://other.example/', 'hub.challenge': 'x' }],
    ['without a challenge', { 'hub.mode': 'subscribe', 'hub.topic': TOPIC }],
    ['to be let go', { 'hub.mode': 'unsubscribe', 'hub.topic': TOPIC, 'hub.challenge': 'x' }],
  ])('gets no confirmation %s', async (_case, ask) => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    expect(room.hears({ ask })).toMatchObject({ httpStatus: 404 });
    expect(room.kept()?.state).toBe('asked');
  });

  it('has no news taken that isn’t signed with our secret, or before it was confirmed', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    room.push('early');
    room.confirm();
    room.push('forged', 'another secret');
    room.hears({ method: 'POST', body: Buffer.from('unsigned') });
    room.hears({ method: 'POST', body: Buffer.from('odd'), headers: { 'x-hub-signature': 'md5=00' } });
    expect(room.taken).toEqual([]);
  });

  it('and whoever guesses an address learns nothing', async () => {
    await using room = await setUp();
    await room.websub.renew([room.row]);
    expect(room.hears({ callbackId: 'guess' })).toMatchObject({ httpStatus: 404 });
    expect(room.hears({ callbackId: 'guess', method: 'POST' })).toMatchObject({ httpStatus: 410 });
  });
});
