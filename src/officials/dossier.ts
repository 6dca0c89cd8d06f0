/** The dossier of an official: what the catalogue knows, and what the archive has on record. */
import type { Dossier, DossierEntry } from '../model/dossier.ts';
import type { Office, Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';

const MAX_RECENT = 5;
const MAX_ANNOUNCED = 10;
const MAX_ALSO_KNOWN_AS = 12;
const DAY_CHARS = 10;

/** The language whose script is a state's own, where it is not Latin; names in it are the native ones. */
const NATIVE_LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE',
  bg: 'BG',
  el: 'GR CY',
  fa: 'IR',
  he: 'IL',
  hi: 'IN',
  ja: 'JP',
  ko: 'KP KR',
  mk: 'MK',
  ru: 'RU BY KZ KG TJ',
  sr: 'RS',
  th: 'TH',
  uk: 'UA',
  zh: 'CN HK MO TW',
};

/**
 * Puts a dossier together.
 *
 * @param rows   happenings of the official on record, in any order
 * @param locale Discord's, `es-ES` or `zh-CN`: its language chooses the name shown
 * @param now    ms since the epoch; tells offices held from former ones, and what is still to come
 */
export function buildDossier(official: Official, rows: readonly DossierEntry[], locale: string, now: number): Dossier {
  const today = new Date(now).toISOString().slice(0, DAY_CHARS);
  const displayName = official.names[locale.split('-')[0] ?? 'en']?.[0] ?? official.name;
  const nativeName = findNativeName(official);
  const own = rows.filter(({ event }) => event.officials.includes(official.id));
  const past = own.filter((row) => !isAhead(row, today)).sort((a, b) => compareDays(dayOf(b), dayOf(a)) || b.at - a.at);
  const trips = past.filter(({ event }) => event.kind === 'trip');
  const { officesNow, officesBefore } = splitOffices(official, today);
  return {
    official,
    displayName,
    nativeName: nativeName === displayName ? undefined : nativeName,
    alsoKnownAs: otherNames(official, [displayName, nativeName]),
    officesNow,
    officesBefore,
    lastSeen: trips.find(({ event }) => event.status === 'done' || event.status === 'under-way'),
    recent: past.slice(0, MAX_RECENT),
    announced: own
      .filter((row) => isAhead(row, today))
      .sort((a, b) => compareDays(dayOf(a), dayOf(b)) || a.at - b.at)
      .slice(0, MAX_ANNOUNCED),
    goesTo: countTrips(trips),
    storyCount: new Set(own.map(({ storyId }) => storyId)).size,
    onRecordSince: own.length === 0 ? undefined : Math.min(...own.map(({ at }) => at)),
  };
}

/** Planned, with a date that has not passed; a plan without a date belongs to what was told. */
function isAhead({ event }: DossierEntry, today: string): boolean {
  if (event.status !== 'planned' || event.date === undefined) return false;
  const last = event.date.to ?? event.date.from;
  return last >= today.slice(0, last.length);
}

/** The day it happens or happened, as far as the item says, else the day it was told. */
function dayOf({ event, at }: DossierEntry): string {
  return event.date?.from ?? new Date(at).toISOString().slice(0, DAY_CHARS);
}

function compareDays(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An end known to the year or month only is past too where the entry was checked after it: 2026, checked in May 2026. */
function splitOffices(official: Official, today: string): { officesNow: Office[]; officesBefore: Office[] } {
  const { offices, checkedOn = '' } = official;
  const isOver = ({ to }: Office): boolean =>
    to !== undefined && (to < today.slice(0, to.length) || to <= checkedOn.slice(0, to.length));
  const officesNow = offices
    .filter((office) => !isOver(office))
    .sort((a, b) => compareDays(b.from ?? '', a.from ?? ''));
  const officesBefore = offices.filter(isOver).sort((a, b) => compareDays(b.to ?? '', a.to ?? ''));
  return { officesNow, officesBefore };
}

function findNativeName(official: Official): string | undefined {
  for (const [language, states] of Object.entries(NATIVE_LANGUAGES)) {
    const home = states.split(' ');
    if (!official.offices.some(({ country }) => country !== undefined && home.includes(country))) continue;
    const name = official.names[language]?.[0];
    if (name !== undefined) return name;
  }
  return undefined;
}

function otherNames(official: Official, shown: readonly (string | undefined)[]): string[] {
  const seen = new Set(shown.map((name) => foldText(name ?? '')));
  const others: string[] = [];
  for (const name of [official.name, ...Object.values(official.names).flat()]) {
    const folded = foldText(name);
    if (seen.has(folded)) continue;
    seen.add(folded);
    others.push(name);
  }
  return others.slice(0, MAX_ALSO_KNOWN_AS);
}

function countTrips(trips: readonly DossierEntry[]): { country: string; trips: number }[] {
  const stories = new Map<string, Set<string>>();
  for (const { event, storyId } of trips) {
    if (event.status === 'cancelled' || event.status === 'denied' || event.status === 'planned') continue;
    for (const country of event.countries) stories.set(country, (stories.get(country) ?? new Set()).add(storyId));
  }
  return [...stories]
    .map(([country, ids]) => ({ country, trips: ids.size }))
    .sort((a, b) => b.trips - a.trips || compareDays(a.country, b.country));
}
