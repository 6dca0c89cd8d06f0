/** Checking a model's verdict against the item: what doesn't stand there changes nothing. Pure. */
import type { StatedFacts } from '../detect/stated.ts';
import type { DetectedEvent, EventDate, EventStatus, Money } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import { comparable, quoteStands } from '../text/quote.ts';
import { parseDate } from './date.ts';
import { namesPlace } from './place.ts';
import type { ClaimedVerdict, Rejection } from './question.ts';

/** Why a verdict is not taken; the rules' own stands. The log quotes it. */
export type Refusal =
  | 'quote not in the item'
  | 'quote of something else'
  | 'no reason given'
  | 'country not in the item'
  | 'place not in the item'
  | 'place and country disagree'
  | 'no such date'
  | 'date not in the item'
  | 'sum not in the item';

/** What a correction changes; a slot that is missing stays, one that is undefined is not stated. */
export interface Changes {
  readonly status?: EventStatus;
  readonly countries?: readonly string[];
  readonly place?: string | undefined;
  readonly date?: EventDate | undefined;
  readonly value?: Money | undefined;
}

/** A verdict that stands in the item. */
export type Verdict =
  | { readonly kind: 'confirmed'; readonly quote: string }
  | { readonly kind: 'corrected'; readonly quote: string; readonly changes: Changes }
  | { readonly kind: 'rejected'; readonly quote: string; readonly why: Rejection };

/** What a verdict is checked against. */
export interface CheckContext {
  readonly item: ItemText;
  /** ISO 639-1. */
  readonly language: string;
  readonly stated: StatedFacts;
  /** The forms in which the item names the event's officials. */
  readonly surfaces: readonly string[];
}

/** As many as a tour has stops. */
const MAX_COUNTRIES = 8;

/** Sums are rounded in passing. */
const SUM_SLACK = 0.005;

/** Checks one claim on one event. */
export function checkVerdict(claim: ClaimedVerdict, event: DetectedEvent, context: CheckContext): Verdict | Refusal {
  if (!quoteStands(claim.quote, textsOf(context.item))) return 'quote not in the item';
  const quote = claim.quote.trim();
  // A correction may rest on any sentence: the rest of it is checked fact by fact.
  if (claim.verdict !== 'corrected' && !speaksOf(quote, event, context.surfaces)) return 'quote of something else';
  if (claim.verdict === 'rejected') {
    return claim.why === null ? 'no reason given' : { kind: 'rejected', quote, why: claim.why };
  }
  if (claim.verdict === 'confirmed') return { kind: 'confirmed', quote };
  const changes = checkChanges(claim, event, context);
  if (typeof changes === 'string') return changes;
  return Object.keys(changes).length === 0 ? { kind: 'confirmed', quote } : { kind: 'corrected', quote, changes };
}

/**
 * Whether the quotation is of the event's own sentence, or names its official: what takes an alert away, or makes it sure,
 * must not rest on a remark about reports in general.
 */
function speaksOf(quote: string, event: DetectedEvent, surfaces: readonly string[]): boolean {
  const read = comparable(quote);
  const sentence = comparable(event.sentence);
  const names = surfaces.map(comparable).filter((name) => name !== '');
  return read.includes(sentence) || sentence.includes(read) || names.some((name) => read.includes(name));
}

function checkChanges(claim: ClaimedVerdict, event: DetectedEvent, context: CheckContext): Changes | Refusal {
  const { stated, item } = context;
  const countries = claim.countries === null ? undefined : checkCountries(claim.countries, event, stated);
  if (typeof countries === 'string') return countries;
  const place = claim.place === null ? undefined : checkPlace(claim.place, claim.quote, context);
  if (place !== undefined && 'refusal' in place) return place.refusal;
  if (place?.countries !== undefined) {
    const where = countries ?? event.countries;
    if (event.kind === 'trip' && !place.countries.some((country) => where.includes(country)))
      return 'place and country disagree';
  }
  const date = claim.date === null ? undefined : parseDate(claim.date, item);
  if (typeof date === 'string') return date;
  const value = claim.value === null ? undefined : findSum(claim.value, stated.sums);
  if (claim.value !== null && value === undefined) return 'sum not in the item';
  const unstated = new Set(claim.unstated);
  return {
    ...(claim.status !== null && claim.status !== event.status && { status: claim.status }),
    ...(countries !== undefined && !sameSet(countries, event.countries) && { countries }),
    ...(place !== undefined && place.name.toLowerCase() !== event.place?.toLowerCase() && { place: place.name }),
    ...(date !== undefined && !sameDate(date, event.date) && { date }),
    ...(value !== undefined && !sameSum(value, event.value) && { value }),
    ...(place === undefined && unstated.has('place') && event.place !== undefined && { place: undefined }),
    ...(date === undefined && unstated.has('date') && event.date !== undefined && { date: undefined }),
    ...(value === undefined && unstated.has('value') && event.value !== undefined && { value: undefined }),
  };
}

/** Those that the item names, by name, adjective or town, and those that the rules found. */
function checkCountries(
  claimed: readonly string[],
  event: DetectedEvent,
  stated: StatedFacts,
): readonly string[] | Refusal {
  const countries = [...new Set(claimed)];
  const known = countries.every((country) => stated.countries.has(country) || event.countries.includes(country));
  return known && countries.length > 0 && countries.length <= MAX_COUNTRIES ? countries : 'country not in the item';
}

/** A town that the item names in whatever language, or a venue that the quoted sentence names literally. */
function checkPlace(
  claimed: string,
  quote: string,
  { stated, language, surfaces }: CheckContext,
): { readonly name: string; readonly countries: readonly string[] | undefined } | { readonly refusal: Refusal } {
  const name = claimed.trim();
  const towns = stated.towns.get(name.toLowerCase());
  if (towns !== undefined) return { name, countries: towns };
  const isPerson = surfaces.some((surface) => comparable(surface).includes(comparable(name)));
  return !isPerson && namesPlace(name, quote, language)
    ? { name, countries: undefined }
    : { refusal: 'place not in the item' };
}

function findSum(claimed: Money, sums: readonly Money[]): Money | undefined {
  return sums.find(
    ({ amount, currency }) =>
      currency === claimed.currency && Math.abs(amount - claimed.amount) <= Math.abs(amount) * SUM_SLACK,
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function sameDate(a: EventDate, b: EventDate | undefined): boolean {
  return b !== undefined && a.from === b.from && a.to === b.to && a.precision === b.precision;
}

function sameSum(a: Money, b: Money | undefined): boolean {
  return a.amount === b?.amount && a.currency === b.currency;
}

function textsOf({ title, summary, body }: ItemText): readonly string[] {
  return [title, summary, body ?? ''];
}
