/** How fast feeds are polled: against a bare undici loop, and through a simulated day. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { Agent } from 'undici';
import { createHttpClient } from '../src/feeds/http.ts';
import { createPoller } from '../src/feeds/poll.ts';
import { newFeedState } from '../src/feeds/schedule.ts';
import type { FeedState } from '../src/model/feed.ts';
import { feedOf, SILENT } from '../test/feeds/polling/samples.ts';
import { playDay } from '../test/feeds/polling/simulated-day.ts';

const FEEDS = 2000;
/** As many as the poller has under way. */
const CONCURRENCY = 48;
const ROUNDS = 5;
/** Tells the child process what it is there for. */
const SERVE = 'serve-unchanged-feeds';
const ETAG = '"the same as ever"';

/**
 * Polls 2,000 feeds that haven’t changed, plays a day with 10,000, and prints a table of each.
 *
 * @param withDay the day takes some minutes
 */
export async function benchPolling(withDay = true): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), [SERVE]);
  const [port] = (await once(server, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  // Turn by turn, so that a busy moment of the machine hits both.
  const ours: Round[] = [];
  const bare: Round[] = [];
  const poller = await warmPoller(origin);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timed(() => bareRound(origin)));
    ours.push(await timed(() => poller.round()));
  }
  await poller.close();
  const rssMb = Math.round(process.memoryUsage().rss / 1e6);
  server.kill();
  const perSecond = (rounds: readonly Round[]) => Math.round(median(rounds.map((round) => FEEDS / round.seconds)));
  const cpuMicros = (rounds: readonly Round[]) => Math.round(median(rounds.map((round) => round.cpuMicros / FEEDS)));
  console.table({
    [`${FEEDS} feeds, all unchanged (304)`]: {
      'requests/s': perSecond(ours),
      'bare undici/s': perSecond(bare),
      share: Number((perSecond(ours) / perSecond(bare)).toFixed(2)),
      goal: 0.8,
      // On a busy machine the processor time tells more than the clock.
      'CPU µs each': cpuMicros(ours),
      'bare CPU µs': cpuMicros(bare),
      'resident MB': rssMb,
    },
  });
  if (!withDay) return;
  const startedAt = performance.now();
  const day = await playDay(10_000, 2000);
  console.table({
    '10,000 feeds, a day': {
      polls: day.polls,
      'unchanged %': Math.round((100 * day.unchanged) / day.polls),
      'items taken': day.taken,
      missed: day.missed,
      'gone between polls': day.overrun,
      'median delay, min': minutes(day.delaysMs[Math.floor(day.delaysMs.length / 2)]),
      '90 %, min': minutes(day.delaysMs[Math.floor(day.delaysMs.length * 0.9)]),
      'least gap at a host, ms': day.shortestGapMs,
      'most open at a host': day.mostOpen,
      'busiest second': day.busiestSecond,
      'played in s': Math.round((performance.now() - startedAt) / 1000),
    },
  });
}

interface Round {
  readonly seconds: number;
  readonly cpuMicros: number;
}

async function timed(work: () => Promise<void>): Promise<Round> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - startedAt) / 1000, cpuMicros: user + system };
}

async function warmPoller(origin: string) {
  const http = createHttpClient({ userAgent: 'Dateline-bench', allowInner: () => false, now: Date.now });
  const states = new Map<string, FeedState>();
  const rows = Array.from({ length: FEEDS }, (_, index) =>
    feedOf({ url: `${origin}/${index}`, allowInnerAddress: true, minIntervalMs: 1000 }),
  );
  for (const feed of rows) states.set(feed.id, newFeedState(feed.id, 0));
  const poller = createPoller({
    feeds: {
      due: () => rows.map((feed) => ({ feed, state: states.get(feed.id) ?? newFeedState(feed.id, 0) })),
      find: () => undefined,
      saveState: (state) => states.set(state.feedId, state),
    },
    seen: { find: () => undefined },
    http,
    takeItem: () => undefined,
    now: Date.now,
    log: SILENT,
  });
  await poller.pollDue();
  return {
    async round(): Promise<void> {
      const { outcomes } = await poller.pollDue();
      const unchanged = outcomes.filter((outcome) => outcome.kind === 'nothing new').length;
      if (unchanged !== FEEDS) throw new Error(`only ${unchanged} of ${FEEDS} feeds were unchanged`);
    },
    async close(): Promise<void> {
      await poller.close();
      await http.close();
    },
  };
}

async function bareRound(origin: string): Promise<void> {
  const agent = new Agent();
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await Promise.all(
    Array.from({ length: FEEDS }, (_, index) =>
      queue.add(async () => {
        const { body } = await agent.request({
          origin,
          path: `/${index}`,
          method: 'GET',
          headers: { 'if-none-match': ETAG },
        });
        await body.dump();
      }),
    ),
  );
  await agent.close();
}

/** The server has a process of its own, so that both loops are measured alone. */
async function serve(): Promise<void> {
  // Whoever forked it may have died.
  process.once('disconnect', () => process.exit());
  const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${'<item><title>News</title><guid>1</guid></item>'}</channel></rss>`;
  const server = createServer((request, response) => {
    response.setHeader('etag', ETAG);
    if (request.headers['if-none-match'] === ETAG) response.writeHead(304).end();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function minutes(ms: number | undefined): number {
  return Number(((ms ?? 0) / 60_000).toFixed(1));
}

if (process.argv[2] === SERVE) await serve();
