/** A day of polling in a few seconds: feeds that publish by chance, hosts that count their visitors, a clock that is turned. */
import { chanceOf } from '../../../src/feeds/chance.ts';
import { createHostGate } from '../../../src/feeds/host-gate.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../../src/feeds/http.ts';
import { createPoller } from '../../../src/feeds/poll.ts';
import { newFeedState } from '../../../src/feeds/schedule.ts';
import type { Feed, FeedState } from '../../../src/model/feed.ts';
import { feedOf, parsedFeed, parsedItem, SILENT } from './samples.ts';
import { startSimulatedClock } from './simulated-clock.ts';

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const TICK_MS = 15 * SECOND_MS;
/** The slowest server; the others take their share of it. */
const LATENCY_MS = 3 * SECOND_MS;
/** So many items stand in a document. */
const SHOWN = 10;
const START_AT = Date.UTC(2026, 10, 24);

/** What was seen of the day. */
export interface SimulatedDay {
  readonly polls: number;
  readonly unchanged: number;
  /** Items that stood in a document which was read, and were not taken. */
  readonly missed: number;
  /** Items that came and went between two polls. */
  readonly overrun: number;
  readonly taken: number;
  /** From publication to being taken, in ms, in order. */
  readonly delaysMs: readonly number[];
  /** The shortest time between two requests to one host, and the most that were open at one. */
  readonly shortestGapMs: number;
  readonly mostOpen: number;
  /** The most requests that were started in one second after the first hour, all hosts together. */
  readonly busiestSecond: number;
}

/**
 * Plays a day.
 *
 * @param feedCount how many feeds
 * @param hostCount on how many hosts; the first has a twentieth of all feeds
 */
export async function playDay(feedCount: number, hostCount: number): Promise<SimulatedDay> {
  const clock = startSimulatedClock(START_AT);
  const gate = createHostGate(clock.now, clock.sleep);
  const feeds = Array.from({ length: feedCount }, (_, index) =>
    feedOf({
      url: `https://host${index % 20 === 0 ? 0 : index % hostCount}.example/${index}`,
      minIntervalMs: undefined,
    }),
  );
  const newsAt = new Map(feeds.map((feed) => [feed.url, publications(feed)]));
  const states = new Map(feeds.map((feed) => [feed.id, newFeedState(feed.id, START_AT)]));
  const byId = new Map(feeds.map((feed) => [feed.id, feed]));
  const marks = new Map<string, string>();
  const hosts = new Map<string, { open: number; lastAt: number }>();
  const perSecond = new Map<number, number>();
  const delaysMs: number[] = [];
  const takenItems = new Set<string>();
  const shownItems = new Set<string>();
  /** By address: the oldest item of the first document, and when the last answer was given. */
  const answered = new Map<string, { readonly first: number; readonly last: number }>();
  let [polls, unchanged, taken, shortestGapMs, mostOpen] = [0, 0, 0, Number.POSITIVE_INFINITY, 0];

  async function get(address: string | URL, request: HttpRequest = {}): Promise<HttpAnswer> {
    const url = String(address);
    const { hostname } = new URL(url);
    const leave = await gate.enter(hostname, request.signal);
    const host = hosts.get(hostname) ?? { open: 0, lastAt: Number.NEGATIVE_INFINITY };
    hosts.set(hostname, host);
    shortestGapMs = Math.min(shortestGapMs, clock.now() - host.lastAt);
    host.lastAt = clock.now();
    host.open += 1;
    mostOpen = Math.max(mostOpen, host.open);
    polls += 1;
    const second = Math.floor(clock.now() / SECOND_MS);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    await clock.sleep(Math.floor(chanceOf(url) * LATENCY_MS), request.signal);
    host.open -= 1;
    leave();
    const shown = (newsAt.get(url) ?? []).filter((at) => at <= clock.now()).slice(-SHOWN);
    answered.set(url, { first: answered.get(url)?.first ?? shown[0] ?? clock.now(), last: clock.now() });
    for (const at of shown) shownItems.add(`${url} ${at}`);
    const etag = `"${shown.at(-1) ?? 0}"`;
    const asked = typeof request.headers === 'function' ? request.headers(url) : (request.headers ?? {});
    const isKnown = asked['if-none-match'] === etag;
    if (isKnown) unchanged += 1;
    return {
      httpStatus: isKnown ? 304 : 200,
      headers: { etag },
      body: isKnown ? new Uint8Array() : Buffer.from(JSON.stringify([url, ...shown])),
      finalUrl: url,
      permanentUrl: undefined,
    };
  }
  const http: HttpClient = {
    get,
    postForm: () => Promise.reject(new Error('nobody posts')),
    close: async () => undefined,
  };

  const poller = createPoller({
    feeds: {
      due: (now) => dueOf(byId, states, now),
      find(id) {
        const [feed, state] = [byId.get(id), states.get(id)];
        return feed === undefined || state === undefined ? undefined : { feed, state };
      },
      saveStates: (changed) => {
        for (const state of changed) states.set(state.feedId, state);
      },
    },
    seen: { find: (keys) => keys.map((key) => marks.get(key)).find((id) => id !== undefined) },
    http,
    read: async (body) => {
      const [url, ...shown] = JSON.parse(Buffer.from(body).toString()) as [string, ...number[]];
      return parsedFeed(
        shown.map((at) =>
          parsedItem({ title: `${url} ${at}`, guid: `${url}#${at}`, link: `${url}/${at}`, publishedAt: at }),
        ),
      );
    },
    takeItem(item) {
      taken += 1;
      takenItems.add(item.title);
      for (const key of item.identityKeys) marks.set(key, item.id);
      if (!item.backlog) delaysMs.push(clock.now() - (item.publishedAt ?? 0));
    },
    now: clock.now,
    log: SILENT,
  });

  const rounds: Promise<unknown>[] = [];
  for (let at = START_AT; at < START_AT + DAY_MS; at += TICK_MS) {
    rounds.push(poller.pollDue());
    await clock.pass(TICK_MS);
  }
  await clock.runUntilDone(Promise.all(rounds));

  // What a feed published from its first document's oldest item to its last answer, item by item.
  const lost = feeds.flatMap(({ url }) => {
    const { first = Number.POSITIVE_INFINITY, last = 0 } = answered.get(url) ?? {};
    return (newsAt.get(url) ?? [])
      .filter((at) => at >= first && at <= last && !takenItems.has(`${url} ${at}`))
      .map((at) => (shownItems.has(`${url} ${at}`) ? ('shown' as const) : ('gone' as const)));
  });
  const settled = [...perSecond]
    .filter(([second]) => second * SECOND_MS > START_AT + 60 * 60 * SECOND_MS)
    .map(([, count]) => count);
  return {
    polls,
    unchanged,
    missed: lost.filter((how) => how === 'shown').length,
    overrun: lost.filter((how) => how === 'gone').length,
    taken,
    delaysMs: delaysMs.toSorted((a, b) => a - b),
    shortestGapMs,
    mostOpen,
    busiestSecond: settled.reduce((most, count) => Math.max(most, count), 0),
  };
}

function* dueRows(byId: ReadonlyMap<string, Feed>, states: ReadonlyMap<string, FeedState>, now: number) {
  for (const [id, state] of states) {
    const feed = byId.get(id);
    if (state.nextDueAt <= now && feed !== undefined) yield { feed, state };
  }
}

/** The longest due first, as the store has it. */
function dueOf(byId: ReadonlyMap<string, Feed>, states: ReadonlyMap<string, FeedState>, now: number) {
  return [...dueRows(byId, states, now)].toSorted((a, b) => a.state.nextDueAt - b.state.nextDueAt);
}

/** When a feed publishes, from ten items before the day to its end: from once in two weeks to a hundred times a day. */
function publications(feed: Feed): readonly number[] {
  const gapMs = DAY_MS / 100 ** (chanceOf(`${feed.url} pace`) * 1.6 - 0.6);
  const times: number[] = [];
  for (let at = START_AT - gapMs * SHOWN, index = 0; at < START_AT + DAY_MS; index += 1) {
    times.push(Math.floor(at));
    at += -Math.log(1 - chanceOf(`${feed.url} ${index}`)) * gapMs;
  }
  return times;
}
