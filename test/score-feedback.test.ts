import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../src/cli.ts';
import { createDetector, type Detector } from '../src/detect/detect.ts';
import { createLog } from '../src/log.ts';
import type { Item } from '../src/model/item.ts';
import { loadCatalogue } from '../src/officials/catalogue.ts';
import { composeRoster, type Roster } from '../src/officials/roster.ts';
import { CATALOGUE_FOLDER } from '../src/paths.ts';
import { takeItem } from '../src/pipeline.ts';
import type { FeedbackScore } from '../src/score/feedback.ts';
import { openStores, type Stores } from '../src/stores.ts';
import { toldStory } from '../src/told-story.ts';
import { item, watchlist } from './support/desk.ts';

const NOW = Date.UTC(2024, 4, 14, 12);
const GUILD = 'guild-1';

const TRIP = {
  id: 'trip',
  title: 'Russia’s foreign minister Sergey Lavrov arrives in Nairobi',
  summary: 'Sergey Lavrov landed in the Kenyan capital on Tuesday for talks with the president.',
};
const OTHER = {
  id: 'other',
  title: 'Rosneft’s head Igor Sechin arrives in Caracas',
  summary: 'Igor Sechin landed in Caracas on Tuesday for talks with PDVSA.',
};

/** The catalogue that the command line scores with. */
const catalogue = await loadCatalogue(CATALOGUE_FOLDER);
const roster: Roster = composeRoster(catalogue, []);
const detector: Detector = createDetector({ officials: roster.officials });

let folder: string;
let stores: Stores;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-score-'));
  stores = openStores(folder, { now: () => NOW, log: createLog('silent', 'json') });
  stores.watchlists.add(watchlist({ guildId: GUILD, name: 'Envoys' }));
});
afterEach(() => {
  stores.database.close();
  rmSync(folder, { recursive: true });
});

let made = 0;

/** Takes an item down the line, as the bot does. @returns the id of its story */
function tell(part: Partial<Item> & { id: string }): string {
  const arrived = item({ language: 'en', publishedAt: NOW - 3_600_000, seenAt: NOW, ...part, identityKeys: [part.id] });
  const outcome = takeItem(arrived, {
    store: stores,
    detect: detector.detect,
    official: roster.get,
    newId: () => `id-${++made}`,
    now: () => NOW,
  });
  if (outcome.kind !== 'filed' || outcome.channels === 0) throw new Error(`not told: ${JSON.stringify(outcome)}`);
  return outcome.filing.story.id;
}

/** Presses “Not relevant” under a story's alert. */
function callNotRelevant(storyId: string, why?: string): void {
  const [alert] = stores.alerts.byStory(storyId);
  stores.feedback.mark({
    storyId,
    userId: 'reporter',
    guildId: GUILD,
    label: 'not relevant',
    why,
    at: NOW,
    told: toldStory(stores, storyId, alert?.watchlistIds ?? []),
  });
}

/** Runs the command beside the bot, which has the store open. */
async function score(...args: string[]) {
  let out = '';
  let err = '';
  const code = await main(['score', '--from-feedback', ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: Readable.from([]),
  });
  return { code, out, err };
}

async function scoreJson(): Promise<FeedbackScore> {
  const { out } = await score('--database', folder, '--json');
  return JSON.parse(out);
}

describe('dateline score --from-feedback', () => {
  it('says how many alerts that readers called not relevant would be told again, while the bot runs', async () => {
    callNotRelevant(tell(TRIP), 'we do not cover Kenya');
    tell(OTHER);
    const { code, out } = await score('--database', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/not relevant\s+1\s+1\s+0\n/);
    expect(out).toMatch(/kept\s+1\s+1\s+0\n/);
    expect(out).toContain('precision 50.0% as told, 50.0% with this version');
    expect(out).toContain('Sergey Lavrov arrives in Nairobi');
    expect(out).toContain('called not relevant: “we do not cover Kenya”');
  });

  it('shows that an official who was hidden, or a watchlist that asks for more, tells it no longer', async () => {
    callNotRelevant(tell(TRIP));
    tell(OTHER);
    const after = {
      id: 'sergey-lavrov',
      official: undefined,
      hidden: true,
      source: 'hand',
      by: 'me',
      at: NOW,
    } as const;
    const change = { officialId: after.id, kind: 'hidden', after } as const;
    stores.officials.apply([change], 'batch', { userId: 'me', guildId: GUILD });
    stores.watchlists.update('watchlist-1', (old) => ({ ...old, minConfidence: 0.999 }));
    const { all, worst, lost, byWatchlist, byLanguage } = await scoreJson();
    expect(all).toMatchObject({ notRelevant: { told: 1, still: 0 }, kept: { told: 1, still: 0 } });
    expect(all.precisionNow).toBeUndefined();
    expect(worst).toEqual([]);
    expect(lost).toMatchObject([{ why: 'below confidence', officials: ['igor-sechin'], watchlists: ['Envoys'] }]);
    expect([Object.keys(byWatchlist), Object.keys(byLanguage)]).toEqual([['Envoys'], ['en']]);
  });

  it('forgets a label that was taken back', async () => {
    const storyId = tell(TRIP);
    callNotRelevant(storyId);
    stores.feedback.undo(storyId, 'reporter');
    expect((await scoreJson()).all).toMatchObject({ notRelevant: { told: 0 }, kept: { told: 1, still: 1 } });
  });

  it('keeps a label’s own copy of the item, its article included, after the story is gone', async () => {
    const inBody = { id: 'body', title: 'Morning briefing', summary: '', body: `${TRIP.title}. ${TRIP.summary}` };
    const storyId = tell(inBody);
    callNotRelevant(storyId);
    stores.archive.removeStory(storyId);
    stores.texts.sweep(NOW + 1);
    expect((await scoreJson()).all.notRelevant).toEqual({ told: 1, still: 1 });
  });

  it('says what to do where nobody has pressed the button, and where there is no store', async () => {
    tell(TRIP);
    expect((await score('--database', folder)).out).toContain('Press “Not relevant” under an alert');
    const nowhere = await score('--database', join(folder, 'elsewhere.sqlite'));
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('There is no store at')]);
    const noStore = join(folder, 'notes.txt');
    writeFileSync(noStore, 'not a database, but long enough to be looked at as one');
    expect((await score('--database', noStore)).err).toContain('is no Dateline store');
  });

  it('reads a store that no bot has open', async () => {
    callNotRelevant(tell(TRIP));
    stores.database.close();
    expect((await scoreJson()).all.notRelevant.told).toBe(1);
    stores = openStores(folder, { now: () => NOW, log: createLog('silent', 'json') });
  });
});
