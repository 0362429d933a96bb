import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/wire/discord/prepare.ts', 'test/wire/slack/prepare.ts'],
    // One more than the two cores of the smallest supported machine, because tests of the bot mostly wait.
    maxWorkers: 3,
    // Loading the bot and its libraries takes longer than most files do, so the files of a worker share them and an engine.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
