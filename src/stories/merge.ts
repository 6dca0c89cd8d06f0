/** Merging: the events that a story's sources report, one entry for each event, with who says what where they differ. */
import { type Correction, type DetectedEvent, type EventStatus, formatEventDate } from '../model/event.ts';
import type { Disagreement, StoryEvent, StorySource } from '../model/story.ts';
import { daysOf, isCalledOff, isSameDealOfVisit, isSameEvent, toldAt } from './same.ts';

interface Claim {
  readonly source: StorySource;
  readonly event: DetectedEvent;
}

/** How far along a status is; what was done can be called off, but not planned again. */
const PROGRESS: Readonly<Record<EventStatus, number>> = {
  planned: 0,
  'under-way': 1,
  done: 2,
  cancelled: 0,
  denied: 0,
};

/**
 * Merges what `sources` report. The result does not depend on their order: claims are taken by time of publication,
 * then by item id.
 *
 * @returns the most telling first: deals with a value, then deals, then trips, each by confidence
 */
export function mergeEvents(sources: readonly StorySource[]): readonly StoryEvent[] {
  const inOrder = sources.toSorted((a, b) => toldAt(a) - toldAt(b) || (a.itemId < b.itemId ? -1 : 1));
  const groups: Claim[][] = [];
  for (const source of inOrder) joinClaims(source, groups);
  return joinVisits(groups)
    .flatMap((group) => mergeClaims(group) ?? [])
    .sort(mostTellingFirst);
}

/**
 * Adds an item's claims to the groups that they fit best, one to a group: events that an item tells apart stay apart.
 * Its best-fitting claim chooses first, so that the new date of what was put off doesn't take the old one's place.
 */
function joinClaims(source: StorySource, groups: Claim[][]): void {
  const known = [...groups];
  const offers = source.events
    .map((event): Claim => ({ source, event }))
    .map((claim) => ({ claim, fits: known.map((group) => Math.max(...group.map((member) => fitOf(member, claim)))) }))
    .toSorted((a, b) => Math.max(0, ...b.fits) - Math.max(0, ...a.fits));
  const taken = new Set<number>();
  for (const { claim, fits } of offers) {
    const best = Math.max(0, ...fits.filter((_fit, index) => !taken.has(index)));
    const index = best === 0 ? -1 : fits.findIndex((fit, at) => fit === best && !taken.has(at));
    const group = known[index];
    if (group === undefined) groups.push([claim]);
    else group.push(claim);
    taken.add(index);
  }
}

/**
 * One report may tell of two travellers' visits, and another of theirs together: nobody is on two visits to one place on
 * one day, so those are one.
 */
function joinVisits(groups: readonly Claim[][]): readonly Claim[][] {
  const joined: Claim[][] = [];
  for (const group of groups) {
    const same = joined.filter((other) => other.some((a) => group.some((b) => isOneVisit(a.event, b.event))));
    const all = [...same.flat(), ...group].sort(byTime);
    joined.splice(0, joined.length, ...joined.filter((other) => !same.includes(other)), all);
  }
  return joined;
}

function isOneVisit(a: DetectedEvent, b: DetectedEvent): boolean {
  const [placeA, placeB] = [a.place?.toLowerCase(), b.place?.toLowerCase()];
  if (a.kind !== 'trip' || b.kind !== 'trip' || placeA === undefined || placeA !== placeB) return false;
  return shares(a.officials, b.officials) && shares(a.countries, b.countries) && overlapInDays(a, b);
}

function byTime(a: Claim, b: Claim): number {
  return toldAt(a.source) - toldAt(b.source) || (a.source.itemId < b.source.itemId ? -1 : 1);
}

/**
 * How well two claims fit one event of the story: 3 on the same days, 2 as filing has it, 1 where only the days part
 * them, for within a story a date that differs is a correction; 0 where they don't.
 */
function fitOf(a: Claim, b: Claim): number {
  if (isSameEvent(a.event, toldAt(a.source), b.event, toldAt(b.source))) return overlapInDays(a.event, b.event) ? 3 : 2;
  if (isOneAccord(a.event, b.event)) return 1;
  const sameWho = a.event.kind === b.event.kind && shares(a.event.officials, b.event.officials);
  const sameWhere = agree(a.event.countries, b.event.countries) && samePlace(a.event.place, b.event.place);
  return sameWho && sameWhere && (a.event.kind === 'trip' || sameSector(a.event.sector, b.event.sector)) ? 1 : 0;
}

/** Each outlet names the signer of its own readers, and the state or its company: within a story that is one deal. */
function isOneAccord(a: DetectedEvent, b: DetectedEvent): boolean {
  const countries = a.countries.filter((country) => b.countries.includes(country));
  return a.kind === 'deal' && b.kind === 'deal' && countries.length >= 2 && isSameDealOfVisit(a, b);
}

function overlapInDays(a: DetectedEvent, b: DetectedEvent): boolean {
  const [aDays, bDays] = [daysOf(a), daysOf(b)];
  return aDays !== undefined && bDays !== undefined && aDays[0] <= bDays[1] && bDays[0] <= aDays[1];
}

/** `claims` in the order in which they were told; undefined only for none. */
function mergeClaims(claims: readonly Claim[]): StoryEvent | undefined {
  const status = statusOf(claims);
  // Its sentence is what the alert cites: it has to say what the headline says.
  const saying = claims.filter(({ event }) => event.status === status);
  const ranked = (saying.length === 0 ? claims : saying).toSorted((a, b) => b.event.confidence - a.event.confidence);
  const strongest = ranked[0]?.event;
  if (strongest === undefined) return undefined;
  const corrections = [...claims.flatMap(({ event }) => event.corrections ?? []), ...correctionsOf(claims)].slice(
    -MAX_CORRECTIONS,
  );
  return {
    ...strongest,
    status,
    officials: unique(claims.flatMap(({ event }) => event.officials)),
    countries: unique(claims.flatMap(({ event }) => event.countries)),
    parties: unique(claims.flatMap(({ event }) => event.parties)),
    place: mostFrequent(claims.flatMap(({ event }) => event.place ?? [])),
    value: sumOf(claims),
    date: dateOf(claims),
    sector: mostFrequent(claims.flatMap(({ event }) => event.sector ?? [])),
    confidence: combinedConfidence(claims),
    itemIds: unique(claims.map(({ source }) => source.itemId)),
    disagreements: disagreements(claims),
    ...(corrections.length === 0 ? {} : { corrections }),
  };
}

/** The newest word on whether it is off; otherwise the one that is furthest along, since old news is told again. */
function statusOf(claims: readonly Claim[]): EventStatus {
  const newest = claims.at(-1)?.event;
  if (newest === undefined || isCalledOff(newest)) return newest?.status ?? 'planned';
  const since = claims.slice(claims.findLastIndex(({ event }) => isCalledOff(event)) + 1);
  const furthest = since.toSorted((a, b) => PROGRESS[b.event.status] - PROGRESS[a.event.status])[0];
  return furthest?.event.status ?? newest.status;
}

/** What most outlets say; of two that as many say, the one said later. */
function sumOf(claims: readonly Claim[]): StoryEvent['value'] {
  return mostSaid(
    claims,
    ({ value }) => value,
    ({ amount, currency }) => `${amount} ${currency}`,
  );
}

/** A day that is stated counts for more than one that is inferred, and a day for more than a month. */
function dateOf(claims: readonly Claim[]): StoryEvent['date'] {
  // What was put off has its day from the word that holds now.
  const off = claims.findLastIndex(({ event }) => isCalledOff(event));
  const current = off >= 0 && off < claims.length - 1 ? claims.slice(off + 1) : claims;
  const said = (fits: (date: NonNullable<DetectedEvent['date']>) => boolean) =>
    mostSaid(current, ({ date }) => (date !== undefined && fits(date) ? date : undefined), formatEventDate);
  return (
    said((date) => date.stated && date.precision === 'day') ??
    said((date) => date.stated) ??
    said(() => true) ??
    mostSaid(claims, ({ date }) => date, formatEventDate)
  );
}

function mostSaid<T>(
  claims: readonly Claim[],
  read: (event: DetectedEvent) => T | undefined,
  write: (value: T) => string,
): T | undefined {
  const outletsByText = new Map<string, { readonly outlets: Set<string>; readonly value: T; readonly last: number }>();
  for (const [index, { source, event }] of claims.entries()) {
    const value = read(event);
    if (value === undefined) continue;
    const outlets = outletsByText.get(write(value))?.outlets ?? new Set();
    outletsByText.set(write(value), { outlets: outlets.add(source.outlet), value, last: index });
  }
  return [...outletsByText.values()].sort((a, b) => b.outlets.size - a.outlets.size || b.last - a.last)[0]?.value;
}

/** What was said before, as each further report changed it; told in the order of publication, not of arrival. */
function correctionsOf(claims: readonly Claim[]): readonly Correction[] {
  const corrections: Correction[] = [];
  for (let told = 1; told < claims.length; told++) {
    const [before, after] = [claims.slice(0, told), claims.slice(0, told + 1)];
    const [oldValue, value] = [sumOf(before), sumOf(after)];
    if (oldValue !== undefined && value !== undefined && !sameSum(oldValue, value)) {
      corrections.push({ slot: 'value', was: oldValue });
    }
    const [oldDate, date] = [dateOf(before), dateOf(after)];
    if (oldDate?.stated === true && date?.stated === true && !refines(oldDate, date)) {
      corrections.push({ slot: 'date', was: oldDate });
    }
  }
  return corrections;
}

/** More than a reader wants to know of a figure that keeps changing. */
const MAX_CORRECTIONS = 4;

function sameSum(a: NonNullable<DetectedEvent['value']>, b: NonNullable<DetectedEvent['value']>): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

/** Whether the new date only says more exactly what the old one said: a day of that month, a range from that day. */
function refines(old: NonNullable<DetectedEvent['date']>, date: NonNullable<DetectedEvent['date']>): boolean {
  if (formatEventDate(old) === formatEventDate(date)) return true;
  if (old.precision === 'month') return date.from.startsWith(old.from);
  return date.from <= (old.to ?? old.from) && old.from <= (date.to ?? date.from);
}

/** Outlets copy each other, so a second outlet lifts confidence by a third of what is missing, not by all of it. */
function combinedConfidence(claims: readonly Claim[]): number {
  const best = Math.max(...claims.map(({ event }) => event.confidence));
  const outlets = new Set(claims.map(({ source }) => source.outlet)).size;
  return 1 - (1 - best) * (2 / 3) ** (outlets - 1);
}

/** A later word of the same outlet takes the place of its earlier one: it no longer disagrees with itself. */
function disagreements(claims: readonly Claim[]): readonly Disagreement[] {
  const slots: readonly (readonly [Disagreement['slot'], (event: DetectedEvent) => string | undefined])[] = [
    ['date', ({ date }) => (date?.stated === true && date.precision === 'day' ? formatEventDate(date) : undefined)],
    ['value', ({ value }) => (value === undefined ? undefined : `${value.amount} ${value.currency}`)],
  ];
  return slots.flatMap(([slot, read]) => {
    const textByOutlet = new Map<string, string>();
    for (const { source, event } of claims) {
      const text = read(event);
      if (text !== undefined) textByOutlet.set(source.outlet, text);
    }
    const byText = Map.groupBy(textByOutlet, ([, text]) => text);
    if (byText.size < 2) return [];
    return [{ slot, claims: [...byText].map(([text, said]) => ({ text, outlets: said.map(([outlet]) => outlet) })) }];
  });
}

function mostTellingFirst(a: StoryEvent, b: StoryEvent): number {
  const rank = (event: StoryEvent) => (event.kind === 'deal' ? (event.value === undefined ? 1 : 0) : 2);
  return rank(a) - rank(b) || b.confidence - a.confidence || (textOf(a) < textOf(b) ? -1 : 1);
}

/** Settles what confidence leaves open, so that the order of arrival doesn't. */
function textOf(event: StoryEvent): string {
  return `${event.officials.join(' ')} ${event.countries.join(' ')} ${event.sector ?? ''} ${event.itemIds.join(' ')}`;
}

function samePlace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a.toLowerCase() === b.toLowerCase();
}

function sameSector(a: string | undefined, b: string | undefined): boolean {
  return a === b || a === undefined || b === undefined;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Lists agree when they share an entry, or when one of them says nothing. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || shares(a, b);
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
