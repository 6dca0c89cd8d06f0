/** A desk whose line keeps doubts: the real store, pipeline and client, against a model on loopback. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DigestParts } from '../../src/digests.ts';
import { createDoubtDesk, type DoubtDesk } from '../../src/doubts.ts';
import { createModelClient, type ModelClient, type ModelClientParts } from '../../src/llm/client.ts';
import { createLog } from '../../src/log.ts';
import type { DetectedEvent } from '../../src/model/event.ts';
import type { Item } from '../../src/model/item.ts';
import type { Mention } from '../../src/model/mention.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { type Outcome, takeItem } from '../../src/pipeline.ts';
import { createRecord } from '../../src/record.ts';
import { Secret } from '../../src/secret.ts';
import { openStores, type Stores } from '../../src/stores.ts';
import { detected, item, NOW, official, watchlist } from './desk.ts';

/** What waits in the outbox, or waited there: what it is, where, and its words. */
export interface Said {
  readonly kind: string;
  readonly channelId: string;
  readonly words: string;
}

/** The desk. */
export interface DoubtingDesk {
  readonly stores: Stores;
  /** For its digests. */
  readonly digests: Omit<DigestParts, 'stores'>;
  readonly doubts: DoubtDesk;
  readonly clock: { at: number };
  readonly changed: string[];
  readonly logged: readonly string[];
  /** Takes an item whose report is given, down the line. */
  take(part: Partial<Item>, events: readonly Partial<DetectedEvent>[]): Outcome;
  /** Lets Discord take all that waits. @returns it */
  deliver(): readonly Said[];
  close(): void;
}

const MENTION: Mention = {
  officialId: 'igor-sechin',
  span: { field: 'summary', start: 32, end: 43 },
  surface: 'Igor Sechin',
  reason: 'full name',
  evidence: [],
};

/** What a test may set. */
export interface DoubtingDeskParts {
  readonly folder?: string;
  readonly timeoutMs?: number;
  readonly dailyTokens?: number;
  readonly makeClient?: (parts: ModelClientParts) => ModelClient;
}

/** Opens it, in a folder of its own if none is given. */
export function openDoubtingDesk(
  baseUrl: string,
  watchlists: readonly Partial<Watchlist>[] = [{}],
  parts: DoubtingDeskParts = {},
): DoubtingDesk {
  const folder = parts.folder ?? mkdtempSync(join(tmpdir(), 'dateline-doubts-'));
  const clock = { at: NOW };
  const now = () => clock.at;
  const logged: string[] = [];
  const log = createLog('debug', 'json', { write: (line) => logged.push(line) });
  const stores = openStores(folder, { now, log: createLog('silent', 'json') });
  for (const [index, part] of watchlists.entries()) {
    const id = `watchlist-${index}`;
    if (stores.watchlists.get(id) === undefined) stores.watchlists.add(watchlist({ id, name: id, ...part }));
  }
  const events = new Map<string, readonly DetectedEvent[]>();
  let made = 0;
  let messages = 0;
  const changed: string[] = [];
  const filing = {
    store: stores,
    official: (id: string) => (id === 'igor-sechin' ? official() : undefined),
    record: createRecord({ stores, official: () => official() }),
    newId: () => `id-${clock.at - NOW}-${++made}`,
    now,
    detect: (found: { readonly title: string }) => ({
      language: 'en',
      mentions: [MENTION],
      events: events.get(found.title) ?? [],
      silentReason: (events.get(found.title) ?? []).length === 0 ? ('no trip or deal' as const) : undefined,
    }),
  };
  const client = (parts.makeClient ?? createModelClient)({
    apiKey: new Secret('sk-test'),
    baseUrl,
    model: 'test-model',
    timeoutMs: parts.timeoutMs ?? 5_000,
    maxRetries: 0,
    dailyTokens: parts.dailyTokens ?? 1_000_000,
    budget: stores.budget,
    now,
    log,
  });
  const doubts = createDoubtDesk({
    ...filing,
    client,
    band: { from: 0.5, to: 0.9 },
    log,
    wake: () => undefined,
    onChanged: (storyId) => changed.push(storyId),
  });
  return {
    stores,
    digests: filing,
    doubts,
    clock,
    changed,
    logged,
    take(part, found) {
      const arrived = item({ publishedAt: clock.at - 3_600_000, seenAt: clock.at, ...part });
      events.set(
        arrived.title,
        found.map((one) => detected({ confidence: 0.85, ...one })),
      );
      return takeItem(
        { ...arrived, identityKeys: [`${arrived.id} ${arrived.title}`, arrived.id] },
        { ...filing, doubts },
      );
    },
    deliver() {
      const said: Said[] = [];
      for (let due = stores.outbox.nextDue(clock.at); due.length > 0; due = stores.outbox.nextDue(clock.at)) {
        for (const { row } of due) {
          stores.outbox.markSent(row.id, `3000000000000000${String(++messages).padStart(2, '0')}`, clock.at);
          const { content, embeds } = row.message;
          const fields = embeds.flatMap((embed) => [
            embed.title ?? '',
            embed.description ?? '',
            ...(embed.fields ?? []).map(({ name, value }) => `${name}: ${value}`),
          ]);
          said.push({ kind: row.action.kind, channelId: row.channelId, words: [content, ...fields].join('\n') });
        }
      }
      return said;
    },
    close() {
      stores.database.close();
      if (parts.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}
