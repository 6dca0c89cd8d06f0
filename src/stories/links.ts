/**
 * Links from trips to deals: a deal with the traveller, or with the traveller's organisation, in a country where the
 * traveller is or was a few days ago. Pure.
 */
import type { CandidateQuery } from '../model/candidate-query.ts';
import type { DetectedEvent } from '../model/event.ts';
import type { Official } from '../model/official.ts';
import type { Story, StoryEvent, StoryLink } from '../model/story.ts';
import { fold } from '../text/plain-name.ts';
import { daysOf, isCalledOff, isSameEvent, toldAt } from './same.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The longest that a desk can choose; links are kept up to it, and each desk sees its share. */
export const MAX_LINK_DAYS = 30;

/** Outlets date a signing by the day of the news, and a stay by the day of arrival. */
const SLACK_DAYS = 1;

/** A story is compared with at most so many on the other side: those that share an official come first. */
const MAX_COMPARED = 16;

/** What each agreement is worth; together they leave the doubts that the others leave, 1 - (1 - a)(1 - b). */
const WEIGHTS = { official: 0.7, organisation: 0.6, place: 0.35, during: 0.4, after: 0.3 } as const;

/** What links need to know of an official. */
export type FindOfficial = (id: string) => Pick<Official, 'name' | 'offices'> | undefined;

/** Who is who in organisations, by their usual English names. */
export interface Employers {
  readonly organisationsOf: (officialId: string) => readonly string[];
  readonly officialsOf: (organisation: string) => readonly string[];
}

/** Asks for the stories to which `story` could be linked: the deals of its trips, and the trips of its deals. */
export function linkQueries(story: Story, employers: Employers): readonly CandidateQuery[] {
  return [
    ...queryFor(story, 'trip', { before: SLACK_DAYS, after: MAX_LINK_DAYS }, ({ officials }) => ({
      kinds: ['deal'],
      officials,
      parties: officials.flatMap(employers.organisationsOf),
    })),
    ...queryFor(story, 'deal', { before: MAX_LINK_DAYS, after: SLACK_DAYS }, ({ officials, parties }) => ({
      kinds: ['trip'],
      officials: [...officials, ...parties.flatMap(employers.officialsOf)],
      parties: [],
    })),
  ];
}

/**
 * Finds the links between `story` and others.
 *
 * @param others what the archive answered to {@link linkQueries}; other stories among them are passed over
 */
export function findLinks(story: Story, others: readonly Story[], official: FindOfficial): readonly StoryLink[] {
  const links = others
    .filter((other) => other.id !== story.id)
    .flatMap((other) => [linkTripToDeal(story, other, official), linkTripToDeal(other, story, official)])
    .filter((link) => link !== undefined);
  const byPair = new Map(links.map((link) => [`${link.tripStoryId} ${link.dealStoryId}`, link]));
  return [...byPair.values()].sort((a, b) => b.confidence - a.confidence);
}

/** The best link between a trip of one story and a deal of another; undefined where none holds. */
export function linkTripToDeal(trip: Story, deal: Story, official: FindOfficial): StoryLink | undefined {
  // Two deals of one visit both tell of the visit: the one that was told first stands for it.
  if (tellsTripOf(deal, trip) && !isEarlier(trip, deal)) return undefined;
  const found = trip.events
    .filter((event) => event.kind === 'trip' && !isCalledOff(event))
    .flatMap((tripEvent) =>
      deal.events
        .filter((event) => event.kind === 'deal' && !isCalledOff(event))
        .flatMap((dealEvent) => linkEvents(tripEvent, trip, dealEvent, deal, official) ?? []),
    );
  return found.sort((a, b) => b.confidence - a.confidence)[0];
}

function linkEvents(
  tripEvent: StoryEvent,
  trip: Story,
  dealEvent: StoryEvent,
  deal: Story,
  official: FindOfficial,
): StoryLink | undefined {
  const gap = gapDays(tripEvent, trip, dealEvent, deal);
  const country = tripEvent.countries.find((code) => dealEvent.countries.includes(code));
  if (gap === undefined || country === undefined) return undefined;
  const traveller = tripEvent.officials.find((id) => dealEvent.officials.includes(id));
  const employed = employerAmong(tripEvent, dealEvent.parties, official);
  const who = traveller ?? employed?.officialId;
  if (who === undefined) return undefined;
  const samePlace = tripEvent.place !== undefined && tripEvent.place === dealEvent.place;
  const weights = [
    traveller === undefined ? 0 : WEIGHTS.official,
    employed === undefined ? 0 : WEIGHTS.organisation,
    samePlace ? WEIGHTS.place : 0,
    gap === 0 ? WEIGHTS.during : WEIGHTS.after * (1 - gap / (MAX_LINK_DAYS + 1)),
  ];
  const name = official(who)?.name ?? who;
  const where = tripEvent.place ?? COUNTRY_NAMES.of(country) ?? country;
  const reasons = [
    `${name} ${tripEvent.status === 'planned' ? 'is to be' : 'was'} in ${where}`,
    whenWords(gap, dealEvent),
    ...(employed === undefined ? [] : [`${employed.organisation} is a party`]),
  ];
  return {
    tripStoryId: trip.id,
    dealStoryId: deal.id,
    why: reasons.join('; '),
    confidence: Math.round((1 - weights.reduce((doubt, weight) => doubt * (1 - weight), 1)) * 100) / 100,
    gapDays: gap,
  };
}

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

function whenWords(gap: number, { status }: DetectedEvent): string {
  const deal = status === 'planned' ? 'the deal is announced for' : 'the deal came';
  if (gap === 0) return `${deal}${status === 'planned' ? '' : ' during'} the stay`;
  return `the deal ${status === 'planned' ? 'is announced' : 'came'} ${gap} ${gap === 1 ? 'day' : 'days'} later`;
}

/** Days from the end of the trip to the deal, 0 during it; undefined where the deal is before or long after it. */
function gapDays(tripEvent: StoryEvent, trip: Story, dealEvent: StoryEvent, deal: Story): number | undefined {
  const [tripFrom, tripTo] = daysOf(tripEvent) ?? dayTold(trip, tripEvent);
  const [dealFrom] = daysOf(dealEvent) ?? dayTold(deal, dealEvent);
  if (dealFrom < tripFrom - SLACK_DAYS * DAY_MS) return undefined;
  const gap = Math.max(0, Math.round((dealFrom - tripTo) / DAY_MS));
  return gap > MAX_LINK_DAYS ? undefined : gap;
}

/** The day on which an event was first told, where none is known of it. */
function dayTold(story: Story, event: StoryEvent): readonly [number, number] {
  const source = story.sources.find(({ itemId }) => event.itemIds.includes(itemId));
  const at = source === undefined ? story.firstSeenAt : toldAt(source);
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  return [day, day];
}

/** The traveller whose organisation at the time is a party. */
function employerAmong(
  { officials, date }: DetectedEvent,
  parties: readonly string[],
  official: FindOfficial,
): { readonly officialId: string; readonly organisation: string } | undefined {
  const wanted = parties.map(fold);
  for (const officialId of officials) {
    for (const office of official(officialId)?.offices ?? []) {
      const held = date === undefined || ((office.from ?? '') <= date.from && date.from <= `${office.to ?? '9999'}~`);
      if (held && wanted.includes(fold(office.organisation))) return { officialId, organisation: office.organisation };
    }
  }
  return undefined;
}

/** Whether a story that brings a deal tells of the other story's trip too. */
function tellsTripOf(deal: Story, trip: Story): boolean {
  const trips = (story: Story) => story.events.filter(({ kind }) => kind === 'trip');
  return trips(deal).some((a) => trips(trip).some((b) => isSameEvent(a, deal.firstSeenAt, b, trip.firstSeenAt)));
}

function isEarlier(a: Story, b: Story): boolean {
  return a.firstSeenAt < b.firstSeenAt || (a.firstSeenAt === b.firstSeenAt && a.id < b.id);
}

function queryFor(
  story: Story,
  own: StoryEvent['kind'],
  days: { readonly before: number; readonly after: number },
  wanted: (event: StoryEvent) => Pick<CandidateQuery, 'kinds' | 'officials'> & { readonly parties: readonly string[] },
): readonly CandidateQuery[] {
  const events = story.events.filter(({ kind }) => kind === own);
  if (events.length === 0) return [];
  const spans = events.map((event) => daysOf(event) ?? dayTold(story, event));
  const fromAt = Math.min(...spans.map(([from]) => from)) - days.before * DAY_MS;
  const toAt = Math.max(...spans.map(([, to]) => to)) + (days.after + 1) * DAY_MS;
  const asked = events.map(wanted);
  return [
    {
      officials: [...new Set(asked.flatMap(({ officials }) => officials))],
      kinds: [...new Set(asked.flatMap(({ kinds }) => kinds))],
      parties: [...new Set(asked.flatMap(({ parties }) => parties))],
      sharedParties: 1,
      fromAt,
      toAt,
      days: { from: dayOf(fromAt), to: dayOf(toAt) },
      limit: MAX_COMPARED,
    },
  ];
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
