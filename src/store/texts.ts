/** Texts: what detection read of a filed item beyond what its story keeps, so that it can be read again. */
import type { ItemText } from '../model/item.ts';
import { optionalTextOf, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** What a story's source doesn't hold of its item. */
export type ItemRest = Pick<ItemText, 'body' | 'language'>;

/** The texts. */
export interface ItemTexts {
  /** Keeps an item's rest, within the transaction that files it. @param at when, ms since the epoch */
  keep(itemId: string, rest: ItemRest, at: number): void;
  get(itemId: string): ItemRest | undefined;
  /** Forgets what was kept before `olderThan`, ms since the epoch. @returns how many */
  sweep(olderThan: number): number;
}

export function createItemTexts(database: Database): ItemTexts {
  return {
    keep(itemId, { body, language }, at) {
      database
        .prepare('INSERT OR REPLACE INTO item_text (item, at, language, body) VALUES (?, ?, ?, ?)')
        .run(itemId, at, language ?? null, body ?? '');
    },
    get(itemId) {
      const row = database.prepare('SELECT language, body FROM item_text WHERE item = ?').get(itemId);
      if (row === undefined) return undefined;
      return { language: optionalTextOf(row, 'language'), body: textOf(row, 'body') || undefined };
    },
    sweep: (olderThan) => Number(database.prepare('DELETE FROM item_text WHERE at < ?').run(olderThan).changes),
  };
}
