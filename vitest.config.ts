import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // The machine that runs this has two cores: more workers only wait for each other.
    maxWorkers: 2,
    // No test replaces a module or sets a global, so that files can share what was loaded: half of all time was loading.
    isolate: false,
  },
});
