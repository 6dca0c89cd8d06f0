/** `dateline backfill`: old news goes down the line into the archive, and nobody is told. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { ZodError, z } from 'zod';
import type { Config } from './config.ts';
import { parseCorpusLine, toItem as toLineItem } from './detect/cli-form.ts';
import { feedIdOf } from './feeds/feed-id.ts';
import { toItem as toFeedItem } from './feeds/identity.ts';
import { readFeed } from './feeds/read.ts';
import { createLiveRoster } from './live-roster.ts';
import { createLog } from './log.ts';
import { DEFAULT_DATA_DIR } from './main.ts';
import type { Feed } from './model/feed.ts';
import type { Item } from './model/item.ts';
import { loadCatalogue } from './officials/catalogue.ts';
import { officialsOf } from './officials/employers.ts';
import { CATALOGUE_FOLDER } from './paths.ts';
import { takeItem } from './pipeline.ts';
import { openStores } from './stores.ts';

/** Where the items come from. */
export type BackfillSource =
  /** In the form that `dateline detect` reads; `url` may stand beside the other fields. */
  | { readonly kind: 'lines'; readonly lines: AsyncIterable<string> }
  | {
      readonly kind: 'feed';
      readonly body: Uint8Array;
      readonly outlet?: string | undefined;
      readonly url?: string | undefined;
    };

/** Where it speaks, and its clock. */
export interface BackfillTerminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly now: () => number;
}

/** What was counted. */
interface Counts {
  filed: number;
  silent: number;
  known: number;
  bad: number;
}

/** How often progress is said. */
const EVERY_ITEMS = 1_000;

/**
 * Fills the archive. Items are known by their ids, so that a second run adds nothing.
 *
 * @returns 1 if any line was bad, otherwise 0
 * @throws the store's errors, {@link StoreLockedError} where the bot is running
 */
export async function backfill(
  source: BackfillSource,
  config: Pick<Config, 'dataDir'>,
  { out, err, now }: BackfillTerminal,
): Promise<number> {
  const log = createLog('warn', 'line');
  const stores = openStores(config.dataDir ?? resolve(DEFAULT_DATA_DIR), { now, log });
  try {
    const roster = createLiveRoster({
      catalogue: await loadCatalogue(CATALOGUE_FOLDER),
      marks: stores.officials.list,
      later: setImmediate,
      log,
    });
    const parts = {
      store: stores,
      official: (id: string) => roster.current().get(id),
      newId: () => randomBytes(16).toString('base64url'),
      now,
      officialsOf: (organisation: string) => officialsOf(roster.current().officials, organisation),
      detect: roster.detect,
      quiet: true,
    };
    const counts: Counts = { filed: 0, silent: 0, known: 0, bad: 0 };
    const before = stores.archive.countSince(0);
    for await (const item of itemsOf(source, now(), (words) => {
      counts.bad += 1;
      err(`${words}\n`);
    })) {
      const outcome = takeItem(item, parts);
      if (outcome.kind === 'filed') counts.filed += 1;
      else if (outcome.kind === 'silent') counts.silent += 1;
      else counts.known += 1;
      const taken = counts.filed + counts.silent + counts.known;
      if (taken % EVERY_ITEMS === 0) err(`${taken} items read, ${counts.filed} filed …\n`);
    }
    out(
      `${counts.filed} items filed (${stores.archive.countSince(0) - before} stories more), ${counts.silent} without trip or deal, ${counts.known} known before, ${counts.bad} unreadable. Nothing was posted.\n`,
    );
    return counts.bad > 0 ? 1 : 0;
  } finally {
    stores.database.close();
  }
}

async function* itemsOf(source: BackfillSource, now: number, onBad: (words: string) => void): AsyncGenerator<Item> {
  if (source.kind === 'feed') {
    const feed = feedOf(source, now);
    const { items } = await readFeed(source.body, { contentType: undefined, url: source.url, now });
    for (const parsed of items) yield toFeedItem(feed, parsed, { seenAt: now, backlog: true });
    return;
  }
  let lineNumber = 0;
  for await (const text of source.lines) {
    lineNumber += 1;
    if (text.trim() === '') continue;
    try {
      const line = toLineItem(parseCorpusLine(text));
      yield { ...line, identityKeys: [`backfill ${line.id}`], seenAt: now, backlog: true };
    } catch (error) {
      if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) throw error;
      const why = error instanceof ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : error.message;
      onBad(`line ${lineNumber}: ${why}`);
    }
  }
}

function feedOf({ url, outlet }: Extract<BackfillSource, { kind: 'feed' }>, now: number): Feed {
  return {
    id: feedIdOf(url ?? `backfill:${outlet ?? ''}`),
    url: url ?? '',
    title: outlet ?? (url === undefined ? 'Backfill' : new URL(url).hostname),
    sourceKind: 'press',
    language: undefined,
    tags: [],
    addedBy: 'operator',
    addedAt: now,
    allowInnerAddress: false,
    minIntervalMs: undefined,
  };
}
