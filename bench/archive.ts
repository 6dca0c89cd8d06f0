/** An archive of made-up stories, the same in every run. */
import type { Story, StoryEvent, StorySource } from '../src/model/story.ts';
import type { Archive } from '../src/store/archive.ts';
import type { Database } from '../src/store/database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The moment of the benches. */
export const NOW = Date.UTC(2026, 10, 24);
/** Where the made-up news happens. */
export const COUNTRIES = [
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
/** A story has one to so many. */
export const MAX_SOURCES = 4;

/** Words of foreign news; the later ones are rarer, as Zipf has it. */
const WORDS =
  'oil gas accord visit arrives signed talks minister energy refinery pipeline loan credit wheat arms переговоры визит нефть соглашение прибыл acuerdo petróleo visita firmó ministro energía 访问 石油 协议 部长 签署 接待'.split(
    ' ',
  );

/** Numbers that look random and are the same in every run (the constants are those of MINSTD). */
export function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** When story `number` of an archive of `stories` was published, ms since the epoch: the newest at {@link NOW}. */
export function publishedAt(number: number, stories: number): number {
  return NOW - Math.floor(((stories - number) / STORIES_A_DAY) * DAY_MS);
}

/**
 * One story of an archive of `stories`, the newest of which is of {@link NOW}.
 *
 * @param officialIds whom the news is about: a third of it about the first tenth
 */
export function makeStory(
  number: number,
  random: (below: number) => number,
  stories: number,
  officialIds: readonly string[],
): Story {
  const at = publishedAt(number, stories);
  const among = random(3) === 0 ? Math.ceil(officialIds.length / 10) : officialIds.length;
  const officials = [officialIds[random(among)] ?? ''];
  const rare = `n${number % 5_000}`;
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[random(1 + random(WORDS.length))] ?? '').join(' ');
  const day = new Date(at).toISOString().slice(0, 10);
  const event: StoryEvent = {
    kind: random(2) === 0 ? 'trip' : 'deal',
    status: random(6) === 0 ? 'planned' : 'done',
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

/** Fills an empty archive. */
export function fill(database: Database, archive: Archive, stories: number, officialIds: readonly string[]): void {
  const random = makeRandom(7);
  for (let from = 0; from < stories; from += 2_000) {
    database.transaction<void>(() => {
      const to = Math.min(stories, from + 2_000);
      for (let number = from; number < to; number += 1)
        archive.saveStory(makeStory(number, random, stories, officialIds));
    });
  }
}
