import { expect, it, onTestFinished } from 'vitest';
import { type DiscordDouble, type Guild, openDiscord } from '../../wire/discord/double.ts';
import { failToStart, type SpawnedBot, spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { isPicture } from './chat.ts';

const quickly = { prompt: 'a skull', steps: 4, upscale: false };

async function openSharded(shards: string) {
  const discord = await openDiscord({ recommendedShards: 2 });
  onTestFinished(discord.close);
  // Discord gives a server to a shard by the number in front of its id's counter.
  const guilds: Guild[] = [];
  while (new Set(guilds.map(shardOf)).size < 2) guilds.push(discord.guild());
  const ofShards = [0, 1].map((shard) => guilds.find((guild) => shardOf(guild) === shard)!);
  const ada = discord.person('ada', { in: ofShards });
  const channels = ofShards.map((guild) => discord.channel(guild, 'studio'));
  const bot = await spawnBot(temporaryDir(), { ...discord.env(), DISCORD_SHARDS: shards, LOG_LEVEL: 'info' });
  await discord.until(() => discord.gateway.connected() === 2 && discord.world.commands.size > 0, 'two shards');
  return { discord, ada, channels, bot };
}

const shardOf = ({ id }: Guild): number => Number((BigInt(id) >> 22n) % 2n);

/** Process ids of the shards, as their log tells. */
const pidsIn = (bot: SpawnedBot): readonly number[] =>
  [...bot.log().matchAll(/"pid":(\d+)[^\n]*connected to Discord/g)].map(([, pid]) => Number(pid));

const identified = ({ gateway }: DiscordDouble) =>
  gateway.shards.map(([shard, count]) => `${shard} of ${count}`).sort();

it('each share of the servers is answered by a process of its own, and all end together', async () => {
  const { discord, ada, channels, bot } = await openSharded('2');
  expect(identified(discord)).toEqual(['0 of 2', '1 of 2']);
  for (const channel of channels) {
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    expect((await asked.message(isPicture)).content).toContain('a skull');
  }
  const pids = pidsIn(bot);
  expect(new Set(pids).size).toBe(2);
  expect(await bot.interrupt()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
}, 150_000);

it('as many as Discord recommends are started, and one that dies comes back', async () => {
  const { discord, ada, channels, bot } = await openSharded('auto');
  const [victim] = pidsIn(bot);
  process.kill(victim!, 'SIGKILL');
  await discord.until(() => discord.gateway.shards.length === 3 && discord.gateway.connected() === 2, 'its return');
  for (const channel of channels) await (await discord.slash(ada, channel, 'sample', quickly)).message(isPicture);
}, 150_000);

it('a token that Discord does not know is told once, in words', async () => {
  const discord = await openDiscord();
  onTestFinished(discord.close);
  const env = { ...discord.env(), DISCORD_TOKEN: 'not.the.one', DISCORD_SHARDS: 'auto' };
  const { code, stderr } = await failToStart(temporaryDir(), env);
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/Discord refuses the token/);
  expect(stderr).not.toContain('not.the.one');
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
