/** Detection's throughput: items a second with 1,000 officials, beside the time that rss-parser takes for the same items. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Parser from 'rss-parser';
import { parseCorpusLine, toItemText } from '../src/detect/cli-form.ts';
import { createDetector } from '../src/detect/detect.ts';
import type { ItemText } from '../src/model/item.ts';
import type { Official } from '../src/model/official.ts';
import { parseOfficials } from '../src/officials/catalogue.ts';

const CORPUS = new URL('../test/corpus/', import.meta.url);
const OFFICIALS = 1000;
const WARM_ROUNDS = 10;
const ROUNDS = 20;

/** Prints how fast detection is. Times are of this process's CPU, so that a busy machine doesn't count. */
export async function benchDetect(): Promise<void> {
  const officials = manyOfficials();
  const createdMs = cpuMs(() => createDetector({ officials }));
  const detector = createDetector({ officials });
  const items = readItems();
  const firstMs = cpuMs(() => {
    for (const item of items) detector.detect(item);
  });
  for (let round = 0; round < WARM_ROUNDS; round++) for (const item of items) detector.detect(item);
  const detectMs = cpuMs(() => {
    for (let round = 0; round < ROUNDS; round++) for (const item of items) detector.detect(item);
  });
  const parseMs = await parseTimeMs(items);
  const perItemUs = (detectMs / ROUNDS / items.length) * 1000;
  const parseUs = (parseMs / ROUNDS / items.length) * 1000;
  const longMs = cpuMs(() => detector.detect(longItem(items)));
  console.log(`detection, ${officials.length} officials, ${items.length} items in eight languages`);
  console.log(
    `  made in                    ${createdMs.toFixed(0)} ms, first items with all lexicons ${firstMs.toFixed(0)} ms`,
  );
  console.log(`  items a second             ${Math.round(1e6 / perItemUs)} (${perItemUs.toFixed(0)} µs an item)`);
  console.log(
    `  rss-parser, same items     ${parseUs.toFixed(0)} µs an item: detection takes ${(perItemUs / parseUs).toFixed(1)} times that`,
  );
  console.log(`  one text of 100 KB         ${longMs.toFixed(0)} ms`);
}

function readItems(): ItemText[] {
  const lines = readFileSync(new URL('dev.jsonl', CORPUS), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => toItemText(parseCorpusLine(line)));
}

/** The corpus's officials, and as many made-up ones of every script as make 1,000. */
function manyOfficials(): Official[] {
  const known = parseOfficials(JSON.parse(readFileSync(new URL('officials.json', CORPUS), 'utf8')));
  const made = Array.from({ length: OFFICIALS - known.length }, (_, index): Official => {
    const model = known[index % known.length];
    if (model === undefined) throw new Error('the corpus has no officials');
    const mark = String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26), 122);
    const names = Object.fromEntries(
      Object.entries(model.names).map(([language, forms]) => [
        language,
        forms.map((form) => `${form}${language === 'zh' ? '乙' : mark}`),
      ]),
    );
    return { ...model, id: `${model.id}-${index}`, names };
  });
  return [...known, ...made];
}

function longItem(items: readonly ItemText[]): ItemText {
  const text = items.map((item) => `${item.title}. ${item.summary}`).join(' ');
  return {
    title: 'Long',
    summary: text.repeat(3).slice(0, 100_000),
    body: undefined,
    language: 'en',
    publishedAt: Date.UTC(2024, 0, 1),
  };
}

async function parseTimeMs(items: readonly ItemText[]): Promise<number> {
  const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const entries = items.map(
    (item, index) =>
      `<item><guid>${index}</guid><title>${escapeXml(item.title)}</title><description>${escapeXml(item.summary)}</description>` +
      `<link>https://example.org/${index}</link><pubDate>${new Date(item.publishedAt ?? 0).toUTCString()}</pubDate></item>`,
  );
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${entries.join('')}</channel></rss>`;
  const parser = new Parser();
  for (let round = 0; round < WARM_ROUNDS; round++) await parser.parseString(xml);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) await parser.parseString(xml);
  return spentMs(before);
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
