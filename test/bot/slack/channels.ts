import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openSlack, type SlackDouble } from '../../wire/slack/double.ts';
import { launch, type TestBot } from '../running-bot.ts';
import { shareEngine } from '../shared-engine.ts';
import { speedup } from '../speedup.ts';
import type { Chat } from './chat.ts';

/**
 * One workspace and one bot for all tests of a file: each test has its own channel and person. Fails the file for
 * requests that Slack would refuse.
 */
export function roomsForFile(env: Readonly<Record<string, string>> = {}): () => Chat {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-test-'));
  let slack: SlackDouble;
  let bot: TestBot;
  const start = async () => {
    bot = await launch(dataDir, { ...slack.env('socket'), ...env }, { speedup, createEngine: shareEngine });
  };
  beforeAll(async () => {
    slack = await openSlack({ patienceMs: 40_000, speedup });
    await start();
  });
  afterAll(async () => {
    await bot.stop();
    await slack.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    slack.expectClean();
  }, 60_000);

  return () => {
    const ada = slack.person('ada');
    return {
      ...{ slack, ada, dataDir, channel: slack.channel('studio', { people: [ada] }) },
      bot: () => bot,
      async restart() {
        await bot.stop();
        await start();
      },
    };
  };
}
