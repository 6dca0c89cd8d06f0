/** Links between the stories of a trip and of a deal, as the rule found them. */
import type { StoryLink } from '../model/story.ts';
import { numberOf, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** The links, each once. */
export interface StoryLinks {
  saveLink(link: StoryLink): void;
  removeLink(tripStoryId: string, dealStoryId: string): boolean;
  /** Forgets all links of a story, as trip and as deal. */
  dropLinks(storyId: string): void;
  /** The links of a story, as trip or as deal. */
  linksOf(storyId: string): StoryLink[];
}

export function createStoryLinks(database: Database): StoryLinks {
  return {
    saveLink({ tripStoryId, dealStoryId, why, confidence, gapDays }) {
      database
        .prepare('INSERT OR REPLACE INTO story_link (trip, deal, why, confidence, gap_days) VALUES (?, ?, ?, ?, ?)')
        .run(tripStoryId, dealStoryId, why, confidence, gapDays);
    },
    dropLinks: (storyId) => {
      database.prepare('DELETE FROM story_link WHERE trip = ?1 OR deal = ?1').run(storyId);
    },
    removeLink: (tripStoryId, dealStoryId) =>
      database.prepare('DELETE FROM story_link WHERE trip = ? AND deal = ?').run(tripStoryId, dealStoryId).changes > 0,
    linksOf: (storyId) =>
      database
        .prepare(
          'SELECT * FROM story_link WHERE trip = ? UNION SELECT * FROM story_link WHERE deal = ? ORDER BY trip, deal',
        )
        .all(storyId, storyId)
        .map((row) => ({
          tripStoryId: textOf(row, 'trip'),
          dealStoryId: textOf(row, 'deal'),
          why: textOf(row, 'why'),
          confidence: numberOf(row, 'confidence'),
          gapDays: numberOf(row, 'gap_days'),
        })),
  };
}
