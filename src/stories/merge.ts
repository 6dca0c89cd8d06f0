/** Merging: the events that a story's sources report, one entry for each event, with who says what where they differ. */
import { type DetectedEvent, type EventStatus, formatEventDate } from '../model/event.ts';
import type { Disagreement, StoryEvent, StorySource } from '../model/story.ts';
import { toldAt } from './same.ts';

interface Claim {
  readonly source: StorySource;
  readonly event: DetectedEvent;
}

/**
 * Merges what `sources` report. The result does not depend on their order: claims are taken by time of publication,
 * then by item id.
 *
 * @returns the most telling first: deals with a value, then deals, then trips, each by confidence
 */
export function mergeEvents(sources: readonly StorySource[]): readonly StoryEvent[] {
  const claims = sources
    .flatMap((source) => source.events.map((event): Claim => ({ source, event })))
    .sort((a, b) => toldAt(a.source) - toldAt(b.source) || (a.source.itemId < b.source.itemId ? -1 : 1));
  const groups: Claim[][] = [];
  for (const claim of claims) {
    const group = groups.find((members) => members.some((member) => isSameSlot(member, claim)));
    if (group === undefined) groups.push([claim]);
    else group.push(claim);
  }
  return groups.flatMap((group) => mergeClaims(group) ?? []).sort(mostTellingFirst);
}

/** Two claims speak of one event of the story: same kind, a shared official, and nothing that tells them apart. */
function isSameSlot(a: Claim, b: Claim): boolean {
  return (
    a.event.kind === b.event.kind &&
    a.event.officials.some((id) => b.event.officials.includes(id)) &&
    (a.event.countries.length === 0 ||
      b.event.countries.length === 0 ||
      a.event.countries.some((country) => b.event.countries.includes(country))) &&
    (a.event.sector === undefined || b.event.sector === undefined || a.event.sector === b.event.sector)
  );
}

/** `claims` in the order in which they were told; undefined only for none. */
function mergeClaims(claims: readonly Claim[]): StoryEvent | undefined {
  const strongest = claims.toSorted((a, b) => b.event.confidence - a.event.confidence)[0]?.event;
  const latest = claims.at(-1)?.event;
  if (strongest === undefined || latest === undefined) return undefined;
  const values = claims.flatMap(({ event }) => event.value ?? []);
  const dates = claims.flatMap(({ event }) => event.date ?? []);
  const stated = dates.filter((date) => date.stated && date.precision === 'day');
  return {
    ...strongest,
    status: latestStatus(claims),
    officials: unique(claims.flatMap(({ event }) => event.officials)),
    countries: unique(claims.flatMap(({ event }) => event.countries)),
    parties: unique(claims.flatMap(({ event }) => event.parties)),
    place: mostFrequent(claims.flatMap(({ event }) => event.place ?? [])),
    value: values.at(-1),
    date: stated.at(-1) ?? dates.at(-1),
    sector: mostFrequent(claims.flatMap(({ event }) => event.sector ?? [])),
    confidence: combinedConfidence(claims),
    itemIds: unique(claims.map(({ source }) => source.itemId)),
    disagreements: disagreements(claims),
  };
}

/** The newest word counts; at the same moment the one that is further along. */
function latestStatus(claims: readonly Claim[]): EventStatus {
  return claims.at(-1)?.event.status ?? 'planned';
}

/** Outlets copy each other, so a second outlet lifts confidence by a third of what is missing, not by all of it. */
function combinedConfidence(claims: readonly Claim[]): number {
  const best = Math.max(...claims.map(({ event }) => event.confidence));
  const outlets = new Set(claims.map(({ source }) => source.outlet)).size;
  return 1 - (1 - best) * (2 / 3) ** (outlets - 1);
}

function disagreements(claims: readonly Claim[]): readonly Disagreement[] {
  const slots: readonly (readonly [Disagreement['slot'], (event: DetectedEvent) => string | undefined])[] = [
    ['date', ({ date }) => (date?.stated === true && date.precision === 'day' ? formatEventDate(date) : undefined)],
    ['value', ({ value }) => (value === undefined ? undefined : `${value.amount} ${value.currency}`)],
  ];
  return slots.flatMap(([slot, read]) => {
    const outletsByText = new Map<string, string[]>();
    for (const { source, event } of claims) {
      const text = read(event);
      if (text !== undefined) outletsByText.set(text, unique([...(outletsByText.get(text) ?? []), source.outlet]));
    }
    if (outletsByText.size < 2) return [];
    return [{ slot, claims: [...outletsByText].map(([text, outlets]) => ({ text, outlets })) }];
  });
}

function mostTellingFirst(a: StoryEvent, b: StoryEvent): number {
  const rank = (event: StoryEvent) => (event.kind === 'deal' ? (event.value === undefined ? 1 : 0) : 2);
  return rank(a) - rank(b) || b.confidence - a.confidence;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
