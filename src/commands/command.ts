/** What a slash command is made of, and what it may ask of the desk. */
import type { DiaryLine } from '../alerts/diary.ts';
import type { LinkedEntry } from '../alerts/notes.ts';
import type { SlashCommand } from '../discord/slash-command.ts';
import type { Log } from '../log.ts';
import type { Alert, RouteReason } from '../model/alert.ts';
import type { VerdictCounts } from '../model/doubt.ts';
import type { EventKind, EventStatus } from '../model/event.ts';
import type { Feed, FeedState, SourceKind } from '../model/feed.ts';
import type { Official } from '../model/official.ts';
import type { LinkVerdict, Story } from '../model/story.ts';
import type { DeskSettings, Watchlist } from '../model/watchlist.ts';
import type { OfficialForm, OfficialsDesk, OfficialsFilter } from './officials-desk.ts';

/** One slash command: its definition, who may use it, and what it does. */
export type Command = SlashCommand<Desk>;

/** A watchlist before it has an id. */
export type WatchlistDraft = Omit<Watchlist, 'id' | 'createdAt' | 'paused'>;

/** What happened when a watchlist was to be written. */
export type WatchlistChange =
  | { readonly kind: 'saved'; readonly watchlist: Watchlist }
  | { readonly kind: 'name taken' }
  | { readonly kind: 'gone' };

/** How many alerts a watchlist would have brought. */
export interface Forecast {
  readonly days: number;
  readonly stories: number;
  readonly alerts: number;
  /** Alerts a day over the days on record, which may be fewer than `days`; a record of hours counts as one day. */
  readonly alertsPerDay: number;
  /** Since when the record goes, where that is less far back than `days`: then the figure says little. */
  readonly sinceAt: number | undefined;
}

/** A recent story and what a watchlist would have made of it. */
export interface Tried {
  readonly story: Story;
  readonly reason: RouteReason;
}

/** A feed as `/feeds list` shows it. */
export interface FeedRow {
  readonly feed: Feed;
  /** Undefined before the first poll. */
  readonly state: FeedState | undefined;
}

/** What was typed to add a feed. */
export interface FeedRequest {
  readonly url: string;
  /** The feed's own title where undefined. */
  readonly title: string | undefined;
  readonly sourceKind: SourceKind;
  readonly language: string | undefined;
  /** The shortest interval between two polls, in ms; the default where undefined. */
  readonly minIntervalMs: number | undefined;
  readonly addedBy: string;
}

/** A feed that a page names, and what it would have brought. */
export interface FoundFeed {
  readonly url: string;
  readonly title: string;
  /** How many of its last entries were looked at, … */
  readonly entries: number;
  /** … and how many of them report a trip or deal of an official in the catalogue. */
  readonly reporting: number;
}

/** What a feed brings, for `/feeds list`. */
export interface FeedFigures {
  /** Undefined where too few items are known to say. */
  readonly itemsADay: number | undefined;
  /** Alerts of the last 30 days, in all channels, that have one of its items among their sources. */
  readonly alertsAMonth: number;
}

/** What happened when a feed was to be added. */
export type FeedAdding =
  | {
      readonly kind: 'added';
      readonly feed: Feed;
      readonly items: number;
      /** Of the items, how many were known already: mirrors and an outlet's several feeds share theirs. */
      readonly elsewhere: number;
      readonly repairs: readonly string[];
    }
  /** `changed` where it is polled at another interval from now on. */
  | { readonly kind: 'already there'; readonly feed: Feed; readonly changed: boolean }
  /** The address is a page that names these feeds. */
  | { readonly kind: 'choose'; readonly found: readonly FoundFeed[] }
  | { readonly kind: 'refused'; readonly why: string };

/** What one poll of a feed brought, for `/feeds check`. */
export type FeedCheck =
  | {
      readonly kind: 'good';
      readonly items: number;
      readonly newest: { readonly title: string; readonly publishedAt: number | undefined } | undefined;
      /** Who read it: rss-parser, the tolerant reader, or that of JSON Feed. */
      readonly reader: string;
      readonly repairs: readonly string[];
      readonly itemsADay: number | undefined;
      /** When it is polled next, in any case; undefined before the first poll. */
      readonly nextDueAt: number | undefined;
      readonly nextDueReason: string | undefined;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** Which feeds of the pack are wanted; undefined for any. */
export interface PackChoice {
  readonly region: string | undefined;
  /** ISO 639-1. */
  readonly language: string | undefined;
}

/** What importing an OPML file brought. */
export interface FeedImport {
  readonly added: readonly Feed[];
  readonly known: number;
  readonly refused: readonly { readonly url: string; readonly why: string }[];
}

/** What `/alerts search` looks for; undefined or empty means any. */
export interface StorySearch {
  readonly text: string | undefined;
  readonly officials: readonly string[];
  readonly countries: readonly string[];
  readonly kinds: readonly EventKind[];
  readonly statuses: readonly EventStatus[];
  /** Ms since the epoch. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** A story of a list, with its alerts in this guild: one for each channel where it was told. */
export interface StoryRow {
  readonly story: Story;
  readonly alerts: readonly { readonly channelId: string; readonly url: string }[];
}

/** One page of a list of stories, newest first. */
export interface StoryPage {
  readonly rows: readonly StoryRow[];
  readonly total: number;
}

/** What a component of ours needs to remember and cannot carry in its custom id; kept for a day. */
export type DeskNote =
  | { readonly kind: 'recent alerts'; readonly guildId: string }
  | { readonly kind: 'search'; readonly guildId: string; readonly search: StorySearch }
  | { readonly kind: 'deals'; readonly guildId: string; readonly search: StorySearch }
  | { readonly kind: 'itinerary'; readonly guildId: string; readonly officialId: string }
  | { readonly kind: 'watchlist draft'; readonly draft: WatchlistDraft }
  | { readonly kind: 'watchlist removed'; readonly watchlist: Watchlist }
  | { readonly kind: 'watchlist changed'; readonly before: Watchlist }
  | {
      readonly kind: 'feed removed';
      readonly guildId: string;
      readonly feed: Feed;
      readonly state: FeedState | undefined;
    }
  | {
      readonly kind: 'stories merged';
      readonly guildId: string;
      readonly intoId: string;
      readonly partedId: string;
      readonly itemIds: readonly string[];
      /** Alerts that the other story had where the one that stays had none. */
      readonly alertIds: readonly string[];
      /** Which of the two an editor had joined before; notes of older versions don't say. */
      readonly heldIds?: readonly string[];
      /** Who called the other story not relevant, where that moved; notes of older versions don't say. */
      readonly labelledBy?: readonly string[];
      /** What was decided of the other story's links, where that moved, as it was; notes of older versions don't say. */
      readonly verdicts?: readonly LinkVerdict[];
    }
  | { readonly kind: 'story split'; readonly guildId: string; readonly restId: string; readonly partedId: string }
  | {
      readonly kind: 'feeds found';
      readonly guildId: string;
      readonly request: FeedRequest;
      readonly urls: readonly string[];
    }
  | { readonly kind: 'feeds imported'; readonly guildId: string; readonly feedIds: readonly string[] }
  | { readonly kind: 'officials'; readonly guildId: string; readonly filter: OfficialsFilter }
  | { readonly kind: 'official changes'; readonly guildId: string; readonly officialId: string | undefined }
  | { readonly kind: 'officials changed'; readonly guildId: string; readonly batch: string }
  | { readonly kind: 'name to look up'; readonly guildId: string; readonly name: string }
  /** `base` is undefined for somebody new. */
  | {
      readonly kind: 'official form';
      readonly guildId: string;
      readonly form: OfficialForm;
      readonly base: Official | undefined;
    };

/** How the bot fares, for `/status`. */
export interface DeskStatus {
  readonly startedAt: number;
  readonly feeds: Readonly<Record<FeedState['health'], number>>;
  readonly lastPollAt: number | undefined;
  readonly lastItemAt: number | undefined;
  readonly officials: number;
  readonly watchlists: number;
  readonly stories: number;
  readonly alertsToday: number;
  readonly pendingDeliveries: number;
  readonly failedDeliveries: readonly { readonly channelId: string; readonly error: string; readonly at: number }[];
  /** In plain words: "extractive", "gpt-5-mini, 12,000 of 200,000 tokens used today". */
  readonly summaries: string;
  /** What the model said of doubtful reports today; undefined where it isn't asked. */
  readonly verdicts: VerdictCounts | undefined;
}

/** A trip's story and a deal's. */
export interface StoryPair {
  readonly tripStoryId: string;
  readonly dealStoryId: string;
}

/** What came of merging or splitting stories by hand. */
export type StoryEdit =
  | { readonly kind: 'done'; readonly story: Story; readonly undo: DeskNote }
  /** A story is no longer on record, the two are one already, or nothing would be left of one. */
  | { readonly kind: 'refused'; readonly why: 'gone' | 'same story' | 'nothing left' };

/** What a command may ask of the desk. Reads and changes are synchronous; what goes outside is a promise. */
export interface Desk {
  readonly log: Log;
  now(): number;
  readonly settings: {
    get(guildId: string): DeskSettings;
    change(guildId: string, change: Partial<Omit<DeskSettings, 'guildId'>>): DeskSettings;
  };
  readonly watchlists: {
    list(guildId: string): readonly Watchlist[];
    /** By id, or by name with case ignored; only within the guild. */
    find(guildId: string, nameOrId: string): Watchlist | undefined;
    add(draft: WatchlistDraft): WatchlistChange;
    /** Atomic: two editors who add to one watchlist at the same moment both succeed. */
    change(id: string, change: (old: Watchlist) => Watchlist): WatchlistChange;
    remove(id: string): Watchlist | undefined;
    /** Puts back what was removed, or sets a watchlist back to what it was. */
    restore(watchlist: Watchlist): WatchlistChange;
    forecast(draft: WatchlistDraft, days: number): Forecast;
    /** Newest first, at most `limit`. */
    test(watchlist: Watchlist, days: number, limit: number): readonly Tried[];
  };
  readonly feeds: {
    list(): readonly FeedRow[];
    /** By feed id; feeds that are not in it brought nothing yet. */
    figures(): ReadonlyMap<string, FeedFigures>;
    find(idOrUrlOrTitle: string): FeedRow | undefined;
    add(request: FeedRequest): Promise<FeedAdding>;
    check(feedId: string): Promise<FeedCheck>;
    remove(feedId: string): FeedRow | undefined;
    restore(row: FeedRow): void;
    /** @throws {Error} with plain words where the text is no OPML */
    import(opml: string, addedBy: string): FeedImport;
    /** The regions by which the pack that comes with Dateline is ordered. */
    packRegions(): readonly string[];
    /** Adds what comes with Dateline: all of it, or a region's, or a language's. */
    importPack(addedBy: string, only: PackChoice): FeedImport;
    /** The feeds as an OPML document. */
    export(): string;
    /** Fetches an attachment that Discord keeps for us. */
    fetchAttachment(url: string, maxBytes: number): Promise<string>;
  };
  readonly officials: OfficialsDesk;
  readonly stories: {
    get(id: string): Story | undefined;
    /** What was told in this guild. */
    recent(guildId: string, page: number, pageSize: number): StoryPage;
    /** Everything on record. */
    search(search: StorySearch, guildId: string, page: number, pageSize: number): StoryPage;
  };
  readonly links: {
    /** The stories on the other side of a story's links, as the guild sees them: `deal` for a trip's deals. */
    of(storyId: string, side: EventKind, guildId: string): readonly LinkedEntry[];
    /**
     * An editor's word, for the guild; the messages follow.
     *
     * @param linked undefined takes an earlier word back: then the rule holds again
     * @returns false where one of the stories is no longer on record
     */
    decide(guildId: string, pair: StoryPair, linked: boolean | undefined, userId: string): boolean;
  };
  readonly diary: {
    /** The desk's own day, `YYYY-MM-DD`. */
    today(guildId: string): string;
    /** What is announced for these days, both ends included, in their order, with what became of each. */
    list(
      question: {
        readonly officialId: string | undefined;
        readonly country: string | undefined;
        readonly from: string;
        readonly to: string | undefined;
      },
      guildId: string,
    ): readonly DiaryLine[];
    /** The address at which calendars subscribe; undefined where the operator set no `PUBLIC_URL`. */
    address(
      guildId: string,
      filter: { readonly officialId: string | undefined; readonly country: string | undefined },
    ): string | undefined;
    /** Ends the addresses that were given out. */
    renewAddress(guildId: string): void;
  };
  /** Merging and splitting by hand; the messages follow. */
  readonly edits: {
    /** `into` keeps its id and its messages. */
    merge(guildId: string, intoId: string, otherId: string): StoryEdit;
    /** Takes items out of a story into one of their own. */
    split(guildId: string, storyId: string, itemIds: readonly string[]): StoryEdit;
    /** Takes back what one of the two did. @returns false where it no longer can be */
    undo(note: Extract<DeskNote, { kind: 'stories merged' | 'story split' }>): boolean;
  };
  readonly alerts: {
    get(id: string): Alert | undefined;
    /** Labels the story's items as not relevant; the last word of a user counts. */
    notRelevant(alert: Alert, userId: string, why: string | undefined): void;
    undoNotRelevant(alert: Alert, userId: string): void;
    mute(alert: Alert, userId: string): Alert | undefined;
    unmute(alert: Alert): Alert | undefined;
  };
  readonly notes: {
    /** @returns a short id for a custom id */
    keep(note: DeskNote): string;
    find(id: string): DeskNote | undefined;
    drop(id: string): void;
  };
  status(guildId: string): DeskStatus;
  /** Says something in the desk's set-up channel, through the outbox; false where no channel is set. */
  tellDesk(guildId: string, text: string): boolean;
}
