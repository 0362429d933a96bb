import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiscord } from '../../wire/discord/double.ts';
import { spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { buttonsOf, isPicture, stepsIn } from './chat.ts';

const jobs = 10;
const steps = 40;

/** Ten jobs of five people, some of them shown, one being drawn and the others waiting when the bot is killed. */
async function killedMidway() {
  const discord = await openDiscord({ patienceMs: 90_000 });
  onTestFinished(discord.close);
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const people = Array.from({ length: 5 }, (_, i) => discord.person(`person-${i}`, { in: [guild] }));
  const dataDir = temporaryDir();
  const start = () => spawnBot(dataDir, { ...discord.env(), ENGINE_MAX_BATCH: '1' });
  const bot = await start();
  await discord.until(() => discord.gateway.connected() > 0 && discord.world.commands.size > 0, 'the bot');
  const asked = await Promise.all(
    Array.from({ length: jobs }, (_, i) =>
      discord.slash(people[i % people.length]!, channel, 'sample', { prompt: `a skull ${i}`, steps, upscale: false }),
    ),
  );
  const original = (i: number) => asked[i]!.original();
  const shown = () => asked.filter((_, i) => original(i) !== null && isPicture(original(i)!)).length;
  // A waiting job says its place only after it was journaled.
  const accepted = () => asked.filter((_, i) => (original(i)?.content ?? '') !== '').length;
  await discord.until(() => accepted() === jobs && shown() >= 2, 'ten accepted jobs, two of them shown');
  await bot.kill();
  expect(shown()).toBeLessThan(jobs);
  return { discord, channel, asked, start };
}

/** How often the result of each prompt stands in the channel. */
function timesShown(messages: readonly APIMessage[]): readonly number[] {
  const pictures = messages.filter(isPicture);
  return Array.from(
    { length: jobs },
    (_, i) => pictures.filter(({ content }) => content.includes(`a skull ${i} ·`)).length,
  );
}

const eachOnce = Array.from({ length: jobs }, () => 1);

describe('a bot that is killed with ten accepted jobs', () => {
  it('answers each of them once when it is started again, with all steps in their threads', async () => {
    const { discord, channel, asked, start } = await killedMidway();
    await start();
    await discord.until(() => timesShown(discord.messages(channel)).every((times) => times > 0), 'ten pictures');
    expect(timesShown(discord.messages(channel))).toEqual(eachOnce);
    expect(discord.messages(channel)).toHaveLength(jobs);
    const threads = asked.map((each) => discord.threadOn(each.original()!)!);
    await discord.until(() => threads.every(({ isArchived }) => isArchived), 'the threads to close');
    const all = Array.from({ length: steps }, (_, i) => i + 1);
    for (const thread of threads) expect(stepsIn(discord.messages(thread))).toEqual(all);
    discord.expectClean();
  }, 200_000);

  it('answers each of them once when their tokens are over by then', async () => {
    const { discord, channel, start } = await killedMidway();
    discord.clock.advance(16 * 60_000);
    await start();
    await discord.until(() => timesShown(discord.messages(channel)).every((times) => times > 0), 'ten pictures');
    const ids = discord
      .messages(channel)
      .filter(isPicture)
      .map((message) => buttonsOf(message)[0]?.id);
    expect(new Set(ids).size).toBe(jobs);
    expect(timesShown(discord.messages(channel))).toEqual(eachOnce);
    discord.expectClean();
  }, 200_000);
});
