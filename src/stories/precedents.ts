/**
 * Precedents: what earlier trips of an official to a country led to, by what is on record. Pure over archive rows; it
 * counts what it was given, and says since when that goes.
 */
import type { DossierEntry } from '../model/dossier.ts';
import type { StoryEvent } from '../model/story.ts';
import { daysOf } from './same.ts';

/** So many of the last trips are looked at for what followed. */
const LAST_TRIPS = 3;

/** An earlier trip with the deals that are linked to it. */
export interface Precedent {
  readonly trip: DossierEntry;
  readonly deals: readonly DossierEntry[];
}

/** What the record says of a trip. */
export interface Precedents {
  readonly officialId: string;
  readonly country: string;
  /** Which visit on record it is, counted from 1, this one included. */
  readonly ordinal: number;
  /** When the record of the official begins, ms since the epoch. */
  readonly sinceAt: number;
  /** The last trips before this one, the latest first, at most three. */
  readonly last: readonly Precedent[];
}

/** What is asked of the record. */
export interface PrecedentRecord {
  /** Happenings of an official, the latest reported first. */
  entriesOf(officialId: string): readonly DossierEntry[];
  /** When the oldest story of an official was reported; undefined where there is none. */
  sinceAt(officialId: string): number | undefined;
  /** The deals that are linked to a trip's story. */
  dealsOf(tripStoryId: string): readonly DossierEntry[];
}

/**
 * Looks up what stands before a trip: earlier trips of its first official to its first country that were made or under
 * way, each story once.
 *
 * @returns undefined where none is on record: then there is nothing to say
 */
export function findPrecedents(storyId: string, event: StoryEvent, record: PrecedentRecord): Precedents | undefined {
  const [officialId] = event.officials;
  const [country] = event.countries;
  if (event.kind !== 'trip' || officialId === undefined || country === undefined) return undefined;
  const from = daysOf(event)?.[0] ?? Number.POSITIVE_INFINITY;
  const earlier = record
    .entriesOf(officialId)
    .filter((entry) => entry.storyId !== storyId && isVisit(entry, country) && startOf(entry) < from)
    .sort((a, b) => startOf(b) - startOf(a));
  const byStory = [...Map.groupBy(earlier, (entry) => entry.storyId).values()].flatMap(([first]) => first ?? []);
  const sinceAt = record.sinceAt(officialId);
  if (byStory.length === 0 || sinceAt === undefined) return undefined;
  const last = byStory.slice(0, LAST_TRIPS).map((trip) => ({ trip, deals: record.dealsOf(trip.storyId) }));
  return { officialId, country, ordinal: byStory.length + 1, sinceAt, last };
}

function isVisit({ event }: DossierEntry, country: string): boolean {
  return (
    event.kind === 'trip' &&
    (event.status === 'done' || event.status === 'under-way') &&
    event.countries.includes(country)
  );
}

/** When a trip began, ms since the epoch; when it was reported, where its day isn't known. */
function startOf(entry: DossierEntry): number {
  return daysOf(entry.event)?.[0] ?? entry.at;
}
