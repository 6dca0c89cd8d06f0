/** How much a piece of code does, counted and not timed: the same on every machine, however busy. */
import { Session } from 'node:inspector/promises';

/** Counts steps: how often V8 entered a function, a branch or a loop's body of `src/`. What the engine does itself counts as one. */
export interface StepCounter {
  count(work: () => void): Promise<number>;
  close(): Promise<void>;
}

/** Starts counting; code runs some ten times slower until it is closed. */
export async function createStepCounter(): Promise<StepCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async count(work) {
      await session.post('Profiler.takePreciseCoverage');
      work();
      const { result } = await session.post('Profiler.takePreciseCoverage');
      let steps = 0;
      for (const { url, functions } of result)
        if (url.includes('/src/')) for (const { ranges } of functions) for (const { count } of ranges) steps += count;
      return steps;
    },
    async close() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
