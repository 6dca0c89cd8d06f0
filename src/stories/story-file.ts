/** A file of stories in memory: files reports as the archive would, for scoring and the command line. */
import type { Item } from '../model/item.ts';
import type { Report } from '../model/report.ts';
import type { Story } from '../model/story.ts';
import { candidateQuery, fileReport, toSource } from './file.ts';
import { toldAt } from './same.ts';

/** Filing looks back by time; a stream without end must not fill the memory. */
const MAX_STORIES = 20_000;

/** The file. */
export interface StoryFile {
  /** @returns the id of the item's story as it stands now: its first item's id; the item's own id where it reports nothing */
  file(item: Item, report: Report): string;
  /** The stories as they stand at the end: a later item may have shown two to be one. */
  stories(): readonly Story[];
}

/** Makes an empty one. */
export function createStoryFile(): StoryFile {
  const stories = new Map<string, Story>();
  return {
    file(item, report) {
      if (report.events.length === 0) return item.id;
      const query = candidateQuery(item, report);
      const candidates = [...stories.values()].filter(
        (story) =>
          story.sources.some((source) => toldAt(source) >= query.fromAt && toldAt(source) <= query.toAt) &&
          story.events.some((event) => event.officials.some((id) => query.officials.includes(id))),
      );
      const filing = fileReport(toSource(item, report), candidates, item.seenAt, () => item.id, noSummary);
      for (const absorbed of filing.absorbed) stories.delete(absorbed);
      stories.set(filing.story.id, filing.story);
      const oldest = stories.keys().next();
      if (stories.size > MAX_STORIES && oldest.done === false) stories.delete(oldest.value);
      return filing.story.id;
    },
    stories: () => [...stories.values()],
  };
}

function noSummary() {
  return { facts: [], language: 'und', madeBy: 'extractive' };
}
