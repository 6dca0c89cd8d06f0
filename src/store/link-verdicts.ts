/** What editors decided about links between trips and deals, each for their own guild. */
import type { LinkVerdict } from '../model/story.ts';
import { numberOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** The verdicts. */
export interface LinkVerdicts {
  /** Those about a story, as trip or as deal. */
  ofStory(guildId: string, storyId: string): readonly LinkVerdict[];
  /** The last word of an editor counts. */
  save(verdict: LinkVerdict): void;
  /** Takes a verdict back: what the rule says holds again. */
  remove(guildId: string, tripStoryId: string, dealStoryId: string): void;
  /** What was decided about a story that was found to be another one holds for that one. */
  moveStory(fromStoryId: string, toStoryId: string): void;
}

export function createLinkVerdicts(database: Database): LinkVerdicts {
  return {
    ofStory: (guildId, storyId) =>
      database
        .prepare(
          `SELECT * FROM link_verdict WHERE guild_id = ?1 AND trip = ?2
           UNION SELECT * FROM link_verdict WHERE guild_id = ?1 AND deal = ?2 ORDER BY at`,
        )
        .all(guildId, storyId)
        .map(readVerdict),
    save({ guildId, tripStoryId, dealStoryId, linked, by, at }) {
      database
        .prepare('INSERT OR REPLACE INTO link_verdict VALUES (?, ?, ?, ?, ?, ?)')
        .run(guildId, tripStoryId, dealStoryId, linked ? 1 : 0, by, at);
    },
    remove(guildId, tripStoryId, dealStoryId) {
      database
        .prepare('DELETE FROM link_verdict WHERE guild_id = ? AND trip = ? AND deal = ?')
        .run(guildId, tripStoryId, dealStoryId);
    },
    moveStory(fromStoryId, toStoryId) {
      database.prepare('UPDATE OR IGNORE link_verdict SET trip = ? WHERE trip = ?').run(toStoryId, fromStoryId);
      database.prepare('UPDATE OR IGNORE link_verdict SET deal = ? WHERE deal = ?').run(toStoryId, fromStoryId);
    },
  };
}

function readVerdict(row: Row): LinkVerdict {
  return {
    guildId: textOf(row, 'guild_id'),
    tripStoryId: textOf(row, 'trip'),
    dealStoryId: textOf(row, 'deal'),
    linked: numberOf(row, 'linked') === 1,
    by: textOf(row, 'user_id'),
    at: numberOf(row, 'at'),
  };
}
