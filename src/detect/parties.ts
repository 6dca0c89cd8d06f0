/** Parties of a deal: the organisations and states that its sentences name, and their countries. */
import type { ReadContext } from './context.ts';
import { countryNameOf } from './gazetteer.ts';
import type { SentenceReading } from './reading.ts';

/** More parties than this are a list of members, not of parties. */
const MAX_PARTIES = 6;

/** Towns that stand for an alliance. */
const BRUSSELS = new Set(['Brussels']);

/** Alliances among the parties: named, meant by their seat, or spoken for by their head. */
function alliancesOf(
  scope: readonly SentenceReading[],
  officials: readonly string[],
  context: ReadContext,
): Set<string> {
  const found = new Set<string>();
  for (const sentence of scope) {
    for (const { organisation } of sentence.organisations)
      if (organisation.countries.length === 0) found.add(organisation.name);
    if (sentence.places.some((place) => BRUSSELS.has(place.town?.name ?? '') && place.relation === 'none'))
      found.add('European Union');
  }
  for (const id of officials) {
    const facts = context.facts.get(id);
    if (
      facts !== undefined &&
      facts.states.length === 0 &&
      facts.organisations.some((name) => name.startsWith('European'))
    )
      found.add('European Union');
  }
  return found;
}

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
  const named = scope.flatMap((sentence) => sentence.places);
  const alliances = alliancesOf(scope, officials, context);
  for (const alliance of alliances) parties.add(alliance);
  const states = new Set(named.filter((place) => place.kind !== 'venue').map((place) => place.country));
  for (const id of officials) {
    // Beside an alliance a state is only a party where it is named.
    for (const state of context.facts.get(id)?.states.slice(0, 1) ?? [])
      if (alliances.size === 0 || states.has(state)) countries.add(state);
  }
  for (const place of named) {
    if (place.kind === 'country' && place.relation !== 'from') countries.add(place.country);
  }
  if (alliances.size < 2) {
    // First who stands there as a party, then whoever is named at all: two make a deal.
    const likely = named.filter(
      (place) => place.kind !== 'venue' && place.relation === 'none' && !BRUSSELS.has(place.town?.name ?? ''),
    );
    const wanted = 2 - alliances.size;
    for (const place of alliances.size > 0 ? likely : [...likely, ...named])
      if (countries.size < wanted) countries.add(place.country);
    for (const id of officials) {
      const state = context.facts.get(id)?.states[0];
      if (state !== undefined && countries.size < wanted) countries.add(state);
    }
    const there = context.sentences.flatMap((sentence) =>
      sentence.places.filter((place) => place.town !== undefined && place.relation === 'at'),
    );
    for (const place of there) if (countries.size < wanted) countries.add(place.country);
  }
  // A company stands for itself: its own state isn't the other side, unless no other is named.
  const own = new Set(scope.flatMap(({ organisations }) => organisations.flatMap((one) => one.organisation.countries)));
  const sides = [...countries].filter((country) => !own.has(country));
  if (parties.size < 2)
    for (const country of sides.length > 0 ? sides : countries)
      if (parties.size < MAX_PARTIES) parties.add(countryNameOf(country));
  return { parties: [...parties].slice(0, MAX_PARTIES), countries: [...countries].slice(0, MAX_PARTIES) };
}
