import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FeedState } from '../../src/model/feed.ts';
import { createAlerts } from '../../src/store/alerts.ts';
import { createArchive } from '../../src/store/archive.ts';
import { createBudget } from '../../src/store/budget.ts';
import { createDigests } from '../../src/store/digests.ts';
import { StoreRecordError, WatchlistNameTakenError } from '../../src/store/errors.ts';
import { createFeedback } from '../../src/store/feedback.ts';
import { createFeeds, type Feeds } from '../../src/store/feeds.ts';
import { createKeyvStore } from '../../src/store/keyv.ts';
import { createSeen } from '../../src/store/seen.ts';
import { createSettings } from '../../src/store/settings.ts';
import { createSummaries } from '../../src/store/summaries.ts';
import { createTable } from '../../src/store/table.ts';
import { createWatchlists } from '../../src/store/watchlists.ts';
import { makeAlert, makeFeed, makeFeedState, makeSource, makeStory, makeWatchlist } from '../support/records.ts';
import { NOW, openTempStore, type TempStore } from '../support/temp-store.ts';

let store: TempStore;
beforeEach(() => {
  store = openTempStore();
});
afterEach(() => store.remove());

const DAY_MS = 24 * 60 * 60 * 1000;

describe('watchlists', () => {
  it('two editors who add to one watchlist at the same moment both succeed', async () => {
    const watchlists = createWatchlists(store.database);
    watchlists.add(makeWatchlist({ officials: [] }));
    const addOfficial = async (official: string) => {
      const seenFirst = watchlists.get('watchlist-1');
      await nextTurn();
      watchlists.update('watchlist-1', (old) => ({ ...old, officials: [...old.officials, official] }));
      return seenFirst;
    };
    const before = await Promise.all(['igor-sechin', 'sergei-lavrov', 'wang-yi'].map(addOfficial));
    expect(before.map((watchlist) => watchlist?.officials)).toEqual([[], [], []]);
    expect(watchlists.get('watchlist-1')?.officials).toEqual(['igor-sechin', 'sergei-lavrov', 'wang-yi']);
  });

  it('has each name once in a guild, whatever its case, and again in another guild', () => {
    const watchlists = createWatchlists(store.database);
    watchlists.add(makeWatchlist({ name: 'Россия' }));
    expect(() => watchlists.add(makeWatchlist({ id: 'w2', name: ' россия' }))).toThrow(WatchlistNameTakenError);
    watchlists.add(makeWatchlist({ id: 'w3', guildId: 'guild-2', name: 'Россия' }));
    watchlists.add(makeWatchlist({ id: 'w4', name: 'China', createdAt: NOW - 1 }));
    expect(() => watchlists.update('w4', (old) => ({ ...old, name: 'РОССИЯ' }))).toThrow(WatchlistNameTakenError);
    expect(watchlists.get('w4')?.name).toBe('China');
    expect(watchlists.update('w4', (old) => ({ ...old, name: 'CHINA' }))?.name).toBe('CHINA');
    expect(watchlists.list('guild-1').map(({ id }) => id)).toEqual(['w4', 'watchlist-1']);
    expect(watchlists.list()).toHaveLength(3);
    expect(watchlists.find('guild-1', 'china')?.id).toBe('w4');
  });

  it('are gone when removed, and a change of what is gone makes nothing', () => {
    const watchlists = createWatchlists(store.database);
    watchlists.add(makeWatchlist());
    expect(watchlists.remove('watchlist-1')).toBe(true);
    expect(watchlists.remove('watchlist-1')).toBe(false);
    expect(watchlists.update('watchlist-1', (old) => old)).toBeUndefined();
    expect(watchlists.list()).toEqual([]);
  });

  it('survive a restart', () => {
    createWatchlists(store.database).add(makeWatchlist());
    expect(createWatchlists(store.reopen()).list('guild-1')).toEqual([makeWatchlist()]);
  });
});

describe('feeds', () => {
  const open = (): Feeds => createFeeds(store.database, (feedId, nextDueAt) => makeFeedState({ feedId, nextDueAt }));
  const save = (feeds: Feeds, change: Partial<FeedState>) => feeds.saveStates([makeFeedState(change)]);

  it('a new feed is due at once, a known one stays as it is', () => {
    const feeds = open();
    expect(feeds.add(makeFeed())).toBe('added');
    save(feeds, { nextDueAt: NOW + 60_000 });
    expect(feeds.add(makeFeed({ title: 'Another title' }))).toBe('known');
    expect(feeds.get('feed-1')?.title).toBe('Wire of the South');
    expect(feeds.due(NOW)).toEqual([]);
    expect(feeds.due(NOW + 60_000)).toEqual([{ feed: makeFeed(), state: makeFeedState({ nextDueAt: NOW + 60_000 }) }]);
  });

  it('a feed that was removed while it was polled does not come back by its state', () => {
    const feeds = open();
    feeds.add(makeFeed());
    expect(feeds.remove('feed-1')).toBe(true);
    save(feeds, {});
    expect(feeds.state('feed-1')).toBeUndefined();
    expect(feeds.due(NOW)).toEqual([]);
  });

  it('a removed feed is put back with what polling remembers', () => {
    const feeds = open();
    feeds.add(makeFeed(), makeFeedState({ etag: '"abc"', baselineAt: NOW - 1 }));
    expect(feeds.state('feed-1')).toMatchObject({ etag: '"abc"', baselineAt: NOW - 1 });
    expect(feeds.update('feed-1', (old) => ({ ...old, title: 'New' }))?.title).toBe('New');
    expect(feeds.listWithStates()[0]).toMatchObject({ feed: { title: 'New' }, state: { etag: '"abc"' } });
  });

  it('what polling remembers survives a restart, also of a feed that was unchanged at last', () => {
    const feeds = open();
    feeds.add(makeFeed());
    const taught = makeFeedState({ etag: '"abc"', recentItemsAt: [NOW - 1], nextDueAt: NOW + 1 });
    feeds.saveStates([taught]);
    const unchanged = {
      ...taught,
      lastAttemptAt: NOW + 1,
      lastSuccessAt: NOW + 1,
      nextDueAt: NOW + 2,
      nextDueReason: 'x',
    };
    feeds.saveStates([unchanged]);
    const later = createFeeds(store.reopen(), () => makeFeedState());
    expect(later.listWithStates()).toEqual([{ feed: makeFeed(), state: unchanged }]);
    const failed = { ...unchanged, lastAttemptAt: NOW + 2, failures: 1, lastError: 'no answer' };
    later.saveStates([failed]);
    expect(createFeeds(store.reopen(), () => makeFeedState()).find('feed-1')?.state).toEqual(failed);
  });

  it('what is rolled back is not remembered either', () => {
    const feeds = open();
    feeds.add(makeFeed());
    const state = feeds.state('feed-1');
    const failing = () =>
      store.database.transaction<void>(() => {
        feeds.add(makeFeed({ id: 'feed-2' }));
        feeds.update('feed-1', (old) => ({ ...old, title: 'New' }));
        save(feeds, { etag: '"new"' });
        expect(feeds.get('feed-1')?.title).toBe('New');
        throw new Error('the disk is full');
      });
    expect(failing).toThrow('the disk is full');
    expect(feeds.listWithStates()).toEqual([{ feed: makeFeed(), state }]);
  });

  it('finds the few that are due among 10,000 in milliseconds, the longest due first', () => {
    const feeds = open();
    store.database.transaction<void>(() => {
      for (let index = 0; index < 10_000; index += 1) {
        const id = `feed-${index}`;
        feeds.add(makeFeed({ id }), makeFeedState({ feedId: id, nextDueAt: NOW + index - 20 }));
      }
    });
    const tookMs = Array.from({ length: 5 }, () => {
      const started = performance.now();
      feeds.due(NOW);
      return performance.now() - started;
    });
    expect(feeds.due(NOW).map(({ feed }) => feed.id)).toEqual(
      Array.from({ length: 21 }, (_, index) => `feed-${index}`),
    );
    expect(Math.min(...tookMs)).toBeLessThan(20);
  });
});

describe('seen marks', () => {
  it('know an item by any of its keys, over a restart, and are swept when they are old', () => {
    createSeen(store.database).mark('item-1', ['guid-1', 'title-1'], NOW - DAY_MS);
    const seen = createSeen(store.reopen());
    seen.mark('item-2', ['guid-2'], NOW);
    expect(seen.find(['title-9', 'title-1'])).toBe('item-1');
    expect(seen.find(['guid-9'])).toBeUndefined();
    expect(seen.sweep(NOW)).toBe(2);
    expect([seen.find(['guid-1']), seen.find(['guid-2'])]).toEqual([undefined, 'item-2']);
  });

  it('are undone with the transaction of their item', () => {
    const seen = createSeen(store.database);
    const file = () =>
      store.database.transaction<void>(() => {
        seen.mark('item-1', ['guid-1'], NOW);
        throw new Error('stop');
      });
    expect(file).toThrow('stop');
    expect(seen.find(['guid-1'])).toBeUndefined();
  });
});

describe('what a desk and its readers said', () => {
  it('a desk has the defaults until it sets something up, and two changes both hold', () => {
    const settings = createSettings(store.database);
    expect(settings.get('guild-1')).toEqual({
      guildId: 'guild-1',
      editorRoleId: undefined,
      setupChannelId: undefined,
      timeZone: 'UTC',
      summaryLanguage: 'en',
      linkDays: 10,
    });
    settings.update('guild-1', (old) => ({ ...old, timeZone: 'Europe/Sofia' }));
    settings.update('guild-1', (old) => ({ ...old, editorRoleId: 'role-1' }));
    expect(settings.get('guild-1')).toMatchObject({ timeZone: 'Europe/Sofia', editorRoleId: 'role-1' });
    expect(settings.list()).toHaveLength(1);
    expect(settings.remove('guild-1')).toBe(true);
    expect(settings.get('guild-1').timeZone).toBe('UTC');
  });

  it('the last word of a reader on a story counts, and can be taken back', () => {
    const feedback = createFeedback(store.database);
    const told = { story: makeStory(), rests: { 'item-1': { body: 'The article', language: 'en' } }, watchlistIds: [] };
    const said = {
      storyId: 's',
      userId: 'u',
      guildId: 'g',
      label: 'not relevant',
      why: undefined,
      at: NOW,
      told: undefined,
    } as const;
    feedback.mark(said);
    expect(feedback.all()).toEqual([said]);
    feedback.mark({ ...said, told });
    expect(feedback.all()[0]?.told?.rests).toEqual(told.rests);
    feedback.mark({ ...said, why: 'namesake' });
    expect(feedback.ofStory('s')).toEqual([{ ...said, why: 'namesake' }]);
    expect(feedback.since('g', NOW)).toHaveLength(1);
    expect(feedback.undo('s', 'u')).toBe(true);
    expect(feedback.undo('s', 'u')).toBe(false);
  });

  it('an alert is muted and unmuted, and saving it does not unmute it', () => {
    const alerts = createAlerts(store.database);
    alerts.save(makeAlert());
    expect(alerts.mute('alert-1', 'user-1')).toBe(true);
    alerts.save(makeAlert({ toldVersion: 3 }));
    expect(alerts.get('story-1', 'channel-1')).toEqual(makeAlert({ toldVersion: 3, mutedBy: 'user-1' }));
    alerts.mute('alert-1', undefined);
    expect(alerts.byStory('story-1')).toEqual([makeAlert({ toldVersion: 3 })]);
    expect(alerts.mute('alert-2', 'user-1')).toBe(false);
  });

  it('alerts are listed the latest first, of one guild or of all, page by page', () => {
    const alerts = createAlerts(store.database);
    for (const [index, guildId] of ['guild-1', 'guild-2', 'guild-1'].entries()) {
      alerts.save(makeAlert({ id: `a${index}`, storyId: `s${index}`, guildId, createdAt: NOW + index }));
    }
    expect(alerts.recent('guild-1', 10).map(({ id }) => id)).toEqual(['a2', 'a0']);
    expect(alerts.recent(undefined, 1, 1).map(({ id }) => id)).toEqual(['a1']);
    alerts.part('a2');
    expect(
      alerts.recent('guild-1', 10).map(({ id }) => id),
      'what was taken back',
    ).toEqual(['a0']);
    expect(alerts.countSince('guild-1', NOW + 1)).toBe(1);
    expect(alerts.countSince(undefined, 0)).toBe(3);
  });

  it('alerts are counted for each feed among their story’s sources, once each', () => {
    const alerts = createAlerts(store.database);
    const archive = createArchive(store.database);
    const sources = [
      makeSource({ itemId: 'i1', feedId: 'wire' }),
      makeSource({ itemId: 'i2', feedId: 'wire' }),
      makeSource({ itemId: 'i3', feedId: 'ministry' }),
    ];
    archive.saveStory(makeStory({ id: 'story-1', sources }));
    alerts.save(makeAlert({ id: 'a', channelId: 'c1', createdAt: NOW }));
    alerts.save(makeAlert({ id: 'b', channelId: 'c2', createdAt: NOW }));
    alerts.save(makeAlert({ id: 'old', channelId: 'c3', createdAt: NOW - 40 * DAY_MS }));
    expect(alerts.countByFeed(NOW - 30 * DAY_MS)).toEqual(
      new Map([
        ['wire', 2],
        ['ministry', 2],
      ]),
    );
  });

  it('when alerts follow their story into another one, a channel that has both keeps both messages', () => {
    const alerts = createAlerts(store.database);
    alerts.save(makeAlert({ id: 'a', storyId: 'old', channelId: 'both' }));
    alerts.save(makeAlert({ id: 'b', storyId: 'new', channelId: 'both' }));
    alerts.save(makeAlert({ id: 'c', storyId: 'old', channelId: 'old only' }));
    alerts.moveStory('old', 'new');
    expect(alerts.byStory('new').map(({ id }) => id)).toEqual(['b', 'c']);
    expect(alerts.byStory('old').map(({ id }) => id)).toEqual(['a']);
  });
});

describe('what the model and the digests need to remember', () => {
  it('tokens add up by day', () => {
    const budget = createBudget(store.database);
    expect(budget.spend('2026-11-24', 100)).toBe(100);
    expect(budget.spend('2026-11-24', 50)).toBe(150);
    expect([budget.spentOn('2026-11-24'), budget.spentOn('2026-11-25')]).toEqual([150, 0]);
  });

  it('a summary is found by story and language', () => {
    const summaries = createSummaries(store.database);
    const summary = { facts: [], language: 'es', madeBy: 'a model' };
    summaries.set('story-1', summary);
    expect(summaries.get('story-1', 'es')).toEqual(summary);
    expect(summaries.get('story-1', 'en')).toBeUndefined();
  });

  it('a digest is marked as told', () => {
    const digests = createDigests(store.database);
    expect(digests.lastToldAt('watchlist-1')).toBeUndefined();
    digests.markTold('watchlist-1', NOW, []);
    expect(digests.lastToldAt('watchlist-1')).toBe(NOW);
  });
});

describe('a record that someone changed by hand', () => {
  it('is told by its table and key, not by an error from deep within', async () => {
    const table = createTable(store.database, 'checked', z.object({ size: z.number() }));
    table.set('good', { size: 1 });
    await createKeyvStore(store.database, 'checked').set('bad', '{"value":{"size":"large"}}');
    await createKeyvStore(store.database, 'checked').set('no JSON', '{');
    expect(table.get('good')).toEqual({ size: 1 });
    expect(() => table.get('bad')).toThrow(StoreRecordError);
    expect(() => table.get('no JSON')).toThrow(/no JSON of checked/);
  });
});
