/** Whether two items tell the same happening: a symmetric test of a pair, so that the order of arrival can't matter. */
import type { DetectedEvent } from '../model/event.ts';
import type { StorySource } from '../model/story.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Outlets tell one happening within days; a second trip to the same country comes weeks later. */
export const SAME_HAPPENING_MS = 4 * DAY_MS;

/** Wires differ by a day on when something was: time zones, and the day of the signing against that of the news. */
const DATE_SLACK_MS = DAY_MS;

/** Whether `a` and `b` report at least one event that is the same one. */
export function tellSameHappening(a: StorySource, b: StorySource): boolean {
  return a.events.some((eventA) => b.events.some((eventB) => isSameEvent(eventA, toldAt(a), eventB, toldAt(b))));
}

/** When a source told its news, ms since the epoch. */
export function toldAt(source: StorySource): number {
  return source.publishedAt ?? source.seenAt;
}

function isSameEvent(a: DetectedEvent, aToldAt: number, b: DetectedEvent, bToldAt: number): boolean {
  if (a.kind !== b.kind || !shares(a.officials, b.officials)) return false;
  if (!agree(a.countries, b.countries)) return false;
  if (a.kind === 'deal' && a.sector !== b.sector && a.sector !== undefined && b.sector !== undefined) return false;
  const aDays = days(a);
  const bDays = days(b);
  if (aDays !== undefined && bDays !== undefined) {
    return aDays[0] <= bDays[1] + DATE_SLACK_MS && bDays[0] <= aDays[1] + DATE_SLACK_MS;
  }
  return Math.abs(aToldAt - bToldAt) <= SAME_HAPPENING_MS;
}

/** First and last day of an event in ms, or undefined where no day is known. */
function days(event: DetectedEvent): readonly [number, number] | undefined {
  if (event.date === undefined || event.date.precision === 'month') return undefined;
  const from = Date.parse(event.date.from);
  return [from, event.date.to === undefined ? from : Date.parse(event.date.to)];
}

/** Lists agree when they share an entry, or when one of them says nothing. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || shares(a, b);
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}
