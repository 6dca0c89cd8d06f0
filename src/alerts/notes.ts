/** Notes: the lines that connect an alert to the record. Every line says what it counts, and links to it. Pure. */
import type { DossierEntry } from '../model/dossier.ts';
import type { StoryEvent } from '../model/story.ts';
import { truncate } from '../text/truncate.ts';
import { harmless, link } from './markup.ts';
import { countryName, headline, writeDate, writeMoney, writeNames } from './words.ts';

/** A linked story as a note shows it. */
export interface LinkedEntry {
  /** Its event that makes the link; the way to its alert where the guild has one. */
  readonly entry: DossierEntry;
  readonly why: string;
  readonly confidence: number;
  /** An editor made the link. */
  readonly byHand: boolean;
}

/** What the record says of earlier trips; see `stories/precedents.ts`. */
export interface PrecedentWords {
  readonly country: string;
  readonly ordinal: number;
  readonly isPlanned: boolean;
  readonly sinceAt: number;
  readonly last: readonly { readonly trip: DossierEntry; readonly deals: readonly DossierEntry[] }[];
}

/** Linked stories in one alert; the others stand in `/deals` and `/itinerary`. */
const LINKS_SHOWN = 3;

const DEALS_SHOWN = 3;

/** Deals that are linked to a trip. */
export function followedByNotes(deals: readonly LinkedEntry[], nameOf: (id: string) => string): readonly string[] {
  return linkNotes('🤝 Deal linked to this trip', deals, nameOf);
}

/** Trips to which a deal is linked. */
export function cameOfNotes(trips: readonly LinkedEntry[], nameOf: (id: string) => string): readonly string[] {
  return linkNotes('🧭 Linked to a trip', trips, nameOf);
}

function linkNotes(words: string, linked: readonly LinkedEntry[], nameOf: (id: string) => string): readonly string[] {
  const lines = linked.slice(0, LINKS_SHOWN).map((one) => `${words}: ${linkWords(one, nameOf)}`);
  return linked.length > LINKS_SHOWN ? [...lines, `… and ${linked.length - LINKS_SHOWN} more: /deals`] : lines;
}

/** One linked story with its evidence: headline and way, why, how sure. */
export function linkWords({ entry, why, confidence, byHand }: LinkedEntry, nameOf: (id: string) => string): string {
  const evidence = byHand ? 'linked by an editor' : `${harmless(why)} · confidence ${confidence.toFixed(2)}`;
  return `${entryLink(entry, headline(entry.event, entry.event.officials.map(nameOf)))} (${evidence})`;
}

/**
 * The line on earlier trips: "4th visit to Venezuela on record since 2009; 3 of the last 3 are linked to deals within
 * 10 days (…)".
 *
 * @param linkDays the desk's own window, which is what was counted
 */
export function precedentNote(words: PrecedentWords, linkDays: number): string {
  const since = new Date(words.sinceAt).getUTCFullYear();
  const would = words.isPlanned ? 'Would be the ' : '';
  const visit = `📚 ${would}${ordinal(words.ordinal)} visit to ${countryName(words.country)} on record since ${since}`;
  const followed = words.last.filter(({ deals }) => deals.length > 0);
  const count = words.last.length === 1 ? 'the one before' : `${followed.length} of the last ${words.last.length}`;
  if (followed.length === 0) {
    const none =
      words.last.length === 1
        ? `the one before, ${tripLink(words.last[0])}, has`
        : `the last ${words.last.length} have`;
    return `${visit}; ${none} no deal on record within ${linkDays} days`;
  }
  // A deal that came after two of the trips is one deal.
  const deals = [
    ...new Map(followed.flatMap(({ deals: found }) => found.map((deal) => [deal.storyId, deal]))).values(),
  ];
  const shown = deals.slice(0, DEALS_SHOWN).map((deal) => entryLink(deal, dealWords(deal.event)));
  const more = deals.length > DEALS_SHOWN ? `; and ${deals.length - DEALS_SHOWN} more` : '';
  const verb = words.last.length === 1 || followed.length === 1 ? 'was' : 'were';
  return `${visit}; ${count} ${verb} followed by deals within ${linkDays} days (${shown.join('; ')}${more})`;
}

function tripLink(precedent: PrecedentWords['last'][number] | undefined): string {
  return precedent === undefined ? '' : entryLink(precedent.trip, dayOf(precedent.trip));
}

function dayOf({ event, at }: DossierEntry): string {
  const reported = {
    from: new Date(at).toISOString().slice(0, 10),
    to: undefined,
    precision: 'day',
    stated: false,
  } as const;
  return writeDate(event.date ?? reported);
}

/** `PDVSA and Rosneft, US$20bn`. */
function dealWords({ parties, value }: StoryEvent | DossierEntry['event']): string {
  const who = parties.length === 0 ? 'a deal' : writeNames(parties);
  return value === undefined ? who : `${who}, ${writeMoney(value)}`;
}

/** To the alert in this guild where it was told here, otherwise to the source. */
export function entryLink({ alertUrl, url }: DossierEntry, text: string): string {
  return link(truncate(text, 140), alertUrl ?? url);
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
function ordinal(number: number): string {
  const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number}${suffixes[ORDINAL_RULES.select(number)] ?? 'th'}`;
}

const ORDINAL_RULES = new Intl.PluralRules('en', { type: 'ordinal' });
