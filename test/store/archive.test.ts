import { afterAll, describe, expect, it } from 'vitest';
import { createAlerts } from '../../src/store/alerts.ts';
import { createArchive } from '../../src/store/archive.ts';
import { archiveContract } from '../contracts/archive-contract.ts';
import { makeAlert, makeStory } from '../support/records.ts';
import { openTempStore, type TempStore } from '../support/temp-store.ts';

const stores: TempStore[] = [];
afterAll(() => {
  for (const store of stores.splice(0)) store.remove();
});
function open(): TempStore {
  const store = openTempStore();
  stores.push(store);
  return store;
}

describe('the archive on SQLite', () => {
  archiveContract(() => createArchive(open().database));

  it('is there after a restart', () => {
    const store = open();
    createArchive(store.database).saveStory(makeStory());
    expect(createArchive(store.reopen()).search({ text: 'caracas' }).stories).toEqual([makeStory()]);
  });

  it('links a happening to its alert in the guild that asks, not to another guild’s', () => {
    const { database } = open();
    const archive = createArchive(database);
    archive.saveStory(makeStory());
    createAlerts(database).save(makeAlert({ messageId: '77' }));
    expect(archive.byOfficial('igor-sechin', 5, 'guild-1')[0]?.alertUrl).toBe(
      'https://discord.com/channels/guild-1/channel-1/77',
    );
    expect(archive.byOfficial('igor-sechin', 5, 'guild-2')[0]?.alertUrl).toBeUndefined();
  });
});
