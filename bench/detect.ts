/**
 * Detection's throughput: items a second with 1,000 officials, beside the time that rss-parser takes for the same items,
 * and what texts cost that are long or made to hurt.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateRssFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { parseCorpusLine, toItemText } from '../src/detect/cli-form.ts';
import { createDetector, type Detector } from '../src/detect/detect.ts';
import type { ItemText } from '../src/model/item.ts';
import type { Official } from '../src/model/official.ts';
import { loadCatalogue, parseOfficials } from '../src/officials/catalogue.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

const CORPUS = new URL('../test/corpus/', import.meta.url);
const CATALOGUE = fileURLToPath(new URL('../data/officials', import.meta.url));
const OFFICIALS = 1000;
/** As many as a wire's document holds. */
const ITEMS_A_DOCUMENT = 30;
const WARM_ROUNDS = 30;
const TURNS = 8;
const ROUNDS_A_TURN = 5;
const LONG_CHARS = [1_000, 10_000, 100_000] as const;
/** A summary, and as much of a field as is read, so that nothing is hidden behind the bound. */
const HURTING_CHARS = [1_000, 10_000] as const;
/** No text may take longer. */
const MOST_MS_A_KB = 50;

/** Prints how fast detection is. Times are of this process's CPU, so that a busy machine doesn't count. */
export async function benchDetect(): Promise<void> {
  const officials = await manyOfficials();
  const before = process.cpuUsage();
  const detector = createDetector({ officials });
  const createdMs = spentMs(before);
  const items = readItems();
  const firstMs = cpuMs(() => {
    for (const item of items) detector.detect(item);
  });
  const { detectUs, parseUs } = await measureItems(detector, items);
  console.log(`detection, ${officials.length} officials, ${items.length} items in eight languages`);
  console.log(
    `  made in              ${createdMs.toFixed(0)} ms, first items with all lexicons ${firstMs.toFixed(0)} ms`,
  );
  console.log(`  items a second       ${Math.round(1e6 / detectUs)} (${detectUs.toFixed(0)} µs an item)`);
  console.log(
    `  rss-parser           ${parseUs.toFixed(0)} µs an item: detection takes ${(detectUs / parseUs).toFixed(1)} times that ` +
      `(the same items as RSS 2.0: title, link, guid, pubDate, description; ${ITEMS_A_DOCUMENT} a document)`,
  );
  console.log('  news of any length');
  for (const [name, some] of [
    ['all languages in turn', items],
    ['one language', items.filter(({ language }) => language === 'en')],
  ] as const)
    for (const chars of LONG_CHARS)
      console.log(`    ${costLine(`${chars / 1000} KB, ${name}`, measureCost(detector, longText(some, chars)))}`);
  const crowded = createDetector({ officials: namesakes(officials) });
  console.log(
    `  made to hurt: ms a KB (at most ${MOST_MS_A_KB}), and where a hundred officials share each of ten names`,
  );
  for (const [name, make] of HOSTILE_TEXTS) {
    const cells = [detector, crowded].flatMap((one) =>
      HURTING_CHARS.map((chars) => measureCost(one, make(chars)).msAKb.toFixed(2).padStart(7)),
    );
    console.log(`    ${name.padEnd(34)} ${cells.join(' ')}`);
  }
}

/** Both take turns, so that whatever else the machine does falls on both; the best turn of each counts. */
async function measureItems(
  detector: Detector,
  items: readonly ItemText[],
): Promise<{ detectUs: number; parseUs: number }> {
  const documents = toDocuments(items);
  const parser = new Parser();
  const detectAll = () => {
    for (const item of items) detector.detect(item);
  };
  const parseAll = async () => {
    for (const xml of documents) await parser.parseString(xml);
  };
  for (let round = 0; round < WARM_ROUNDS; round++) {
    detectAll();
    await parseAll();
  }
  const times = { detectUs: Number.POSITIVE_INFINITY, parseUs: Number.POSITIVE_INFINITY };
  const perItemUs = 1000 / ROUNDS_A_TURN / items.length;
  for (let turn = 0; turn < TURNS; turn++) {
    let before = process.cpuUsage();
    for (let round = 0; round < ROUNDS_A_TURN; round++) detectAll();
    times.detectUs = Math.min(times.detectUs, spentMs(before) * perItemUs);
    before = process.cpuUsage();
    for (let round = 0; round < ROUNDS_A_TURN; round++) await parseAll();
    times.parseUs = Math.min(times.parseUs, spentMs(before) * perItemUs);
  }
  return times;
}

/** Titles that name an official and a trip, so that the text below is read to the end, in the languages that texts are hostile in. */
const TITLES = [
  ['en', 'Vladimir Putin and Igor Sechin signed a deal in Caracas'],
  ['zh', '普京和谢钦访问加拉加斯并签署协议'],
  ['ar', 'فلاديمير بوتين وإيغور سيتشين يزوران كراكاس'],
] as const;

/** In the language in which it takes longest. */
function measureCost(detector: Detector, text: string): { readonly ms: number; readonly msAKb: number } {
  const costs = TITLES.map(([language, title]) => {
    const item: ItemText = { title, summary: text, body: undefined, language, publishedAt: Date.UTC(2024, 0, 1) };
    detector.detect(item);
    return Math.min(...[0, 1, 2].map(() => cpuMs(() => detector.detect(item))));
  });
  const ms = Math.max(...costs);
  return { ms, msAKb: ms / (text.length / 1000) };
}

function costLine(name: string, { ms, msAKb }: ReturnType<typeof measureCost>): string {
  return `${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms ${msAKb.toFixed(2).padStart(7)} ms a KB`;
}

function readItems(): ItemText[] {
  const lines = readFileSync(new URL('dev.jsonl', CORPUS), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => toItemText(parseCorpusLine(line)));
}

/** The corpus's officials, those of the catalogue, and as many made-up ones as make 1,000. */
async function manyOfficials(): Promise<Official[]> {
  const officials = parseOfficials(JSON.parse(readFileSync(new URL('officials.json', CORPUS), 'utf8')));
  const known = new Set(officials.flatMap(({ id, name }) => [id, name]));
  for (const official of await loadCatalogue(CATALOGUE))
    if (!known.has(official.id) && !known.has(official.name)) officials.push(official);
  for (let index = 0; officials.length < OFFICIALS; index++) {
    const model = officials[index];
    if (model === undefined) throw new Error('the corpus has no officials');
    const mark = String.fromCharCode(97 + (index % 26), 98 + (index % 5), 122);
    // Every word is another's: a watchlist seldom holds ten people of one surname.
    const rename = (name: string, language: string) =>
      name.replaceAll(/\p{L}+/gu, (word) => word + (language === 'zh' ? '乙' : mark));
    const names = Object.entries(model.names).map(([language, forms]) => [
      language,
      forms.map((form) => rename(form, language)),
    ]);
    officials.push({
      ...model,
      id: `${model.id}-${index}`,
      name: rename(model.name, 'en'),
      names: Object.fromEntries(names),
    });
  }
  return officials.slice(0, OFFICIALS);
}

/** The items as an outlet's feed serves them. */
function toDocuments(items: readonly ItemText[]): string[] {
  const documents: string[] = [];
  for (let from = 0; from < items.length; from += ITEMS_A_DOCUMENT) {
    documents.push(
      generateRssFeed({
        title: 'Wire',
        link: 'https://wire.example/',
        description: 'News',
        items: items.slice(from, from + ITEMS_A_DOCUMENT).map((item, index) => ({
          title: item.title,
          link: `https://wire.example/2026/${from + index}`,
          guid: { value: `tag:wire.example,2026:${from + index}`, isPermaLink: false },
          pubDate: new Date(item.publishedAt ?? 0),
          description: item.summary,
        })),
      }),
    );
  }
  return documents;
}

/** A watchlist as bad as can be: ten persons, each with a hundred namesakes. */
function namesakes(officials: readonly Official[]): Official[] {
  return officials
    .slice(0, 10)
    .flatMap((official) => Array.from({ length: 100 }, (_, index) => ({ ...official, id: `${official.id}-${index}` })));
}

function longText(items: readonly ItemText[], chars: number): string {
  const text = items.map((item) => `${item.title}. ${item.summary}`).join(' ');
  return text.repeat(Math.ceil(chars / text.length)).slice(0, chars);
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return spentMs(before);
}

function spentMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchDetect();
