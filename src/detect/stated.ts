/** What an item states of places and sums, whoever it is about: the facts that a correction may choose from. Pure. */
import type { Money } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import { isLanguage } from '../model/language.ts';
import { readItem } from './reading.ts';

/** The facts. */
export interface StatedFacts {
  /** ISO 3166-1 alpha-2: states that are named, those whose adjective is, and those whose towns are. */
  readonly countries: ReadonlySet<string>;
  /** The countries of each town or venue, by its usual English name in lower case. */
  readonly towns: ReadonlyMap<string, readonly string[]>;
  readonly sums: readonly Money[];
}

/**
 * Reads them.
 *
 * @param language that of the report; in another than ours, nothing is stated
 */
export function statedIn(item: ItemText, language: string): StatedFacts {
  const sentences = isLanguage(language) ? readItem(item, language) : [];
  const countries = new Set<string>();
  const towns = new Map<string, readonly string[]>();
  for (const { country, town } of sentences.flatMap(({ places }) => places)) {
    countries.add(country);
    if (town === undefined) continue;
    const name = town.name.toLowerCase();
    towns.set(name, [...(towns.get(name) ?? []), country]);
  }
  return { countries, towns, sums: sentences.flatMap(({ money }) => money.map((sum) => sum.money)) };
}
