/** What an editor types to `/watch add` and `/watch edit`: the options, and what they come to. */
import {
  type APIApplicationCommandBasicOption,
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import type { Asker, Choice } from '../discord/slash-command.ts';
import { EVENT_KINDS } from '../model/event.ts';
import type { Delivering, Watchlist } from '../model/watchlist.ts';
import { fold } from '../text/plain-name.ts';
import { completeList, type Resolved, resolveList } from './comma-list.ts';
import type { Desk, WatchlistDraft } from './command.ts';
import { readCountry, suggestCountries } from './countries.ts';
import { readLanguage, suggestLanguages } from './languages.ts';
import { readOfficial, suggestOfficials } from './officials-typed.ts';

export const NAME_CHARS = 60;
export const REASON_CHARS = 300;

/** Suggestions for one piece of a list. */
const SUGGESTED = 12;

/** Organisations are compared as typed; longer ones are no names. */
const ORGANISATION_CHARS = 80;

/** What "any" clears in a list. */
const ANY = 'any';

/** How sure detection must be; the figures are what its confidence means, the share that is right. */
const CONFIDENCES = [
  { name: 'only sure ones (0.9)', value: 0.9 },
  { name: 'likely ones too (0.7)', value: 0.7 },
  { name: 'half sure ones too (0.5)', value: 0.5 },
  { name: 'anything that was found', value: 0 },
];

export const DEFAULT_CONFIDENCE = 0.7;

const KINDS = [
  { name: 'trips and deals', value: 'both' },
  { name: 'trips only', value: 'trip' },
  { name: 'deals only', value: 'deal' },
];

const WHEN = [
  { name: 'at once', value: 'instant' },
  { name: 'daily digest', value: 'daily' },
  { name: 'weekly digest', value: 'weekly' },
];

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const DEFAULT_HOUR = 7;
const MONDAY = 1;

/** The options that say what a watchlist follows and where it goes; all may be left out. */
export const WATCH_OPTIONS: readonly APIApplicationCommandBasicOption[] = [
  list('officials', 'Whom to follow, comma separated: Igor Sechin, Dmitry Peskov. Empty means anybody.'),
  list('countries', 'Only events in these countries: Venezuela, India. Empty means anywhere.'),
  list('organisations', 'Only events of these: Rosneft, Rosatom. Empty means any.'),
  { type: Type.String, name: 'kinds', description: 'Trips, deals, or both (default both)', choices: KINDS },
  {
    type: Type.Number,
    name: 'confidence',
    description: 'How sure Dateline must be before it alerts (default: likely ones too)',
    choices: CONFIDENCES,
  },
  list('languages', 'Only sources in these languages: English, Spanish. Empty means all eight.'),
  {
    type: Type.Channel,
    name: 'channel',
    description: 'Where the alerts go (default: this channel)',
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.PublicThread],
  },
  { type: Type.Role, name: 'role', description: 'Role to ping with each new alert, such as @russia-desk' },
  { type: Type.String, name: 'when', description: 'At once, or gathered in a digest (default at once)', choices: WHEN },
  {
    type: Type.Integer,
    name: 'hour',
    description: 'Hour of the digest in the desk’s time zone, 0 to 23 (default 7)',
    min_value: 0,
    max_value: 23,
  },
  {
    type: Type.Integer,
    name: 'weekday',
    description: 'Day of the weekly digest (default Monday)',
    choices: WEEKDAYS.map((name, value) => ({ name, value })),
  },
  {
    type: Type.Boolean,
    name: 'threads',
    description: 'True lets each story grow in a thread of its alert (default: in the channel)',
  },
  {
    type: Type.String,
    name: 'reason',
    description: 'Why the desk wants it: “OPEC series, until June”. Asked for if left out.',
    max_length: REASON_CHARS,
  },
];

function list(name: string, description: string): APIApplicationCommandBasicOption {
  return { type: Type.String, name, description, autocomplete: true, max_length: 500 };
}

/** Suggestions for the lists among {@link WATCH_OPTIONS}; `[]` for other options. */
export function suggestForWatch(interaction: AutocompleteInteraction, desk: Desk, asker: Asker): readonly Choice[] {
  const { name, value } = interaction.options.getFocused(true);
  switch (name) {
    case 'officials':
    case 'add-officials':
      return completeList(value, (last) => suggestOfficials(last, desk, SUGGESTED));
    case 'countries':
      return completeList(value, (last) => suggestCountries(last, asker.locale, SUGGESTED));
    case 'languages':
      return completeList(value, (last) => suggestLanguages(last, asker.locale));
    case 'organisations':
      return completeList(value, (last) => suggestOrganisations(last, desk));
    default:
      return [];
  }
}

/**
 * Suggestions for a watchlist's name. Whoever types one in full and presses Enter gets the first of them: that must be
 * the list of this very name.
 */
export function suggestWatchlists(typed: string, guildId: string, desk: Desk): readonly Choice[] {
  const wanted = fold(typed);
  const isOther = (name: string) => Number(fold(name) !== wanted);
  return desk.watchlists
    .list(guildId)
    .map(({ name }) => name)
    .filter((name) => fold(name).includes(wanted))
    .toSorted((a, b) => isOther(a) - isOther(b))
    .map((name) => ({ name, value: name }));
}

function suggestOrganisations(typed: string, desk: Desk): readonly string[] {
  const wanted = fold(typed);
  const known = desk.officials.organisations().filter((name) => fold(name).includes(wanted));
  const own = typed === '' || known.some((name) => fold(name) === wanted) ? [] : [typed.slice(0, ORGANISATION_CHARS)];
  return [...known.slice(0, SUGGESTED), ...own];
}

/** The part of a watchlist that options can change. */
export type WatchlistChoice = Partial<Omit<WatchlistDraft, 'guildId' | 'ownerId' | 'name'>>;

/** What was chosen; a field is absent where its option was left out. */
export interface ReadOptions {
  readonly choice: WatchlistChoice;
  /** In plain words; where there are any, nothing is to be changed. */
  readonly problems: readonly string[];
}

/** Reads {@link WATCH_OPTIONS}. */
export function readWatchOptions(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): ReadOptions {
  const { options } = interaction;
  const problems: string[] = [];
  const readList = (name: string, resolve: (piece: string) => string | { readonly problem: string }) => {
    const typed = options.getString(name);
    if (typed === null) return undefined;
    if (fold(typed) === ANY) return [];
    const resolved: Resolved<string> = resolveList(typed, resolve);
    problems.push(...resolved.problems);
    return resolved.found;
  };
  const kinds = options.getString('kinds');
  const choice = {
    officials: readList('officials', (piece) => readOfficial(piece, desk)),
    countries: readList('countries', (piece) => readCountry(piece, asker.locale)),
    organisations: readList('organisations', (piece) => piece.slice(0, ORGANISATION_CHARS)),
    languages: readList('languages', (piece) => readLanguage(piece, asker.locale)),
    kinds: kinds === null ? undefined : EVENT_KINDS.filter((kind) => kinds === 'both' || kinds === kind),
    minConfidence: options.getNumber('confidence') ?? undefined,
    channelId: options.getChannel('channel')?.id,
    roleId: options.getRole('role')?.id,
    delivering: readDelivering(interaction),
    threads: options.getBoolean('threads') ?? undefined,
    reason: options.getString('reason')?.trim() || undefined,
  };
  return { choice: withoutUndefined(choice), problems };
}

/** A digest's hour or day without `when` means a daily or weekly one. */
function readDelivering(interaction: ChatInputCommandInteraction): Delivering | undefined {
  const hour = interaction.options.getInteger('hour');
  const weekday = interaction.options.getInteger('weekday');
  const implied = weekday !== null ? 'weekly' : hour !== null ? 'daily' : null;
  const mode = interaction.options.getString('when') ?? implied;
  if (mode === null) return undefined;
  if (mode === 'daily') return { mode, hour: hour ?? DEFAULT_HOUR };
  if (mode === 'weekly') return { mode, hour: hour ?? DEFAULT_HOUR, weekday: weekday ?? MONDAY };
  return { mode: 'instant' };
}

/** The officials of `add-officials` and `drop-officials`, joined to those that a watchlist has when it is changed. */
export function readOfficialChanges(
  interaction: ChatInputCommandInteraction,
  desk: Desk,
): { readonly add: Resolved<string>; readonly drop: Resolved<string> } {
  const read = (name: string): Resolved<string> =>
    resolveList(interaction.options.getString(name) ?? '', (piece) => readOfficial(piece, desk));
  return { add: read('add-officials'), drop: read('drop-officials') };
}

/** Suggestions for `drop-officials`: those that the chosen watchlist follows. */
export function suggestDrops(interaction: AutocompleteInteraction, watchlist: Watchlist | undefined, desk: Desk) {
  const { value } = interaction.options.getFocused(true);
  const names = (watchlist?.officials ?? []).map((id) => desk.officials.get(id)?.name ?? id);
  return completeList(value, (last) => names.filter((name) => fold(name).includes(fold(last))));
}

/** Whether a typed list of watch options names nothing at all: such a watchlist follows everything. */
export function followsEverything(draft: WatchlistDraft): boolean {
  return draft.officials.length === 0 && draft.countries.length === 0 && draft.organisations.length === 0;
}

/** A typed name on one line, cut to size. */
export function readName(typed: string): string {
  return typed.replaceAll(/\s+/g, ' ').trim().slice(0, NAME_CHARS).trim();
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The day of a weekly digest in words. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday] ?? String(weekday);
}
