/** The filter of `/officials list` and `export`, as it is typed. */
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Asker } from '../discord/slash-command.ts';
import { readCountry } from './countries.ts';
import type { OfficialsFilter } from './officials-desk.ts';

/** Lets everybody through who is not hidden. */
export const ANYBODY: OfficialsFilter = { country: undefined, organisation: undefined, hidden: false };

/** Reads the options `country`, `organisation` and `hidden`; or says what is wrong with the country. */
export function readFilter(
  interaction: ChatInputCommandInteraction,
  asker: Asker,
): OfficialsFilter | { readonly problem: string } {
  const { options } = interaction;
  const typed = options.getString('country');
  const code = typed === null ? undefined : readCountry(typed, asker.locale);
  if (typeof code === 'object') return code;
  const hidden = options.getSubcommand() === 'list' && options.getBoolean('hidden') === true;
  return { ...ANYBODY, country: code, organisation: options.getString('organisation')?.trim() || undefined, hidden };
}
