/** Whether two items tell the same happening: a symmetric test of a pair, so that the order of arrival can't matter. */
import type { DetectedEvent } from '../model/event.ts';
import type { StorySource } from '../model/story.ts';
import { fold } from '../text/plain-name.ts';
import { foldText, overlap, shinglesOf } from './likeness.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Outlets tell one happening within days; a second trip to the same country comes weeks later. */
export const SAME_HAPPENING_MS = 4 * DAY_MS;

/** Wires differ by a day on when something was: time zones, and the day of the signing against that of the news. */
export const DATE_SLACK_MS = DAY_MS;

/** How long before a happening it may be announced to be the same story; what is announced earlier gets a link. */
export const ANNOUNCED_AHEAD_MS = 60 * DAY_MS;

/** A wire's text is taken over within hours; the same words a week later speak of something new. */
const SYNDICATED_WITHIN_MS = 2 * DAY_MS;

/** Nobody calls off two visits to one country within this time. */
const CALLED_OFF_WITHIN_MS = 2 * DAY_MS;

/** Above this share of shingles in common, one text was rewritten from the other. */
const REWRITTEN_OVERLAP = 0.5;

/** Sums of one deal differ by rounding, by currency and by what is counted, but not by more than this factor. */
const SAME_SUM_FACTOR = 3;

/** When a source told its news, ms since the epoch. */
export function toldAt(source: StorySource): number {
  return source.publishedAt ?? source.seenAt;
}

/**
 * Whether `a` and `b` report the same happening: by their text where it was taken over, otherwise by what they report.
 * A shared official alone never does.
 */
export function tellSameHappening(a: StorySource, b: StorySource): boolean {
  return tellSameEvent(a, b) || isTakenOver(a, b);
}

/**
 * The events by which an item is filed: its news, or else its plans. Beside news, a trip to come is only mentioned,
 * unless it is the new date of one that was put off; a deal to come is what the news led to.
 */
export function leadingEvents(source: StorySource): readonly DetectedEvent[] {
  const putOff = source.events.filter(isCalledOff);
  const leads = ({ status }: DetectedEvent) => status !== 'planned';
  if (!source.events.some(leads)) return source.events;
  return source.events.filter(
    (event) => leads(event) || event.kind === 'deal' || putOff.some((old) => isSameBut(event, old)),
  );
}

/** Whether an event was cancelled, put off or denied. */
export function isCalledOff(event: Pick<DetectedEvent, 'status'>): boolean {
  return event.status === 'cancelled' || event.status === 'denied';
}

/**
 * Whether two claims speak of one event.
 *
 * @param aToldAt when the claim was made, ms since the epoch; counts where no day is known
 */
export function isSameEvent(a: DetectedEvent, aToldAt: number, b: DetectedEvent, bToldAt: number): boolean {
  if (a.kind !== b.kind || !meetInTime(a, aToldAt, b, bToldAt)) return false;
  if (a.kind === 'trip') return isSameTrip(a, b);
  // Outlets that name other officials tell of one signing while it is news; later they tell of what became of it.
  if (!shares(a.officials, b.officials) && Math.abs(aToldAt - bToldAt) > SAME_HAPPENING_MS) return false;
  return isSameDeal(a, b);
}

/** First and last day of an event in ms, or undefined where no day is known. */
export function daysOf(event: Pick<DetectedEvent, 'date'>): readonly [from: number, to: number] | undefined {
  if (event.date === undefined || event.date.precision === 'month') return undefined;
  const from = Date.parse(event.date.from);
  const to = event.date.to === undefined ? from : Date.parse(event.date.to);
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : [from, to];
}

/** First and last day of a stated month in ms; undefined where none is stated. */
function monthOf({ date }: DetectedEvent): readonly [from: number, to: number] | undefined {
  if (date === undefined || date.precision !== 'month' || !date.stated) return undefined;
  const [year, month] = date.from.split('-').map(Number);
  if (year === undefined || month === undefined) return undefined;
  return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 0)];
}

/** Where both bring a deal, the deal decides: two contracts of one visit are two happenings. Otherwise the trip does. */
function tellSameEvent(a: StorySource, b: StorySource): boolean {
  const [eventsA, eventsB] = [leadingEvents(a), leadingEvents(b)];
  const bothDeal = [eventsA, eventsB].every((events) => events.some(({ kind }) => kind === 'deal'));
  const isOneTrip = (eventA: DetectedEvent) =>
    eventA.kind === 'trip' &&
    eventsB.some(
      (eventB) =>
        isSameEvent(eventA, toldAt(a), eventB, toldAt(b)) &&
        !tellsApart(a, eventA, eventB) &&
        !tellsApart(b, eventB, eventA),
    );
  const oneVisit = eventsA.some(isOneTrip);
  if (!bothDeal && oneVisit) return true;
  return eventsA.some(
    (eventA) =>
      eventA.kind === 'deal' &&
      eventsB.some(
        (eventB) =>
          eventB.kind === 'deal' &&
          (isSameEvent(eventA, toldAt(a), eventB, toldAt(b)) ||
            (oneVisit && meetInTime(eventA, toldAt(a), eventB, toldAt(b)) && isSameDealOfVisit(eventA, eventB))),
      ),
  );
}

/** Whether an item tells its own trip apart from another one's: it knows of both towns, and takes them for two. */
function tellsApart(source: StorySource, own: DetectedEvent, other: DetectedEvent): boolean {
  if (own.place === undefined || other.place === undefined || fold(own.place) === fold(other.place)) return false;
  const place = fold(other.place);
  return source.events.some(
    (event) => event.kind === 'trip' && event.place !== undefined && fold(event.place) === place,
  );
}

/** Whether two events are one but for their date. */
function isSameBut(a: DetectedEvent, b: DetectedEvent): boolean {
  return a.kind === b.kind && shares(a.officials, b.officials) && agree(a.countries, b.countries);
}

function meetInTime(a: DetectedEvent, aToldAt: number, b: DetectedEvent, bToldAt: number): boolean {
  const apart = Math.abs(aToldAt - bToldAt);
  // Whoever tells of a cancellation often leaves out when it would have been.
  if (isCalledOff(a) && isCalledOff(b) && apart <= CALLED_OFF_WITHIN_MS) return true;
  const [aDays, bDays] = [daysOf(a), daysOf(b)];
  if (aDays === undefined || bDays === undefined) {
    // A month is too wide to hold two reports together, but what is to come in September was not signed in July.
    const [aSpan, bSpan] = [aDays ?? monthOf(a), bDays ?? monthOf(b)];
    const differ = aSpan !== undefined && bSpan !== undefined && !overlapInTime(aSpan, bSpan, DATE_SLACK_MS);
    return apart <= SAME_HAPPENING_MS && !differ;
  }
  return apart <= ANNOUNCED_AHEAD_MS && overlapInTime(aDays, bDays, DATE_SLACK_MS);
}

/** Travellers and country agree; two towns on two days are two legs of a journey. */
function isSameTrip(a: DetectedEvent, b: DetectedEvent): boolean {
  if (!shares(a.officials, b.officials) || !agree(a.countries, b.countries)) return false;
  if (a.place === undefined || b.place === undefined || fold(a.place) === fold(b.place)) return true;
  const [aDays, bDays] = [daysOf(a), daysOf(b)];
  return aDays !== undefined && bDays !== undefined && overlapInTime(aDays, bDays, 0);
}

/** Each outlet names the official of its own readers, so that the same two parties do for a shared official. */
function isSameDeal(a: DetectedEvent, b: DetectedEvent): boolean {
  if ((differ(a.sector, b.sector) && !sumsAgree(a, b)) || sumsDiffer(a, b)) return false;
  const [partiesA, partiesB] = [a.parties.map(fold), b.parties.map(fold)];
  const shared = new Set(partiesA.filter((party) => partiesB.includes(party))).size;
  // A country on each side that the other doesn't name: China's accord with Rwanda is not India's.
  if (
    !a.countries.every((one) => b.countries.includes(one)) &&
    !b.countries.every((one) => a.countries.includes(one))
  ) {
    return false;
  }
  // A company on each side that the other doesn't know: Qatar's contract with Total is not the one with Eni.
  const strangers = (of: DetectedEvent, known: readonly string[]) =>
    of.parties.map(fold).some((party) => !known.includes(party) && !isState(party, of.countries));
  const [aKnowsMore, bKnowsMore] = [strangers(a, partiesB), strangers(b, partiesA)];
  // Without a shared official two states are not enough where one outlet names a company: they sign much on one day.
  if (!shares(a.officials, b.officials)) return shared >= 2 && (sumsAgree(a, b) || !(aKnowsMore || bKnowsMore));
  return !(aKnowsMore && bKnowsMore) || shared >= 2 || sumsAgree(a, b);
}

/**
 * Whether two deals are one, where it is known that they were made on one visit: then it is enough that they are of one
 * field, and that not each names a company that the other doesn't know.
 */
export function isSameDealOfVisit(a: DetectedEvent, b: DetectedEvent): boolean {
  if (a.sector === undefined || a.sector !== b.sector || sumsDiffer(a, b)) return false;
  const companies = ({ parties, countries }: DetectedEvent) =>
    parties.map(fold).filter((party) => !isState(party, [...a.countries, ...b.countries, ...countries]));
  const [companiesA, companiesB] = [companies(a), companies(b)];
  const unknown = (of: readonly string[], known: readonly string[]) => of.some((one) => !known.includes(one));
  return !(unknown(companiesA, companiesB) && unknown(companiesB, companiesA));
}

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** A state stands for its companies: "Russia will build" is Rosatom's contract. */
function isState(party: string, countries: readonly string[]): boolean {
  return countries.some((country) => fold(COUNTRY_NAMES.of(country) ?? '') === party);
}

/** `other` says that the item doesn't tell, or tells of several. */
function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== b && a !== undefined && b !== undefined && a !== 'other' && b !== 'other';
}

function sumsDiffer(a: DetectedEvent, b: DetectedEvent): boolean {
  if (a.value === undefined || b.value === undefined || a.value.currency !== b.value.currency) return false;
  const [low, high] = [a.value.amount, b.value.amount].sort((one, other) => one - other);
  return low !== undefined && high !== undefined && high > low * SAME_SUM_FACTOR;
}

function sumsAgree(a: DetectedEvent, b: DetectedEvent): boolean {
  return a.value !== undefined && a.value.amount === b.value?.amount && a.value.currency === b.value.currency;
}

/** Whether one text is the other's copy, or its rewriting with nothing to the contrary. */
function isTakenOver(a: StorySource, b: StorySource): boolean {
  if (a.language !== b.language || Math.abs(toldAt(a) - toldAt(b)) > SYNDICATED_WITHIN_MS) return false;
  const officials = (source: StorySource) => source.events.flatMap((event) => event.officials);
  if (!shares(officials(a), officials(b))) return false;
  const [textA, textB] = [a, b].map((source) => foldText(`${source.title} ${source.summary}`)) as [string, string];
  if (textA === textB) return true;
  // Jaccard's index can't exceed the ratio of the lengths by much: most pairs end here.
  if (Math.min(textA.length, textB.length) < Math.max(textA.length, textB.length) * (REWRITTEN_OVERLAP / 2))
    return false;
  return overlap(shinglesOf(textA), shinglesOf(textB)) >= REWRITTEN_OVERLAP && !contradict(a, b);
}

/** Whether something that both state differs for all of their events: standing phrases of two happenings. */
function contradict(a: StorySource, b: StorySource): boolean {
  return !leadingEvents(a).some((eventA) =>
    leadingEvents(b).some(
      (eventB) =>
        agree(eventA.countries, eventB.countries) &&
        !sumsDiffer(eventA, eventB) &&
        meetInTime(eventA, toldAt(a), eventB, toldAt(b)) &&
        (eventA.kind !== eventB.kind || (eventA.kind === 'trip' ? isSameTrip : isSameDeal)(eventA, eventB)),
    ),
  );
}

function overlapInTime(a: readonly [number, number], b: readonly [number, number], slackMs: number): boolean {
  return a[0] <= b[1] + slackMs && b[0] <= a[1] + slackMs;
}

/** Lists agree when they share an entry, or when one of them says nothing. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || shares(a, b);
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}
