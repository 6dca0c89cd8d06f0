/** A story: the items that report one happening, and the events merged from them. */
import type { DetectedEvent } from './event.ts';
import type { SourceKind } from './feed.ts';
import type { Summary } from './summary.ts';

/** One item of a story, as the alert cites it. */
export interface StorySource {
  readonly itemId: string;
  readonly feedId: string;
  readonly outlet: string;
  readonly sourceKind: SourceKind;
  readonly url: string | undefined;
  readonly title: string;
  readonly summary: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly publishedAt: number | undefined;
  readonly seenAt: number;
  readonly backlog: boolean;
  /** The forms in which the item names the officials, by official id: `{ "igor-sechin": "Сечину" }`. */
  readonly surfaces: Readonly<Record<string, string>>;
  /** What this item alone reports. */
  readonly events: readonly DetectedEvent[];
}

/** What sources say differently of one fact: who says what. */
export interface Disagreement {
  readonly slot: 'date' | 'value' | 'status' | 'place';
  readonly claims: readonly { readonly text: string; readonly outlets: readonly string[] }[];
}

/** An event merged from all sources of a story. */
export interface StoryEvent extends DetectedEvent {
  /** Which items report it. */
  readonly itemIds: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** The items that report one happening, and the events merged from them. */
export interface Story {
  /** Stable from the first item on. */
  readonly id: string;
  /** In the order in which they came; at least one. */
  readonly sources: readonly StorySource[];
  /** The most telling first; at least one. */
  readonly events: readonly StoryEvent[];
  readonly firstSeenAt: number;
  readonly updatedAt: number;
  /** Counts changes, from 1: an alert remembers which one it told. */
  readonly version: number;
  readonly summary: Summary;
  /** Stories from which an editor parted this one: filing never joins them. Missing where nobody did. */
  readonly apartFrom?: readonly string[];
  /** Set where an editor joined stories: filing never parts it. */
  readonly heldTogether?: boolean;
}

/** A connection between two stories, a trip and the deal that followed it. */
export interface StoryLink {
  readonly tripStoryId: string;
  readonly dealStoryId: string;
  /** The evidence in plain words. */
  readonly why: string;
  /** 0 to 1, to rank links by; made of who, where and when agree. */
  readonly confidence: number;
  /** Days from the trip's last day to the deal; 0 for a deal during the trip. A desk chooses how many it takes. */
  readonly gapDays: number;
}

/** What an editor decided about a link, for their guild. */
export interface LinkVerdict {
  readonly guildId: string;
  readonly tripStoryId: string;
  readonly dealStoryId: string;
  readonly linked: boolean;
  /** Discord user id. */
  readonly by: string;
  readonly at: number;
}

/** What filing an item's report did; `nothing new` is a repeat that adds no source. */
export type FilingKind = 'new' | 'changed' | 'nothing new';

/**
 * The event among `before` that `event` goes on from: of the same kind and officials and reported by the same items;
 * of several, the one that agrees most. Two deals of one item are told apart by their sector, two trips by country.
 */
export function findEarlierEvent(before: readonly StoryEvent[], event: StoryEvent): StoryEvent | undefined {
  const rated = before
    .filter((old) => old.kind === event.kind && shared(old.officials, event.officials) > 0)
    .map((old) => {
      const agreeing = (old.sector === event.sector ? 1 : 0) + (shared(old.countries, event.countries) > 0 ? 1 : 0);
      return { old, items: shared(old.itemIds, event.itemIds), agreeing };
    })
    .filter(({ items }) => items > 0);
  return rated.sort((a, b) => b.agreeing - a.agreeing || b.items - a.items)[0]?.old;
}

function shared(a: readonly string[], b: readonly string[]): number {
  return a.filter((one) => b.includes(one)).length;
}
