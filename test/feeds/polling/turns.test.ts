import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/feeds/turns.ts';

/** Work that ends when the test says so, and what has begun. */
function workshop(places: number, placesOfHost: number) {
  const turns = createTurns(places, placesOfHost);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask: (name: string, host?: string) =>
      turns.take(host, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    end: (name: string) => ends.get(name)?.(),
    turns,
  };
}

describe('turns', () => {
  it('come in the order in which they were asked for, so many at a time', async () => {
    const { begun, ask, end } = workshop(2, 2);
    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await soon();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    expect(await asked[1]).toBe('b');
    await soon();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('of one host wait for each other, and hold up no other host', async () => {
    const { begun, ask, end } = workshop(10, 1);
    const first = ask('a1', 'a');
    void ask('a2', 'a');
    void ask('b1', 'b');
    await soon();
    expect(begun).toEqual(['a1', 'b1']);
    end('a1');
    await first;
    await soon();
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('go on after work that failed', async () => {
    const { begun, ask, turns } = workshop(1, 1);
    await expect(turns.take('a', () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    void ask('next', 'a');
    await soon();
    expect(begun).toEqual(['next']);
  });

  it('come to thousands, each once', async () => {
    const turns = createTurns(48, 2);
    let done = 0;
    await Promise.all(Array.from({ length: 5000 }, (_, n) => turns.take(`host ${n % 7}`, async () => (done += 1))));
    expect(done).toBe(5000);
  });
});
