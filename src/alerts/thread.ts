/**
 * Threads: a story grows in a thread of its alert, where the desk wants that. The alert's message is edited as ever;
 * what nobody may miss, a change of status or a deal, stays a reply in the channel, and all else goes into the thread:
 * each further source with what it changed, figures, and where the story goes on. Pure.
 */
import type { Alert } from '../model/alert.ts';
import type { MessageParts } from '../model/message.ts';
import { findEarlierEvent, type StoryEvent, type StorySource } from '../model/story.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { truncate } from '../text/truncate.ts';
import { harmless } from './markup.ts';
import type { News, NewsKind } from './news.ts';
import { headlineOf, type RenderContext, sourceLine } from './render.ts';
import { countryName, SECTOR_WORDS, STATUS_SIGNS, STATUS_WORDS, whereabouts, writeDate, writeMoney } from './words.ts';

/** Discord, "Start Thread from Message". */
const NAME_CHARS = 100;

/** Sources in one message of a thread; more come at once only where two stories turn out to be one. */
const SOURCES_SHOWN = 5;

/** News that can wait for whoever reads the thread. */
const FOR_THE_THREAD: ReadonlySet<NewsKind> = new Set(['value known', 'value corrected']);

/** Whether a story grows in a thread of this alert: one of its watchlists wants it, and there can be one. */
export function isThreaded(alert: Pick<Alert, 'thread' | 'watchlistIds'>, watchlists: readonly Watchlist[]): boolean {
  return (
    alert.thread !== 'off' && watchlists.some(({ id, threads }) => threads === true && alert.watchlistIds.includes(id))
  );
}

/** Parts the news that stays in the channel from that which goes into the thread. */
export function partNews(news: readonly News[]): {
  readonly channel: readonly News[];
  readonly thread: readonly News[];
} {
  const goes = ({ kind }: News) => FOR_THE_THREAD.has(kind);
  return { channel: news.filter((one) => !goes(one)), thread: news.filter(goes) };
}

/** Names the thread of a story by what stays as it grows: who and where, not the status. Plain text. */
export function threadName(event: StoryEvent, officialName: (id: string) => string): string {
  const who = event.officials.slice(0, 2).map(officialName).join(', ');
  const deal = event.sector === undefined ? 'deal' : `${SECTOR_WORDS[event.sector]} deal`;
  const where = event.kind === 'trip' ? whereabouts(event) : event.countries.map(countryName).join(', ');
  // The day may be corrected: the month stays.
  const month = event.date && { ...event.date, from: event.date.from.slice(0, 7), precision: 'month' as const };
  const when = month?.stated === true ? writeDate(month) : undefined;
  const parts = [event.kind === 'trip' ? who : `${who}: ${deal}`, where, when];
  const name = parts.filter((part) => part !== undefined && part !== '').join(' · ');
  return truncate(name.replace(/\p{C}+/gu, ' ').trim(), NAME_CHARS) || 'Story';
}

/**
 * Renders what an update brought, for whoever follows the thread.
 *
 * @returns undefined where it brought neither a source nor a fact
 */
export function renderThreadNote(
  sources: readonly StorySource[],
  before: readonly StoryEvent[],
  events: readonly StoryEvent[],
  context: Pick<RenderContext, 'officialName'>,
): MessageParts | undefined {
  const cited = sources.slice(0, SOURCES_SHOWN).map((source) => `📰 ${sourceLine(source)}`);
  const more = sources.length > cited.length ? [`… and ${sources.length - cited.length} more sources`] : [];
  const changes = events.flatMap((event) => changesOf(findEarlierEvent(before, event), event, context));
  const lines = [...cited, ...more, ...changes.map((change) => `-# ${change}`)];
  if (lines.length === 0) return undefined;
  return { content: truncate(lines.join('\n'), 2000), embeds: [], buttons: [], pingRoleIds: [] };
}

function changesOf(
  old: StoryEvent | undefined,
  event: StoryEvent,
  context: Pick<RenderContext, 'officialName'>,
): readonly string[] {
  if (old === undefined) return [`also: ${STATUS_SIGNS[event.status]} ${headlineOf(event, context)}`];
  const facts: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['status', STATUS_WORDS[old.status], STATUS_WORDS[event.status]],
    ['when', old.date && writeDate(old.date), event.date && writeDate(event.date)],
    ['where', whereabouts(old), whereabouts(event)],
    ['value', old.value && writeMoney(old.value), event.value && writeMoney(event.value)],
    ['parties', old.parties.join(', '), event.parties.join(', ')],
  ];
  return facts.flatMap(([name, was, is]) => {
    if (is === undefined || is === '' || is === was) return [];
    return [`${name}: ${was === undefined || was === '' ? '' : `${harmless(was)} → `}${harmless(is)}`];
  });
}
