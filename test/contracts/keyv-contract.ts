/** What every Keyv storage adapter of ours must do: Keyv's own suite, and what that does not ask. */
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import { Keyv, type KeyvStorageAdapter } from 'keyv';
import * as vitest from 'vitest';
import { expect, it } from 'vitest';

/** Suite 2.1.2 is Keyv 5's: there, deleting a list answered with one boolean. Keyv 6 answers with one a key. */
const KEYV_5_ONLY = '.deleteMany([keys]) with nonexistent keys resolves to false';

type Suite = Parameters<typeof keyvTestSuite>[0];

/** @param open gives an adapter over one store that lasts for the whole suite */
export function keyvContract(open: (namespace: string) => KeyvStorageAdapter): void {
  // The suite sets a deserialiser on `opts`, which adapters had in Keyv 5.
  const store = () => Object.assign(open('suite'), { opts: {} });
  const it5 = (name: string, run: vitest.TestFunction) => {
    if (name !== KEYV_5_ONLY) it(name, run);
  };
  // It brings types of a Vitest of its own.
  const suite = { ...vitest, it: it5 } as unknown as Suite;
  keyvTestSuite(suite, Keyv, store);
  keyvIteratorTests(suite, Keyv, store);

  it('answers with one boolean a key where a list is deleted that is not there', async () => {
    expect(await new Keyv({ store: open('suite') }).delete(['foo', 'foo1'])).toEqual([false, false]);
  });

  it('clears its own namespace alone, whatever characters are in the names', async () => {
    const names = ['a', 'a:b', 'a_b', 'axb', 'a%', ''];
    const keyvs = names.map((namespace) => new Keyv({ store: open(namespace) }));
    for (const [index, keyv] of keyvs.entries()) await keyv.set('key', names[index]);
    for (const [index, keyv] of keyvs.entries()) {
      await keyv.clear();
      const left = await Promise.all(keyvs.map((other) => other.get('key')));
      expect(left).toEqual(names.map((name, place) => (place <= index ? undefined : name)));
    }
  });

  it('takes many at once, and tells each answer by its place', async () => {
    const keyv = new Keyv({ store: open('many') });
    const entries = Array.from({ length: 500 }, (_, index) => ({ key: `key-${index}`, value: { index } }));
    expect(await keyv.setMany(entries)).toEqual(entries.map(() => true));
    expect(await keyv.getMany(['key-7', 'none', 'key-499'])).toEqual([{ index: 7 }, undefined, { index: 499 }]);
    expect(await keyv.hasMany(['none', 'key-1'])).toEqual([false, true]);
    expect(await keyv.deleteMany(['key-1', 'none'])).toEqual([true, false]);
    let seen = 0;
    for await (const _entry of keyv.iterator()) seen += 1;
    expect(seen).toBe(499);
  });

  it('takes keys and values of any length and any character', async () => {
    const keyv = new Keyv({ store: open('any') });
    const key = `${'ключ 键 🗝 '.repeat(200)}\u0001`;
    await keyv.set(key, ':colon first');
    expect(await keyv.get(key)).toBe(':colon first');
  });
}
