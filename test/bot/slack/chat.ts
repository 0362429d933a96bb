import { onTestFinished } from 'vitest';
import {
  type Channel,
  type Mode,
  openSlack,
  type SlackDouble,
  type SlackOptions,
  type User,
} from '../../wire/slack/double.ts';
import { startBot, type TestBot } from '../running-bot.ts';
import { shareEngine } from '../shared-engine.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';

export * from './seen.ts';

/** A workspace with a channel and a person in it, and the bot. */
export interface Chat {
  readonly slack: SlackDouble;
  readonly channel: Channel;
  readonly ada: User;
  readonly dataDir: string;
  bot(): TestBot;
  /** Stops the bot in order and starts it again with the same data. */
  restart(): Promise<void>;
}

interface OptionSources {
  readonly mode?: Mode;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: SlackOptions;
}

/** Closes everything when the test ends, and fails the test for requests that Slack would refuse. */
export async function openChat({ mode = 'socket', env = {}, options = {} }: OptionSources = {}): Promise<Chat> {
  const slack = await openSlack({ patienceMs: 40_000, speedup, ...options });
  onTestFinished(async () => {
    await slack.close();
    slack.expectClean();
  });
  const ada = slack.person('ada');
  const channel = slack.channel('studio', { people: [ada] });
  const dataDir = temporaryDir();
  const start = () =>
    startBot(dataDir, { ...slack.env(mode), ...env }, { speedup: slack.speedup, createEngine: shareEngine });
  let bot = await start();
  return {
    ...{ slack, channel, ada, dataDir },
    bot: () => bot,
    async restart() {
      await bot.stop();
      bot = await start();
    },
  };
}
