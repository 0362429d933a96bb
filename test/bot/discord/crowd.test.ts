import type { APIMessage } from 'discord-api-types/v10';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { openChat } from './chat.ts';
import { createCrowd, outcomeOf } from './crowd.ts';
import { isPicture, stepsIn } from './seen.ts';

const commands = 40;

it('a crowd that asks at once is answered, each once, without a 429 and with every step in order', async () => {
  const limits = {
    JOBS_AT_ONCE_PER_PERSON: '2',
    JOBS_AT_ONCE_PER_CHANNEL: '1000',
    JOBS_PER_MINUTE_PER_CHANNEL: '1000',
  };
  const { discord, guild, channel, ada } = await openChat(limits, { patienceMs: 55_000, speedup: 1 });
  const drawn = await discord.slash(ada, channel, 'sample', { prompt: 'a skull' });
  const picture: APIMessage = await drawn.message(isPicture);
  const people = Array.from({ length: 10 }, (_, i) => discord.person(`person-${i}`, { in: [guild] }));
  const background = { r: 120, g: 160, b: 200 };
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
  const drawing = { name: 'drawing.png', bytes };
  const ask = createCrowd({ discord, people, channels: [channel], pictures: [picture], drawing });

  const askings = await Promise.all(Array.from({ length: commands }, (_, i) => ask(i)));
  await Promise.all(askings.map(({ exchange }) => exchange.acknowledged()));
  await discord.until(() => askings.every((asking) => outcomeOf(asking) !== 'open'), 'an answer to everybody');
  const threads = () => [...discord.world.channels.values()].filter(({ parentId }) => parentId !== null);
  await discord.until(() => threads().every(({ isArchived }) => isArchived), 'the end of every thread');

  const outcomes = askings.map((asking) => outcomeOf(asking));
  expect(new Set(outcomes)).toEqual(new Set(['picture', 'words', 'refused']));
  // One message of the bot's for each command, and none besides but the first picture.
  expect(discord.messages(channel).filter(isPicture)).toHaveLength(
    1 + outcomes.filter((it) => it === 'picture').length,
  );
  for (const thread of threads()) {
    const steps = stepsIn(discord.messages(thread));
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, i) => i + 1));
    expect(steps.length).toBeGreaterThan(0);
  }
  expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
});
