/**
 * Chapters: a story as announced, and as news. Dateline grows one alert over both; whoever counts a follow-up with
 * something new as a story of its own, as the labelled corpus does, counts chapters.
 */
import type { StorySource } from '../model/story.ts';
import { daysOf, toldAt } from './same.ts';

export const CHAPTERS = ['announced', 'news'] as const;

/** One of {@link CHAPTERS}. */
export type Chapter = (typeof CHAPTERS)[number];

/** To which chapter of its story a source belongs: announced is what is planned for a day to come. */
export function chapterOf(source: StorySource): Chapter {
  const isAhead = source.events.every((event) => {
    const lastDay = daysOf(event)?.[1];
    return event.status === 'planned' && (lastDay === undefined || lastDay > toldAt(source));
  });
  return isAhead ? 'announced' : 'news';
}
