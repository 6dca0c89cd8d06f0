import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createImprover } from '../src/improve.ts';
import { createLog } from '../src/log.ts';
import type { Story } from '../src/model/story.ts';
import type { Summary } from '../src/model/summary.ts';
import { openStores } from '../src/stores.ts';
import { official, story, watchlist } from './support/desk.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const BETTER: Summary = {
  facts: [{ text: 'He landed on Monday.', quote: 'Igor Sechin landed in Caracas', itemId: 'item-1' }],
  language: 'en',
  madeBy: 'test-model',
};

/** A desk that was told of one story. */
function toldDesk(summarize: (story: Story) => Promise<Summary | 'model failed'>) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-improve-'));
  const log = createLog('silent', 'json');
  const stores = openStores(folder, { now: () => NOW, log });
  onTestFinished(() => {
    stores.database.close();
    rmSync(folder, { recursive: true });
  });
  const list = watchlist();
  const told = story();
  stores.watchlists.add(list);
  stores.archive.saveStory(told);
  stores.alerts.save({
    id: 'alert-1',
    storyId: told.id,
    guildId: list.guildId,
    channelId: list.channelId,
    watchlistIds: [list.id],
    thread: 'none',
    toldVersion: 1,
    messageId: '300000000000000001',
    createdAt: NOW,
    mutedBy: undefined,
  });
  let ids = 0;
  const edited = Promise.withResolvers<void>();
  const improver = createImprover({
    store: stores,
    official: () => official(),
    newId: () => {
      ids += 1;
      return `delivery-${ids}`;
    },
    now: () => NOW,
    summarizer: { summarize },
    log,
    wake: () => edited.resolve(),
  });
  return { stores, improver, edited: edited.promise, storyId: told.id };
}

describe('a better summary', () => {
  it('comes back as an edit of the alert that was told', async () => {
    const { stores, improver, edited, storyId } = toldDesk(async () => BETTER);
    improver.improve(storyId);
    await edited;
    const [due] = stores.outbox.nextDue(NOW);
    expect(due?.row.action.kind).toBe('edit');
    expect(due?.targetId).toBe('300000000000000001');
    expect(due?.row.message.embeds[0]?.description).toContain('He landed on Monday.');
    expect(due?.row.message.embeds[0]?.footer).toContain('test-model');
  });

  it('that fails leaves the alert as it is', async () => {
    const { stores, improver, storyId } = toldDesk(async () => 'model failed');
    improver.improve(storyId);
    await improver.close();
    expect(stores.outbox.pendingCount()).toBe(0);
  });

  it('that is still being written when the bot stops is given up', async () => {
    const asked = Promise.withResolvers<void>();
    const written = Promise.withResolvers<Summary>();
    const { stores, improver, storyId } = toldDesk(() => {
      asked.resolve();
      return written.promise;
    });
    improver.improve(storyId);
    await asked.promise;
    const closing = improver.close();
    written.resolve(BETTER);
    await closing;
    expect(stores.outbox.pendingCount()).toBe(0);
  });
});
