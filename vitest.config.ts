import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They run alone: npm run test:gpu.
    exclude: [...configDefaults.exclude, 'test/engine/webgpu.test.ts'],
    globalSetup: ['test/wire/discord/prepare.ts', 'test/wire/slack/prepare.ts'],
    // Two for each core of the smallest supported machine, because tests of the bot mostly wait.
    maxWorkers: 4,
    // Loading the bot and its libraries takes longer than most files do, so the files of a worker share them and an engine.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
