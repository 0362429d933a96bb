import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { StartupError } from '../../../src/startup-error.ts';
import { slackForTest } from '../../wire/slack/client.ts';
import { startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';

it.each([
  ['SLACK_BOT_TOKEN', 'xoxb-1-2-wrong'],
  ['SLACK_APP_TOKEN', 'xapp-1-A-2-wrong'],
])('says that Slack does not know %s', async (name, wrong) => {
  const slack = await slackForTest();
  const start = startBot(temporaryDir(), { ...slack.env('socket'), [name]: wrong });
  await expect(start).rejects.toThrow(StartupError);
  await expect(start).rejects.toThrow(new RegExp(`^${name}: .*docs/slack.md`));
});

it('says that the port for requests is taken', async () => {
  const slack = await slackForTest();
  const env = slack.env('http');
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((listening) => other.listen(Number(env.SLACK_PORT), '127.0.0.1', listening));
  await expect(startBot(temporaryDir(), { ...env })).rejects.toThrow(/^SLACK_PORT: another program/);
});

it('starts while Slack cannot be reached, and says so', async () => {
  const slack = await slackForTest();
  const env = { ...slack.env('socket'), SLACK_API_URL: 'http://127.0.0.1:9/api/' };
  const bot = await startBot(temporaryDir(), env);
  expect(bot.log()).toContain('could not connect to Slack; trying again');
  expect(bot.log()).not.toContain(env.SLACK_BOT_TOKEN);
});
