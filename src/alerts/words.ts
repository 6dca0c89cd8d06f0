/** How facts are written for readers: names of countries, days, sums, statuses. */
import type { DetectedEvent, EventDate, EventStatus, Money, Sector } from '../model/event.ts';

/** The language of alerts and answers; names of countries and days follow it. */
export const ALERT_LOCALE = 'en-GB';

/** At a glance: one sign for each status, the same in every message. */
export const STATUS_SIGNS: Readonly<Record<EventStatus, string>> = {
  planned: '🗓️',
  'under-way': '🟢',
  done: '✅',
  cancelled: '⛔',
  denied: '❔',
};

export const STATUS_COLOURS: Readonly<Record<EventStatus, number>> = {
  planned: 0x3b82f6,
  'under-way': 0x10b981,
  done: 0x0f766e,
  cancelled: 0xdc2626,
  denied: 0xd97706,
};

export const STATUS_WORDS: Readonly<Record<EventStatus, string>> = {
  planned: 'planned',
  'under-way': 'under way',
  done: 'done',
  cancelled: 'called off',
  denied: 'denied',
};

const TRIP_VERBS: Readonly<Record<Exclude<EventStatus, 'cancelled' | 'denied'>, string>> = {
  planned: 'to visit',
  'under-way': 'is visiting',
  done: 'visited',
};

/** The same for several people. */
const TRIP_VERBS_OF_SEVERAL: typeof TRIP_VERBS = {
  ...TRIP_VERBS,
  'under-way': 'are visiting',
};

const DEAL_VERBS: Readonly<Record<EventStatus, string>> = {
  planned: 'planned',
  'under-way': 'being negotiated',
  done: 'signed',
  cancelled: 'called off',
  denied: 'denied',
};

export const SECTOR_WORDS: Readonly<Record<Sector, string>> = {
  'oil-gas': 'oil and gas',
  nuclear: 'nuclear',
  power: 'power',
  mining: 'mining',
  arms: 'arms',
  agriculture: 'farming',
  finance: 'finance',
  transport: 'transport',
  technology: 'technology',
  space: 'space',
  health: 'health',
  other: 'several fields',
};

const countryNames = new Intl.DisplayNames([ALERT_LOCALE], { type: 'region', fallback: 'code' });

/** The English name of an ISO 3166-1 alpha-2 country; the code itself where it is none. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}

/** The flag of a country as an emoji, made of regional indicators (Unicode TR 51). */
export function flag(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return '';
  return String.fromCodePoint(...[...code].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** `Caracas, Venezuela`; undefined where neither is known. */
export function whereabouts(event: DetectedEvent): string | undefined {
  const countries = event.kind === 'trip' ? event.countries.map(countryName) : [];
  const parts = [event.place, countries.join(' and ')].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** `27 July 2009`, `27 to 29 July 2009`, `September 2009`. */
export function writeDate(date: EventDate): string {
  if (date.precision === 'month') return MONTH.format(new Date(`${date.from}-01T00:00:00Z`));
  const from = new Date(`${date.from}T00:00:00Z`);
  return date.to === undefined ? DAY.format(from) : DAY.formatRange(from, new Date(`${date.to}T00:00:00Z`));
}

// Made once: making one takes longer than filing a report.
const MONTH = new Intl.DateTimeFormat(ALERT_LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat(ALERT_LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `US$7.8bn`, as newsrooms write it. */
export function writeMoney(money: Money): string {
  const { amount, currency } = money;
  const known = MONEY.get(currency);
  if (known !== undefined) return known.format(amount);
  const format = new Intl.NumberFormat(ALERT_LOCALE, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 2,
  });
  // Currencies are few, and a foreign text must not fill the memory with others.
  if (MONEY.size < MAX_CURRENCIES) MONEY.set(currency, format);
  return format.format(amount);
}

// Made once, as the dates' are.
const MONEY = new Map<string, Intl.NumberFormat>();
const MAX_CURRENCIES = 200;
const NAMES = new Intl.ListFormat(ALERT_LOCALE, { type: 'conjunction' });

/** `A`, `A and B`, `A, B and 2 others`. */
export function writeNames(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
  return NAMES.format(names);
}

/**
 * The headline of an event: who, what, where.
 *
 * @param names the usual names of its officials
 */
export function headline(event: DetectedEvent, names: readonly string[]): string {
  const who = writeNames(names);
  const where = whereabouts(event);
  if (event.kind === 'trip') {
    const { status } = event;
    // Who called it off, host or guest, is not known: the headline names nobody for it.
    if (where === undefined || status === 'cancelled' || status === 'denied') {
      return `${happening(event, names)} ${STATUS_WORDS[status]}`;
    }
    return `${who} ${(names.length > 1 ? TRIP_VERBS_OF_SEVERAL : TRIP_VERBS)[status]} ${where}`;
  }
  const place = where === undefined ? '' : ` in ${where}`;
  return `${happening(event, names)} ${DEAL_VERBS[event.status]}${place}`;
}

/** What an event is, without how it stands: for where that is said in front of it. */
export function happening(event: DetectedEvent, names: readonly string[]): string {
  const who = writeNames(names);
  const where = whereabouts(event);
  if (event.kind === 'trip') return `${who}: ${where === undefined ? 'trip' : `trip to ${where}`}`;
  const isOneField = event.sector !== undefined && event.sector !== 'other';
  const sector = isOneField ? `${SECTOR_WORDS[event.sector]} ` : '';
  const between = event.parties.length === 1 ? 'with' : 'between';
  const parties = event.parties.length === 0 ? '' : ` ${between} ${writeNames(event.parties)}`;
  const value = event.value === undefined ? '' : ` worth ${writeMoney(event.value)}`;
  return `${who}: ${sector}deal${parties}${value}`;
}
