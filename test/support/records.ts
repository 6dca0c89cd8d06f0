/** Records with everything filled in, so that a test names only what it is about. */
import type { Alert } from '../../src/model/alert.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { Feed, FeedState } from '../../src/model/feed.ts';
import type { Story, StoryEvent, StorySource } from '../../src/model/story.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';
import { NOW } from './temp-store.ts';

export function makeEvent(change: Partial<StoryEvent> = {}): StoryEvent {
  return {
    kind: 'trip',
    status: 'under-way',
    officials: ['igor-sechin'],
    countries: ['VE'],
    place: 'Caracas',
    date: { from: '2026-11-24', to: undefined, precision: 'day', stated: true },
    parties: [],
    value: undefined,
    sector: undefined,
    sentence: 'Sechin landed in Caracas.',
    span: { field: 'title', start: 0, end: 25 },
    confidence: 0.9,
    foundBy: 'rule',
    evidence: [],
    itemIds: ['item-1'],
    disagreements: [],
    ...change,
  };
}

export function makeSource(change: Partial<StorySource> = {}): StorySource {
  return {
    itemId: 'item-1',
    feedId: 'feed-1',
    outlet: 'Wire of the South',
    sourceKind: 'wire',
    url: 'https://wire.example/1',
    title: 'Sechin lands in Caracas',
    summary: 'The head of the oil company arrived on Tuesday.',
    language: 'en',
    publishedAt: NOW,
    seenAt: NOW,
    backlog: false,
    surfaces: { 'igor-sechin': 'Sechin' },
    events: [],
    ...change,
  };
}

export function makeStory(change: Partial<Story> = {}): Story {
  return {
    id: 'story-1',
    sources: [makeSource()],
    events: [makeEvent()],
    firstSeenAt: NOW,
    updatedAt: NOW,
    version: 1,
    summary: { facts: [], language: 'en', madeBy: 'extractive' },
    ...change,
  };
}

export function makeAlert(change: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1',
    storyId: 'story-1',
    guildId: 'guild-1',
    channelId: 'channel-1',
    watchlistIds: ['watchlist-1'],
    thread: 'none',
    toldVersion: 1,
    messageId: undefined,
    createdAt: NOW,
    mutedBy: undefined,
    ...change,
  };
}

export function makeDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: 'delivery-1',
    alertId: 'alert-1',
    guildId: 'guild-1',
    channelId: 'channel-1',
    action: { kind: 'post' },
    message: { content: 'Sechin lands in Caracas', embeds: [], buttons: [], pingRoleIds: [] },
    createdAt: NOW,
    ...change,
  };
}

export function makeFeed(change: Partial<Feed> = {}): Feed {
  return {
    id: 'feed-1',
    url: 'https://wire.example/rss',
    title: 'Wire of the South',
    sourceKind: 'wire',
    language: 'en',
    tags: [],
    addedBy: 'operator',
    addedAt: NOW,
    allowInnerAddress: false,
    minIntervalMs: undefined,
    ...change,
  };
}

export function makeFeedState(change: Partial<FeedState> = {}): FeedState {
  return {
    feedId: 'feed-1',
    etag: undefined,
    lastModified: undefined,
    validatorsUrl: undefined,
    lastBodyAt: undefined,
    bodyHash: undefined,
    baselineAt: undefined,
    lastAttemptAt: undefined,
    lastSuccessAt: undefined,
    lastNewItemAt: undefined,
    nextDueAt: NOW,
    nextDueReason: 'new',
    failures: 0,
    lastError: undefined,
    health: 'new',
    recentItemsAt: [],
    pace: undefined,
    hub: undefined,
    movedTo: undefined,
    repairs: [],
    ...change,
  };
}

export function makeWatchlist(change: Partial<Watchlist> = {}): Watchlist {
  return {
    id: 'watchlist-1',
    guildId: 'guild-1',
    name: 'Russia in Latin America',
    officials: ['igor-sechin'],
    countries: [],
    organisations: [],
    kinds: ['trip', 'deal'],
    minConfidence: 0.6,
    languages: [],
    channelId: 'channel-1',
    roleId: undefined,
    delivering: { mode: 'instant' },
    ownerId: 'user-1',
    reason: 'A deal follows the trip',
    createdAt: NOW,
    paused: false,
    ...change,
  };
}
