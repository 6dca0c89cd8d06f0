/** The diary as a calendar that others subscribe to: its address, and what is answered there. */
import { diaryCalendar } from './alerts/diary.ts';
import { type DiaryParts, listDiary, todayOf } from './diary.ts';
import type { Log } from './log.ts';
import type { Stores } from './stores.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was called off, or passed without news, stays in subscribers' calendars for so long, marked as such. */
const BACK_DAYS = 31;

/** Ids of officials and countries are short; longer ones were not made by us. */
const FILTER_CHARS = 100;

/** What of the diary a calendar shows; undefined for all of it. */
export interface CalendarFilter {
  readonly officialId: string | undefined;
  readonly country: string | undefined;
}

/** What the calendar is built from. */
export interface CalendarParts extends DiaryParts {
  readonly stores: DiaryParts['stores'] & Pick<Stores, 'calendars'>;
  /** `PUBLIC_URL` without a slash at the end; undefined where the operator set none. */
  readonly publicUrl: string | undefined;
  readonly log: Log;
}

/** The calendars of all desks. */
export interface CalendarFeed {
  /** The address to subscribe to, the same for everybody on a desk; undefined without a public address. */
  address(guildId: string, filter: CalendarFilter): string | undefined;
  /** Makes the addresses that were given out end; the next one is another. */
  renew(guildId: string): void;
  /** Ends the addresses of a desk that Dateline was removed from: what it watched is no longer that desk's to read. */
  end(guildId: string): void;
  /** Ends those of all desks but these, which Dateline may have left while it was down. */
  endAllBut(guildIds: ReadonlySet<string>): void;
  /** The iCalendar document of a token; undefined where nobody has it. */
  read(token: string, query: URLSearchParams): string | undefined;
}

export function createCalendarFeed(parts: CalendarParts): CalendarFeed {
  const { calendars } = parts.stores;

  const tokenFor = (guildId: string): string => {
    const known = calendars.tokenOf(guildId);
    if (known !== undefined) return known;
    const token = parts.newId();
    calendars.renew(guildId, token);
    return token;
  };

  const end = (guildId: string): void => {
    if (calendars.end(guildId))
      parts.log.info({ guild: guildId }, 'the calendar address ended: Dateline has left the server');
  };

  return {
    address(guildId, { officialId, country }) {
      if (parts.publicUrl === undefined) return undefined;
      const url = new URL(`${parts.publicUrl}/calendar/${tokenFor(guildId)}.ics`);
      if (officialId !== undefined) url.searchParams.set('official', officialId);
      if (country !== undefined) url.searchParams.set('country', country);
      return url.href;
    },
    renew: (guildId) => calendars.renew(guildId, parts.newId()),
    end,
    endAllBut(guildIds) {
      for (const guildId of calendars.guildIds()) if (!guildIds.has(guildId)) end(guildId);
    },
    read(token, query) {
      const guildId = calendars.guildOf(token);
      if (guildId === undefined) return undefined;
      const filter = (name: string) => query.get(name)?.slice(0, FILTER_CHARS) || undefined;
      const today = todayOf(guildId, parts);
      const from = new Date(Date.parse(today) - BACK_DAYS * DAY_MS).toISOString().slice(0, 10);
      const question = { officialId: filter('official'), country: filter('country'), from, to: undefined };
      const nameOf = (id: string) => parts.official(id)?.name ?? id;
      return diaryCalendar(listDiary(question, guildId, parts), nameOf, parts.now());
    },
  };
}
