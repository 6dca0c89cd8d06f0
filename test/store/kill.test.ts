import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createAlerts } from '../../src/store/alerts.ts';
import { createArchive } from '../../src/store/archive.ts';
import { openDatabase } from '../../src/store/database.ts';
import { StoreLockedError } from '../../src/store/errors.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { createSeen } from '../../src/store/seen.ts';
import { NOW } from '../support/temp-store.ts';

const WRITER = new URL('../support/killed-writer.ts', import.meta.url).pathname;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-kill-'));
  path = join(folder, 'dateline.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openDatabase(path, { now: () => NOW, log: createLog('silent', 'json') });

/** Starts a writer, and waits until it has committed `items` items. */
async function startWriter(items: number): Promise<{ child: ChildProcess; committed: number[] }> {
  const child = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const committed: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => committed.push(Number(line)));
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the writer ended by itself (${code})`);
  });
  // Killed later on, it ends as it should.
  died.catch(() => undefined);
  while (committed.length < items) await Promise.race([once(lines, 'line'), died]);
  return { child, committed };
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

// Starting a process takes seconds where the machine is busy.
describe('a bot that is killed with -9', { timeout: 90_000 }, () => {
  it('loses nothing that was committed, and leaves nothing half written, time and again', async () => {
    let told = -1;
    for (const items of [1, 2, 5, 13]) {
      const { child, committed } = await startWriter(items);
      await kill(child);
      told = Math.max(told, ...committed);

      const database = open();
      const [archive, alerts, outbox, seen] = [
        createArchive(database),
        createAlerts(database),
        createOutbox(database),
        createSeen(database),
      ];
      const stories = archive.countSince(0);
      expect(stories).toBeGreaterThan(told);
      expect(outbox.pendingCount()).toBe(stories);
      expect(alerts.countSince(undefined, 0)).toBe(stories);
      for (let number = 0; number < stories; number += 1) {
        expect(archive.storyOfItem(`item-${number}`)?.id).toBe(`story-${number}`);
        expect(seen.find([`guid-${number}`])).toBe(`item-${number}`);
      }
      expect(seen.find([`guid-${stories}`])).toBeUndefined();
      expect(database.connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
      database.close();
    }
  });

  it('keeps a second one out while it lives, and no longer', async () => {
    const { child } = await startWriter(1);
    expect(open).toThrow(StoreLockedError);
    await kill(child);
    const database = open();
    expect(createArchive(database).hasItem('item-0')).toBe(true);
    database.close();
  });
});
