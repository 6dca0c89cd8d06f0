/** The digest: what a watchlist gathered since the last one, as messages within Discord's limits. */
import { DateTime } from 'luxon';
import type { DossierEntry } from '../model/dossier.ts';
import type { MessageEmbed, MessageParts } from '../model/message.ts';
import type { Story, StoryEvent } from '../model/story.ts';
import type { TakenBack } from '../model/taken-back.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { truncate } from '../text/truncate.ts';
import { type DiaryLine, diaryLine } from './diary.ts';
import { harmless, link } from './markup.ts';
import { entryLink, type LinkedEntry } from './notes.ts';
import { headline, STATUS_SIGNS } from './words.ts';

/** A day and an hour, and a week and an hour: a digest that came late still covers everything since the last one. */
const FIRST_WINDOW_HOURS = { daily: 25, weekly: 7 * 24 + 1 } as const;

/** Discord, "Embed Limits"; one embed a message, so that the sum of 6,000 is never reached. */
const DESCRIPTION_CHARS = 4_000;

/** What a desk that reads digests gets at most at once; the rest stands in `/alerts search`. */
const MAX_MESSAGES = 4;

/** Lines of a section behind the first; what happened takes what they leave. */
const MAX_LINKS = 10;
const MAX_ANNOUNCED = 20;
const MAX_COMING = 15;
const MAX_TAKEN_BACK = 20;

const HEADLINE_CHARS = 300;

const ON_THE_WALL = 'yyyy-MM-dd HH:mm';

const COLOUR = 0x64748b;

/**
 * Whether a watchlist's digest is due: its hour has come on its day in the desk's time zone, and nothing was told since.
 * A bot that was down at the hour, or on the whole day of a weekly one, tells late rather than not at all.
 *
 * @param lastToldAt ms since the epoch; undefined before the first
 */
export function isDigestDue(
  watchlist: Watchlist,
  timeZone: string,
  lastToldAt: number | undefined,
  now: number,
): boolean {
  const { delivering } = watchlist;
  if (delivering.mode === 'instant' || watchlist.paused) return false;
  const local = DateTime.fromMillis(now, { zone: timeZone });
  const today = local.set({ hour: delivering.hour, minute: 0, second: 0, millisecond: 0 });
  // Luxon counts Monday as 1 and Sunday as 7; ours counts Sunday as 0.
  const daysSince = delivering.mode === 'weekly' ? (local.weekday - delivering.weekday + 7) % 7 : 0;
  const onItsDay = today.minus({ days: daysSince });
  const last = onItsDay <= local ? onItsDay : onItsDay.minus({ days: delivering.mode === 'weekly' ? 7 : 1 });
  // The first one waits for its day, so that a new watchlist doesn't speak of a week that it did not watch.
  if (lastToldAt === undefined) return last.hasSame(local, 'day');
  // By the clock on the wall: the hour that comes twice in autumn has one digest.
  return DateTime.fromMillis(lastToldAt, { zone: timeZone }).toFormat(ON_THE_WALL) < last.toFormat(ON_THE_WALL);
}

/** From when on a digest gathers, ms since the epoch. */
export function digestSince(watchlist: Watchlist, lastToldAt: number | undefined, now: number): number {
  const hours = watchlist.delivering.mode === 'weekly' ? FIRST_WINDOW_HOURS.weekly : FIRST_WINDOW_HOURS.daily;
  return lastToldAt ?? now - hours * 3_600_000;
}

/** A story with the events that the watchlist asked for. */
export interface DigestEntry {
  readonly story: Story;
  readonly events: readonly StoryEvent[];
  /** Its alert in this guild, where it was told here. */
  readonly alertUrl: string | undefined;
}

/** A trip and the deal that is linked to it. */
export interface DigestLink {
  readonly trip: DossierEntry;
  readonly deal: LinkedEntry;
}

/** What a digest tells. */
export interface DigestContent {
  readonly entries: readonly DigestEntry[];
  /** Links of which at least one side is among the entries. */
  readonly links: readonly DigestLink[];
  /** The diary of the days ahead, as far as the watchlist follows it. */
  readonly coming: readonly DiaryLine[];
  /** What the last digest told, and does not stand. */
  readonly takenBack?: readonly TakenBack[];
}

/**
 * Renders the digest: what of the last one does not stand; then, one line a story, what happened, which deals are linked
 * to which trips, what was announced, and what the diary has for the days ahead.
 *
 * @returns at least one message: a quiet day is said too, so that silence never means "broken"
 */
export function renderDigest(
  watchlist: Watchlist,
  { entries, links, coming, takenBack = [] }: DigestContent,
  officialName: (id: string) => string,
): readonly MessageParts[] {
  const inDiary = new Set(coming.map(({ entry }) => entry.storyId));
  const lines = (planned: boolean): readonly string[] =>
    entries
      .filter(
        ({ events, story }) => (events[0]?.status === 'planned') === planned && !(planned && inDiary.has(story.id)),
      )
      .flatMap((entry) => entryLine(entry, officialName) ?? []);
  const happened = lines(false);
  const before = section(
    'What does not stand of the last digest',
    'taken back: /alerts search',
    MAX_TAKEN_BACK,
    takenBack.map((one) => takenBackLine(one, officialName)),
  );
  const behind = [
    ...section(
      'What is linked',
      'links: /deals',
      MAX_LINKS,
      links.map((one) => linkLine(one, officialName)),
    ),
    ...section('What was announced', 'announced: /alerts search', MAX_ANNOUNCED, lines(true)),
    ...section(
      'What is coming',
      'coming: /diary',
      MAX_COMING,
      coming.map((line) => diaryLine(line, officialName)),
    ),
  ];
  const quiet = happened.length === 0 && links.length === 0 && lines(true).length === 0;
  const all = [
    ...before,
    ...(quiet ? ['Nothing new since the last digest.'] : []),
    ...section('What happened', 'happened: /alerts search', fitting(happened, [...before, ...behind]), happened),
    ...behind,
  ];
  const pages = paginate(all);
  return pages.map((page, index): MessageParts => {
    const count = pages.length > 1 ? ` (${index + 1} of ${pages.length})` : '';
    const embed: MessageEmbed = {
      title: truncate(`Digest: ${harmless(watchlist.name)}${count}`, 256),
      description: page,
      colour: COLOUR,
    };
    const roles = index === 0 && watchlist.roleId !== undefined ? [watchlist.roleId] : [];
    return { content: roles.map((role) => `<@&${role}>`).join(' '), embeds: [embed], buttons: [], pingRoleIds: roles };
  });
}

function entryLine({ story, events, alertUrl }: DigestEntry, officialName: (id: string) => string): string | undefined {
  const event = events[0];
  if (event === undefined) return undefined;
  const text = truncate(headline(event, event.officials.map(officialName)), HEADLINE_CHARS);
  const more = story.sources.length > 1 ? ` · ${story.sources.length} sources` : '';
  return `${STATUS_SIGNS[event.status]} ${link(text, alertUrl ?? story.sources[0]?.url)}${more}`;
}

function takenBackLine({ event, now, by, why }: TakenBack, officialName: (id: string) => string): string {
  const words = (of: StoryEvent) => harmless(truncate(headline(of, of.officials.map(officialName)), HEADLINE_CHARS));
  if (now !== undefined) return `✏️ ~~${words(event)}~~ → ${words(now)} (corrected by ${harmless(by)})`;
  return `🚫 ~~${words(event)}~~ (${harmless(by)}: ${harmless(why)})`;
}

/** Both sides with their ways; the evidence stands in the alerts. */
function linkLine({ trip, deal }: DigestLink, officialName: (id: string) => string): string {
  const words = ({ event }: DossierEntry) => headline(event, event.officials.map(officialName));
  const evidence = deal.byHand ? 'linked by an editor' : `confidence ${deal.confidence.toFixed(2)}`;
  return `🤝 ${entryLink(deal.entry, words(deal.entry))} ← 🧭 ${entryLink(trip, words(trip))} (${evidence})`;
}

/** A heading with its lines, none where there are none; what is left out is counted. */
function section(heading: string, rest: string, limit: number, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > limit ? [`… and ${lines.length - limit} more ${rest}`] : [];
  return [`**${heading}**`, ...lines.slice(0, limit), ...more];
}

/** How many lines of what happened fit beside the sections behind it. A page may end a line early. */
function fitting(lines: readonly string[], behind: readonly string[]): number {
  const longest = Math.max(0, ...[...lines, ...behind].map(({ length }) => length + 1));
  const sum = (of: readonly string[]) => of.reduce((chars, { length }) => chars + length + 1, 0);
  let left = MAX_MESSAGES * (DESCRIPTION_CHARS - longest) - sum(behind) - 2 * HEADLINE_CHARS;
  for (const [index, line] of lines.entries()) {
    left -= line.length + 1;
    if (left < 0) return index;
  }
  return lines.length;
}

/** Whole lines only. */
function paginate(lines: readonly string[]): readonly string[] {
  const pages: string[] = [];
  let page = '';
  for (const line of lines) {
    if (page !== '' && page.length + line.length + 1 > DESCRIPTION_CHARS) {
      pages.push(page);
      page = '';
    }
    page = page === '' ? line : `${page}\n${line}`;
  }
  return [...pages, page];
}
