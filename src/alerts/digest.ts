/** The digest: what a watchlist gathered since the last one, as messages within Discord's limits. */
import { DateTime } from 'luxon';
import type { MessageEmbed, MessageParts } from '../model/message.ts';
import type { Story, StoryEvent } from '../model/story.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { truncate } from '../text/truncate.ts';
import { harmless, link } from './markup.ts';
import { headline, STATUS_SIGNS } from './words.ts';

/** A day and an hour, and a week and an hour: a digest that came late still covers everything since the last one. */
const FIRST_WINDOW_HOURS = { daily: 25, weekly: 7 * 24 + 1 } as const;

/** Discord, "Embed Limits"; one embed a message, so that the sum of 6,000 is never reached. */
const DESCRIPTION_CHARS = 4_000;

/** What a desk that reads digests gets at most at once; the rest stands in `/alerts search`. */
const MAX_MESSAGES = 4;

const COLOUR = 0x64748b;

/**
 * Whether a watchlist's digest is due: its hour has come on its day in the desk's time zone, and today's was not told.
 * A bot that was down at the hour tells late rather than not at all.
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
  if (local.hour < delivering.hour) return false;
  // Luxon counts Monday as 1 and Sunday as 7; ours counts Sunday as 0.
  if (delivering.mode === 'weekly' && local.weekday % 7 !== delivering.weekday) return false;
  if (lastToldAt === undefined) return true;
  return DateTime.fromMillis(lastToldAt, { zone: timeZone }).toISODate() !== local.toISODate();
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
}

/**
 * Renders the digest: one line an event, grouped by what happened and what is coming.
 *
 * @returns at least one message: a quiet day is said too, so that silence never means "broken"
 */
export function renderDigest(
  watchlist: Watchlist,
  entries: readonly DigestEntry[],
  officialName: (id: string) => string,
): readonly MessageParts[] {
  const lines = (planned: boolean): readonly string[] =>
    entries.flatMap(({ story, events }) => {
      const event = events[0];
      if (event === undefined || (event.status === 'planned') !== planned) return [];
      const text = truncate(headline(event, event.officials.map(officialName)), 300);
      const more = story.sources.length > 1 ? ` · ${story.sources.length} sources` : '';
      return [`${STATUS_SIGNS[event.status]} ${link(text, story.sources[0]?.url)}${more}`];
    });
  const happened = lines(false);
  const coming = lines(true);
  const all = [
    ...(happened.length > 0 ? ['**What happened**', ...happened] : []),
    ...(coming.length > 0 ? ['**What is announced**', ...coming] : []),
  ];
  const pages = paginate(all.length === 0 ? ['Nothing new since the last digest.'] : all);
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

/** Whole lines only; what does not fit into the last page is counted. */
function paginate(lines: readonly string[]): readonly string[] {
  const pages: string[] = [];
  let page = '';
  for (const [index, line] of lines.entries()) {
    if (page !== '' && page.length + line.length + 1 > DESCRIPTION_CHARS) {
      pages.push(page);
      page = '';
      if (pages.length === MAX_MESSAGES) {
        const last = pages.pop() ?? '';
        return [...pages, `${last}\n… and ${lines.length - index} more: /alerts search`];
      }
    }
    page = page === '' ? line : `${page}\n${line}`;
  }
  return [...pages, page];
}
