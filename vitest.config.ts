import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/wire/discord/prepare.ts', 'test/wire/slack/prepare.ts'],
    // Tests of the bot mostly wait for one another's processes: one more than the two cores of the smallest machine we promise.
    maxWorkers: 3,
    // To load the bot and its libraries takes longer than most files do: the files of a worker share them, and its engine.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
