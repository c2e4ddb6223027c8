import { defineConfig } from 'vitest/config';

/** Needs a container engine and minutes, so `npm test` does not look here. Two builds at a time are enough for two cores. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.e2e.ts', 'bench/*.bench.ts'],
    testTimeout: 900_000,
    hookTimeout: 300_000,
    maxConcurrency: 2,
    reporters: ['verbose'],
    chaiConfig: { truncateThreshold: 0 },
    fileParallelism: false,
  },
});
