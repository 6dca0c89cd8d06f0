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
import type { Story, StoryEvent, StorySource } from '../src/model/story.ts';
import { createAlerts } from '../src/store/alerts.ts';
import { type Archive, createArchive } from '../src/store/archive.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createOutbox } from '../src/store/outbox.ts';
import { createSeen } from '../src/store/seen.ts';

/** As many as `/whois` reads (`src/desk.ts`). */
const RECORD_ENTRIES = 200;

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 24);
const OFFICIALS = 300;
const COUNTRIES = [
  'VE',
  'CU',
  'NI',
  'BO',
  'BR',
  'AR',
  'CN',
  'IN',
  'TR',
  'IR',
  'SY',
  'EG',
  'DZ',
  'RS',
  'HU',
  'KZ',
  'VN',
];
/** A day of a busy desk; 100,000 stories are five years. */
const STORIES_A_DAY = 55;
const MAX_SOURCES = 4;
const ROUNDS = 500;

/** Words of foreign news; the later ones are rarer, as Zipf has it. */
const WORDS =
  'oil gas accord visit arrives signed talks minister energy refinery pipeline loan credit wheat arms переговоры визит нефть соглашение прибыл acuerdo petróleo visita firmó ministro energía 访问 石油 协议 部长 签署 接待'.split(
    ' ',
  );

/** Numbers that look random and are the same in every run (the constants are those of MINSTD). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function makeStory(number: number, random: (below: number) => number, stories: number): Story {
  const at = NOW - Math.floor(((stories - number) / STORIES_A_DAY) * DAY_MS);
  // A third of all news is about a tenth of the officials.
  const officials = [`official-${random(3) === 0 ? random(OFFICIALS / 10) : random(OFFICIALS)}`];
  const rare = `n${number % 5_000}`;
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[random(1 + random(WORDS.length))] ?? '').join(' ');
  const day = new Date(at).toISOString().slice(0, 10);
  const event: StoryEvent = {
    kind: random(2) === 0 ? 'trip' : 'deal',
    status: 'done',
    officials,
    countries: [COUNTRIES[random(COUNTRIES.length)] ?? 'VE'],
    place: 'Caracas',
    date: { from: day, to: undefined, precision: 'day', stated: true },
    parties: [],
    value: undefined,
    sector: 'oil-gas',
    sentence: words(20),
    span: { field: 'summary', start: 0, end: 100 },
    confidence: 0.9,
    foundBy: 'rule',
    evidence: Array.from({ length: 6 }, () => ({ slot: 'kind', why: words(3), words: words(2), weight: 1 })),
    itemIds: [`item-${number}`],
    disagreements: [],
  };
  const sources = Array.from(
    { length: 1 + random(MAX_SOURCES) },
    (_, index): StorySource => ({
      itemId: `item-${number}-${index}`,
      feedId: `feed-${index}`,
      outlet: `Outlet ${index}`,
      sourceKind: 'wire',
      url: `https://outlet-${index}.example/news/${number}`,
      title: `${words(9)} ${rare}`,
      summary: words(30),
      language: 'en',
      publishedAt: at + index * 60_000,
      seenAt: at + index * 60_000,
      backlog: false,
      surfaces: { [officials[0] ?? '']: words(2) },
      events: [event],
    }),
  );
  return {
    id: `story-${number}`,
    sources,
    events: [event],
    firstSeenAt: at,
    updatedAt: at,
    version: 1,
    summary: {
      facts: [{ text: words(20), quote: words(20), itemId: `item-${number}-0` }],
      language: 'en',
      madeBy: 'extractive',
    },
  };
}

function fill(database: Database, archive: Archive, stories: number): void {
  const random = makeRandom(7);
  for (let from = 0; from < stories; from += 2_000) {
    database.transaction<void>(() => {
      const to = Math.min(stories, from + 2_000);
      for (let number = from; number < to; number += 1) archive.saveStory(makeStory(number, random, stories));
    });
  }
}

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
  fill(database, archive, stories);
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
    const [story = makeStory(stories - 1, random, stories)] = candidates();
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
