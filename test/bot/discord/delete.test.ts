import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { readButton } from '../../../src/bot/discord/buttons.ts';
import { emojiPermission, neededPermissions } from '../../../src/bot/discord/setup/invite.ts';
import type { Channel } from '../../wire/discord/double.ts';
import { buttonId, buttonsOf, type Chat, isPicture, openChat } from './chat.ts';
import { picture, words } from './running-bot.ts';

const minutes = 60_000;
const quickly = { prompt: 'a skull', seed: 180, steps: 4, upscale: false };

/** A server that gave the bot what it asks for, and no more: it may not delete threads. */
async function openServer(env: Readonly<Record<string, string>> = {}): Promise<Chat> {
  const chat = await openChat(env);
  const permissions = [...neededPermissions, emojiPermission].reduce((bits, { bit }) => bits | bit, 0n);
  const guild = chat.discord.guild({ botPermissions: permissions });
  const ada = chat.discord.person('ada', { in: [guild] });
  return { ...chat, guild, ada, channel: chat.discord.channel(guild) };
}

const jobOf = (message: APIMessage): string => readButton(buttonsOf(message)[0]!.id)!.job;

/** What the bot posted there. */
const postedIn = ({ discord }: Chat, channel: Channel): readonly APIMessage[] =>
  discord.messages(channel).filter(({ author, type }) => author.id === discord.world.bot.id && type !== 21);

/** Draws a picture and waits until its thread is told to the end. */
async function drawWhole(chat: Chat, options: Parameters<Chat['discord']['slash']>[3] = quickly) {
  const { discord, ada, channel } = chat;
  const message = await picture(await discord.slash(ada, channel, 'sample', options));
  const thread = await discord.until(() => discord.threadOn(message), 'a thread');
  await discord.until(() => thread.isArchived, 'the end of the thread');
  expect(postedIn(chat, thread).length).toBeGreaterThan(1);
  return { message, thread };
}

const pressDelete = (chat: Chat, message: APIMessage, person = chat.ada) =>
  chat.discord.press(person, message, buttonId(message, 'delete'));

it('Delete takes the steps and the film out of the archived thread, and leaves what people wrote and asked for there', async () => {
  const chat = await openServer();
  const { discord, guild, channel } = chat;
  const bob = discord.person('bob', { in: [guild] });
  const { message, thread } = await drawWhole(chat);
  const note = await discord.post(bob, thread, 'nice');
  const theirs = await picture(await discord.slash(bob, thread, 'sample', quickly));
  await chat.bot().logged(`"job":"${jobOf(theirs)}","command":"sample","state":"delivered"`);
  thread.isArchived = true;
  pressDelete(chat, message);
  await discord.until(() => discord.messages(channel).length === 0, 'the picture to go');
  await discord.until(() => thread.isArchived, 'the thread to be closed again');
  expect(discord.messages(thread).map(({ id }) => id)).toEqual([note.id, theirs.id]);
  expect(existsSync(join(chat.dataDir, 'results', jobOf(message)))).toBe(false);
});

it('Delete takes the thread itself away where the bot may and nobody else wrote there', async () => {
  const chat = await openChat();
  const { discord } = chat;
  const { message } = await drawWhole(chat);
  pressDelete(chat, message);
  await discord.until(() => discord.threadOn(message) === null, 'the thread to go');
});

it('Delete takes the looks at the picture away, whoever asked for them, and what found no room in the message', async () => {
  const chat = await openServer();
  const { discord, guild, channel } = chat;
  const bob = discord.person('bob', { in: [guild] });
  const { message } = await drawWhole(chat, { ...quickly, count: 12 });
  for (const button of ['turn', 'film'])
    await discord.press(bob, message, buttonId(message, button)).message(({ attachments }) => attachments.length > 0);
  expect(postedIn(chat, channel)).toHaveLength(4);
  const whole = discord.messages(channel).find(({ id }) => id === message.id)!;
  pressDelete(chat, whole);
  await discord.until(() => postedIn(chat, channel).length === 0, 'all of it to go');
});

it('/delete takes the same away, of the latest picture of who asks, and of nobody else', async () => {
  const chat = await openServer();
  const { discord, guild, ada, channel } = chat;
  const bob = discord.person('bob', { in: [guild] });
  const { message, thread } = await drawWhole(chat);
  await discord.press(bob, message, buttonId(message, 'film')).message(({ attachments }) => attachments.length > 0);
  const job = jobOf(message);
  expect(await words(await discord.slash(bob, channel, 'delete', { job }))).toMatch(/Somebody else asked/);
  expect(await words(await discord.slash(bob, channel, 'delete', {}))).toMatch(/I know no picture here/);
  expect(await words(await discord.slash(ada, channel, 'delete', {}))).toMatch(/Deleted/);
  expect(postedIn(chat, thread)).toEqual([]);
  expect(postedIn(chat, channel).filter(({ attachments }) => attachments.length > 0)).toEqual([]);
  expect(existsSync(join(chat.dataDir, 'results', job))).toBe(false);
});

it('Delete takes away the thread and the notice of a picture that was later than its token lived', async () => {
  const chat = await openServer();
  const { discord, ada, channel } = chat;
  const asked = await discord.slash(ada, channel, 'sample', { ...quickly, steps: 250 });
  const promise = await asked.message();
  const thread = await discord.until(() => discord.threadOn(promise), 'a thread');
  discord.clock.advance(16 * minutes);
  const late = await discord.until(() => discord.messages(channel).find(isPicture), 'the late picture');
  await discord.until(() => thread.isArchived, 'the end of the thread');
  pressDelete(chat, late);
  await discord.until(() => discord.messages(channel).length === 0, 'both messages to go');
  await discord.until(() => postedIn(chat, thread).length === 0, 'the steps to go');
});

it('nothing more is posted of a picture that is deleted while its thread is told, nor is it drawn again', async () => {
  const chat = await openServer();
  const { discord, ada, channel } = chat;
  const message = await picture(await discord.slash(ada, channel, 'sample', { ...quickly, steps: 40, count: 2 }));
  const job = jobOf(message);
  pressDelete(chat, message);
  await chat.bot().logged(`"job":"${job}","command":"sample","state":"delivered"`);
  await discord.until(() => discord.messages(channel).length === 0, 'the picture to go');
  const thread = discord.world.channels.get(message.id);
  expect(thread === undefined ? [] : postedIn(chat, thread)).toEqual([]);
  await chat.restart();
  expect(await words(await discord.slash(ada, channel, 'remix', { seed: 5 }))).toMatch(/I know no picture here/);
  expect(await words(await discord.slash(ada, channel, 'remix', { job, seed: 5 }))).toMatch(/I know no picture/);
  expect(postedIn(chat, channel).filter(isPicture)).toEqual([]);
});

it('/delete takes the latest picture, also while its thread is told', async () => {
  const chat = await openServer();
  const { discord, ada, channel } = chat;
  const { message: older } = await drawWhole(chat);
  const message = await picture(await discord.slash(ada, channel, 'sample', { ...quickly, steps: 40, count: 2 }));
  expect(await words(await discord.slash(ada, channel, 'delete', {}))).toMatch(/Deleted/);
  await discord.until(() => discord.messages(channel).every(({ id }) => id !== message.id), 'the picture to go');
  expect(discord.messages(channel).some(({ id }) => id === older.id)).toBe(true);
});

it('/delete says when Discord keeps a message', async () => {
  const chat = await openServer();
  const { discord, ada, channel } = chat;
  const { message } = await drawWhole(chat);
  discord.failNext({ method: 'DELETE', route: new RegExp(`/messages/${message.id}`), status: 403, code: 50013 });
  expect(await words(await discord.slash(ada, channel, 'delete', {}))).toMatch(/could not delete all that I posted/);
});
