/** The processes of the polling bench, one role each, so that none is measured with another: see `poll.ts`. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Agent } from 'undici';
import { createHttpClient } from '../src/feeds/http.ts';
import { createPoller } from '../src/feeds/poll.ts';
import { newFeedState } from '../src/feeds/schedule.ts';
import { openDatabase } from '../src/store/database.ts';
import { createFeeds } from '../src/store/feeds.ts';
import { createSeen } from '../src/store/seen.ts';
import { feedOf } from '../test/feeds/polling/samples.ts';
import { BENCH_FEEDS, type Round, type RoundRequest } from './poll-rounds.ts';

/** As many as the poller has under way. */
const CONCURRENCY = 48;
const ETAG = '"the same as ever"';
const USER_AGENT = 'Dateline/0.1.0 (+https://dateline.example/bot)';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A server of feeds that never change. */
async function serve(): Promise<void> {
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

/** Dateline's poller over its own store, as `npm start` runs it; the first round, which reads every feed, is not timed. */
async function poll(origin: string): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Each round is a day later, so that all feeds are due, and still within the days in which validators are trusted.
  let nowAt = Date.UTC(2026, 0, 1);
  const now = () => nowAt;
  const log = pino({ level: 'silent' });
  const database = openDatabase(join(folder, 'bench.sqlite'), { now, log });
  const feeds = createFeeds(database, newFeedState);
  database.transaction<void>(() => {
    for (let index = 0; index < BENCH_FEEDS; index += 1) {
      feeds.add(feedOf({ url: `${origin}/${index}`, allowInnerAddress: true }));
    }
  });
  const poller = createPoller({
    feeds,
    seen: createSeen(database),
    http: createHttpClient({ userAgent: USER_AGENT, allowInner: () => false, now }),
    takeItem: () => undefined,
    now,
    log,
  });
  await poller.pollDue();
  return async () => {
    nowAt += DAY_MS;
    const { outcomes } = await poller.pollDue();
    const unchanged = outcomes.filter((outcome) => outcome.kind === 'nothing new').length;
    if (unchanged !== BENCH_FEEDS) throw new Error(`only ${unchanged} of ${BENCH_FEEDS} feeds were unchanged`);
  };
}

/** What undici can do: the same requests, each answer taken to its end, and nothing else. */
async function bare(origin: string): Promise<() => Promise<void>> {
  const agent = new Agent({ allowH2: false });
  const headers = {
    'user-agent': USER_AGENT,
    'accept-encoding': 'gzip, deflate, br, zstd',
    accept:
      'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5',
    'if-none-match': ETAG,
  };
  return async () => {
    let index = 0;
    const worker = async () => {
      while (index < BENCH_FEEDS) {
        const path = `/${index++}`;
        const { body, statusCode } = await agent.request({ origin, path, method: 'GET', headers });
        if (statusCode !== 304) throw new Error(`the server answered ${statusCode}`);
        await body.dump();
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  };
}

async function timed(work: () => Promise<void>): Promise<Round> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuMicros: user + system,
    // Kibibytes (getrusage): the most that was resident since the process began.
    residentMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
}

const [role, origin = ''] = process.argv.slice(2);
// Whoever forked it may have died.
process.once('disconnect', () => process.exit());
if (role === 'serve') await serve();
else {
  const work = await (role === 'poll' ? poll(origin) : bare(origin));
  process.on('message', (request: RoundRequest) => {
    if (request === 'round') void timed(work).then((round) => process.send?.(round));
  });
  process.send?.('ready');
}
