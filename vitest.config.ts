import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // The machine that runs this has two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
});
