/** Watchlists: what each desk follows. */
import type { Watchlist } from '../model/watchlist.ts';
import { textOf } from './columns.ts';
import type { Database } from './database.ts';
import { WatchlistNameTakenError } from './errors.ts';
import { createTable, readRecord } from './table.ts';

/** The index `keyv_watchlist_guild` is over this namespace. */
const NAMESPACE = 'watchlists';

const OF_GUILD = `SELECT key, value FROM keyv
  WHERE namespace = 'watchlists' AND json_extract(value, '$.value.guildId') = ?`;

/** The watchlists. */
export interface Watchlists {
  /** Those of a guild, or of all guilds, in the order in which they were set up. */
  list(guildId?: string): Watchlist[];
  get(id: string): Watchlist | undefined;
  /** The guild's watchlist of that name, case ignored. */
  find(guildId: string, name: string): Watchlist | undefined;
  /** @throws {WatchlistNameTakenError} where the guild has one of that name */
  add(watchlist: Watchlist): void;
  /**
   * Changes a watchlist from what it is at this moment, in one transaction: two editors at once both succeed.
   *
   * @returns the watchlist as it is now; undefined where there is none
   * @throws {WatchlistNameTakenError} where it takes another's name
   */
  update(id: string, change: (old: Watchlist) => Watchlist): Watchlist | undefined;
  /** @returns whether there was one */
  remove(id: string): boolean;
}

export function createWatchlists(database: Database): Watchlists {
  const table = createTable<Watchlist>(database, NAMESPACE);

  const list = (guildId?: string): Watchlist[] => {
    const found =
      guildId === undefined
        ? table.all()
        : database
            .prepare(OF_GUILD)
            .all(guildId)
            .map((row) => readRecord<Watchlist>(row, NAMESPACE, textOf(row, 'key')));
    return found.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  };
  const find = (guildId: string, name: string): Watchlist | undefined =>
    list(guildId).find((watchlist) => foldName(watchlist.name) === foldName(name));
  const refuseTakenName = (watchlist: Watchlist): void => {
    const other = find(watchlist.guildId, watchlist.name);
    if (other !== undefined && other.id !== watchlist.id) {
      throw new WatchlistNameTakenError(watchlist.guildId, watchlist.name);
    }
  };

  return {
    list,
    find,
    get: (id) => table.get(id),
    add: (watchlist) =>
      database.transaction<void>(() => {
        refuseTakenName(watchlist);
        table.set(watchlist.id, watchlist);
      }),
    update: (id, change) =>
      table.update(id, (old) => {
        if (old === undefined) return undefined;
        const changed = change(old);
        refuseTakenName(changed);
        return changed;
      }),
    remove: (id) => table.delete(id),
  };
}

function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
