/** Feedback: who called a story not relevant. */
import type { ToldStory } from '../model/told-story.ts';
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
  /** The story as it was told then; undefined for labels older than this. */
  readonly told: ToldStory | undefined;
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
  /** All labels of all guilds, the latest first, at most 10,000. */
  all(): Feedback[];
  /** What was said of a story that was found to be another one holds for that one. */
  moveStory(fromStoryId: string, toStoryId: string): void;
  /** Takes a move back for one reader's word. */
  moveBack(userId: string, fromStoryId: string, toStoryId: string): void;
}

const MARK = `INSERT OR REPLACE INTO feedback (story_id, user_id, guild_id, label, why, at, told)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

export function createFeedback(database: Database): FeedbackLog {
  return {
    mark({ storyId, userId, guildId, label, why, at, told }) {
      const toldJson = told === undefined ? null : JSON.stringify(told);
      database.prepare(MARK).run(storyId, userId, guildId, label, why ?? null, at, toldJson);
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
    all: () => database.prepare('SELECT * FROM feedback ORDER BY at DESC LIMIT 10000').all().map(readFeedback),
    moveStory(fromStoryId, toStoryId) {
      database.prepare('UPDATE OR IGNORE feedback SET story_id = ? WHERE story_id = ?').run(toStoryId, fromStoryId);
    },
    moveBack(userId, fromStoryId, toStoryId) {
      database
        .prepare('UPDATE OR IGNORE feedback SET story_id = ? WHERE story_id = ? AND user_id = ?')
        .run(toStoryId, fromStoryId, userId);
    },
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
    told: readTold(optionalTextOf(row, 'told')),
  };
}

function readTold(json: string | undefined): ToldStory | undefined {
  if (json === undefined) return undefined;
  const told: ToldStory = JSON.parse(json);
  return told;
}
