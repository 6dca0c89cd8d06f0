/** The secret part of each desk's calendar address: whoever has it reads the desk's diary. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

/** The tokens. */
export interface Calendars {
  /** The desk's token; undefined where nobody asked for an address yet. */
  tokenOf(guildId: string): string | undefined;
  /** Gives the desk another token; the one before opens nothing any more. */
  renew(guildId: string, token: string): void;
  /** Ends the addresses of a desk that is gone. @returns whether it had one */
  end(guildId: string): boolean;
  /** The desks that have an address. */
  guildIds(): readonly string[];
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
    end: (guildId) => table.delete(guildId),
    guildIds: () => table.all().map(({ guildId }) => guildId),
    guildOf(token) {
      const asked = digestOf(token);
      return table.all().find((calendar) => timingSafeEqual(digestOf(calendar.token), asked))?.guildId;
    },
  };
}

/** What is compared instead of tokens: how long that takes says nothing of how much of one was guessed. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
