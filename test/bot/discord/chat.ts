import type { APIUser } from 'discord-api-types/v10';
import { onTestFinished } from 'vitest';

import { privateOption } from '../../../src/bot/discord/setup/definitions.ts';
import { findCommand } from '../../../src/commands/index.ts';
import { positionalOptions } from '../../../src/commands/parsing/parse-line.ts';
import {
  type Channel,
  type DiscordDouble,
  type DiscordOptions,
  type Guild,
  type OptionValues,
  openDiscord,
  type Upload,
} from '../../wire/discord/double.ts';
import { startBot, type TestBot } from '../running-bot.ts';
import { shareEngine } from '../shared-engine.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';

export * from './seen.ts';

/** A server with a channel and a person in it, and the bot. */
export interface Chat {
  readonly discord: DiscordDouble;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly ada: APIUser;
  readonly dataDir: string;
  bot(): TestBot;
  /** Stops the bot in order and starts it again with the same data. */
  restart(): Promise<void>;
}

/** Closes everything when the test ends, and fails the test for requests that Discord would refuse. */
export async function openChat(env: Readonly<Record<string, string>> = {}, options?: DiscordOptions): Promise<Chat> {
  const discord = await openDiscord({ patienceMs: 30_000, speedup, ...options });
  onTestFinished(async () => {
    await discord.close();
    discord.expectClean();
  });
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const ada = discord.person('ada', { in: [guild] });
  const dataDir = temporaryDir();
  const start = () =>
    startBot(dataDir, { ...discord.env(), ...env }, { speedup: discord.speedup, createEngine: shareEngine });
  let bot = await start();
  return {
    ...{ discord, guild, channel, ada, dataDir },
    bot: () => bot,
    async restart() {
      await bot.stop();
      bot = await start();
    },
  };
}

/** Converts a typed line to a Discord command and its options, with the files in the order of its pictures. */
export function nativeOptions(line: string, uploads: readonly Upload[] = []): { name: string; options: OptionValues } {
  const [, name = '', rest = ''] = /^\/(\S+)\s*(.*)$/.exec(line) ?? [];
  const command = findCommand(name)!;
  const named = [...rest.matchAll(/(?:^|\s)([\w-]+):(?:"([^"]*)"|(\S+))/g)];
  const words = rest.replace(/(?:^|\s)[\w-]+:(?:"[^"]*"|\S+)/g, '').trim();
  const [place] = positionalOptions(command);
  const images = Object.entries(command.options).flatMap(([option, { kind }]) => (kind === 'image' ? [option] : []));
  return {
    name,
    options: {
      ...(words !== '' && place !== undefined && { [place]: words }),
      ...Object.fromEntries(
        named.map(([, option = '', quoted, word]) => [option, typed(command, option, quoted ?? word ?? '')]),
      ),
      ...Object.fromEntries(uploads.map((file, i) => [images[i], file])),
    },
  };
}

function typed(command: ReturnType<typeof findCommand>, option: string, value: string): string | number | boolean {
  if (option === privateOption.name) return value === 'yes';
  switch (command?.options[option]?.kind) {
    case 'integer':
    case 'number':
      return Number(value);
    case 'switch':
      return value === 'yes';
    default:
      return value;
  }
}
