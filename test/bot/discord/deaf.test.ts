import { GatewayCloseCodes as Close } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReconnectDelays } from '../../../src/bot/chat/connecting/reconnect-delays.ts';
import { StartupError } from '../../../src/startup-error.ts';
import { openDiscord } from '../../wire/discord/double.ts';
import { healthOf, metricOf } from '../health.ts';
import { startBot } from '../running-bot.ts';
import { failToStart } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { isPicture, openChat } from './chat.ts';

const up = 'stridebot_platform_up{platform="discord"}';

async function discordForTest() {
  const discord = await openDiscord();
  onTestFinished(discord.close);
  return discord;
}

describe('a bot that Discord hears no more', () => {
  it.each([
    [Close.AuthenticationFailed, /refuses the token.*DISCORD_TOKEN/],
    [Close.ShardingRequired, /DISCORD_SHARDS=auto/],
    [Close.DisallowedIntents, /DisallowedIntents, 4014/],
  ])('because its connection was ended with %s: its host is told why', async (code, words) => {
    const { discord, bot } = await openChat();
    await discord.until(() => discord.gateway.connected() === 1, 'the bot');
    expect(await healthOf(bot().url)).toMatchObject({ code: 200, platforms: { discord: { status: 'connected' } } });
    expect(await metricOf(bot().url, up)).toBe(1);
    discord.gateway.end(code);
    await expect
      .poll(() => healthOf(bot().url), { timeout: 20_000 })
      .toMatchObject({
        ...{ code: 503, status: 'down' },
        platforms: { discord: { status: 'refused', problem: expect.stringMatching(words) } },
      });
    expect(await metricOf(bot().url, up)).toBe(0);
    expect(bot().log()).toContain('the platform refuses the connection; requests are not answered until this is fixed');
    discord.forgive();
  });

  it('because its requests are refused: its host is told why', async () => {
    const { discord, channel, ada, bot } = await openChat();
    discord.failNext({ route: /^\/channels\/\d+\/messages$/, status: 401, times: 9 });
    await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
    await expect
      .poll(() => healthOf(bot().url), { timeout: 20_000 })
      .toMatchObject({
        code: 503,
        platforms: { discord: { status: 'refused', problem: expect.stringContaining('DISCORD_TOKEN') } },
      });
    discord.forgive();
  });

  it('for a while is unhealthy meanwhile, tries ever less often, and comes back', async () => {
    const { discord, channel, ada, bot } = await openChat();
    await discord.until(() => discord.gateway.connected() === 1, 'the bot');
    const before = discord.gateway.counts.connections;
    discord.gateway.turnAway(Close.UnknownError);
    discord.gateway.drop();
    await discord.until(() => discord.gateway.counts.connections === before + 3, 'three tries');
    const delays = () =>
      [
        ...bot()
          .log()
          .matchAll(/"backoffMs":(\d+)/g),
      ].map(([, ms]) => Number(ms));
    await expect.poll(() => delays().length, { timeout: 10_000 }).toBe(4);
    expect(delays()).toEqual([0, 1_000, 3_000, 10_000]);
    expect(await healthOf(bot().url)).toMatchObject({
      code: 503,
      platforms: { discord: { status: 'away', problem: expect.stringContaining('trying again') } },
    });
    discord.gateway.turnAway(null);
    await discord.until(() => discord.gateway.connected() === 1, 'the bot again');
    await expect.poll(() => healthOf(bot().url), { timeout: 20_000 }).toMatchObject({ code: 200 });
    const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
    await asked.message(isPicture);
  });
});

describe('a start', () => {
  it('with a token that Discord does not know ends with a sentence', async () => {
    const discord = await discordForTest();
    const { code, stderr } = await failToStart(temporaryDir(), { ...discord.env(), DISCORD_TOKEN: 'another.one.here' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/DISCORD_TOKEN: Discord does not know this token/);
    expect(stderr).not.toMatch(/ at .*:\d+:\d+/);
  });

  it('with a token that only the gateway refuses ends with a sentence too', async () => {
    const discord = await discordForTest();
    discord.gateway.turnAway(Close.AuthenticationFailed);
    const start = startBot(temporaryDir(), discord.env());
    await expect(start).rejects.toThrow(StartupError);
    await expect(start).rejects.toThrow(/refuses the token.*DISCORD_TOKEN/);
  });

  it('while only the gateway is away has the local channel, is unhealthy, and has Discord when it is back', async () => {
    const discord = await discordForTest();
    discord.gateway.turnAway(Close.UnknownError);
    const bot = await startBot(temporaryDir(), discord.env());
    expect(await healthOf(bot.url)).toMatchObject({ code: 503, platforms: { discord: { status: 'away' } } });
    discord.gateway.turnAway(null);
    await bot.logged('connected to Discord');
    expect(await healthOf(bot.url)).toMatchObject({ code: 200 });
  });
});

it('pauses between tries grow while no connection lasts, and begin anew when one did', () => {
  let nowMs = 0;
  const delays = createReconnectDelays(() => new Date(nowMs));
  const tries = (count: number) => Array.from({ length: count }, () => delays.next());
  expect(tries(8)).toEqual([0, 1_000, 3_000, 10_000, 30_000, 60_000, 60_000, 60_000]);
  delays.opened();
  nowMs += 1_000;
  delays.lost();
  expect(tries(1)).toEqual([60_000]);
  delays.opened();
  nowMs += 60_000;
  delays.lost();
  expect(tries(2)).toEqual([0, 1_000]);
});
