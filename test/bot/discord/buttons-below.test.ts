import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readButton } from '../../../src/bot/discord/buttons.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { buttonsOf } from './chat.ts';
import { botForFile, isEphemeral, namesOf, picture, words } from './running-bot.ts';

const setup = botForFile();
const line = '/sample a skull seed:180 steps:4 upscale:no';
const jobOf = (message: APIMessage): string => readButton(buttonsOf(message)[0]!.id)!.job;
const folderOf = (message: APIMessage): string => join(setup().dataDir, 'results', jobOf(message));

/** An answer that shows a picture by the way, with nothing to press. */
const look = async (exchange: Awaited<ReturnType<ReturnType<typeof setup>['say']>>) =>
  exchange.message(({ attachments, content }) => attachments.length > 0 && /From|picture|In colour/.test(content));

describe('below a picture', () => {
  it('stand its caption with prompt, seed and settings, its description, and all buttons that mean something', async () => {
    const { room, draw } = setup();
    const { ada, channel } = room();
    const message = await draw(ada, channel, line);
    expect(message.content).toMatch(/^\*\*a skull · seed 180\*\*\n-# seed 180 · steps 4 · sampler .* · model gaussian/);
    expect(message.attachments[0]!.description).toBe('A picture drawn from the prompt “a skull”.');
    expect(namesOf(message)).toEqual(
      expect.arrayContaining(['reroll', 'vary', 'upscale', 'film', 'settings', 'change', 'delete', 'emoji', 'sticker']),
    );
    expect(namesOf(message)).not.toContain('share');
  });

  it('Reroll, Vary and Upscale draw on, whoever presses', async () => {
    const { room, draw, press, discord } = setup();
    const { guild, ada, channel } = room();
    const message = await draw(ada, channel, line);
    const bob = discord.person('bob', { in: [guild] });
    const rerolled = await picture(press(bob, message, 'reroll'));
    expect(rerolled.content).toContain('a skull');
    expect(rerolled.content).not.toContain('seed 180 ');
    expect((await picture(press(bob, message, 'vary'))).content).toMatch(/a skull · seed \d+ · variation 1/);
    expect((await picture(press(bob, message, 'upscale'))).content).toContain('a skull, enlarged');
  });

  it('Turn, Near–Far and Film show the same picture another way', async () => {
    const { room, draw, press } = setup();
    const { ada, channel } = room();
    const anagram = await draw(ada, channel, '/anagram first:"a skull" second:"a dog" steps:4 upscale:no');
    expect((await look(press(ada, anagram, 'turn'))).content).toContain('when flipped upside down');
    const hybrid = await draw(ada, channel, '/hybrid far:"a skull" near:"a dog" steps:4 upscale:no');
    expect((await look(press(ada, hybrid, 'near-far'))).content).toContain('From near and from far');
    const film = await look(press(ada, hybrid, 'film'));
    expect(film.attachments[0]!.filename).toMatch(/film\.webp$/);
    expect(film.attachments[0]!.description).toMatch(/noise turning into the picture/);
  });

  it('Settings tells who presses alone', async () => {
    const { room, draw, press } = setup();
    const { ada, channel } = room();
    const settings = await press(ada, await draw(ada, channel, line), 'settings').message();
    expect(isEphemeral(settings)).toBe(true);
    expect(settings.content).toContain('seed:180');
  });
});

describe('Delete', () => {
  it('takes the message away with its thread and its pictures, for the asker', async () => {
    const { room, draw, press, discord } = setup();
    const { ada, channel } = room();
    const message = await draw(ada, channel, line);
    await discord.until(() => discord.threadOn(message)?.isArchived, 'the end of the thread');
    expect(existsSync(folderOf(message))).toBe(true);
    const whole = discord.messages(channel)[0]!;
    press(ada, whole, 'delete');
    await discord.until(() => discord.messages(channel).length === 0 && discord.threadOn(message) === null, 'nothing');
    expect(existsSync(folderOf(message))).toBe(false);
  });

  it('is not for strangers, but for moderators', async () => {
    const { room, draw, press, discord } = setup();
    const { guild, ada, channel } = room();
    const message = await draw(ada, channel, line);
    const refusal = await press(discord.person('eve', { in: [guild] }), message, 'delete').message();
    expect(isEphemeral(refusal)).toBe(true);
    expect(refusal.content).toBe('Somebody else asked for that picture.\nThey can delete it, and so can moderators.');
    const role = discord.role(guild, { name: 'moderators', permissions: PermissionFlagsBits.ManageMessages });
    press(discord.person('mod', { in: [guild], roles: [role] }), message, 'delete');
    await discord.until(() => discord.messages(channel).length === 0, 'nothing');
  });
});

it('Cancel is for who asked', async () => {
  const { room, say, press, discord } = setup();
  const { guild, ada, channel } = room();
  const exchange = await say(ada, channel, '/sample a skull steps:250 count:4 upscale:no');
  const drawing = await exchange.message((message) => namesOf(message).includes('cancel'));
  const refusal = await press(discord.person('eve', { in: [guild] }), drawing, 'cancel').message();
  expect([isEphemeral(refusal), refusal.content]).toEqual([
    true,
    'Somebody else asked for that picture.\nOnly they can cancel it.',
  ]);
  const done = await press(ada, drawing, 'cancel').message();
  expect(isEphemeral(done)).toBe(true);
  expect((await exchange.message(({ content }) => content === 'Cancelled.')).attachments).toEqual([]);
});

it('buttons work from the message when the host has forgotten the job', async () => {
  const { room, draw, press, restart, discord, dataDir } = setup();
  const { ada, channel } = room();
  const single = await draw(ada, channel, line);
  const hybrid = await draw(ada, channel, '/hybrid far:"a skull" near:"a dog" steps:4 count:2 upscale:no');
  await setup().bot.stop();
  const db = openDatabase(dataDir);
  db.exec('DELETE FROM jobs');
  closeDatabase(db);
  for (const job of readdirSync(join(dataDir, 'results'))) await rm(join(dataDir, 'results', job), { recursive: true });
  await restart();
  expect((await picture(press(ada, single, 'reroll'))).content).toContain('a skull');
  expect((await picture(press(ada, single, 'vary'))).content).toMatch(/a skull · seed \d+ · variation 1/);
  expect((await look(press(ada, hybrid, 'near-far'))).content).toContain('From near and from far');
  expect((await press(ada, single, 'settings').message()).content).toContain('seed:180');
  expect(await words(press(ada, single, 'film'))).toMatch(/no longer kept/);
  const form = await press(ada, single, 'change').modal();
  const changed = await discord.submitModal(ada, form, { prompt: 'a dog' });
  expect((await picture(changed)).content).toContain('a dog · seed 180');
});
