/** What an import of 5,000 officials, and taking it back, costs whoever else uses the bot: how long anything had to wait. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createDeskOfficials } from '../src/desk-officials.ts';
import { createLiveRoster } from '../src/live-roster.ts';
import { createLog } from '../src/log.ts';
import type { Official } from '../src/model/official.ts';
import { loadCatalogue } from '../src/officials/catalogue.ts';
import { writeOfficialsCsv, writeOfficialsJson } from '../src/officials/exchange.ts';
import { openStores } from '../src/stores.ts';

const OFFICIALS = 5_000;
const CATALOGUE = fileURLToPath(new URL('../data/officials', import.meta.url));
const EDITOR = { userId: '1', guildId: '2' };

/** Measures and prints both forms of file. */
export async function benchImport(print: (line: string) => void = console.log): Promise<void> {
  const catalogue = await loadCatalogue(CATALOGUE);
  const many = Array.from({ length: OFFICIALS }, (_, index) => another(catalogue, index));
  print('file   officials  seconds  longest wait ms  while');
  for (const [form, text] of [
    ['JSON', writeOfficialsJson(many)],
    ['CSV', writeOfficialsCsv(many)],
  ] as const) {
    for (const { ms, longestMs, doing } of await measure(catalogue, text)) {
      print(
        `${form.padEnd(5)} ${String(OFFICIALS).padStart(10)} ${(ms / 1000).toFixed(1).padStart(8)} ` +
          `${longestMs.toFixed(0).padStart(16)}  ${doing}`,
      );
    }
  }
}

interface Measured {
  readonly ms: number;
  readonly longestMs: number;
  readonly doing: string;
}

/** The import, then its undoing. */
async function measure(catalogue: readonly Official[], text: string): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  const log = createLog('silent', 'json');
  const stores = openStores(folder, { now: Date.now, log });
  try {
    const roster = createLiveRoster({ catalogue, marks: stores.officials.list, later: setImmediate, log });
    let batches = 0;
    const officials = createDeskOfficials({
      roster,
      marks: stores.officials,
      wikidata: undefined,
      newId: () => `batch-${batches++}`,
      pause: async () => void (await pause()),
      now: Date.now,
    });
    let doing = 'reading';
    let longestMs = 0;
    let longestWhile = doing;
    let last = performance.now();
    const lap = (): void => {
      const at = performance.now();
      if (at - last > longestMs) [longestMs, longestWhile] = [at - last, doing];
      last = at;
    };
    let isRunning = true;
    const tick = (): void => {
      lap();
      if (isRunning) setImmediate(tick);
    };
    setImmediate(tick);
    async function timed<T>(work: () => Promise<T>): Promise<Measured & { readonly result: T }> {
      const startedAt = performance.now();
      [longestMs, longestWhile, last] = [0, doing, startedAt];
      const result = await work();
      lap();
      return { ms: performance.now() - startedAt, longestMs, doing: longestWhile, result };
    }
    const imported = await timed(() =>
      officials.import(text, EDITOR, (at) => {
        doing = at.done >= at.total && at.total > 0 ? `after ${at.doing}` : at.doing;
      }),
    );
    doing = 'taking back';
    const undone = await timed(() => officials.undoBatch(imported.result.batch ?? '', EDITOR));
    isRunning = false;
    return [imported, undone];
  } finally {
    stores.database.close();
    await rm(folder, { recursive: true });
  }
}

/** Somebody of the catalogue under another name. */
function another(catalogue: readonly Official[], index: number): Official {
  const official = catalogue[index % catalogue.length];
  if (official === undefined) throw new Error('the catalogue is empty');
  return { ...official, id: `bench-${index}`, name: `${official.name}${index}`, wikidataId: undefined };
}

if (import.meta.main) await benchImport();
