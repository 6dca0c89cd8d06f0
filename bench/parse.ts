/** How fast feeds are read, beside rss-parser alone and the npm package feedparser, in the same run. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import FeedParser from 'feedparser';
import RssParser from 'rss-parser';
import { readFeed } from '../src/feeds/read.ts';

const FEED_URL = 'https://wire.example/feeds/all.xml';
const ITEMS = 50;
const ROUNDS = 60;
const RUNS_A_ROUND = 5;

interface Peer {
  readonly name: string;
  readonly read: (body: Buffer) => Promise<unknown>;
}

const PEERS: readonly Peer[] = [
  { name: 'rss-parser alone', read: (body) => new RssParser().parseString(body.toString('utf8')) },
  {
    name: 'dateline',
    read: (body) => readFeed(body, { contentType: undefined, url: FEED_URL, now: 1_795_000_000_000 }),
  },
  { name: 'feedparser (npm)', read: readByFeedParser },
];

/** Prints a table of ms a feed for each peer, and the ratios that are asked for. */
export async function benchParse(): Promise<void> {
  console.log(`Reading feeds of ${ITEMS} items (median of ${ROUNDS} interleaved rounds, ms a feed)`);
  for (const [name, xml] of SAMPLES) {
    const body = Buffer.from(xml);
    const medians = await measure(body);
    const row = PEERS.map((peer, i) => `${peer.name} ${medians[i]?.toFixed(2)}`).join(', ');
    const [rssParser = 0, dateline = 1, feedParser = 0] = medians;
    const ratios = `${(rssParser / dateline).toFixed(2)} of rss-parser’s speed, ${(feedParser / dateline).toFixed(1)} times feedparser’s`;
    console.log(`  ${name}, ${Math.round(body.length / 1024)} KB: ${row}; ${ratios}`);
  }
  await benchHostile();
  await benchEventLoop();
}

/** Prints how long the rest of the bot waits while twenty hostile feeds are read at once; the goal is 50 ms. */
async function benchEventLoop(): Promise<void> {
  const bodies = Array.from({ length: 20 }, (_, i) => Buffer.from(HOSTILE_AT_ONCE[i % HOSTILE_AT_ONCE.length] ?? ''));
  await readQuietly(Buffer.from(hostile(' '.repeat(200_000))));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // Each comes as an answer of the network does: in a turn of its own. The monitor needs one before it counts.
  await wait(20);
  const reading: Promise<string>[] = [];
  for (const body of bodies) {
    await turn();
    reading.push(readQuietly(body));
  }
  await Promise.all(reading);
  await wait(20);
  delay.disable();
  const [p99, most] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  console.log(
    `Event loop while 20 hostile feeds are read: p99 ${p99.toFixed(0)} ms (goal 50), most ${most.toFixed(0)} ms`,
  );
}

/** Prints time and memory for documents made to hurt; the thread is started before, as it is in a running bot. */
async function benchHostile(): Promise<void> {
  console.log('Documents made to hurt (wall clock, processor time, most memory beyond the start)');
  await readQuietly(Buffer.from(hostile(' '.repeat(200_000))));
  for (const [name, make] of HOSTILE) {
    const body = Buffer.from(make());
    const startBytes = process.memoryUsage.rss();
    let mostBytes = startBytes;
    const watch = setInterval(() => {
      mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    }, 5);
    const cpu = process.cpuUsage();
    const from = performance.now();
    const outcome = await readQuietly(body);
    const ms = performance.now() - from;
    const spent = process.cpuUsage(cpu);
    clearInterval(watch);
    const moreMb = (Math.max(mostBytes, process.memoryUsage.rss()) - startBytes) / 1e6;
    console.log(
      `  ${name}: ${ms.toFixed(0)} ms, processor ${((spent.user + spent.system) / 1000).toFixed(0)} ms, +${moreMb.toFixed(0)} MB, ${outcome}`,
    );
  }
}

async function readQuietly(body: Buffer): Promise<string> {
  try {
    const feed = await readFeed(body, { contentType: undefined, url: FEED_URL, now: 1_795_000_000_000 });
    return `${feed.items.length} items by ${feed.reader}`;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

function hostile(description: string, doctype = ''): string {
  return `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>W</title><item><title>t</title><description>${description}</description></item></channel></rss>`;
}

const LAUGHS = `<!DOCTYPE rss [<!ENTITY a "lol">${[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]>`;

const HOSTILE: readonly (readonly [string, () => string])[] = [
  ['20 MB of CDATA', () => hostile(`<![CDATA[${'x'.repeat(20_000_000)}]]>`)],
  ['9 MB of CDATA', () => hostile(`<![CDATA[${'x'.repeat(9_000_000)}]]>`)],
  ['200,000 items', () => hostile(`x</description></item>${'<item><title>a</title></item>'.repeat(200_000)}`)],
  ['100,000 attributes', () => hostile(`<b ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}>`)],
  ['50,000 levels', () => hostile('<b>'.repeat(50_000))],
  ['a million `<`', () => hostile('<'.repeat(1_000_000))],
  ['300,000 times `<p `', () => hostile('<p '.repeat(300_000))],
  ['300,000 times `<p `, escaped', () => hostile('&lt;p '.repeat(300_000))],
  ['a billion laughs', () => hostile('&j;', LAUGHS)],
];

/** Some that are read in the thread, and some that are just short enough to be read beside everything else. */
const HOSTILE_AT_ONCE: readonly string[] = [
  hostile('<p '.repeat(300_000)),
  hostile('<'.repeat(120_000)),
  hostile('&lt;p '.repeat(100_000)),
  hostile('<b>'.repeat(40_000)),
  hostile(`x</description></item>${'<item><title>a</title></item>'.repeat(4_000)}`),
];

/** Medians in the order of the peers; the rounds are interleaved so that a busy machine troubles all alike. */
async function measure(body: Buffer): Promise<number[]> {
  const times = PEERS.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, peer] of PEERS.entries()) {
      const from = performance.now();
      for (let run = 0; run < RUNS_A_ROUND; run++) await peer.read(body);
      times[i]?.push((performance.now() - from) / RUNS_A_ROUND);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0);
}

function readByFeedParser(body: Buffer): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const items: unknown[] = [];
    const parser = new FeedParser({ feedurl: FEED_URL });
    parser.on('error', reject);
    parser.on('readable', () => {
      for (let item = parser.read(); item !== null; item = parser.read()) items.push(item);
    });
    parser.on('end', () => resolve(items));
    Readable.from([body]).pipe(parser);
  });
}

const PARAGRAPH =
  '<p>The minister of <a href="https://wire.example/a?b=1&amp;c=2">energy</a> arrived in <b>Caracas</b> on Tuesday ' +
  '&#8211; for talks about the oil sector, officials said. <img src="/img/a.jpg" alt="map"/></p>\n';

function escaped(html: string): string {
  return html.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function rss(body: (html: string) => string): string {
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const link = `https://wire.example/2026/${i}`;
    return `<item><title>Minister arrives, part ${i} &amp; last</title><link>${link}</link><guid isPermaLink="false">wire-${i}</guid><pubDate>Tue, 03 Nov 2026 09:39:21 GMT</pubDate><category>Oil</category><dc:creator>A. Writer</dc:creator><description>${body(PARAGRAPH)}</description><content:encoded>${body(PARAGRAPH.repeat(6))}</content:encoded></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title><link>https://wire.example/</link>${items.join('\n')}</channel></rss>`;
}

function atom(): string {
  const entries = Array.from({ length: ITEMS }, (_, i) => {
    const link = `https://wire.example/2026/${i}`;
    return `<entry><title type="html">Minister arrives, part ${i}</title><id>${link}</id><link rel="alternate" href="${link}"/><published>2026-11-03T09:39:21Z</published><updated>2026-11-03T10:00:00Z</updated><author><name>A. Writer</name></author><content type="html">${escaped(PARAGRAPH.repeat(6))}</content></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:wire</id><updated>2026-11-03T10:00:00Z</updated><link href="https://wire.example/"/>${entries.join('\n')}</feed>`;
}

const SAMPLES: readonly (readonly [string, string])[] = [
  ['RSS 2.0 with CDATA', rss((html) => `<![CDATA[${html}]]>`)],
  ['RSS 2.0 with escaped HTML', rss(escaped)],
  ['Atom 1.0', atom()],
];
