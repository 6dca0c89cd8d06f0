import { Keyv } from 'keyv';
import { afterAll, describe, expect, it } from 'vitest';
import { createKeyvStore, openKeyv } from '../../src/store/keyv.ts';
import { createTable, sweepExpired } from '../../src/store/table.ts';
import { keyvContract } from '../contracts/keyv-contract.ts';
import { NOW, openTempStore } from '../support/temp-store.ts';

// Keyv's suite turns the process's clock, so the store reads it too here.
const store = openTempStore({ now: () => Date.now() });
afterAll(() => store.remove());

describe('Keyv on SQLite', () => {
  keyvContract((namespace) => createKeyvStore(store.database, namespace));

  it('is used as it is, not through the bridge for older adapters', () => {
    const adapter = createKeyvStore(store.database, 'direct');
    expect(new Keyv({ store: adapter }).store).toBe(adapter);
  });

  it('reads what a transaction wrote, and a transaction reads what it wrote', async () => {
    const keyv = openKeyv(store.database, 'shared');
    const table = createTable<{ list: string[]; at: number | undefined }>(store.database, 'shared');
    table.set('from the table', { list: [':a', 'б'], at: undefined });
    await keyv.set('from Keyv', { list: [':c'] });
    expect(await keyv.get('from the table')).toEqual({ list: [':a', 'б'] });
    expect(table.get('from Keyv')).toEqual({ list: [':c'] });
    expect(table.all()).toHaveLength(2);
    expect(table.delete('from Keyv')).toBe(true);
    expect(await keyv.get('from Keyv')).toBeUndefined();
  });

  it('throws where the file fails: a failed read must not look like "never seen"', async () => {
    const broken = openTempStore();
    const keyv = openKeyv(broken.database, 'broken');
    broken.database.connection.exec('DROP TABLE keyv');
    await expect(keyv.get('key')).rejects.toThrow(/no such table/);
    await expect(keyv.set('key', 1)).rejects.toThrow(/no such table/);
    broken.remove();
  });
});

describe('what expires', () => {
  it('is there to the last millisecond, and then for nobody; sweeping gives its space back', async () => {
    const turned = openTempStore();
    const table = createTable<string>(turned.database, 'cache');
    const adapter = createKeyvStore(turned.database, 'cache');
    table.set('short', 'a', 1_000);
    table.set('kept', 'b');
    turned.clock.at = NOW + 1_000;
    expect(table.get('short')).toBe('a');
    turned.clock.at = NOW + 1_001;
    expect(table.get('short')).toBeUndefined();
    expect(await adapter.get('short')).toBeUndefined();
    expect(await adapter.has('short')).toBe(false);
    expect(table.all()).toEqual(['b']);
    expect(sweepExpired(turned.database)).toBe(1);
    expect(sweepExpired(turned.database)).toBe(0);
    expect(table.get('kept')).toBe('b');
    turned.remove();
  });
});
