/** A newsroom without wires: items go down the real line into a real store, and what the desk would read is looked up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import type { DeliveryAction } from '../../src/model/delivery.ts';
import type { DetectedEvent } from '../../src/model/event.ts';
import type { Item } from '../../src/model/item.ts';
import type { MessageParts } from '../../src/model/message.ts';
import type { Official } from '../../src/model/official.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { officialsOf } from '../../src/officials/employers.ts';
import { type Outcome, takeItem } from '../../src/pipeline.ts';
import { createRecord } from '../../src/record.ts';
import { openStores } from '../../src/stores.ts';
import { detected, item, NOW, official, watchlist } from '../support/desk.ts';

export const SECHIN = official();
export const CHAVEZ = official({
  id: 'hugo-chavez',
  name: 'Hugo Chávez',
  names: { es: ['Hugo Chávez'] },
  offices: [{ title: 'President', organisation: 'Venezuela', country: 'VE', from: '1999', to: '2013' }],
});

/** What went into the outbox: what it is, where, and the words of it. */
export interface Sent {
  readonly kind: DeliveryAction['kind'];
  readonly channelId: string;
  readonly alertId: string | undefined;
  readonly words: string;
  readonly message: MessageParts;
}

/** A report as it arrives; `hours` after noon of 28 July 2009, UTC. */
export interface Arrival {
  readonly hours: number;
  readonly title: string;
  readonly events: readonly Partial<DetectedEvent>[];
  readonly outlet?: string;
  readonly part?: Partial<Item>;
}

/** Opens a newsroom whose desk follows everything, if not told otherwise. */
export function openNewsroom(watchlists: readonly Partial<Watchlist>[] = [{}]) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-stories-'));
  const clock = { at: NOW - 100 * 24 * 3_600_000 };
  const stores = openStores(folder, { now: () => clock.at, log: createLog('silent', 'json') });
  stores.database.connection.exec('PRAGMA synchronous = OFF');
  for (const [index, part] of watchlists.entries()) {
    stores.watchlists.add(watchlist({ id: `watchlist-${index}`, name: `Watchlist ${index}`, ...part }));
  }
  const all = [SECHIN, CHAVEZ];
  const officials = new Map<string, Official>(all.map((one) => [one.id, one]));
  const eventsByItem = new Map<string, readonly DetectedEvent[]>();
  let made = 0;
  const parts = {
    store: stores,
    official: (id: string) => officials.get(id),
    officialsOf: (organisation: string) => officialsOf(all, organisation),
    record: createRecord({ stores, official: (id) => officials.get(id) }),
    newId: () => `id-${++made}`,
    now: () => clock.at,
  };

  return {
    stores,
    clock,
    parts,
    /** Sends a report down the line, at the time at which it was published if not told otherwise. */
    take({ hours, title, events, outlet, part }: Arrival): Outcome {
      const publishedAt = NOW + hours * 3_600_000;
      clock.at = Math.max(clock.at, publishedAt);
      const id = part?.id ?? `item-${eventsByItem.size + 1}`;
      const arrived = item({
        id,
        identityKeys: [`${id} ${title}`, id],
        outlet: outlet ?? `Outlet ${eventsByItem.size + 1}`,
        url: `https://wire.example/${id}`,
        title,
        summary: '',
        publishedAt,
        seenAt: clock.at,
        ...part,
      });
      eventsByItem.set(
        id,
        events.map((event) => detected({ sentence: title, ...event })),
      );
      const detect = (of: Item) => {
        const found = eventsByItem.get(of.id) ?? [];
        const silentReason = found.length === 0 ? ('no trip or deal' as const) : undefined;
        return { language: of.language ?? 'en', mentions: [], events: found, silentReason };
      };
      return takeItem(arrived, { ...parts, detect });
    },
    /** What waits to be sent since the last call, oldest first; the desk gets it. */
    sent(): readonly Sent[] {
      const all: Sent[] = [];
      for (;;) {
        const due = stores.outbox.nextDue(clock.at + 1);
        if (due.length === 0) return all;
        for (const { row } of due) {
          all.push({
            kind: row.action.kind,
            channelId: row.channelId,
            alertId: row.alertId,
            words: wordsOf(row.message),
            message: row.message,
          });
          stores.outbox.markSent(row.id, `message-of-${row.id}`, clock.at);
        }
      }
    },
    close() {
      stores.database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Everything that a reader sees of a message. */
export function wordsOf({ content, embeds }: MessageParts): string {
  const texts = embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).map(({ name, value }) => `${name}: ${value}`),
  ]);
  return [content, ...texts].filter(Boolean).join('\n');
}
