/** Events of an item: its trips and deals, less what its topics speak against. */
import type { DetectedEvent, EventDate, Evidence } from '../model/event.ts';
import type { SilentReason } from '../model/report.ts';
import { confidenceOf } from './confidence.ts';
import type { ReadContext } from './context.ts';
import { publishedDate } from './dates.ts';
import { type DealClaim, findDeals } from './deals.ts';
import { dateNear, ELSEWHERE } from './event-date.ts';
import { because, doubt, weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import { type Journey, mergeClaims } from './journeys.ts';
import { withNewDates } from './postponed.ts';
import { type SentenceReading, spansOf } from './reading.ts';
import { findTopics, type Topic } from './topics.ts';
import { findTrips } from './trips.ts';

/** What events are found from; without a usable date of publication no event has a date. */
export type EventContext = Omit<ReadContext, 'publishedAt'> & { readonly publishedAt: number | undefined };

/** The events of an item, and why there are none. */
export function findEvents(item: EventContext): { events: DetectedEvent[]; silentReason: SilentReason | undefined } {
  const context = { ...item, publishedAt: item.publishedAt ?? 0 };
  const topics = findTopics(item.sentences, item.publishedAt);
  const told = withNewDates(mergeClaims(findTrips(context), context), context);
  const deals = findDeals(context, told);
  const journeys = [...told, ...deals.flatMap((deal) => journeysToSign(deal, told, context))];
  const found = [
    ...journeys.map((journey) => tripEvent(journey, topics)),
    ...deals.map((deal) => dealEvent(deal, context, topics, journeys)),
  ].map((event) => (item.publishedAt === undefined ? { ...event, date: undefined } : event));
  const events = found.filter((event) => weightOf(event.evidence) > 0);
  if (events.length > 0) return { events, silentReason: undefined };
  return { events, silentReason: found.length > 0 ? (topics[0]?.reason ?? 'no trip or deal') : 'no trip or deal' };
}

/**
 * Ministers and heads of state for whom the item says no more than that their state agreed abroad, with a word of
 * theirs: they were at the table. Of heads of companies that isn't taken for granted.
 */
function journeysToSign(deal: DealClaim, told: readonly Journey[], context: ReadContext): Journey[] {
  const { town } = deal;
  if (town === undefined || deal.status !== 'done' || !deal.isBetweenStates) return [];
  const absent = deal.officials.filter((id) => {
    const facts = context.facts.get(id);
    return (
      facts !== undefined &&
      !facts.homes.has(town.country) &&
      !facts.roles.has('chief') &&
      // To whom others came was at home: "in Paks" is then where the thing is built.
      !told.some((journey) => journey.status === 'done' && facts.homes.has(journey.country)) &&
      !told.some((journey) => journey.officials.includes(id))
    );
  });
  if (absent.length === 0) return [];
  const evidence = [because('kind', 'the accord was made there', 0.4, deal.sentence)];
  const date = deal.date ?? publishedDate(context.publishedAt, 'day');
  return [{ officials: absent, country: town.country, town, status: 'done', date, sentence: deal.sentence, evidence }];
}

function tripEvent(journey: Journey, topics: readonly Topic[]): DetectedEvent {
  // Illness calls trips off; it doesn't unmake that news.
  const against = topics.filter((topic) => topic.name !== 'person' || journey.status !== 'cancelled');
  // Who lands somewhere "defying an arrest warrant", or on the day of a vote, has landed.
  const goes = journey.evidence.some((one) => one.why === 'trip verb');
  const evidence = [
    ...journey.evidence,
    ...against.map((topic) =>
      topic.evidence(
        (topic.name === 'court' || topic.name === 'person') && goes ? topic.against.trip / 2 : topic.against.trip,
      ),
    ),
  ];
  return {
    kind: 'trip',
    status: journey.status,
    officials: journey.officials,
    countries: [journey.country],
    place: journey.town?.name,
    date: journey.date,
    parties: [],
    value: undefined,
    sector: undefined,
    ...shown(journey.sentence, evidence),
  };
}

function dealEvent(
  deal: DealClaim,
  context: ReadContext,
  topics: readonly Topic[],
  journeys: readonly Journey[],
): DetectedEvent {
  // What falls through was signed in some year before.
  const against = topics.filter((topic) => topic.name !== 'year' || deal.status !== 'cancelled');
  // Courts stop deals: that is their news, not another's.
  const weighed = (topic: Topic) =>
    topic.name === 'court' && deal.status === 'cancelled' ? topic.against.deal / 4 : topic.against.deal;
  const evidence = [...deal.evidence, ...against.map((topic) => topic.evidence(weighed(topic)))];
  return {
    kind: 'deal',
    status: deal.status,
    officials: deal.officials,
    countries: deal.countries,
    place: dealTown(deal, context, journeys)?.name,
    date: dealDate(deal, context) ?? dateToSign(deal, journeys),
    parties: deal.parties,
    value: deal.value,
    sector: deal.sector,
    ...shown(deal.sentence, evidence),
  };
}

/** Where a deal was made: in the town that it names, else where its officials are, or in the one town of the item. */
function dealTown(deal: DealClaim, context: ReadContext, journeys: readonly Journey[]): Town | undefined {
  if (deal.town !== undefined && !deal.isTownOfWorks) return deal.town;
  if (deal.status === 'planned' || deal.status === 'denied') return deal.town;
  const journey = journeys.find(
    (one) => one.status !== 'planned' && one.status !== 'cancelled' && one.town !== undefined,
  );
  if (journey !== undefined) return journey.town;
  if (deal.town !== undefined) return deal.town;
  const places = context.sentences.flatMap((sentence) => sentence.places.filter((place) => place.relation === 'at'));
  const towns = new Set(places.map((place) => place.town).filter((town) => town !== undefined));
  return towns.size === 1 ? [...towns][0] : undefined;
}

/** "to fly to Washington on Friday to sign": a signing to come is on the day of the trip for it. */
function dateToSign(deal: DealClaim, journeys: readonly Journey[]): EventDate | undefined {
  if (deal.status !== 'planned') return undefined;
  const trip = journeys.find(
    (one) => one.status === 'planned' && one.officials.some((id) => deal.officials.includes(id)),
  );
  return trip?.date;
}

/** Three days back are news; a cancelled deal's sentence often names the older day on which it was made. */
const RECENT_DAYS = 8;

function dealDate(deal: DealClaim, context: ReadContext): EventDate | undefined {
  const { publishedAt, sentences } = context;
  const others = sentences
    .map((sentence) => dateNear(sentence, ELSEWHERE, publishedAt, deal.status, 'deal'))
    .filter((date) => date !== undefined);
  const days = others.filter((date) => date.precision === 'day');
  if (deal.status === 'cancelled') {
    const recent = [deal.date, ...days].find(
      (date) => date?.precision === 'day' && Math.abs(Date.parse(date.from) - publishedAt) < RECENT_DAYS * 86_400_000,
    );
    return recent ?? publishedDate(publishedAt, 'month');
  }
  if (deal.date !== undefined || deal.status === 'planned' || deal.status === 'denied') return deal.date;
  return days[0] ?? others[0] ?? publishedDate(publishedAt, 'day');
}

function shown(sentence: SentenceReading, found: readonly Evidence[]) {
  const hedge = spansOf(sentence, 'hedges')[0];
  const evidence = hedge === undefined ? found : [...found, doubt('told as uncertain', -2, sentence, hedge)];
  return {
    sentence: sentence.text,
    span: { field: sentence.field, start: sentence.start, end: sentence.start + sentence.text.length },
    confidence: confidenceOf(evidence),
    foundBy: 'rule',
    evidence,
  };
}
