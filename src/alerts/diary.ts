/** The diary as readers see it: lines, reminders, and a calendar to subscribe to. Pure. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { DossierEntry } from '../model/dossier.ts';
import type { MessageParts } from '../model/message.ts';
import { truncate } from '../text/truncate.ts';
import { harmless, link, safeUrl } from './markup.ts';
import { headline, STATUS_SIGNS, whereabouts, writeDate } from './words.ts';

/** An announcement and how it stands; see `stories/diary.ts`. */
export interface DiaryLine {
  readonly entry: DossierEntry;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly precision: 'day' | 'month';
  readonly standing: 'ahead' | 'today' | 'passed' | 'came true' | 'called off';
}

/** Who an id is, in words. */
export type NameOf = (id: string) => string;

const STANDING_WORDS: Readonly<Record<DiaryLine['standing'], string>> = {
  ahead: '',
  today: ' · **today**',
  passed: ' · passed without news',
  'came true': ' · came true',
  'called off': ' · called off',
};

/** How often calendars that subscribe are asked to look again. */
const REFRESH_SECONDS = 60 * 60;

/** One line of the diary: the day, what, and the way to the alert or the source. */
export function diaryLine(line: DiaryLine, nameOf: NameOf): string {
  const { event, alertUrl, url, outlet } = line.entry;
  const day = event.date === undefined ? '' : `**${writeDate(event.date)}** `;
  const today =
    line.standing === 'today' && line.precision === 'month' ? ' · this month' : STANDING_WORDS[line.standing];
  const way = alertUrl === undefined ? link(truncate(outlet, 30), url) : `[alert](${alertUrl})`;
  return `${STATUS_SIGNS[event.status]} ${day}${title(line.entry, nameOf, 140)} · ${way}${today}`;
}

/** What the desk is told on the day. */
export function reminder(line: DiaryLine, nameOf: NameOf): MessageParts {
  return words(`🗓️ Announced for today: **${title(line.entry, nameOf, 300)}**`, line.entry);
}

/** What the desk is told, once, when nothing was reported of it. */
export function passedWithoutNews(line: DiaryLine, nameOf: NameOf): MessageParts {
  const day = line.entry.event.date === undefined ? 'The date' : writeDate(line.entry.event.date);
  return words(`🕳️ ${day} has passed without news: **${title(line.entry, nameOf, 300)}**`, line.entry);
}

function words(content: string, { outlet, url, at }: DossierEntry): MessageParts {
  const announced = `-# announced by ${link(truncate(outlet, 60), url)} on ${new Date(at).toISOString().slice(0, 10)}`;
  return { content: truncate(`${content}\n${announced}`, 2000), embeds: [], buttons: [], pingRoleIds: [] };
}

function title({ event }: DossierEntry, nameOf: NameOf, maxChars: number): string {
  return harmless(truncate(headline(event, event.officials.map(nameOf)), maxChars));
}

/**
 * Writes the diary as an iCalendar document (RFC 5545), for calendars to import: whole days, one entry each, with an
 * id that stays, so that a later import moves an entry instead of doubling it.
 *
 * @param now when it is written, ms since the epoch
 */
export function diaryCalendar(lines: readonly DiaryLine[], nameOf: NameOf, now: number): string {
  const calendar = ical({
    name: 'Dateline diary',
    prodId: '//Dateline//Diary//EN',
    ttl: REFRESH_SECONDS,
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { entry, from, to, precision, standing } of lines) {
    const { event, storyId, url, outlet } = entry;
    const address = safeUrl(url);
    const location = whereabouts(event);
    const about = precision === 'month' ? 'Some day of this month. ' : '';
    calendar.createEvent({
      id: `${storyId}-${event.kind}-${event.officials.join('-')}@dateline`,
      stamp: new Date(now),
      // A day as text stays that day in every zone.
      start: from,
      end: dayAfter(to),
      allDay: true,
      summary: headline(event, event.officials.map(nameOf)),
      description: `${about}Announced: ${event.sentence} (${outlet})`,
      ...(location !== undefined && { location }),
      ...(address !== undefined && { url: address }),
      status: standing === 'called off' ? ICalEventStatus.CANCELLED : ICalEventStatus.TENTATIVE,
    });
  }
  return calendar.toString();
}

/** The end of a whole-day event is the day after its last one (RFC 5545, 3.6.1). */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
