/** What each guild set up with `/setup`. */
import type { DeskSettings } from '../model/watchlist.ts';
import type { Database } from './database.ts';
import { createTable } from './table.ts';

const NAMESPACE = 'settings';

/** What follows a trip within ten days is taken for its outcome, as the desk's own habit has it. */
const DEFAULT_LINK_DAYS = 10;

/** The settings of desks. */
export interface Settings {
  /** The guild's settings; the defaults where it set nothing up. */
  get(guildId: string): DeskSettings;
  /** Those of every guild that set something up. */
  list(): DeskSettings[];
  /** Changes them from what they are at this moment. @returns the settings as they are now */
  update(guildId: string, change: (old: DeskSettings) => DeskSettings): DeskSettings;
  /** Forgets a guild's settings. */
  remove(guildId: string): boolean;
}

export function createSettings(database: Database): Settings {
  const table = createTable<DeskSettings>(database, NAMESPACE);
  const get = (guildId: string): DeskSettings => ({ ...defaultSettings(guildId), ...table.get(guildId) });
  return {
    get,
    list: () => table.all().map((kept) => ({ ...defaultSettings(kept.guildId), ...kept })),
    update: (guildId, change) =>
      database.transaction<DeskSettings>(() => {
        const changed = change(get(guildId));
        table.set(guildId, changed);
        return changed;
      }),
    remove: (guildId) => table.delete(guildId),
  };
}

/** A desk that set nothing up yet. */
function defaultSettings(guildId: string): DeskSettings {
  return {
    guildId,
    editorRoleId: undefined,
    setupChannelId: undefined,
    timeZone: 'UTC',
    summaryLanguage: 'en',
    linkDays: DEFAULT_LINK_DAYS,
  };
}
