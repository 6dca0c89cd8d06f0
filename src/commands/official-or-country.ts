/** The options `official` and `country` of `/deals` and `/diary`: whose, and with whom or where. */
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { Asker } from '../discord/slash-command.ts';
import type { Desk } from './command.ts';
import { readCountry, suggestCountries } from './countries.ts';
import { readOfficial, suggestOfficials } from './officials-typed.ts';

/** Discord takes no more choices. */
const SUGGESTED = 25;

/** What was asked for; undefined for anybody, or anywhere. */
export interface OfficialOrCountry {
  readonly officialId: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
}

/** Reads both, or says what is wrong with the first that isn't understood. */
export function readOfficialOrCountry(
  { options }: ChatInputCommandInteraction,
  desk: Desk,
  asker: Asker,
): OfficialOrCountry | { readonly problem: string } {
  const official = options.getString('official');
  const country = options.getString('country');
  const officialId = official === null ? undefined : readOfficial(official, desk);
  if (typeof officialId === 'object') return officialId;
  const code = country === null ? undefined : readCountry(country, asker.locale);
  if (typeof code === 'object') return code;
  return { officialId, country: code };
}

/** Completes whichever of both is being typed. */
export function suggestOfficialOrCountry(
  interaction: AutocompleteInteraction,
  desk: Desk,
  asker: Asker,
): { name: string; value: string }[] {
  const { name, value } = interaction.options.getFocused(true);
  const names =
    name === 'official' ? suggestOfficials(value, desk, SUGGESTED) : suggestCountries(value, asker.locale, SUGGESTED);
  return names.map((one) => ({ name: one, value: one }));
}
