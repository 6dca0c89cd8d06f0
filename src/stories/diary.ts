/** The diary: what is announced for a day or a month, and what became of it. Pure over archive rows. */
import type { DossierEntry } from '../model/dossier.ts';
import type { EventDate } from '../model/event.ts';
import { isCalledOff } from './same.ts';

/** How an announcement stands. */
export const DIARY_STANDINGS = ['ahead', 'today', 'passed', 'came true', 'called off'] as const;

/** One of {@link DIARY_STANDINGS}; `passed` is "without news". */
export type DiaryStanding = (typeof DIARY_STANDINGS)[number];

/** One announcement. */
export interface DiaryEntry {
  readonly entry: DossierEntry;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly precision: EventDate['precision'];
  readonly standing: DiaryStanding;
  /** What made it come true or called it off, where another story did. */
  readonly by: DossierEntry | undefined;
}

/** What is announced for a day happens a day earlier or later often enough. */
const SLACK_DAYS = 1;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Looks at what is planned, and at what was reported of the same officials since.
 *
 * @param planned what is announced with a stated day or month
 * @param newsOf  later happenings of the same officials; those of other countries and kinds are passed over
 * @param today   the desk's own day, `YYYY-MM-DD`
 * @returns in the order of their days; each happening once: the announcement that was reported last stands for it
 */
export function buildDiary(
  planned: readonly DossierEntry[],
  newsOf: (entry: DossierEntry) => readonly DossierEntry[],
  today: string,
): readonly DiaryEntry[] {
  const entries = planned.flatMap((entry): readonly DiaryEntry[] => {
    const { date } = entry.event;
    if (date === undefined || entry.event.status !== 'planned') return [];
    const span = { ...daysIn(date), precision: date.precision };
    const by = newsOf(entry).find((news) => settles(entry, span, news));
    return [{ entry, ...span, standing: standingOf(span, by, today), by }];
  });
  return dropRepeats(entries).sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || a.entry.at - b.entry.at);
}

/** First and last day of a date, those of a whole month included. */
export function daysIn(date: EventDate): { readonly from: string; readonly to: string } {
  if (date.precision === 'day') return { from: date.from, to: date.to ?? date.from };
  const [year = 1970, month = 1] = date.from.split('-').map(Number);
  return { from: `${date.from}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** Whether a later report says that it took place, or that it is off. */
function settles(
  announced: DossierEntry,
  span: { readonly from: string; readonly to: string },
  news: DossierEntry,
): boolean {
  const [a, b] = [announced.event, news.event];
  const sameThing =
    news.storyId !== announced.storyId &&
    a.kind === b.kind &&
    b.status !== 'planned' &&
    a.officials.some((id) => b.officials.includes(id)) &&
    (a.countries.length === 0 || a.countries.some((code) => b.countries.includes(code))) &&
    (a.kind === 'trip' || a.sector === undefined || b.sector === undefined || a.sector === b.sector);
  if (!sameThing) return false;
  if (b.date?.precision === 'day') {
    const { from, to } = daysIn(b.date);
    return from <= shift(span.to, SLACK_DAYS) && to >= shift(span.from, -SLACK_DAYS);
  }
  // Without a day it has to be news of the days in question, or a calling-off that came after the announcement.
  const on = new Date(news.at).toISOString().slice(0, 10);
  return isCalledOff(b) ? news.at >= announced.at : on >= span.from && on <= shift(span.to, SLACK_DAYS);
}

function standingOf(
  { from, to }: { readonly from: string; readonly to: string },
  by: DossierEntry | undefined,
  today: string,
): DiaryStanding {
  if (by !== undefined) return isCalledOff(by.event) ? 'called off' : 'came true';
  if (today < from) return 'ahead';
  return today <= to ? 'today' : 'passed';
}

/** Two stories may announce one thing, a month and later its day: the more exact and the later one stands. */
function dropRepeats(entries: readonly DiaryEntry[]): DiaryEntry[] {
  const weight = (one: DiaryEntry) => (one.precision === 'day' ? 1 : 0);
  const ranked = entries.toSorted((a, b) => weight(b) - weight(a) || b.entry.at - a.entry.at);
  const kept: DiaryEntry[] = [];
  for (const one of ranked) if (!kept.some((other) => isRepeat(one, other))) kept.push(one);
  return kept;
}

function isRepeat(one: DiaryEntry, other: DiaryEntry): boolean {
  const [a, b] = [one.entry.event, other.entry.event];
  return (
    a.kind === b.kind &&
    a.officials.some((id) => b.officials.includes(id)) &&
    a.countries.some((code) => b.countries.includes(code)) &&
    (a.kind === 'trip' || a.sector === b.sector) &&
    one.from <= other.to &&
    other.from <= one.to
  );
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
