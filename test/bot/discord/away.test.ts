import { expect, it, onTestFinished } from 'vitest';
import { openDiscord } from '../../wire/discord/double.ts';
import { startBot } from '../running-bot.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { isPicture } from './chat.ts';

it('a bot that starts while Discord is away has its local channel at once, and Discord when it is back', async () => {
  const discord = await openDiscord({ speedup });
  onTestFinished(discord.close);
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const ada = discord.person('ada', { in: [guild] });
  discord.failNext({ route: /^\/gateway\/bot$/, status: 503, times: 4 }); // all tries of one log-in
  const bot = await startBot(temporaryDir(), discord.env(), { speedup });
  expect((await fetch(bot.url)).status).toBe(200);
  expect(discord.gateway.connected()).toBe(0);
  await bot.logged('the commands are registered');
  const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
  expect((await asked.message(isPicture)).content).toContain('a skull');
});

it('a bot whose log-in fails half-way tries again with its token', async () => {
  const discord = await openDiscord({ speedup });
  onTestFinished(discord.close);
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const ada = discord.person('ada', { in: [guild] });
  discord.failNext({ route: /^\/gateway\/bot$/, delayMs: 1 });
  discord.failNext({ route: /^\/gateway\/bot$/, status: 503, times: 4 }); // what the log-in of discord.js asks itself
  const bot = await startBot(temporaryDir(), discord.env(), { speedup });
  await bot.logged('could not connect to Discord; trying again');
  await bot.logged('the commands are registered');
  const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
  expect((await asked.message(isPicture)).content).toContain('a skull');
});
