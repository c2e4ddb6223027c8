import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], exclude: ['test/**/project/**', 'test/**/expected/**'], testTimeout: 20_000 },
});
