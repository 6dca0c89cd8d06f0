import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../src/feeds/errors.ts';
import type { HttpClient } from '../../../src/feeds/http.ts';
import { createPoller, type PollerParts } from '../../../src/feeds/poll.ts';
import type { readFeed } from '../../../src/feeds/read.ts';
import { newFeedState } from '../../../src/feeds/schedule.ts';
import type { Feed, FeedState } from '../../../src/model/feed.ts';
import type { Item } from '../../../src/model/item.ts';
import { feedOf, HOUR_MS, MINUTE_MS, NOW, parsedFeed, parsedItem, SILENT, testClient } from './samples.ts';
import { startWireServer } from './wire-server.ts';

/** Reads the test's own documents, `["title", …]`, so that nothing here depends on how feeds are read. */
const read: typeof readFeed = async (body) => {
  const text = Buffer.from(body).toString('utf8');
  if (!text.startsWith('[')) throw new NotAFeedError('it is something else', text);
  const titles = JSON.parse(text) as string[];
  return parsedFeed(
    titles.map((title) =>
      parsedItem({ title, guid: title, link: `https://wire.example/${encodeURIComponent(title)}` }),
    ),
  );
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A newsroom that polls a server: its store in memory, its clock in the test's hand. */
async function newsroom(answers: Readonly<Record<string, Answer>>, more: Partial<PollerParts> = {}) {
  const server = await startWireServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  const http = testClient();
  const feeds = new Map<string, Feed>();
  const states = new Map<string, FeedState>();
  const marks = new Map<string, string>();
  const taken: Item[] = [];
  const room = {
    server,
    taken,
    states,
    now: NOW,
    saves: 0,
    add(path: string, change: Partial<Feed> = {}): string {
      const feed = feedOf({ url: `${server.url}${path}`, title: path, allowInnerAddress: true, ...change });
      feeds.set(feed.id, feed);
      states.set(feed.id, newFeedState(feed.id, NOW));
      return feed.id;
    },
    state(id: string): FeedState {
      const state = states.get(id);
      if (state === undefined) throw new Error(`no state of ${id}`);
      return state;
    },
    titles: () => taken.map((item) => item.title),
    poller: undefined as unknown as ReturnType<typeof createPoller>,
    async [Symbol.asyncDispose]() {
      await room.poller.close();
      await http.close();
      await server[Symbol.asyncDispose]();
    },
  };
  const rowOf = (feed: Feed) => ({ feed, state: room.state(feed.id) });
  room.poller = createPoller({
    feeds: {
      due: (now) => [...feeds.values()].map(rowOf).filter((row) => row.state.nextDueAt <= now),
      find(id) {
        const feed = feeds.get(id);
        return feed === undefined ? undefined : rowOf(feed);
      },
      saveStates: (changed) => {
        room.saves += 1;
        for (const state of changed) states.set(state.feedId, state);
      },
    },
    seen: { find: (keys) => keys.map((key) => marks.get(key)).find((id) => id !== undefined) },
    http,
    read,
    takeItem(item) {
      taken.push(item);
      for (const key of item.identityKeys) marks.set(key, item.id);
    },
    now: () => room.now,
    log: SILENT,
    ...more,
  });
  return room;
}

const documentOf =
  (...titles: string[]): Answer =>
  (_request, response) =>
    response.end(JSON.stringify(titles));

describe('a round of polling', () => {
  it('takes the backlog of a new feed as backlog, and what comes later as news', async () => {
    let titles = ['old'];
    await using room = await newsroom({ '/feed': (_request, response) => response.end(JSON.stringify(titles)) });
    const id = room.add('/feed');
    expect((await room.poller.pollDue()).outcomes).toMatchObject([{ kind: 'baseline', items: 1 }]);
    titles = ['new', 'old'];
    expect(await room.poller.pollFeed(id)).toMatchObject({ kind: 'new items', items: 1 });
    expect(room.taken).toMatchObject([
      { title: 'old', backlog: true, feedId: id, outlet: '/feed', seenAt: NOW },
      { title: 'new', backlog: false },
    ]);
  });

  it('a feed that was empty at first swallows none of its news', async () => {
    let titles: string[] = [];
    await using room = await newsroom({ '/feed': (_request, response) => response.end(JSON.stringify(titles)) });
    const id = room.add('/feed');
    await room.poller.pollDue();
    expect(room.state(id).baselineAt).toBe(NOW);
    titles = ['first'];
    await room.poller.pollFeed(id);
    expect(room.taken).toMatchObject([{ title: 'first', backlog: false }]);
  });

  it('asks for a feed once, echoes its validators, and reads nothing twice', async () => {
    let whole = 0;
    await using room = await newsroom({
      '/feed': (request, response) => {
        if (
          request.headers['if-none-match'] === 'W/"a b"' &&
          request.headers['if-modified-since'] === 'yesterday, about noon'
        ) {
          return response.writeHead(304).end();
        }
        whole += 1;
        return response.writeHead(200, { etag: 'W/"a b"', 'last-modified': 'yesterday, about noon' }).end('["one"]');
      },
    });
    const id = room.add('/feed');
    await Promise.all([room.poller.pollDue(), room.poller.pollDue(), room.poller.pollFeed(id)]);
    expect(whole).toBe(1);
    expect(await room.poller.pollFeed(id)).toMatchObject({ kind: 'nothing new' });
    expect(whole).toBe(1);
    room.now += 9 * 24 * HOUR_MS;
    await room.poller.pollFeed(id);
    expect(whole, 'a server that answers 304 for ever is asked for the whole after eight days').toBe(2);
  });

  it('validators go to the address that gave them, and to no other', async () => {
    let target = '/a';
    const asked: (string | undefined)[] = [];
    const give: Answer = (request, response) => {
      asked.push(`${request.url} ${request.headers['if-none-match'] ?? '-'}`);
      response.writeHead(200, { etag: `"${request.url}"` }).end(`["${request.url}"]`);
    };
    await using room = await newsroom({
      '/feed': (request, response) => {
        asked.push(`${request.url} ${request.headers['if-none-match'] ?? '-'}`);
        response.writeHead(302, { location: target }).end();
      },
      '/a': give,
      '/b': give,
    });
    const id = room.add('/feed');
    await room.poller.pollDue();
    await room.poller.pollFeed(id);
    target = '/b';
    await room.poller.pollFeed(id);
    expect(asked).toEqual(['/feed -', '/a -', '/feed -', '/a "/a"', '/feed -', '/b -']);
  });

  it('the same body without validators is not read again', async () => {
    let reads = 0;
    await using room = await newsroom(
      { '/feed': documentOf('one') },
      {
        read: (body, options) => {
          reads += 1;
          return read(body, options);
        },
      },
    );
    const id = room.add('/feed');
    await room.poller.pollDue();
    expect(await room.poller.pollFeed(id)).toMatchObject({ kind: 'nothing new' });
    expect(reads).toBe(1);
  });

  it('an item that can’t be filed comes again, the others once', async () => {
    let broken = true;
    const taken: string[] = [];
    const marks = new Map<string, string>();
    await using room = await newsroom(
      {
        '/feed': (request, response) =>
          request.headers['if-none-match'] === '"1"'
            ? response.writeHead(304).end()
            : response.writeHead(200, { etag: '"1"' }).end('["c","b","a"]'),
      },
      {
        seen: { find: (keys) => keys.map((key) => marks.get(key)).find((known) => known !== undefined) },
        takeItem(item) {
          if (broken && item.title === 'b') throw new Error('the disk is full');
          taken.push(item.title);
          for (const key of item.identityKeys) marks.set(key, item.id);
        },
      },
    );
    const id = room.add('/feed');
    expect((await room.poller.pollDue()).outcomes).toMatchObject([{ kind: 'failed' }]);
    expect(room.state(id)).toMatchObject({ etag: undefined, baselineAt: undefined, failures: 1 });
    broken = false;
    await room.poller.pollFeed(id);
    expect(taken).toEqual(['a', 'c', 'b']);
    expect(room.state(id)).toMatchObject({ etag: '"1"', failures: 0 });
  });

  it('no feed’s failure stops another', async () => {
    const told: string[] = [];
    await using room = await newsroom(
      {
        '/good': documentOf('news'),
        '/html': (_request, response) =>
          response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Are you human?</html>'),
        '/junk': (_request, response) => response.end('junk'),
        '/wall': (_request, response) =>
          response
            .writeHead(403, { 'content-type': 'text/html' })
            .end('<!DOCTYPE html><title>Just a moment...</title>'),
        '/gone': (_request, response) => response.writeHead(410).end(),
        '/broken': (request) => request.socket.destroy(),
        '/empty': (_request, response) => response.end(),
        '/fault': documentOf('fault'),
      },
      {
        read: (body, options) => {
          if (options.url?.endsWith('/fault') === true) throw new TypeError('a fault of our own');
          return read(body, options);
        },
        onProgress: ({ done, total, outcome }) => told.push(`${done}/${total} ${outcome.kind}`),
      },
    );
    for (const path of ['/html', '/junk', '/wall', '/gone', '/broken', '/empty', '/fault', '/missing', '/good'])
      room.add(path);
    const round = await room.poller.pollDue();
    expect(round).toMatchObject({ newItems: 1, failed: 8 });
    const health = Object.fromEntries(
      round.outcomes.map(({ feedId }) => [new URL(feedId).pathname, room.state(feedId).health]),
    );
    expect(health).toEqual({
      '/good': 'good',
      '/html': 'blocked',
      '/junk': 'failing',
      '/wall': 'blocked',
      '/gone': 'gone',
      '/broken': 'failing',
      '/empty': 'failing',
      '/fault': 'failing',
      '/missing': 'failing',
    });
    for (const outcome of round.outcomes) if (outcome.kind === 'failed') expect(outcome.why).toMatch(/[a-z]{3}/);
    expect(told).toHaveLength(9);
    expect(told.at(-1)).toMatch(/^9\/9/);
  });

  it('a server that asks for peace is left in peace by all its feeds', async () => {
    await using room = await newsroom({
      '/a': (_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
      '/b': documentOf('news'),
    });
    const a = room.add('/a');
    await room.poller.pollFeed(a);
    const b = room.add('/b');
    expect(await room.poller.pollFeed(b)).toMatchObject({ kind: 'postponed' });
    expect(room.state(b).nextDueAt).toBe(NOW + HOUR_MS);
    room.now += HOUR_MS + 1;
    expect(await room.poller.pollFeed(b)).toMatchObject({ kind: 'baseline' });
  });

  it('two tries and a body that was not read keep the news for the third', async () => {
    let asked = 0;
    await using room = await newsroom({
      '/feed': (_request, response) => {
        asked += 1;
        response.end(asked < 3 ? '<html>maintenance</html>' : '["news"]');
      },
    });
    const id = room.add('/feed');
    for (let round = 0; round < 3; round += 1) await room.poller.pollFeed(id);
    expect(room.titles()).toEqual(['news']);
  });
});

describe('many feeds', () => {
  it('that wait for one slow server hold up none of the others', async () => {
    const asked: string[] = [];
    const slow = Promise.withResolvers<void>();
    const http: HttpClient = {
      async get(address, request) {
        const url = String(address);
        asked.push(url);
        if (url.includes('slow.example')) await slow.promise;
        request?.signal?.throwIfAborted();
        const body = Buffer.from(JSON.stringify([url]));
        return { httpStatus: 200, headers: {}, body, finalUrl: url, permanentUrl: undefined };
      },
      postForm: () => Promise.reject(new Error('nobody posts')),
      close: async () => undefined,
    };
    const quick = Promise.withResolvers<void>();
    await using room = await newsroom(
      {},
      { http, onProgress: ({ outcome }) => (outcome.feedId === 'quick' ? quick.resolve() : undefined) },
    );
    for (let index = 0; index < 500; index += 1) {
      room.add('', { id: `slow ${index}`, url: `https://slow.example/${index}`, allowInnerAddress: false });
    }
    room.add('', { id: 'quick', url: 'https://quick.example/feed', allowInnerAddress: false });
    // As the ticks have it: each begins what the one before left.
    const rounds = Array.from({ length: 6 }, () => room.poller.pollDue());
    await quick.promise;
    expect(asked.filter((url) => url.includes('slow.example'))).toHaveLength(2);
    slow.resolve();
    await Promise.all(rounds);
    expect(room.taken).toHaveLength(501);
  });

  it('are kept in a few transactions, and all of them', async () => {
    await using room = await newsroom({ '/feed': documentOf('news') });
    for (let index = 0; index < 100; index += 1) room.add('/feed', { id: `feed ${index}` });
    await room.poller.pollDue();
    expect([...room.states.values()].every(({ baselineAt }) => baselineAt === NOW)).toBe(true);
    expect(room.saves).toBeLessThan(20);
  });
});

describe('a second feed of an outlet', () => {
  it('keeps no news from being told that its first feed has not brought yet', async () => {
    let titles = ['old'];
    const answer: Answer = (_request, response) => response.end(JSON.stringify(titles));
    await using room = await newsroom({ '/first': answer, '/second': answer });
    const first = room.add('/first');
    await room.poller.pollFeed(first);
    titles = ['news', 'old'];
    await room.poller.pollFeed(room.add('/second'));
    await room.poller.pollFeed(first);
    expect(room.taken.filter(({ backlog }) => !backlog).map(({ title }) => title)).toEqual(['news']);
  });
});

describe('a document that comes by itself', () => {
  it('is taken as if it had been polled, and polling goes on as it was', async () => {
    await using room = await newsroom({ '/feed': documentOf('old') });
    const id = room.add('/feed');
    await room.poller.pollDue();
    const due = room.state(id).nextDueAt;
    room.now += MINUTE_MS;
    expect(await room.poller.takeDocument(id, Buffer.from('["pushed"]'), undefined)).toMatchObject({
      kind: 'new items',
    });
    expect(room.titles()).toEqual(['old', 'pushed']);
    expect(room.state(id)).toMatchObject({ nextDueAt: due, lastNewItemAt: NOW + MINUTE_MS });
  });

  it('is taken though another of the feed is being taken', async () => {
    await using room = await newsroom({ '/feed': documentOf('old') });
    const id = room.add('/feed');
    await room.poller.pollDue();
    const pushed = ['["first"]', '["second"]', '["third"]'];
    await Promise.all(pushed.map((body) => room.poller.takeDocument(id, Buffer.from(body), undefined)));
    expect(room.titles()).toEqual(['old', 'first', 'second', 'third']);
  });

  it('changes nothing where it is no feed', async () => {
    await using room = await newsroom({ '/feed': documentOf('old') });
    const id = room.add('/feed');
    await room.poller.pollDue();
    const before = room.state(id);
    await room.poller.takeDocument(id, Buffer.from('junk'), undefined);
    expect(room.state(id)).toEqual(before);
  });
});

describe('stopping', () => {
  it('breaks off what is under way, at once, and keeps nothing half-learnt', async () => {
    const asked = Promise.withResolvers<void>();
    await using room = await newsroom({ '/feed': () => asked.resolve() });
    const id = room.add('/feed');
    const before = room.state(id);
    const round = room.poller.pollDue();
    await asked.promise;
    await room.poller.close();
    expect(await round).toEqual({ outcomes: [], newItems: 0, failed: 0 });
    expect(room.state(id)).toEqual(before);
  });
});
