/** A file of stories in memory: files reports as the archive would, for scoring and the command line. */
import type { Item } from '../model/item.ts';
import type { Report } from '../model/report.ts';
import type { Story } from '../model/story.ts';
import { type Chapter, chapterOf } from './chapters.ts';
import { fileReport, toSource } from './file.ts';
import { type SilentMarks, silentMarks, tellTheSame } from './silent.ts';

/** Filing looks back by time; a stream without end must not fill the memory: the stories longest untouched go first. */
const MAX_STORIES = 20_000;

/** How many stories a report is compared with at most; as the archive does it. */
const MAX_CANDIDATES = 200;

/** Items without events that a further one is compared with. */
const MAX_SILENT = 200;

/** The file. */
export interface StoryFile {
  /**
   * Files an item.
   *
   * @returns the id of the story's chapter to which the item belongs: that of the chapter's first item. Of items
   *   that report nothing, those that tell the same get one id too
   */
  file(item: Item, report: Report): string;
  /** The stories as they stand at the end: a later item may have shown two to be one. */
  stories(): readonly Story[];
}

interface Kept {
  readonly story: Story;
  readonly chapterIds: ReadonlyMap<Chapter, string>;
  readonly keys: readonly string[];
}

/** Makes an empty one. */
export function createStoryFile(): StoryFile {
  const kept = new Map<string, Kept>();
  const idsByKey = new Map<string, Set<string>>();

  const drop = (id: string): void => {
    for (const key of kept.get(id)?.keys ?? []) {
      const ids = idsByKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) idsByKey.delete(key);
    }
    kept.delete(id);
  };

  const keep = (story: Story, chapterIds: ReadonlyMap<Chapter, string>): void => {
    drop(story.id);
    const keys = keysOf(story.events);
    kept.set(story.id, { story, chapterIds, keys });
    for (const key of keys) idsByKey.set(key, (idsByKey.get(key) ?? new Set()).add(story.id));
    const oldest = kept.keys().next();
    if (kept.size > MAX_STORIES && oldest.done === false) drop(oldest.value);
  };

  const silent: { readonly id: string; readonly marks: SilentMarks }[] = [];
  const silentId = (item: Item, report: Report): string => {
    const marks = silentMarks(item, report);
    const id = silent.findLast((other) => tellTheSame(other.marks, marks))?.id ?? item.id;
    silent.push({ id, marks });
    if (silent.length > MAX_SILENT) silent.shift();
    return id;
  };

  return {
    file(item, report) {
      if (report.events.length === 0) return silentId(item, report);
      const ids = new Set(
        keysOf(report.events).flatMap((key) => [...(idsByKey.get(key) ?? [])].slice(-MAX_CANDIDATES)),
      );
      const near = [...ids].flatMap((id) => kept.get(id)?.story ?? []);
      const source = toSource(item, report);
      const filing = fileReport(source, near, item.seenAt, () => item.id, noSummary);
      const chapter = chapterOf(source);
      const merged = [filing.story.id, ...filing.absorbed].flatMap((id) => kept.get(id) ?? []);
      const chapterIds = new Map(merged.toReversed().flatMap((one) => [...one.chapterIds]));
      const chapterId = chapterIds.get(chapter) ?? item.id;
      for (const absorbed of filing.absorbed) drop(absorbed);
      for (const rest of filing.lessened) keep(rest, kept.get(rest.id)?.chapterIds ?? new Map());
      keep(filing.story, chapterIds.set(chapter, chapterId));
      return chapterId;
    },
    stories: () => [...kept.values()].map(({ story }) => story),
  };
}

/** What a story is found by: the officials, and the parties of its deals. */
function keysOf(events: Story['events'] | Report['events']): readonly string[] {
  return [
    ...new Set(events.flatMap(({ officials, parties }) => [...officials, ...parties.map((party) => `§${party}`)])),
  ];
}

function noSummary() {
  return { facts: [], language: 'und', madeBy: 'extractive' };
}
