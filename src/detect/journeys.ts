/** Journeys: what several sentences claim of an official's trip, made one; then officials who share it. */
import type { EventDate, EventStatus, Evidence } from '../model/event.ts';
import type { ReadContext } from './context.ts';
import { mayBeAhead, publishedDate, stretchDate } from './dates.ts';
import { dateNear, ELSEWHERE, lengthOfStay } from './event-date.ts';
import { weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import { has, type SentenceReading, spansOf, within } from './reading.ts';
import type { TripClaim } from './trips.ts';

/** A trip of one or more officials. */
export interface Journey {
  readonly officials: readonly string[];
  readonly country: string;
  readonly town: Town | undefined;
  readonly status: EventStatus;
  readonly date: EventDate | undefined;
  readonly sentence: SentenceReading;
  readonly evidence: readonly Evidence[];
}

/** Merges the claims of an item to journeys, in the order of the text. */
export function mergeClaims(claims: readonly TripClaim[], context: ReadContext): Journey[] {
  const own: TripClaim[] = [];
  const called = callOff(claims, context);
  for (const claim of called.map((one) => asPlan(one, called, context))) {
    const at = own.findIndex((other) => other.officialId === claim.officialId && isSameTrip(other, claim));
    const other = own[at];
    if (other === undefined) own.push(claim);
    else own[at] = mergeTwo(other, claim);
  }
  const journeys: Journey[] = [];
  for (const claim of own) {
    const date = dateOf(claim, context, own);
    const town = claim.town ?? onlyTown(context.sentences, claim.country);
    const at = journeys.findIndex(
      (journey) =>
        journey.country === claim.country &&
        journey.town === town &&
        journey.status === claim.status &&
        (journey.date === undefined || date === undefined || journey.date.from === date.from),
    );
    const journey = journeys[at];
    const { country, status, sentence, evidence } = claim;
    if (journey === undefined)
      journeys.push({ officials: [claim.officialId], country, town, status, date, sentence, evidence });
    else {
      const better = weightOf(evidence) > weightOf(journey.evidence) ? { ...journey, sentence, evidence } : journey;
      journeys[at] = { ...better, date: journey.date ?? date, officials: [...journey.officials, claim.officialId] };
    }
  }
  return journeys;
}

/**
 * "The summit won't take place. X and Y were to meet in Angola": where the title calls off or denies and names no other
 * traveller, what the rest tells as planned is off.
 */
function callOff(claims: readonly TripClaim[], context: ReadContext): TripClaim[] {
  const [title, lead] = context.sentences;
  if (title === undefined || title.field !== 'title') return [...claims];
  // "X not going to A. There are no plans, a spokesman said": what never was planned isn't called off.
  const isDenied =
    has(title, 'denies') ||
    (has(title, 'notGo') &&
      !context.sentences.some((one) => has(one, 'cancels')) &&
      lead !== undefined &&
      has(lead, 'denies'));
  const off = isDenied ? 'denied' : has(title, 'cancels') || has(title, 'notGo') ? 'cancelled' : undefined;
  if (off === undefined) return [...claims];
  const named = new Set((context.actors[title.index] ?? []).map((actor) => actor.officialId));
  return claims.map((claim) => {
    if (isDenied && claim.sentence === title && claim.status === 'cancelled') return { ...claim, status: off };
    if (claim.sentence === title || (named.size > 0 && !named.has(claim.officialId))) return claim;
    const planned = claim.status === 'planned' || (claim.status === 'done' && has(claim.sentence, 'planned'));
    return planned ? { ...claim, status: off } : claim;
  });
}

/** "X on state visit to A. The president will be in B from the 26th": a headline without a verb of the past is a plan's. */
function asPlan(claim: TripClaim, all: readonly TripClaim[], context: ReadContext): TripClaim {
  const { publishedAt } = context;
  const { sentence, status } = claim;
  if (sentence.field !== 'title' || (status !== 'done' && status !== 'under-way')) return claim;
  if (sentence.times.length > 0 || (status === 'done' && has(sentence, 'go') && !has(sentence, 'goes'))) return claim;
  if (status === 'done' && isTimedAhead(claim, context)) return { ...claim, status: 'planned' };
  const today = publishedDate(publishedAt, 'day').from;
  const isAhead = all.some((other) => {
    if (other.officialId !== claim.officialId || other.country !== claim.country) return false;
    if (claim.town !== undefined && other.town !== undefined && claim.town !== other.town) return false;
    const isPlan = other.status === 'planned' || other.status === 'under-way';
    if (other.isCarried || other.sentence === sentence || !isPlan) return false;
    const date = other.anchors
      .map((anchor) => dateNear(anchor.sentence, anchor.span, publishedAt, 'planned'))
      .find((found) => found !== undefined);
    return date !== undefined && date.precision === 'day' && date.from > today;
  });
  return isAhead ? { ...claim, status: 'planned' } : claim;
}

/** "X flies to A. The minister attends a conference on Monday", told on Friday: the lead gives the headline its day. */
function isTimedAhead({ sentence: title, officialId }: TripClaim, { sentences, actors, publishedAt }: ReadContext) {
  const lead = sentences[title.index + 1];
  if (lead === undefined || lead.places.some((place) => place.relation === 'from')) return false;
  if (!(actors[lead.index] ?? []).some((actor) => actor.officialId === officialId)) return false;
  const verbs = (['goes', 'planned', 'willGo'] as const).flatMap((cue) => spansOf(lead, cue));
  return lead.times.some(
    (time) =>
      time.bound === undefined &&
      mayBeAhead(time.spec, publishedAt) &&
      verbs.some((verb) => verb.to <= time.from && within(lead, verb, time, 2)),
  );
}

function isSameTrip(a: TripClaim, b: TripClaim): boolean {
  if (a.country !== b.country) return false;
  if (a.town === undefined || b.town === undefined || a.town === b.town) return true;
  return a.status === b.status || (a.status !== 'planned' && b.status !== 'planned');
}

/** How much a status says over another of the same trip: what is off is off, whatever was planned. */
const STATUS_RANK: readonly EventStatus[] = ['denied', 'cancelled', 'under-way', 'planned', 'done'];

function mergeTwo(a: TripClaim, b: TripClaim): TripClaim {
  const better = weightOf(b.evidence) > weightOf(a.evidence) ? b : a;
  // "X arrived. He will attend the summit": what is to come there doesn't make the arrival a plan.
  const arrived = [a, b].find((claim) => claim.status === 'done' && !claim.isCarried && tellsPresence(claim));
  const planned = [a, b].find(
    (claim) =>
      claim.status === 'planned' && (claim.isCarried || (arrived !== undefined && isLaterSummit(claim, arrived))),
  );
  // "on a tour. She will reach Doha": the tour is under way, that stop is not.
  const ahead = [a, b].find((claim) => claim.status === 'planned' && !claim.isCarried);
  const around = [a, b].find((claim) => claim.status === 'under-way' && claim.isCarried);
  const ranked = STATUS_RANK.indexOf(a.status) <= STATUS_RANK.indexOf(b.status) ? a.status : b.status;
  const status =
    arrived !== undefined && planned !== undefined
      ? 'done'
      : ahead !== undefined && around !== undefined
        ? 'planned'
        : ranked;
  return { ...better, town: a.town ?? b.town, status, anchors: [...a.anchors, ...b.anchors] };
}

/** Whether the claim's sentence says that somebody is or was there: "opens his year with a visit to X" doesn't. */
function tellsPresence({ sentence, country }: TripClaim): boolean {
  return (
    sentence.places.some((place) => place.country === country && place.relation === 'at') ||
    (['stay', 'leave', 'meets', 'attends', 'receivedBy', 'sign'] as const).some((cue) => has(sentence, cue)) ||
    // "una visita": where a verb of going is a noun as well, it says no more than the noun.
    spansOf(sentence, 'go').some((go) => !spansOf(sentence, 'tripNoun').some((noun) => noun.from === go.from))
  );
}

/** "He will attend the China–Central Asia summit", after his arrival in Xi'an was told. */
function isLaterSummit(planned: TripClaim, arrived: TripClaim): boolean {
  return planned.town === undefined && arrived.town !== undefined && arrived.sentence.index < planned.sentence.index;
}

/** The day or month of a trip: beside its own words, else from the rest of the item, else by the day of publication. */
function dateOf(claim: TripClaim, context: ReadContext, all: readonly TripClaim[]): EventDate | undefined {
  const { status } = claim;
  const open = status === 'planned' || status === 'cancelled';
  const beside = claim.anchors
    .map(({ sentence, span }) => dateNear(sentence, span, context.publishedAt, status))
    .filter((date) => date !== undefined);
  const own = beside.find((date) => date.precision === 'day') ?? beside[0];
  const days = claim.anchors.map(({ sentence }) => lengthOfStay(sentence)).find((length) => length !== undefined);
  if (own?.precision === 'day' && open && isNextWeek(claim)) return inNextWeek(own, context.publishedAt);
  if (own?.precision === 'day' && own.to === undefined && days !== undefined && status === 'done' && isLeft(claim))
    return stretchDate(own, days, 'back');
  if (own?.precision === 'day')
    return days !== undefined && own.to === undefined && !isLeft(claim) ? stretchDate(own, days, 'ahead') : own;
  // What another official does on another day is not this trip's.
  const others = open
    ? context.sentences.filter(
        (sentence) =>
          !tellsPast(sentence) &&
          !all.some(
            (other) => other.officialId !== claim.officialId && tells(other, sentence) && other.status !== status,
          ),
      )
    : context.sentences;
  const elsewhere = others
    .filter((sentence) => !claim.anchors.some((anchor) => anchor.sentence === sentence))
    .filter((sentence) => !all.some((other) => tells(other, sentence) && isOtherTrip(other, claim)))
    .map((sentence) => dateNear(sentence, ELSEWHERE, context.publishedAt, status))
    .filter((date) => date !== undefined);
  // "In October", and a day elsewhere: the day counts if it is one of that month.
  const best = elsewhere.find((date) => date.precision === 'day' && fits(date, own)) ?? own ?? elsewhere[0];
  if (best !== undefined) return isNextWeek(claim) ? inNextWeek(best, context.publishedAt) : best;
  if (isNextLeg(claim, all)) return publishedDate(context.publishedAt, 'month');
  if (open || status === 'denied') return undefined;
  const published = publishedDate(context.publishedAt, 'day');
  return days === undefined ? published : { ...stretchDate(published, days, 'ahead'), stated: false };
}

/** Whether the trip is told at its end, on which its dates then close: "wraps up a three-day visit". */
function isLeft(claim: TripClaim): boolean {
  return claim.anchors.some(({ sentence }) => has(sentence, 'leave'));
}

function tells(claim: TripClaim, sentence: SentenceReading): boolean {
  return claim.anchors.some((anchor) => anchor.sentence === sentence);
}

/** Whether a sentence tells what was signed, or who met or was received: its days are none of what is to come. */
function tellsPast(sentence: SentenceReading): boolean {
  const isPast = (['sign', 'meets', 'receivedBy'] as const).some((cue) => has(sentence, cue));
  return isPast && !(['planned', 'willGo', 'tentative', 'cancels', 'notGo'] as const).some((cue) => has(sentence, cue));
}

/** Whether a day lies in the month that the trip's own words name, if they name one. */
function fits(day: EventDate, own: EventDate | undefined): boolean {
  return own === undefined || day.from.startsWith(own.from);
}

/** A trip of the same official to another country: its days are not this one's. */
function isOtherTrip(a: TripClaim, b: TripClaim): boolean {
  return a.officialId === b.officialId && a.country !== b.country && !a.isCarried;
}

/** Whether the claim's sentences speak of next week: "expected next week. He is to meet the king on Wednesday". */
function isNextWeek(claim: TripClaim): boolean {
  return claim.anchors.some(({ sentence }) =>
    sentence.times.some(({ spec }) => spec.kind === 'week' && spec.weeks === 1),
  );
}

const DAY_MS = 86_400_000;

/** A day that lies in the week of publication, a week later. */
function inNextWeek(date: EventDate, publishedAt: number): EventDate {
  if (date.precision !== 'day') return date;
  const weekday = new Date(publishedAt).getUTCDay() || 7;
  const monday = new Date(publishedAt + (8 - weekday) * DAY_MS).toISOString().slice(0, 10);
  const later = (day: string) => new Date(Date.parse(day) + 7 * DAY_MS).toISOString().slice(0, 10);
  return date.from < monday
    ? { ...date, from: later(date.from), to: date.to === undefined ? undefined : later(date.to) }
    : date;
}

/** The stop after the one of the news: it is near, though no day is named. */
function isNextLeg(claim: TripClaim, all: readonly TripClaim[]): boolean {
  return (
    claim.status === 'planned' &&
    all.some(
      (other) =>
        other.officialId === claim.officialId && other.country !== claim.country && other.status !== 'cancelled',
    )
  );
}

/** The one town of that state in which the item says that something is. */
function onlyTown(sentences: readonly SentenceReading[], country: string): Town | undefined {
  const towns = new Set(
    sentences.flatMap((sentence) =>
      sentence.places
        .filter(
          (place) =>
            place.country === country &&
            place.relation !== 'from' &&
            (place.kind === 'town' || place.relation === 'at'),
        )
        .map((place) => place.town)
        .filter((town) => town !== undefined),
    ),
  );
  return towns.size === 1 ? [...towns][0] : undefined;
}
