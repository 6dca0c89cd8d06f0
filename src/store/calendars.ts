/** The secret part of each desk's calendar address: whoever has it reads the desk's diary. */
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** The tokens. */
export interface Calendars {
  /** The desk's token; undefined where nobody asked for an address yet. */
  tokenOf(guildId: string): string | undefined;
  /** Gives the desk another token; the one before opens nothing any more. */
  renew(guildId: string, token: string): void;
  /** Whose token it is; undefined for one that nobody has. */
  guildOf(token: string): string | undefined;
}

interface Calendar {
  readonly guildId: string;
  readonly token: string;
}

export function createCalendars(database: Database): Calendars {
  const table = createTable<Calendar>(database, 'calendars');
  return {
    tokenOf: (guildId) => table.get(guildId)?.token,
    renew: (guildId, token) => table.set(guildId, { guildId, token }),
    guildOf: (token) => table.all().find((calendar) => calendar.token === token)?.guildId,
  };
}
