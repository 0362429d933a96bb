import { type APIMessage, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiscord } from '../../wire/discord/double.ts';
import { spawnFastBot } from '../spawned-bot.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { buttonId, isPicture } from './chat.ts';

const quickly = { steps: 4, upscale: false };

const picture = async () => ({
  name: 'grey.png',
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888888' } })
    .png()
    .toBuffer(),
});

/** A server with a bot in it that can be killed. */
async function openStudio() {
  const discord = await openDiscord({ speedup, patienceMs: 100_000 });
  onTestFinished(discord.close);
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const ada = discord.person('ada', { in: [guild] });
  const manager = discord.role(guild, { name: 'manager', permissions: PermissionFlagsBits.ManageGuild });
  const boss = discord.person('boss', { in: [guild], roles: [manager] });
  const dataDir = temporaryDir();
  const start = async () => {
    const bot = await spawnFastBot(dataDir, discord.env(), speedup);
    await discord.until(() => discord.gateway.connected() > 0 && discord.world.commands.size > 0, 'the bot');
    return bot;
  };
  return { discord, channel, ada, boss, start };
}

const pictureOf = (messages: readonly APIMessage[], prompt: string): readonly APIMessage[] =>
  messages.filter((each) => isPicture(each) && each.content.includes(prompt));

/** Nobody reads "thinking…" for ever. */
const isEverythingAnswered = (messages: readonly APIMessage[]): boolean =>
  messages.every(({ flags = 0 }) => (flags & MessageFlags.Loading) === 0);

describe('a bot that is killed after it promised an answer and before it accepted a job', () => {
  it('while files are fetched: each picture comes once, in its place, from the next one', async () => {
    const { discord, channel, ada, start } = await openStudio();
    const bot = await start();
    const resume = discord.cdn.stall();
    const file = await picture();
    const posted = await discord.post(ada, channel, 'look', [file]);
    discord.deliverNext({ copies: 2 });
    const asked = await discord.slash(ada, channel, 'sdedit', { ...quickly, image: file, prompt: 'a castle' });
    const secret = { ...quickly, image: file, prompt: 'a secret', private: true };
    const asides = await discord.slash(ada, channel, 'sdedit', secret);
    const turned = discord.messageCommand(ada, 'Turn this', posted);
    const opened = discord.messageCommand(ada, 'SDEdit this', posted);
    const form = await discord.submitModal(ada, await opened.modal(), { prompt: 'a tower', start: '10' });
    await discord.until(() => discord.cdn.fetched.length === 4, 'all files to be asked for');
    await bot.kill();
    resume();
    await start();
    for (const each of [asked, asides, turned, form]) await each.message(isPicture);
    const seen = discord.messages(channel, ada);
    expect(['a castle', 'a secret', 'a tower'].map((prompt) => pictureOf(seen, prompt).length)).toEqual([1, 1, 1]);
    expect(pictureOf(discord.messages(channel), 'a secret')).toEqual([]);
    expect(isEverythingAnswered(seen)).toBe(true);
    discord.expectClean();
  }, 120_000);

  it('while the engine is awaited: the picture comes once, in its place, from the next one', async () => {
    const { discord, channel, ada, boss, start } = await openStudio();
    const bot = await start();
    bot.haltEngine();
    const asked = await discord.slash(ada, channel, 'sample', { ...quickly, prompt: 'a skull' });
    const pressed = await discord.slash(boss, channel, 'settings model', { name: 'gaussian' });
    for (const each of [asked, pressed]) await each.acknowledged();
    await bot.kill();
    await start();
    await asked.message(isPicture);
    expect(pictureOf(discord.messages(channel), 'a skull')).toHaveLength(1);
    expect((await pressed.message()).content).toMatch(/stopped before.*ask again/s);
    discord.expectClean();
  }, 120_000);

  it('while the answer is promised: the picture calls who asked', async () => {
    const { discord, channel, ada, start } = await openStudio();
    const bot = await start();
    discord.failNext({ method: 'POST', route: /\/callback$/, delayMs: 60_000, status: 500 });
    await discord.slash(ada, channel, 'sample', { ...quickly, prompt: 'a skull' });
    await expect.poll(discord.faultsLeft, { timeout: 30_000 }).toBe(0);
    await bot.kill();
    await start();
    const [shown] = await discord.until(
      () =>
        pictureOf(discord.messages(channel), 'a skull').length > 0 && pictureOf(discord.messages(channel), 'a skull'),
      'the picture',
    );
    expect(shown?.mentions.map(({ id }) => id)).toEqual([ada.id]);
    discord.forgive(); // that the deadline was missed is what this test is about
  }, 120_000);

  it('while a picture is deleted: who pressed is told to look, and the picture is not written over', async () => {
    const { discord, channel, ada, start } = await openStudio();
    const bot = await start();
    const asked = await discord.slash(ada, channel, 'sample', { ...quickly, prompt: 'a skull' });
    const message = await asked.message(isPicture);
    discord.failNext({ method: 'DELETE', route: /@original$/, delayMs: 60_000, status: 500 });
    const pressed = discord.press(ada, message, buttonId(message, 'delete'));
    await expect.poll(discord.faultsLeft, { timeout: 30_000 }).toBe(0);
    await bot.kill();
    await start();
    const [said] = await discord.until(() => pressed.followUps().length > 0 && pressed.followUps(), 'a word');
    expect(said?.content).toMatch(/stopped before.*ask again/s);
    expect(asked.original()?.content).toContain('a skull');
    discord.expectClean();
  }, 120_000);

  it('while a word is said to who asks for it once only: they are told to look and ask again', async () => {
    const { discord, channel, ada, start } = await openStudio();
    const bot = await start();
    discord.failNext({ method: 'PATCH', route: /@original$/, delayMs: 60_000, status: 500 });
    const asked = await discord.slash(ada, channel, 'cancel', { job: 'all' });
    await expect.poll(discord.faultsLeft, { timeout: 30_000 }).toBe(0);
    await bot.kill();
    await start();
    expect((await asked.message()).content).toMatch(/stopped before.*ask again/s);
    discord.expectClean();
  }, 120_000);
});
