/** Reports as several outlets make them of one happening, in the order of publication; each field may be set. */
import type { DetectedEvent } from '../../src/model/event.ts';
import type { Story, StorySource } from '../../src/model/story.ts';
import { type Filing, fileReport } from '../../src/stories/file.ts';
import { detected, NOW, source } from '../support/desk.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

let made = 0;

/** A report of `events` by an outlet of its own, told `hours` after noon of 28 July 2009. */
export function told(hours: number, events: readonly Partial<DetectedEvent>[], part: Partial<StorySource> = {}) {
  made += 1;
  const at = NOW + hours * HOUR_MS;
  return source({
    itemId: `item-${made}`,
    outlet: `Outlet ${made}`,
    title: `Report number ${made} of the day`,
    summary: `${made} `.repeat(30),
    language: ['en', 'es', 'ru', 'fr'][made % 4] ?? 'en',
    publishedAt: at,
    seenAt: at,
    events: events.map((event) => detected(event)),
    ...part,
  });
}

/** Sechin's stay in Caracas on 27 July 2009. */
export const CARACAS: Partial<DetectedEvent> = {};

/** The deal that Rosneft and PDVSA signed there. */
export const ORINOCO: Partial<DetectedEvent> = {
  kind: 'deal',
  countries: ['RU', 'VE'],
  parties: ['Rosneft', 'PDVSA'],
  sector: 'oil-gas',
};

/** A day, as the text states it. */
export function on(from: string, to?: string): DetectedEvent['date'] {
  return { from, to, precision: from.length === 7 ? 'month' : 'day', stated: true };
}

/** Files one report after the other; the archive is a list. */
export function fileAll(sources: readonly StorySource[]): { stories: readonly Story[]; filings: readonly Filing[] } {
  const stories = new Map<string, Story>();
  const filings: Filing[] = [];
  for (const [index, one] of sources.entries()) {
    const filing = fileReport(
      one,
      [...stories.values()],
      NOW + index,
      () => `story-of-${one.itemId}`,
      () => ({
        facts: [],
        language: 'en',
        madeBy: 'extractive',
      }),
    );
    for (const id of filing.absorbed) stories.delete(id);
    for (const rest of filing.lessened) stories.set(rest.id, rest);
    stories.set(filing.story.id, filing.story);
    filings.push(filing);
  }
  return { stories: [...stories.values()], filings };
}

/** Which reports stand together, whatever the stories are called. */
export function groups(stories: readonly Story[]): readonly string[] {
  return stories
    .map(({ sources }) =>
      sources
        .map(({ itemId }) => itemId)
        .sort()
        .join(' '),
    )
    .sort();
}
