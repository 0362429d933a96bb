import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/wire/discord/prepare.ts', 'test/wire/slack/prepare.ts'],
    // Two cores are the smallest machine we promise: more workers than that only make timeouts.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
