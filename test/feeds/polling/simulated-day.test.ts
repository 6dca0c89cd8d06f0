import { describe, expect, it } from 'vitest';
import { playDay } from './simulated-day.ts';

describe('a day with eighty feeds on eight hosts', () => {
  it('misses no item, and bothers no host', async () => {
    const day = await playDay(80, 8);
    expect(day.missed).toBe(0);
    expect(day.overrun).toBe(0);
    expect(day.taken).toBeGreaterThan(1000);
    expect(day.shortestGapMs).toBeGreaterThanOrEqual(1000);
    expect(day.mostOpen).toBeLessThanOrEqual(2);
    expect(day.unchanged / day.polls).toBeGreaterThan(0.6);
  });
});
