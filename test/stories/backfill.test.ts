import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BackfillSource, backfill } from '../../src/backfill.ts';
import { createLog } from '../../src/log.ts';
import { openStores } from '../../src/stores.ts';
import { watchlist } from '../support/desk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-backfill-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Fills from a source; what the person at the terminal reads. */
async function fill(source: BackfillSource): Promise<{ code: number; out: string; err: string }> {
  const seen = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      seen.out += text;
    },
    err: (text: string) => {
      seen.err += text;
    },
    now: () => NOW,
  };
  const code = await backfill(source, { dataDir }, terminal);
  return { code, ...seen };
}

/** Looks into the store that was filled. */
function look<T>(read: (stores: ReturnType<typeof openStores>) => T): T {
  const stores = openStores(dataDir, { now: () => NOW, log: createLog('silent', 'json') });
  try {
    return read(stores);
  } finally {
    stores.database.close();
  }
}

async function* linesOf(...lines: readonly (object | string)[]): AsyncGenerator<string> {
  for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
}

const LANDED = {
  id: 'a1',
  language: 'en',
  published: '2009-07-27T15:00:00Z',
  source: 'Meridian Wire',
  url: 'https://meridian.example/a1',
  title: 'Sechin arrives in Caracas',
  summary: 'Russian Deputy Prime Minister Igor Sechin arrived in Caracas on Monday.',
};

it('files old items where they belong in time, and tells nobody, whoever is watching', async () => {
  look((stores) => stores.watchlists.add(watchlist()));
  const lines = linesOf(LANDED, '', { ...LANDED, id: 'a2', title: 'Weather', summary: 'It rains.' });
  expect(await fill({ kind: 'lines', lines })).toMatchObject({
    code: 0,
    out: '1 items filed (1 stories more), 1 without trip or deal, 0 known before, 0 unreadable. Nothing was posted.\n',
  });
  look(({ archive, outbox, alerts }) => {
    const [story] = archive.search({ officials: ['igor-sechin'], to: Date.UTC(2010, 0) }).stories;
    expect(story?.sources[0]).toMatchObject({ outlet: 'Meridian Wire', url: LANDED.url, backlog: true });
    expect(archive.officialRecord('igor-sechin').onRecordSince).toBe(Date.parse(LANDED.published));
    expect([outbox.pendingCount(), alerts.recent('guild-1', 9)]).toEqual([0, []]);
  });
});

it('a second run adds nothing, and a bad line is named and passed over', async () => {
  await fill({ kind: 'lines', lines: linesOf(LANDED) });
  const again = await fill({ kind: 'lines', lines: linesOf('{"id": 7}', 'no json', LANDED) });
  expect(again.code).toBe(1);
  expect(again.err).toMatch(/^line 1: .*id.*\nline 2: /s);
  expect(again.out).toContain('0 items filed (0 stories more), 0 without trip or deal, 1 known before, 2 unreadable');
});

it('reads a saved feed as well', async () => {
  const body = new TextEncoder().encode(
    `<rss version="2.0"><channel><title>Old</title><item><title>${LANDED.title}</title><link>https://m.example/1</link>
     <description>${LANDED.summary}</description><pubDate>Mon, 27 Jul 2009 15:00:00 GMT</pubDate></item></channel></rss>`,
  );
  const seen = await fill({ kind: 'feed', body, outlet: 'Old Wire', url: 'https://m.example/rss' });
  expect(seen.out).toContain('1 items filed');
  expect(look(({ archive }) => archive.recent(1)[0]?.sources[0]?.outlet)).toBe('Old Wire');
});
