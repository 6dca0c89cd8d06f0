/** The preview's desk: who may edit, where the watchdog speaks, and two watchlists, so that alerts come by themselves. */
import type { Watchlist } from './model/watchlist.ts';
import { SEED_IDS } from './preview/seed.ts';
import type { Stores } from './stores.ts';

/** What the preview's watchlists have in common. */
const BASE = {
  guildId: SEED_IDS.guild,
  officials: [],
  countries: [],
  organisations: [],
  minConfidence: 0,
  languages: [],
  roleId: undefined,
  delivering: { mode: 'instant' },
  ownerId: SEED_IDS.manager,
  paused: false,
} as const;

/** Sets the preview's desk up, once: what was changed on the page stays as it was left. */
export function setUpPreviewDesk(stores: Stores, now: number): void {
  if (stores.watchlists.list(SEED_IDS.guild).length > 0) return;
  const watchlists: readonly Watchlist[] = [
    {
      ...BASE,
      id: 'preview-all',
      name: 'Every trip and deal',
      kinds: [],
      channelId: SEED_IDS.wireDesk,
      reason: 'Shows what Dateline finds on the sample wire',
      createdAt: now,
    },
    {
      ...BASE,
      id: 'preview-energy',
      name: 'Energy companies',
      kinds: [],
      organisations: ['Rosneft', 'Gazprom', 'Rosatom', 'TotalEnergies', 'Total', 'Saudi Aramco', 'PDVSA'],
      channelId: SEED_IDS.energy,
      roleId: SEED_IDS.reporterRole,
      reason: 'What the state energy companies do abroad',
      createdAt: now,
    },
  ];
  stores.transaction(() => {
    for (const watchlist of watchlists) stores.watchlists.add(watchlist);
    stores.settings.update(SEED_IDS.guild, (old) => ({
      ...old,
      editorRoleId: SEED_IDS.editorRole,
      setupChannelId: SEED_IDS.setup,
    }));
  });
}
