/** An event: a trip or a deal that an item reports. The fields follow the corpus's form one to one. */
import type { Span } from './mention.ts';

export const EVENT_KINDS = ['trip', 'deal'] as const;

/** `trip`: travel to, arrival in, departure from or a stay at a place abroad. `deal`: an accord between parties. */
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_STATUSES = ['planned', 'under-way', 'done', 'cancelled', 'denied'] as const;

/** As reported; postponed is `cancelled`, with a second, planned event where a new date is given. */
export type EventStatus = (typeof EVENT_STATUSES)[number];

export const SECTORS = [
  'oil-gas',
  'nuclear',
  'power',
  'mining',
  'arms',
  'agriculture',
  'finance',
  'transport',
  'technology',
  'space',
  'health',
  'other',
] as const;

/** What a deal is about. */
export type Sector = (typeof SECTORS)[number];

/** When an event happens or happened, as far as the text says. */
export interface EventDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` where `precision` is `month`. */
  readonly from: string;
  /** The last day of a range, `YYYY-MM-DD`; undefined for a single day or month. */
  readonly to: string | undefined;
  readonly precision: 'day' | 'month';
  /** False where the text states none and the day is taken from `publishedAt`. */
  readonly stated: boolean;
}

/** A sum of money. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** One reason for what detection decided, with the words of the item that made it. */
export interface Evidence {
  /** What was decided: "kind", "status", "place", "date", "value", "official", "sector", "parties", "confidence"; "doubt" lowers the confidence alone. */
  readonly slot: string;
  /** In plain words: "trip verb", "planned: future marker". */
  readonly why: string;
  /** The words as they stand in the item; `''` where the reason is an absence. */
  readonly words: string;
  /** Added to or taken from the confidence, in log-odds; 0 where it only explains. */
  readonly weight: number;
}

/** What a fact was before a further report, or a model's verdict, changed it. */
export type Correction =
  | { readonly slot: 'date'; readonly was: EventDate }
  | { readonly slot: 'value'; readonly was: Money }
  | { readonly slot: 'status'; readonly was: EventStatus }
  | { readonly slot: 'place'; readonly was: string }
  | { readonly slot: 'countries'; readonly was: readonly string[] };

/** A model's word on an event that the rules were unsure of. */
export interface Ruling {
  readonly kind: 'confirmed' | 'corrected';
  /** The model's name. */
  readonly by: string;
  /** The sentence of the item that it rests on. */
  readonly quote: string;
}

/** A trip or a deal as one item reports it. */
export interface DetectedEvent {
  readonly kind: EventKind;
  readonly status: EventStatus;
  /** Ids of the officials whom it is about. */
  readonly officials: readonly string[];
  /** ISO 3166-1 alpha-2; trip: where to, deal: the parties' countries. */
  readonly countries: readonly string[];
  /** Town or venue by its usual English name. */
  readonly place: string | undefined;
  readonly date: EventDate | undefined;
  /** Deal: organisations and states that are party, by their usual English names. */
  readonly parties: readonly string[];
  readonly value: Money | undefined;
  readonly sector: Sector | undefined;
  /** The sentence that says it, in its original language, and where it stands. */
  readonly sentence: string;
  readonly span: Span;
  /** 0 to 1: the share of events with this confidence that are right. */
  readonly confidence: number;
  /** `rule` or the model's name. */
  readonly foundBy: string;
  readonly evidence: readonly Evidence[];
  /** Missing where the rules' word stands. */
  readonly ruling?: Ruling;
  /** In the order in which they were made; missing where nothing was corrected. */
  readonly corrections?: readonly Correction[];
}

/** Writes a date in the corpus's form: `YYYY-MM-DD`, `YYYY-MM`, or `YYYY-MM-DD/YYYY-MM-DD`. */
export function formatEventDate(date: EventDate): string {
  return date.to === undefined ? date.from : `${date.from}/${date.to}`;
}
