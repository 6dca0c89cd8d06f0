/** Parties of a deal: the organisations and states that its sentences name, and their countries. */
import type { ReadContext } from './context.ts';
import { countryNameOf } from './gazetteer.ts';
import type { SentenceReading } from './reading.ts';

/** More parties than this are a list of members, not of parties. */
const MAX_PARTIES = 6;

/** The parties of a deal told by `scope`, with the countries behind them in the order of mention. */
export function findParties(
  scope: readonly SentenceReading[],
  officials: readonly string[],
  context: ReadContext,
): { parties: string[]; countries: string[] } {
  const parties = new Set<string>();
  const countries = new Set<string>();
  for (const sentence of scope) {
    for (const { organisation } of sentence.organisations) {
      parties.add(organisation.name);
      for (const country of organisation.countries) countries.add(country);
    }
  }
  for (const id of officials) for (const state of context.facts.get(id)?.states.slice(0, 1) ?? []) countries.add(state);
  const alliance = scope.some((sentence) =>
    sentence.organisations.some(({ organisation }) => organisation.countries.length === 0),
  );
  const named = scope.flatMap((sentence) => sentence.places);
  for (const place of named) {
    if (place.kind === 'country' && place.relation !== 'from') countries.add(place.country);
  }
  // First who stands there as a party, then whoever is named at all: two make a deal.
  const likely = named.filter((place) => place.kind !== 'venue' && place.relation === 'none');
  for (const place of alliance ? likely : [...likely, ...named]) {
    if (countries.size < 2) countries.add(place.country);
  }
  if (parties.size < 2)
    for (const country of countries) if (parties.size < MAX_PARTIES) parties.add(countryNameOf(country));
  return { parties: [...parties].slice(0, MAX_PARTIES), countries: [...countries].slice(0, MAX_PARTIES) };
}
