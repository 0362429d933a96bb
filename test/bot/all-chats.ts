import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type DiscordDouble, openDiscord } from '../wire/discord/double.ts';
import { openSlack, type SlackDouble } from '../wire/slack/double.ts';
import { launch, type TestBot } from './running-bot.ts';

interface AllChats {
  readonly discord: DiscordDouble;
  readonly slack: SlackDouble;
  readonly bot: TestBot;
}

/** Runs one bot in Discord, in Slack and in the browser for all tests of a file. @param use Receives it before the first. */
export function inAllChats(use: (chats: AllChats) => void): void {
  let chats: AllChats;
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-test-'));

  beforeAll(async () => {
    const discord = await openDiscord({ patienceMs: 30_000 });
    const slack = await openSlack({ patienceMs: 40_000 });
    chats = { discord, slack, bot: await launch(dataDir, { ...discord.env(), ...slack.env('socket') }) };
    use(chats);
  });

  afterAll(async () => {
    const { discord, slack, bot } = chats;
    await bot.stop();
    await discord.close();
    await slack.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    discord.expectClean();
    slack.expectClean();
  });
}
