/** The dossier: what the catalogue and the archive know of an official, as `/whois` shows it. */
import type { Dossier, DossierEntry } from '../model/dossier.ts';
import type { Official } from '../model/official.ts';

const RECENT = 5;
const ANNOUNCED = 5;

/**
 * Builds a dossier.
 *
 * @param entries what is on record, newest first
 * @param locale  of the asker, `pt-BR`; names follow it where known
 */
export function buildDossier(
  official: Official,
  entries: readonly DossierEntry[],
  locale: string,
  now: number,
): Dossier {
  const today = new Date(now).toISOString().slice(0, 10);
  const displayName = official.names[locale.slice(0, 2)]?.[0] ?? official.name;
  const allNames = [...new Set([official.name, ...Object.values(official.names).flat()])];
  const happened = entries.filter(({ event }) => event.status === 'done' || event.status === 'under-way');
  const trips = happened.filter(({ event }) => event.kind === 'trip');
  const byCountry = new Map<string, number>();
  for (const country of trips.flatMap(({ event }) => event.countries)) {
    byCountry.set(country, (byCountry.get(country) ?? 0) + 1);
  }
  return {
    official,
    displayName,
    nativeName: allNames.find((name) => !/\p{Script=Latin}/u.test(name)),
    alsoKnownAs: allNames.filter((name) => name !== displayName).slice(0, 12),
    officesNow: official.offices.filter((office) => office.to === undefined),
    officesBefore: official.offices.filter((office) => office.to !== undefined),
    lastSeen: trips[0],
    recent: happened.slice(0, RECENT),
    announced: entries
      .filter(({ event }) => event.status === 'planned' && (event.date?.to ?? event.date?.from ?? '') >= today)
      .toSorted((a, b) => ((a.event.date?.from ?? '') < (b.event.date?.from ?? '') ? -1 : 1))
      .slice(0, ANNOUNCED),
    goesTo: [...byCountry].map(([country, count]) => ({ country, trips: count })).sort((a, b) => b.trips - a.trips),
    storyCount: new Set(entries.map((entry) => entry.storyId)).size,
    onRecordSince: entries.at(-1)?.at,
  };
}
