/** From the wire to the channel: how long after an item stands in its feed its alert stands in the channel. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../src/bot.ts';
import { feedIdOf } from '../src/feeds/feed-id.ts';
import { createLog } from '../src/log.ts';
import { startLocalDiscord } from '../src/preview/local-discord.ts';
import { SEED_IDS } from '../src/preview/seed.ts';
import { startSampleWire } from '../src/preview/wire.ts';
import { setUpPreviewDesk } from '../src/preview-desk.ts';
import { Secret } from '../src/secret.ts';

/** One item a second, so that each alert is alone. */
const PACE_MS = 1_000;
const WATCHED_MS = 40_000;
const POLL_TICK_MS = 2_000;

/** Runs the whole bot against the local Discord and the sample wire for 40 seconds. */
export async function benchLatency(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const log = createLog('silent', 'json');
  const now = () => Date.now();
  const discord = await startLocalDiscord({ port: 0, now, log });
  opened.defer(() => discord.close());
  const wire = await startSampleWire({ port: 0, now, log, paceMs: PACE_MS });
  opened.defer(() => wire.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const takenAt: number[] = [];
  await startBot(
    {
      token: new Secret(discord.token),
      apiUrl: discord.apiUrl,
      dataDir,
      model: undefined,
      fullText: false,
      webSub: undefined,
      wikidataUrl: undefined,
      userAgent: 'Dateline bench',
      allowInner: () => false,
      operatorFeeds: wire.feeds.map((feed) => ({
        ...feed,
        id: feedIdOf(feed.url),
        tags: [],
        addedBy: 'operator',
        addedAt: now(),
        allowInnerAddress: true,
        minIntervalMs: POLL_TICK_MS,
      })),
      prepare: (stores) => setUpPreviewDesk(stores, now()),
      now,
      log,
      onProgress: (text) => {
        // An update may be told by a reply, which is a message too.
        if (text.startsWith('Alert') || text.startsWith('Update')) takenAt.push(performance.now());
      },
      onFatal: (error) => console.error(error.message),
    },
    opened,
  );
  const told = new Set<string>();
  const postedAt: number[] = [];
  const end = performance.now() + WATCHED_MS;
  while (performance.now() < end) {
    const fresh = await discord
      .waitFor((state) => {
        const messages = [...(state.messages.get(SEED_IDS.wireDesk)?.keys() ?? [])].filter((id) => !told.has(id));
        return messages.length > 0 && messages;
      }, WATCHED_MS)
      .catch(() => []);
    for (const id of fresh) {
      told.add(id);
      postedAt.push(performance.now());
    }
  }
  const latencies = postedAt.flatMap((at) => {
    const taken = takenAt.findLast((one) => one <= at);
    return taken === undefined ? [] : [at - taken];
  });
  const sorted = latencies.sort((a, b) => a - b);
  const quantile = (q: number) => (sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN).toFixed(0);
  console.log(
    `  ${sorted.length} alerts; from filed to the channel: median ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms`,
  );
  console.log(`  a feed that allows it is asked every ${POLL_TICK_MS} ms: that is the wait before`);
}
