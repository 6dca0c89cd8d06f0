/** Stories as the archive's queries bring them: so many at most, each from its JSON. */
import type { Story } from '../model/story.ts';
import { type Row, textOf } from './columns.ts';
import { StoreRecordError } from './errors.ts';

/** No query brings more stories than this into memory, whatever it asks for. */
const MAX_STORIES = 200;

/**
 * Reads a row that has a story's `id` and `json`.
 *
 * @throws {StoreRecordError} when the JSON is none
 */
export function readStory(row: Row): Story {
  try {
    const story: Story = JSON.parse(textOf(row, 'json'));
    return story;
  } catch (cause) {
    throw new StoreRecordError('stories', textOf(row, 'id'), { cause });
  }
}

/** A caller's limit, from 0 to 200. */
export function bound(limit: number): number {
  return Math.max(0, Math.min(MAX_STORIES, Math.trunc(limit)));
}
