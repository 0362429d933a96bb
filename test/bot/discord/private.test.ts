import { expect, it } from 'vitest';
import { botForFile, isEphemeral, namesOf, picture } from './running-bot.ts';

const setup = botForFile();

it('a private answer is for the asker alone, with its steps, and stays so when it is rerolled', async () => {
  const { room, say, press, discord } = setup();
  const { guild, ada, channel } = room();
  const bob = discord.person('bob', { in: [guild] });
  const message = await picture(await say(ada, channel, '/sample a skull seed:9 steps:4 upscale:no private:yes'));
  expect(isEphemeral(message)).toBe(true);
  expect(namesOf(message)).toContain('share');
  expect(namesOf(message)).not.toContain('delete');
  const rerolled = await picture(press(ada, message, 'reroll'));
  expect(isEphemeral(rerolled)).toBe(true);
  const form = await press(ada, message, 'change').modal();
  const changed = await picture(await discord.submitModal(ada, form, { prompt: 'a dog' }));
  expect([isEphemeral(changed), changed.content]).toEqual([true, expect.stringContaining('a dog · seed 9')]);
  expect(discord.messages(channel, bob)).toEqual([]);
});

it('Share posts an anagram with both readings and the film that turns it, for everybody', async () => {
  const { room, say, press, discord } = setup();
  const { guild, ada, channel } = room();
  const bob = discord.person('bob', { in: [guild] });
  const line = '/anagram first:"a skull" second:"a dog" seed:9 steps:4 upscale:no private:yes';
  const shared = await picture(press(ada, await picture(await say(ada, channel, line)), 'share'));
  expect(discord.messages(channel, bob).map(({ id }) => id)).toEqual([shared.id]);
  expect(shared.content).toContain('a skull / a dog · seed 9');
  expect(shared.attachments.map(({ filename }) => filename)).toEqual([
    'anagram-9.png',
    'anagram-9-flip.png',
    'anagram-9-turning.webp',
  ]);
  expect(namesOf(shared)).toEqual(expect.arrayContaining(['reroll', 'turn', 'delete']));
  press(ada, shared, 'delete');
  await discord.until(() => discord.messages(channel, bob).length === 0, 'nothing');
});
