/** `npm run bench [name …]`: measures speed, each part beside its peers in the same run, and prints a table a part. */
import { benchDetect } from './detect.ts';
import { benchImport } from './import.ts';
import { benchLatency } from './latency.ts';
import { benchOfficials } from './officials.ts';
import { benchParse } from './parse.ts';
import { benchPolling } from './poll.ts';
import { benchStore } from './store.ts';
import { benchStories } from './stories.ts';
import { benchWhois } from './whois.ts';

/** In the order in which an item meets them. */
const BENCHES: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
  ['poll', () => benchPolling()],
  ['parse', benchParse],
  ['officials', async () => benchOfficials()],
  ['detect', async () => benchDetect()],
  ['stories', () => benchStories()],
  ['store', () => benchStore()],
  ['whois', () => benchWhois()],
  ['import', () => benchImport()],
  ['latency', benchLatency],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${BENCHES.map(([name]) => name).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const [name, run] of BENCHES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n# ${name}\n`);
    await run();
  }
}
