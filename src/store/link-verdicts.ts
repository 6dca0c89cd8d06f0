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
  /** Those of all guilds about a story, as trip or as deal. */
  allOfStory(storyId: string): readonly LinkVerdict[];
  /** What was decided about a story that was found to be another one holds for that one. */
  moveStory(fromStoryId: string, toStoryId: string): void;
  /** Takes a move back for one verdict, as it was before, where the one it became is still there. */
  moveBack(before: LinkVerdict, fromStoryId: string, toStoryId: string): void;
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
    allOfStory: (storyId) =>
      database
        .prepare(
          'SELECT * FROM link_verdict WHERE trip = ?1 UNION SELECT * FROM link_verdict WHERE deal = ?1 ORDER BY at',
        )
        .all(storyId)
        .map(readVerdict),
    moveStory(fromStoryId, toStoryId) {
      database.prepare('UPDATE OR IGNORE link_verdict SET trip = ? WHERE trip = ?').run(toStoryId, fromStoryId);
      database.prepare('UPDATE OR IGNORE link_verdict SET deal = ? WHERE deal = ?').run(toStoryId, fromStoryId);
    },
    moveBack({ guildId, tripStoryId, dealStoryId }, fromStoryId, toStoryId) {
      const moved = (storyId: string) => (storyId === toStoryId ? fromStoryId : storyId);
      database
        .prepare('UPDATE OR IGNORE link_verdict SET trip = ?, deal = ? WHERE guild_id = ? AND trip = ? AND deal = ?')
        .run(tripStoryId, dealStoryId, guildId, moved(tripStoryId), moved(dealStoryId));
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
