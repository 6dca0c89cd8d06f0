import { describe, expect, it } from 'vitest';
import { createHostGate } from '../../../src/feeds/host-gate.ts';
import { startSimulatedClock } from './simulated-clock.ts';

describe('the gate before a host', () => {
  it('lets one request a second through, and two be open', async () => {
    const clock = startSimulatedClock();
    const gate = createHostGate(clock.now, clock.sleep);
    const startedAt: number[] = [];
    let open = 0;
    let most = 0;
    const visit = async (): Promise<void> => {
      const leave = await gate.enter('wire.example');
      startedAt.push(clock.now());
      open += 1;
      most = Math.max(most, open);
      await clock.sleep(2500, undefined);
      open -= 1;
      leave();
    };
    await clock.runUntilDone(Promise.all(Array.from({ length: 20 }, visit)));
    expect(startedAt).toHaveLength(20);
    for (const [index, at] of startedAt.entries()) {
      if (index > 0) expect(at - (startedAt[index - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
    expect(most).toBe(2);
  });

  it('keeps no host waiting for another', async () => {
    const clock = startSimulatedClock();
    const gate = createHostGate(clock.now, clock.sleep);
    const turns = Array.from({ length: 50 }, (_, index) => gate.enter(`wire${index}.example`));
    await Promise.all(turns);
    expect(clock.now()).toBe(0);
  });

  it('lets go of who gives up waiting', async () => {
    const clock = startSimulatedClock();
    const gate = createHostGate(clock.now, clock.sleep);
    const leave = await gate.enter('wire.example');
    const stop = new AbortController();
    const second = gate.enter('wire.example', stop.signal);
    const third = gate.enter('wire.example', stop.signal);
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(third).rejects.toThrow('enough');
    leave();
    const again = gate.enter('wire.example');
    await clock.runUntilDone(again);
    (await again)();
  });

  it('forgets hosts that rest', async () => {
    const clock = startSimulatedClock();
    const gate = createHostGate(clock.now, clock.sleep);
    for (let index = 0; index < 5000; index += 1) {
      (await gate.enter(`wire${index}.example`))();
      await clock.pass(10);
    }
    expect(gate.size).toBeLessThan(1200);
  });
});
