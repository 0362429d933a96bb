import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIMessage, type APIUser, MessageFlags } from 'discord-api-types/v10';
import { afterAll, beforeAll } from 'vitest';
import {
  type Channel,
  type DiscordDouble,
  type Exchange,
  type Guild,
  openDiscord,
  type Upload,
} from '../../wire/discord/double.ts';
import { firstWord } from '../../wire/first-words.ts';
import { launch, type TestBot } from '../running-bot.ts';
import { shareEngine } from '../shared-engine.ts';
import { speedup } from '../speedup.ts';
import { buttonId, buttonsOf, isPicture, nativeOptions } from './chat.ts';

/** A Discord with the bot in it, for all tests of a file: each test brings its own people and channels. */
export interface JobService {
  readonly discord: DiscordDouble;
  readonly dataDir: string;
  readonly bot: TestBot;
  /** Stops the bot in order and starts it again with the same data. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** A server with a channel and somebody in it. */
  room(): Room;
  say(person: APIUser, channel: Channel, line: string, uploads?: readonly Upload[]): Promise<Exchange>;
  /** Asks for a small picture and waits for it. */
  draw(person: APIUser, channel: Channel, line: string, uploads?: readonly Upload[]): Promise<APIMessage>;
  press(person: APIUser, message: APIMessage, button: string): Exchange;
  file(message: APIMessage, index?: number): Upload;
}

export interface Room {
  readonly guild: Guild;
  readonly channel: Channel;
  readonly ada: APIUser;
}

/** Fails the file for requests that Discord would refuse. */
export function botForFile(env: Readonly<Record<string, string>> = {}): () => JobService {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-test-'));
  let discord: DiscordDouble;
  let bot: TestBot;
  const start = async (more: Readonly<Record<string, string>> = {}) => {
    bot = await launch(dataDir, { ...discord.env(), ...env, ...more }, { speedup, createEngine: shareEngine });
  };
  beforeAll(async () => {
    discord = await openDiscord({ patienceMs: 30_000, speedup });
    await start();
  });
  afterAll(async () => {
    await bot.stop();
    await discord.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    discord.expectClean();
  });

  const say: JobService['say'] = (person, channel, line, uploads) => {
    const { name, options } = nativeOptions(line, uploads);
    return discord.slash(person, channel, name, options);
  };

  return () => ({
    ...{ discord, dataDir, bot, say },
    async restart(more) {
      await bot.stop();
      await start(more);
    },
    room() {
      const guild = discord.guild();
      return { guild, channel: discord.channel(guild), ada: discord.person('ada', { in: [guild] }) };
    },
    draw: async (person, channel, line, uploads) => picture(await say(person, channel, line, uploads)),
    press: (person, message, button) => discord.press(person, message, buttonId(message, button)),
    file(message, index = 0) {
      const attachment = message.attachments[index]!;
      return { name: attachment.filename, bytes: discord.bytes(attachment) };
    },
  });
}

/** The finished picture. */
export const picture = (exchange: Exchange): Promise<APIMessage> => exchange.message(isPicture);

/** An answer in text, whichever way it is sent. */
export const words = async (exchange: Exchange): Promise<string> =>
  (
    await exchange.message(
      ({ content }) => content !== '' && !/^(You are|Your picture|Drawing)/.test(content) && !firstWord.test(content),
    )
  ).content;

export const isEphemeral = ({ flags }: Pick<APIMessage, 'flags'>): boolean =>
  ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

export const namesOf = (message: APIMessage): readonly string[] => buttonsOf(message).map(({ name }) => name);
