import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createCalendarFeed } from '../src/calendar.ts';
import { openDoor } from '../src/door.ts';
import { newFeedState } from '../src/feeds/schedule.ts';
import { createWebSub, type Subscription, type WebSub } from '../src/feeds/websub.ts';
import { createLog } from '../src/log.ts';
import { feedOf, NOW, SILENT, testClient } from './feeds/polling/samples.ts';
import { startWireServer } from './feeds/polling/wire-server.ts';
import { openNewsroom } from './stories/newsroom.ts';

const TOPIC = 'https://wire.example/feed';

describe('a calendar that subscribes', () => {
  const room = openNewsroom([]);
  afterAll(() => room.close());

  it('gets the diary at the desk’s secret address, and nothing at another or at the old one', async () => {
    const calendar = createCalendarFeed({
      ...room.parts,
      stores: room.stores,
      publicUrl: 'https://bot.example/dateline',
      log: createLog('silent', 'json'),
    });
    const handle = () => ({ httpStatus: 404, text: '' });
    await using door = await openTestDoor({ knowsHub: () => false, handle, readCalendar: calendar.read });
    room.take({
      hours: 0,
      title: 'Sechin to visit Caracas',
      events: [{ status: 'planned', date: { from: '2009-08-03', to: undefined, precision: 'day', stated: true } }],
    });
    const address = (filter = {}) =>
      new URL(calendar.address('guild-1', { officialId: undefined, country: undefined, ...filter }) ?? '');
    const get = (url: URL, path = url.pathname) => fetch(`http://127.0.0.1:${door.port}${path}${url.search}`);
    const own = address();
    const answer = await get(own);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const text = await answer.text();
    expect(text).toMatch(
      /^BEGIN:VCALENDAR[\s\S]*DTSTART;VALUE=DATE:20090803[\s\S]*SUMMARY:Igor Sechin to visit Caracas/m,
    );
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    // A proxy may cut off the path of the public address.
    expect((await get(own, own.pathname.replace('/dateline', ''))).status).toBe(200);
    expect(await (await get(address({ country: 'CU' }))).text()).not.toContain('Igor Sechin');
    expect((await get(own, '/calendar/guessed.ics')).status).toBe(404);
    expect((await get(own, own.pathname.replace('.ics', ''))).status).toBe(404);
    calendar.renew('guild-1');
    expect((await get(own)).status).toBe(404);
    const renewed = address();
    expect((await get(renewed)).status).toBe(200);
    calendar.endAllBut(new Set(['guild-1']));
    expect((await get(renewed)).status, 'a desk that stays').toBe(200);
    calendar.endAllBut(new Set(['guild-2']));
    expect((await get(renewed)).status, 'a server that was left while Dateline was down').toBe(404);
    const again = address();
    calendar.end('guild-1');
    expect((await get(again)).status, 'a server that is left').toBe(404);
  });
});

async function openTestDoor(
  parts: Pick<Parameters<typeof openDoor>[0], 'knowsHub' | 'handle' | 'readCalendar'>,
  log = createLog('silent', 'json'),
) {
  const door = await openDoor({ port: 0, host: '127.0.0.1', path: '/dateline', log, ...parts });
  return { port: door.port, [Symbol.asyncDispose]: door.close };
}

describe('a request that fails', () => {
  it('is logged without the secret address, and says nothing of why', async () => {
    const lines: string[] = [];
    const log = createLog('debug', 'json', { write: (line) => lines.push(line) });
    const handle = () => ({ httpStatus: 404, text: '' });
    const readCalendar = () => {
      throw new Error('the disk is full');
    };
    await using door = await openTestDoor({ knowsHub: () => false, handle, readCalendar }, log);
    const answer = await fetch(`http://127.0.0.1:${door.port}/calendar/secret-token.ics`);
    expect([answer.status, await answer.text()]).toEqual([500, 'Dateline failed.\n']);
    expect(lines.join('')).toContain('the disk is full');
    expect(lines.join('')).not.toContain('secret-token');
  });
});

describe('a stranger at the door', () => {
  it('is turned away before what it sends is read', async () => {
    const handle = () => ({ httpStatus: 410, text: '' });
    await using door = await openTestDoor({ knowsHub: () => false, handle, readCalendar: () => undefined });
    const socket = connect(door.port, '127.0.0.1');
    socket.write('POST /websub/guessed HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 410 /);
    socket.destroy();
  });
});

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
    const door = await openDoor({
      port: 0,
      host: '127.0.0.1',
      path: '/dateline',
      readCalendar: () => undefined,
      log: createLog('silent', 'json'),
      knowsHub: (callbackId) => webSub?.knows(callbackId) === true,
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
