/** A watchlist in words: what it follows, where it goes, and how much it will say. */
import { harmless } from '../alerts/markup.ts';
import { headlineOf } from '../alerts/render.ts';
import { STATUS_SIGNS } from '../alerts/words.ts';
import type { RouteReason } from '../model/alert.ts';
import type { EmbedField, MessageEmbed } from '../model/message.ts';
import type { Delivering, Watchlist } from '../model/watchlist.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk, Forecast, Tried, WatchlistDraft } from './command.ts';
import { countryNameIn } from './countries.ts';
import { languageNameIn } from './languages.ts';
import { officialName } from './officials-typed.ts';
import { day, moment } from './times.ts';
import { followsEverything, weekdayName } from './watch-options.ts';

/** More alerts than this a day are not read. */
const TOO_MANY_A_DAY = 10;

/** Names shown of a long list. */
const SHOWN = 12;

const TRIED_SHOWN = 12;

/** Writes when a watchlist is told. */
export function writeDelivering(delivering: Delivering, timeZone: string): string {
  if (delivering.mode === 'instant') return 'at once';
  const hour = `${String(delivering.hour).padStart(2, '0')}:00 ${timeZone}`;
  return delivering.mode === 'daily'
    ? `daily digest at ${hour}`
    : `weekly digest on ${weekdayName(delivering.weekday)} at ${hour}`;
}

/** Writes what a watchlist follows in one or two lines. */
export function writeFollows(watchlist: WatchlistDraft, desk: Desk, locale: string): string {
  const parts = [
    watchlist.officials.length === 0
      ? 'any official'
      : some(watchlist.officials.map((id) => harmless(officialName(id, desk)))),
    watchlist.kinds.length === 1 ? `${watchlist.kinds[0]}s only` : 'trips and deals',
    watchlist.countries.length === 0
      ? undefined
      : `in ${some(watchlist.countries.map((code) => countryNameIn(code, locale)))}`,
    watchlist.organisations.length === 0 ? undefined : `of ${some(watchlist.organisations.map(harmless))}`,
    watchlist.languages.length === 0
      ? undefined
      : `sources in ${some(watchlist.languages.map((code) => languageNameIn(code, locale)))}`,
    watchlist.minConfidence === 0 ? 'however unsure' : `confidence from ${watchlist.minConfidence}`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function some(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

/** A watchlist as one field of `/watch list`. */
export function watchlistField(watchlist: Watchlist, desk: Desk, locale: string, timeZone: string): EmbedField {
  const role = watchlist.roleId === undefined ? '' : ` · pings <@&${watchlist.roleId}>`;
  const threads = watchlist.threads === true && watchlist.delivering.mode === 'instant' ? ' · stories in threads' : '';
  return {
    name: `${watchlist.paused ? '⏸️' : '📡'} ${truncate(harmless(watchlist.name), 120)}`,
    value: truncate(
      [
        writeFollows(watchlist, desk, locale),
        `→ <#${watchlist.channelId}> ${writeDelivering(watchlist.delivering, timeZone)}${role}${threads}`,
        `set by <@${watchlist.ownerId}> on ${day(watchlist.createdAt)}: “${harmless(truncate(watchlist.reason, 200))}”`,
      ].join('\n'),
      1_024,
    ),
    inline: false,
  };
}

/** Says how much a watchlist would have brought, and how to narrow one that brings too much. */
export function writeForecast(forecast: Forecast, draft: WatchlistDraft): string {
  const record =
    forecast.sinceAt === undefined ? '' : ` (the record only goes back to ${day(forecast.sinceAt)}, so expect more)`;
  const count = `The last ${forecast.days} days would have brought **${forecast.alerts}** ${forecast.alerts === 1 ? 'alert' : 'alerts'} of ${forecast.stories} stories on record${record}.`;
  if (forecast.alertsPerDay <= TOO_MANY_A_DAY) return count;
  const advice = [
    followsEverything(draft) ? 'name officials, countries or organisations' : undefined,
    draft.minConfidence < 0.9 ? 'choose `confidence: only sure ones`' : undefined,
    draft.kinds.length > 1 ? 'choose trips or deals only' : undefined,
    draft.delivering.mode === 'instant' ? 'take them as a daily digest' : undefined,
  ].filter((one) => one !== undefined);
  return `${count}\n⚠️ That is ${forecast.alertsPerDay.toFixed(0)} a day, more than anybody reads. To narrow it with \`/watch edit\`: ${advice.join(', ')}.`;
}

/** What was tried with `/watch test`. */
export function triedEmbed(watchlist: Watchlist, tried: readonly Tried[], days: number, desk: Desk): MessageEmbed {
  const matched = tried.filter(({ reason }) => reason === 'matched').length;
  const reasons = new Map<RouteReason, number>();
  for (const { reason } of tried) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const counts = [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`);
  const lines = [...tried.filter(isMatch), ...tried.filter((one) => !isMatch(one))]
    .slice(0, TRIED_SHOWN)
    .map(({ story, reason }) => {
      const lead = story.events[0];
      const title = lead === undefined ? story.id : headlineOf(lead, { officialName: (id) => officialName(id, desk) });
      // The status has a check mark of its own, so what matched is told by weight and words.
      const sign = lead === undefined ? '' : `${STATUS_SIGNS[lead.status]} `;
      const line = `${sign}${truncate(title, 160)}`;
      return `${reason === 'matched' ? `**${line}**` : line}\n-# ${reason} · ${moment(story.firstSeenAt)}`;
    });
  return {
    title: truncate(`What “${harmless(watchlist.name)}” would have brought`, 256),
    description: truncate(
      tried.length === 0
        ? `Nothing is on record of the last ${days} days yet.`
        : [`**${matched}** of ${tried.length} stories of the last ${days} days.`, ...lines].join('\n'),
      4_000,
    ),
    ...(counts.length > 0 && {
      fields: [{ name: 'Reasons', value: truncate(counts.join(' · '), 1_024), inline: false }],
    }),
  };
}

function isMatch(one: Tried): boolean {
  return one.reason === 'matched';
}
