/** A watchlist: what a desk follows, and where its alerts go; and the desk's own settings. */
import type { EventKind } from './event.ts';

/** When a watchlist is told: at once, or gathered at the desk's hour. */
export type Delivering =
  | { readonly mode: 'instant' }
  | { readonly mode: 'daily'; readonly hour: number }
  | { readonly mode: 'weekly'; readonly hour: number /** 0 is Sunday. */; readonly weekday: number };

/** What a desk follows. An empty list of officials, countries, organisations or languages means any. */
export interface Watchlist {
  readonly id: string;
  readonly guildId: string;
  /** Unique within the guild, case ignored. */
  readonly name: string;
  readonly officials: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** As typed; compared without case and accents. */
  readonly organisations: readonly string[];
  readonly kinds: readonly EventKind[];
  /** 0 to 1; events below it are not told. */
  readonly minConfidence: number;
  /** ISO 639-1 of the sources that count. */
  readonly languages: readonly string[];
  readonly channelId: string;
  /** Role to ping with each new alert. */
  readonly roleId: string | undefined;
  readonly delivering: Delivering;
  /** Whether a story grows in a thread of its alert; missing where nobody said so. */
  readonly threads?: boolean;
  /** Discord user id of whoever set it up. */
  readonly ownerId: string;
  /** Why it was set up, in the owner's words. */
  readonly reason: string;
  readonly createdAt: number;
  readonly paused: boolean;
}

/** What a guild set up with `/setup`. */
export interface DeskSettings {
  readonly guildId: string;
  /** Those who have it may change things, besides Manage Server. */
  readonly editorRoleId: string | undefined;
  /** Where the watchdog speaks. */
  readonly setupChannelId: string | undefined;
  /** IANA name, `Europe/Sofia`. */
  readonly timeZone: string;
  /** ISO 639-1; the language of model summaries. */
  readonly summaryLanguage: string;
  /** A deal is linked to a trip that ended at most so many days before, 0 to 30. */
  readonly linkDays: number;
}
