/** Events of an item: trips and deals, their claims merged, what is no news left out, gaps filled from the item. */
import type { DetectedEvent, EventDate, EventStatus, Evidence } from '../model/event.ts';
import type { SilentReason } from '../model/report.ts';
import { confidenceOf } from './confidence.ts';
import type { ReadContext } from './context.ts';
import { publishedDate } from './dates.ts';
import { type DealClaim, findDeals } from './deals.ts';
import { dateNear } from './event-date.ts';
import { because, weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import { has, type SentenceReading, spansOf, wordsAt } from './reading.ts';
import { findTrips, type TripClaim } from './trips.ts';

/** What events are found from; without a usable date of publication, dates stay unresolved. */
export type EventContext = Omit<ReadContext, 'publishedAt'> & { readonly publishedAt: number | undefined };

/** What an item is about besides trips and deals, with what it takes from each kind's evidence. */
const TOPICS = [
  { cue: 'retrospect', why: 'looks back', trip: -5, deal: -5, reason: 'retrospect only' },
  { cue: 'court', why: 'court, crime or sanctions', trip: -3, deal: -3, reason: 'not news' },
  { cue: 'sport', why: 'sport or film', trip: -3, deal: -4, reason: 'not news' },
  { cue: 'person', why: 'election, office, illness or death', trip: -1.2, deal: -1.2, reason: 'not news' },
] as const;

/** The events of an item, and why there are none. */
export function findEvents(context: EventContext): { events: DetectedEvent[]; silentReason: SilentReason | undefined } {
  const publishedAt = context.publishedAt ?? 0;
  const topics = topicsOf(context.sentences, publishedAt);
  const trips = mergeTrips(callOff(findTrips({ ...context, publishedAt }), context));
  const present = new Set(
    trips.filter((trip) => trip.status !== 'planned' && trip.status !== 'cancelled').flatMap((trip) => trip.officials),
  );
  const away = new Set(trips.flatMap((trip) => trip.officials).filter((id) => !present.has(id)));
  const deals = findDeals({ ...context, publishedAt }, away);
  const found = [
    ...trips.map((trip) => tripEvent(trip, context, topics)),
    ...deals.map((deal) => dealEvent(deal, context, topics, trips)),
  ];
  const events = found.filter((event) => weightOf(event.evidence) > 0);
  if (events.length > 0) return { events, silentReason: undefined };
  return { events: [], silentReason: found.length > 0 ? (topics[0]?.reason ?? 'no trip or deal') : 'no trip or deal' };
}

type Topic = {
  readonly cue: string;
  readonly trip: number;
  readonly deal: number;
  readonly reason: SilentReason;
  readonly evidence: (weight: number) => Evidence;
};

function topicsOf(sentences: readonly SentenceReading[], publishedAt: number): Topic[] {
  const topics: Topic[] = [];
  for (const topic of TOPICS) {
    // One word of it may be chance ("the judge's visit"); two are a subject.
    const count = new Set(sentences.flatMap((one) => spansOf(one, topic.cue).map((found) => wordsAt(one, found)))).size;
    const share = count > 1 || topic.cue === 'retrospect' || topic.cue === 'person' ? 1 : 0.5;
    const sentence = sentences.find((one) => has(one, topic.cue) && (topic.cue !== 'person' || one.field === 'title'));
    const span = sentence === undefined ? undefined : spansOf(sentence, topic.cue)[0];
    if (sentence === undefined || span === undefined) continue;
    topics.push({
      cue: topic.cue,
      trip: topic.trip * share,
      deal: topic.deal * share,
      reason: topic.reason,
      evidence: (weight) => because('kind', topic.why, weight, sentence, span),
    });
  }
  // A lead that names a year two or more years back tells history.
  const year = new Date(publishedAt).getUTCFullYear();
  for (const sentence of sentences.slice(0, 2)) {
    const old = sentence.times.find(
      (time) =>
        time.bound === undefined &&
        ((time.spec.kind === 'year' && time.spec.year <= year - 2) ||
          (time.spec.kind === 'date' && (time.spec.year ?? year) <= year - 2)),
    );
    if (old !== undefined) {
      topics.push({
        cue: 'year',
        trip: -2,
        deal: -1.2,
        reason: 'retrospect only',
        evidence: (weight) => because('kind', 'names a year long past', weight, sentence, old),
      });
      break;
    }
  }
  return topics;
}

/**
 * "The summit won't take place. X and Y were to meet in Angola": where the title calls off and names no other
 * traveller, what the rest tells as planned is off.
 */
function callOff(claims: readonly TripClaim[], context: EventContext): TripClaim[] {
  const title = context.sentences[0];
  if (title === undefined || title.field !== 'title' || !(has(title, 'cancels') || has(title, 'notGo')))
    return [...claims];
  const named = new Set((context.actors[title.index] ?? []).map((actor) => actor.officialId));
  return claims.map((claim) => {
    if (claim.sentence === title || (named.size > 0 && !named.has(claim.officialId))) return claim;
    const planned = claim.status === 'planned' || (claim.status === 'done' && has(claim.sentence, 'planned'));
    return planned ? { ...claim, status: 'cancelled' } : claim;
  });
}

interface Trip {
  readonly officials: readonly string[];
  readonly country: string;
  readonly town: Town | undefined;
  readonly status: EventStatus;
  readonly date: EventDate | undefined;
  readonly sentence: SentenceReading;
  readonly evidence: readonly Evidence[];
}

/** Merges what several sentences say of one official's trip, then officials of one trip. */
function mergeTrips(claims: readonly TripClaim[]): Trip[] {
  const own: TripClaim[] = [];
  for (const claim of claims) {
    const at = own.findIndex((other) => other.officialId === claim.officialId && sameTrip(other, claim));
    const other = own[at];
    if (other === undefined) own.push(claim);
    else own[at] = mergeClaims(other, claim);
  }
  const trips: Trip[] = [];
  for (const { officialId, ...claim } of own) {
    const at = trips.findIndex(
      (trip) =>
        trip.country === claim.country &&
        trip.town === claim.town &&
        trip.status === claim.status &&
        (trip.date === undefined || claim.date === undefined || trip.date.from === claim.date.from),
    );
    const trip = trips[at];
    if (trip === undefined) trips.push({ ...claim, officials: [officialId] });
    else {
      const better = weightOf(claim.evidence) > weightOf(trip.evidence) ? claim : trip;
      trips[at] = { ...better, date: trip.date ?? claim.date, officials: [...trip.officials, officialId] };
    }
  }
  return trips;
}

function sameTrip(a: TripClaim, b: TripClaim): boolean {
  if (a.country !== b.country) return false;
  if (a.town === undefined || b.town === undefined || a.town === b.town) return true;
  return a.status === b.status || (a.status !== 'planned' && b.status !== 'planned');
}

/** How much a status says over another of the same trip: what is off is off, whatever was planned. */
const STATUS_RANK: readonly EventStatus[] = ['denied', 'cancelled', 'under-way', 'planned', 'done'];

function mergeClaims(a: TripClaim, b: TripClaim): TripClaim {
  const better = weightOf(b.evidence) > weightOf(a.evidence) ? b : a;
  const status = STATUS_RANK.indexOf(a.status) <= STATUS_RANK.indexOf(b.status) ? a.status : b.status;
  const date =
    a.date?.precision === 'day' || b.date === undefined
      ? a.date
      : b.date.precision === 'day' || a.date === undefined
        ? b.date
        : a.date;
  return { ...better, town: a.town ?? b.town, status, date };
}

function tripEvent(trip: Trip, context: EventContext, topics: readonly Topic[]): DetectedEvent {
  const evidence = [
    ...trip.evidence,
    ...topics
      .filter((topic) => topic.cue !== 'person' || trip.status !== 'cancelled')
      .map((topic) => topic.evidence(topic.trip)),
  ];
  const town = trip.town ?? onlyTown(context.sentences, trip.country);
  const date = trip.date ?? otherDate(context, trip.status);
  return {
    kind: 'trip',
    status: trip.status,
    officials: trip.officials,
    countries: [trip.country],
    place: town?.name,
    date,
    parties: [],
    value: undefined,
    sector: undefined,
    ...shown(trip.sentence, evidence),
  };
}

function dealEvent(
  deal: DealClaim,
  context: EventContext,
  topics: readonly Topic[],
  trips: readonly Trip[],
): DetectedEvent {
  const evidence = [
    ...deal.evidence,
    ...topics.filter((topic) => topic.deal < 0).map((topic) => topic.evidence(topic.deal)),
  ];
  const trip = trips.find((one) => one.status !== 'planned' && one.town !== undefined);
  const towns = new Set(
    context.sentences.flatMap((sentence) =>
      sentence.places.filter((place) => place.town !== undefined && place.relation === 'at').map((place) => place.town),
    ),
  );
  const town =
    deal.town ??
    (deal.status === 'planned' || deal.status === 'denied'
      ? undefined
      : (trip?.town ?? (towns.size === 1 ? [...towns][0] : undefined)));
  const date =
    deal.date ??
    (deal.status === 'planned' || deal.status === 'denied'
      ? undefined
      : deal.status === 'cancelled'
        ? monthOf(context)
        : otherDate(context, deal.status));
  return {
    kind: 'deal',
    status: deal.status,
    officials: deal.officials,
    countries: deal.countries,
    place: town?.name,
    date,
    parties: deal.parties,
    value: deal.value,
    sector: deal.sector,
    ...shown(deal.sentence, evidence),
  };
}

function shown(sentence: SentenceReading, evidence: readonly Evidence[]) {
  return {
    sentence: sentence.text,
    span: { field: sentence.field, start: sentence.start, end: sentence.start + sentence.text.length },
    confidence: confidenceOf(evidence),
    foundBy: 'rule',
    evidence,
  };
}

/** The one town of that state in which the item says that something is. */
function onlyTown(sentences: readonly SentenceReading[], country: string): Town | undefined {
  const towns = new Set(
    sentences.flatMap((sentence) =>
      sentence.places
        .filter(
          (place) =>
            place.country === country &&
            place.town !== undefined &&
            place.relation !== 'from' &&
            (place.kind === 'town' || place.relation === 'at'),
        )
        .map((place) => place.town),
    ),
  );
  return towns.size === 1 ? [...towns][0] : undefined;
}

/** A day that another sentence of the item names, or the day of publication for what is done. */
function otherDate(context: EventContext, status: EventStatus): EventDate | undefined {
  const { publishedAt } = context;
  if (publishedAt === undefined) return undefined;
  if (status === 'cancelled' || status === 'denied' || status === 'planned') return undefined;
  const dates = context.sentences
    .map((sentence) => dateNear(sentence, { from: 0, to: 0 }, publishedAt, status))
    .filter((date) => date !== undefined);
  return dates.find((date) => date.precision === 'day') ?? dates[0] ?? publishedDate(publishedAt, 'day');
}

function monthOf(context: EventContext): EventDate | undefined {
  return context.publishedAt === undefined ? undefined : publishedDate(context.publishedAt, 'month');
}
