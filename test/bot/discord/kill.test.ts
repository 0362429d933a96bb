import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiscord } from '../../wire/discord/double.ts';
import { spawnFastBot } from '../spawned-bot.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { buttonsOf, isPicture, stepsIn } from './chat.ts';

const jobs = 10;
const steps = 40;

/** Ten jobs of five people, some of them shown, one being drawn and the others waiting when the bot is killed. */
async function killedMidway() {
  const discord = await openDiscord({ speedup, patienceMs: 90_000 });
  onTestFinished(discord.close);
  const guild = discord.guild();
  const channel = discord.channel(guild, 'studio');
  const people = Array.from({ length: 5 }, (_, i) => discord.person(`person-${i}`, { in: [guild] }));
  const dataDir = temporaryDir();
  const start = () => spawnFastBot(dataDir, { ...discord.env(), ENGINE_MAX_BATCH: '1' }, speedup);
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

/** Longer than it takes until the bot is dead; then nothing was done. */
const neverDone = { delayMs: 8_000, status: 500 } as const;

describe('a bot that is killed when the picture is shown', () => {
  it.each([
    ['before it told a step', { method: 'POST', route: /^\/channels\/\d+\/messages$/, ...neverDone }],
    ['when all steps are told', { method: 'PATCH', route: /^\/channels\/\d+$/, ...neverDone }],
  ])(
    '%s: its thread is finished by the next one',
    async (_, fault) => {
      const discord = await openDiscord({ speedup, patienceMs: 60_000 });
      onTestFinished(discord.close);
      const guild = discord.guild();
      const channel = discord.channel(guild, 'studio');
      const ada = discord.person('ada', { in: [guild] });
      const dataDir = temporaryDir();
      const start = () => spawnFastBot(dataDir, discord.env(), speedup);
      const bot = await start();
      await discord.until(() => discord.gateway.connected() > 0 && discord.world.commands.size > 0, 'the bot');
      discord.failNext(fault);
      const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 8, upscale: false });
      const message = await asked.message(isPicture);
      await discord.until(() => discord.faultsLeft() === 0, 'the moment');
      await bot.kill();
      await start();
      const thread = await discord.until(() => discord.threadOn(message), 'the thread');
      await discord.until(() => thread.isArchived, 'the end of the thread');
      expect(stepsIn(discord.messages(thread))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(discord.messages(channel).filter(isPicture)).toHaveLength(1);
      discord.expectClean();
    },
    150_000,
  );
});
