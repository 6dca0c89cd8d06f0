/**
 * Precedents: what earlier trips of an official to a country led to, by what is on record. Pure over archive rows; it
 * counts what it was given, and says since when that goes.
 */
import type { DossierEntry } from '../model/dossier.ts';
import type { StoryEvent } from '../model/story.ts';

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
  /** Whether the trip is only announced: then it would be that visit. */
  readonly isPlanned: boolean;
  /** When the record of the official begins, ms since the epoch. */
  readonly sinceAt: number;
  /** The last trips before this one, the latest first, at most three. */
  readonly last: readonly Precedent[];
}

/** What is asked of the record. */
export interface PrecedentRecord {
  /** Trips of an official to a country before a day, which were made or under way, the latest first. */
  visits(
    officialId: string,
    country: string,
    beforeDay: string | undefined,
    limit: number,
  ): { readonly total: number; readonly entries: readonly DossierEntry[] };
  /** When the oldest story of an official was reported; undefined where there is none. */
  sinceAt(officialId: string): number | undefined;
  /** The deals that are linked to a trip's story. */
  dealsOf(tripStoryId: string): readonly DossierEntry[];
}

/**
 * Looks up what stands before a trip: earlier trips of its first official to its first country, each story once.
 *
 * @returns undefined where none is on record: then there is nothing to say
 */
export function findPrecedents(event: StoryEvent, record: PrecedentRecord): Precedents | undefined {
  const [officialId] = event.officials;
  const [country] = event.countries;
  if (event.kind !== 'trip' || officialId === undefined || country === undefined) return undefined;
  const beforeDay = event.date === undefined ? undefined : event.date.from.padEnd(10, '-01');
  const { total, entries } = record.visits(officialId, country, beforeDay, LAST_TRIPS);
  const sinceAt = record.sinceAt(officialId);
  if (total === 0 || sinceAt === undefined) return undefined;
  const last = entries.map((trip) => ({ trip, deals: record.dealsOf(trip.storyId) }));
  return { officialId, country, ordinal: total + 1, isPlanned: event.status === 'planned', sinceAt, last };
}
