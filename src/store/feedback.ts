/** Feedback: who called a story not relevant. */
import { numberOf, optionalTextOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** What a reader can say of a story. */
export type FeedbackLabel = 'not relevant';

/** One reader's word on one story. */
export interface Feedback {
  readonly storyId: string;
  readonly userId: string;
  readonly guildId: string;
  readonly label: FeedbackLabel;
  /** In the reader's own words; undefined where none were given. */
  readonly why: string | undefined;
  readonly at: number;
}

/** What readers said. */
export interface FeedbackLog {
  /** Keeps a reader's word on a story; the last one counts. */
  mark(feedback: Feedback): void;
  /** Takes a label back. @returns whether there was one */
  undo(storyId: string, userId: string): boolean;
  ofStory(storyId: string): Feedback[];
  /** A guild's labels since an instant, the latest first, at most 1,000. */
  since(guildId: string, at: number): Feedback[];
}

const MARK = `INSERT OR REPLACE INTO feedback (story_id, user_id, guild_id, label, why, at)
  VALUES (?, ?, ?, ?, ?, ?)`;

export function createFeedback(database: Database): FeedbackLog {
  return {
    mark({ storyId, userId, guildId, label, why, at }) {
      database.prepare(MARK).run(storyId, userId, guildId, label, why ?? null, at);
    },
    undo: (storyId, userId) =>
      database.prepare('DELETE FROM feedback WHERE story_id = ? AND user_id = ?').run(storyId, userId).changes > 0,
    ofStory: (storyId) =>
      database.prepare('SELECT * FROM feedback WHERE story_id = ? ORDER BY at').all(storyId).map(readFeedback),
    since: (guildId, at) =>
      database
        .prepare('SELECT * FROM feedback WHERE guild_id = ? AND at >= ? ORDER BY at DESC LIMIT 1000')
        .all(guildId, at)
        .map(readFeedback),
  };
}

function readFeedback(row: Row): Feedback {
  return {
    storyId: textOf(row, 'story_id'),
    userId: textOf(row, 'user_id'),
    guildId: textOf(row, 'guild_id'),
    label: 'not relevant',
    why: optionalTextOf(row, 'why'),
    at: numberOf(row, 'at'),
  };
}
