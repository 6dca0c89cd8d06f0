/**
 * Filing against archives of 1,000, 10,000 and 100,000 stories: `npm run bench store`.
 *
 * Measures what filing a report costs the store: asking for candidates, and writing the story that grew with its alert
 * and delivery in one durable transaction; besides, searches, due feeds, and what all of it keeps in memory.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/log.ts';
import { createAlerts } from '../src/store/alerts.ts';
import { createArchive } from '../src/store/archive.ts';
import { openDatabase } from '../src/store/database.ts';
import { createOutbox } from '../src/store/outbox.ts';
import { createSeen } from '../src/store/seen.ts';
import { fill, makeRandom, makeStory, NOW } from './archive.ts';

/** As many as `/whois` reads (`src/desk.ts`). */
const RECORD_ENTRIES = 200;

const DAY_MS = 24 * 60 * 60 * 1000;
const OFFICIALS = 300;
const OFFICIAL_IDS = Array.from({ length: OFFICIALS }, (_, index) => `official-${index}`);
const ROUNDS = 500;

/** Runs `work` and prints its median and 95th percentile in ms. */
function measure(name: string, rounds: number, work: (round: number) => void): void {
  const times = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    work(round);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2).padStart(8);
  console.log(`  ${name.padEnd(46)} median ${at(0.5)} ms   p95 ${at(0.95)} ms`);
}

function run(stories: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  const path = join(folder, 'dateline.sqlite');
  const database = openDatabase(path, { now: () => NOW, log: createLog('silent', 'json') });
  const [archive, alerts, outbox, seen] = [
    createArchive(database),
    createAlerts(database),
    createOutbox(database),
    createSeen(database),
  ];
  const started = performance.now();
  fill(database, archive, stories, OFFICIAL_IDS);
  const seconds = (performance.now() - started) / 1_000;
  const megabytes = statSync(path).size / 1e6;
  console.log(
    `${stories.toLocaleString('en')} stories (filled at ${Math.round(stories / seconds)}/s, ${megabytes.toFixed(0)} MB):`,
  );

  const random = makeRandom(11);
  const heapBefore = process.memoryUsage().heapUsed;
  let offered = 0;
  const candidates = () => {
    const found = archive.candidates({
      officials: [`official-${random(OFFICIALS / 10)}`],
      kinds: ['trip'],
      fromAt: NOW - 30 * DAY_MS,
      toAt: NOW,
      itemId: 'a new item',
    });
    offered += found.length;
    return found;
  };
  measure('candidates of an often named official', ROUNDS, candidates);
  console.log(`  ${'stories offered, on average'.padEnd(46)} ${(offered / ROUNDS).toFixed(1)}`);
  measure('candidates by country and days as well', ROUNDS, () => {
    archive.candidates({
      officials: [`official-${random(OFFICIALS / 10)}`],
      countries: ['VE'],
      kinds: [],
      fromAt: NOW - 30 * DAY_MS,
      toAt: NOW,
      days: { from: '2026-11-22', to: '2026-11-26' },
    });
  });
  const file = openSync(join(folder, 'fsync'), 'w');
  measure('for comparison: one fsync of 64 kB', 100, () => {
    writeSync(file, Buffer.alloc(65_536));
    fsyncSync(file);
  });
  closeSync(file);
  measure('filing: candidates, then all writes, durable', ROUNDS, (round) => {
    const [story = makeStory(stories - 1, random, stories, OFFICIAL_IDS)] = candidates();
    database.transaction<void>(() => {
      const id = `${stories}-${round}`;
      seen.mark(id, [`guid-${id}`, `title-${id}`], NOW);
      archive.saveStory({ ...story, version: story.version + 1, updatedAt: NOW });
      alerts.save({
        id: `alert-${id}`,
        storyId: story.id,
        guildId: 'guild',
        channelId: `channel-${id}`,
        watchlistIds: ['w'],
        thread: 'none',
        toldVersion: 1,
        messageId: undefined,
        createdAt: NOW,
        mutedBy: undefined,
      });
      outbox.enqueue({
        id,
        alertId: `alert-${id}`,
        guildId: 'guild',
        channelId: `channel-${round % 50}`,
        action: { kind: 'post' },
        message: { content: 'x'.repeat(1_000), embeds: [], buttons: [], pingRoleIds: [] },
        createdAt: NOW,
      });
    });
  });
  measure('the outbox’s next rows, 500 waiting', 100, () => outbox.nextDue(NOW));
  for (const text of ['oil', 'refinery', 'n4711', 'official 77', 'соглашение прибыл', '签署', '接待', 'xq']) {
    measure(`search: ${text}`, 10, () => archive.search({ text }));
  }
  measure('search: official, country and kind', 50, () => {
    archive.search({ officials: [`official-${random(OFFICIALS)}`], countries: ['VE'], kinds: ['trip'] });
  });
  measure('dossier: 20 rows of an official', 50, () => archive.byOfficial(`official-${random(30)}`, 20));
  measure('dossier: trips by country', 50, () => archive.tripsByCountry(`official-${random(30)}`));
  measure('/whois: everything on record of an official', 100, () => {
    const id = `official-${random(30)}`;
    archive.byOfficial(id, RECORD_ENTRIES, 'guild');
    archive.officialRecord(id);
    archive.tripsByCountry(id);
  });
  global.gc?.();
  const grownMegabytes = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  console.log(
    `  ${'heap grown meanwhile'.padEnd(46)} ${grownMegabytes.toFixed(1)} MB; RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
  database.close();
  rmSync(folder, { recursive: true });
}

/** Prints a table for each size of the archive. */
export async function benchStore(sizes: readonly number[] = [1_000, 10_000, 100_000]): Promise<void> {
  for (const stories of sizes) run(stories);
}
