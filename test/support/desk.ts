/** A desk to alert: ready-made data in the model's form, each field of which a test may set. */
import type { DetectedEvent } from '../../src/model/event.ts';
import type { Item } from '../../src/model/item.ts';
import type { Official } from '../../src/model/official.ts';
import type { Story, StoryEvent, StorySource } from '../../src/model/story.ts';
import type { Watchlist } from '../../src/model/watchlist.ts';

/** The time at which tests decide: noon of 28 July 2009, UTC. */
export const NOW = Date.UTC(2009, 6, 28, 12);

export function official(part: Partial<Official> = {}): Official {
  return {
    id: 'igor-sechin',
    name: 'Igor Sechin',
    names: { en: ['Igor Sechin'], ru: ['Игорь Сечин'] },
    offices: [{ title: 'Chairman', organisation: 'Rosneft', country: 'RU', from: '2004', to: '2011' }],
    wikidataId: undefined,
    distinguish: undefined,
    checkedOn: undefined,
    portraitUrl: undefined,
    ...part,
  };
}

export function item(part: Partial<Item> = {}): Item {
  return {
    id: 'item-1',
    identityKeys: ['item-1'],
    feedId: 'feed-1',
    outlet: 'Wire of the South',
    sourceKind: 'wire',
    url: 'https://wire.example/1',
    title: 'Sechin arrives in Caracas',
    summary: 'Russia’s deputy prime minister Igor Sechin landed in Caracas on Monday.',
    body: undefined,
    language: 'en',
    publishedAt: NOW - 3_600_000,
    seenAt: NOW,
    backlog: false,
    ...part,
  };
}

export function detected(part: Partial<DetectedEvent> = {}): DetectedEvent {
  return {
    kind: 'trip',
    status: 'done',
    officials: ['igor-sechin'],
    countries: ['VE'],
    place: 'Caracas',
    date: { from: '2009-07-27', to: undefined, precision: 'day', stated: true },
    parties: [],
    value: undefined,
    sector: undefined,
    sentence: 'Russia’s deputy prime minister Igor Sechin landed in Caracas on Monday.',
    span: { field: 'summary', start: 0, end: 71 },
    confidence: 0.9,
    foundBy: 'rule',
    evidence: [],
    ...part,
  };
}

export function event(part: Partial<StoryEvent> = {}): StoryEvent {
  return { ...detected(), itemIds: ['item-1'], disagreements: [], ...part };
}

export function source(part: Partial<StorySource> = {}): StorySource {
  return {
    itemId: 'item-1',
    feedId: 'feed-1',
    outlet: 'Wire of the South',
    sourceKind: 'wire',
    url: 'https://wire.example/1',
    title: 'Sechin arrives in Caracas',
    summary: 'Russia’s deputy prime minister Igor Sechin landed in Caracas on Monday.',
    language: 'en',
    publishedAt: NOW - 3_600_000,
    seenAt: NOW,
    backlog: false,
    surfaces: { 'igor-sechin': 'Igor Sechin' },
    events: [detected()],
    ...part,
  };
}

export function story(part: Partial<Story> = {}): Story {
  return {
    id: 'story-1',
    sources: [source()],
    events: [event()],
    firstSeenAt: NOW,
    updatedAt: NOW,
    version: 1,
    summary: { facts: [], language: 'en', madeBy: 'extractive' },
    ...part,
  };
}

export function watchlist(part: Partial<Watchlist> = {}): Watchlist {
  return {
    id: 'watchlist-1',
    guildId: 'guild-1',
    name: 'Energy desk',
    officials: [],
    countries: [],
    organisations: [],
    kinds: [],
    minConfidence: 0,
    languages: [],
    channelId: '100000000000000001',
    roleId: undefined,
    delivering: { mode: 'instant' },
    ownerId: '200000000000000001',
    reason: 'What follows Sechin’s trips',
    createdAt: NOW,
    paused: false,
    ...part,
  };
}
