/**
 * Filing a report against archives of 1,000, 10,000 and 100,000 stories: `npm run bench stories`.
 *
 * Each report goes down the line as it would, but for detection: candidates, the comparison, merging, links, the alert
 * and its delivery, all in one transaction. The first figures leave out waiting for the disk, which depends on the disk
 * alone; the last one has it. What filing needs in memory must not grow with the archive.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/log.ts';
import type { DetectedEvent } from '../src/model/event.ts';
import type { Item } from '../src/model/item.ts';
import type { Story, StorySource } from '../src/model/story.ts';
import { takeItem } from '../src/pipeline.ts';
import { createRecord } from '../src/record.ts';
import { openStores } from '../src/stores.ts';
import { mergeEvents } from '../src/stories/merge.ts';
import { COUNTRIES, MAX_SOURCES, makeRandom, NOW, publishedAt } from './archive.ts';

const OFFICIALS = 300;
const SECTORS = ['oil-gas', 'arms', 'nuclear', 'finance', 'transport'] as const;
const PARTIES = ['Rosneft', 'PDVSA', 'Gazprom', 'CNPC', 'Eni', 'TotalEnergies', 'Rosatom', 'QatarEnergy'];
const ROUNDS = 500;

type Random = ReturnType<typeof makeRandom>;

function pick<T>(list: readonly T[], random: Random): T {
  const one = list[random(list.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}

function makeEvent(at: number, random: Random): DetectedEvent {
  const kind = random(2) === 0 ? 'trip' : 'deal';
  const day = new Date(at).toISOString().slice(0, 10);
  const abroad = pick(COUNTRIES, random);
  // A third of all news is about a tenth of the officials.
  const official = `official-${random(3) === 0 ? random(OFFICIALS / 10) : random(OFFICIALS)}`;
  return {
    kind,
    status: 'done',
    officials: [official],
    countries: kind === 'trip' ? [abroad] : ['RU', abroad],
    place: random(3) === 0 ? undefined : `Town ${abroad}`,
    date: random(4) === 0 ? undefined : { from: day, to: undefined, precision: 'day', stated: true },
    parties: kind === 'trip' ? [] : [pick(PARTIES, random), pick(PARTIES, random)],
    value: random(4) === 0 ? { amount: (1 + random(40)) * 1e8, currency: 'USD' } : undefined,
    sector: kind === 'trip' ? undefined : pick(SECTORS, random),
    sentence: `${official} was in ${abroad} on ${day} and spoke of oil, gas, credits and of what is to come next year.`,
    span: { field: 'summary', start: 0, end: 90 },
    confidence: 0.9,
    foundBy: 'rule',
    evidence: Array.from({ length: 6 }, () => ({ slot: 'kind', why: 'a verb of travel', words: 'arrived', weight: 1 })),
  };
}

function makeSource(id: string, at: number, event: DetectedEvent, random: Random): StorySource {
  return {
    itemId: id,
    feedId: `feed-${random(40)}`,
    outlet: `Outlet ${random(40)}`,
    sourceKind: 'wire',
    url: `https://outlet.example/news/${id}`,
    title: `${event.officials[0]} ${event.kind} ${event.countries.join(' ')} ${random(1_000_000)}`,
    summary: `${event.sentence} ${random(1_000_000)} ${event.sentence}`,
    language: pick(['en', 'es', 'ru', 'zh'], random),
    publishedAt: at,
    seenAt: at,
    backlog: false,
    surfaces: { [event.officials[0] ?? '']: 'the name' },
    events: [event],
  };
}

function makeStory(number: number, stories: number, random: Random): Story {
  const at = publishedAt(number, stories);
  const event = makeEvent(at, random);
  const sources = Array.from({ length: 1 + random(MAX_SOURCES) }, (_, index) =>
    makeSource(`item-${number}-${index}`, at + index * 60_000, event, random),
  );
  return {
    id: `story-${number}`,
    sources,
    events: mergeEvents(sources),
    firstSeenAt: at,
    updatedAt: at,
    version: 1,
    summary: { facts: [], language: 'en', madeBy: 'extractive' },
  };
}

/** One row of the table. */
export interface FilingFigures {
  readonly stories: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** With the commit brought to the disk before the next report. */
  readonly durableP95Ms: number;
  readonly heapGrownMb: number;
}

function run(size: number): FilingFigures {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  const stores = openStores(folder, { now: () => NOW, log: createLog('silent', 'json') });
  const random = makeRandom(7);
  for (let from = 0; from < size; from += 2_000) {
    stores.transaction<void>(() => {
      const to = Math.min(size, from + 2_000);
      for (let number = from; number < to; number++) stores.archive.saveStory(makeStory(number, size, random));
    });
  }
  stores.watchlists.add({
    id: 'w',
    guildId: 'guild',
    name: 'Everything',
    officials: [],
    countries: [],
    organisations: [],
    kinds: [],
    minConfidence: 0,
    languages: [],
    channelId: 'channel',
    roleId: undefined,
    delivering: { mode: 'instant' },
    ownerId: 'owner',
    reason: 'bench',
    createdAt: NOW,
    paused: false,
  });
  let made = 0;
  const official = () => undefined;
  const parts = {
    store: stores,
    official,
    record: createRecord({ stores, official }),
    newId: () => `id-${++made}`,
    now: () => NOW,
  };
  const news = makeRandom(11);
  global.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const file = (round: number): number => {
    const at = NOW - news(3 * 24) * 3_600_000;
    const event = makeEvent(at, news);
    const source = makeSource(`new-${round}`, at, event, news);
    const item: Item = { ...source, id: source.itemId, identityKeys: [source.itemId], body: undefined };
    const report = { language: source.language, mentions: [], events: [event], silentReason: undefined };
    const started = performance.now();
    takeItem(item, { ...parts, detect: () => report });
    return performance.now() - started;
  };
  const measure = (firstRound: number) =>
    Array.from({ length: ROUNDS }, (_, round) => file(firstRound + round)).sort((a, b) => a - b);
  stores.database.connection.exec('PRAGMA synchronous = OFF');
  const times = measure(0);
  stores.database.connection.exec('PRAGMA synchronous = FULL');
  const durable = measure(ROUNDS);
  global.gc?.();
  const heapGrownMb = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  stores.database.close();
  rmSync(folder, { recursive: true });
  const at = (share: number, of: readonly number[]) => of[Math.floor(of.length * share)] ?? 0;
  return {
    stories: size,
    medianMs: at(0.5, times),
    p95Ms: at(0.95, times),
    durableP95Ms: at(0.95, durable),
    heapGrownMb,
  };
}

/** Prints a row for each size of the archive. */
export async function benchStories(sizes: readonly number[] = [1_000, 10_000, 100_000]): Promise<void> {
  console.log('archived stories   median ms   p95 ms   p95 durable ms   heap grown MB');
  for (const size of sizes) {
    const { stories, medianMs, p95Ms, durableP95Ms, heapGrownMb } = run(size);
    const cells = [
      medianMs.toFixed(2).padStart(11),
      p95Ms.toFixed(2).padStart(8),
      durableP95Ms.toFixed(2).padStart(16),
    ];
    console.log([stories.toLocaleString('en').padStart(16), ...cells, heapGrownMb.toFixed(1).padStart(15)].join(' '));
  }
}
