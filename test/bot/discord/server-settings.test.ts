import { type APIMessage, type APIUser, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Channel, Exchange, OptionValues } from '../../wire/discord/double.ts';
import { botForFile, isEphemeral, namesOf, picture, type Room, words } from './running-bot.ts';

const setup = botForFile();
const line = '/sample a skull seed:180 steps:4 upscale:no';

interface House extends Room {
  readonly manager: APIUser;
  /** Types `/settings`, and gives what is answered. */
  set(subcommand: string, options?: OptionValues): Promise<string>;
}

/** A server with somebody who manages it. */
function house(): House {
  const { room, discord } = setup();
  const place = room();
  const role = discord.role(place.guild, { name: 'managers', permissions: PermissionFlagsBits.ManageGuild });
  const manager = discord.person('max', { in: [place.guild], roles: [role] });
  return {
    ...{ ...place, manager },
    async set(subcommand, options) {
      const message = await (await discord.slash(manager, place.channel, `settings ${subcommand}`, options)).message();
      expect(isEphemeral(message)).toBe(true);
      return message.content;
    },
  };
}

const refusal = async (exchange: Exchange): Promise<string> => {
  const message = await exchange.message();
  expect(isEphemeral(message)).toBe(true);
  return message.content;
};

const noChannel =
  'I was asked not to draw in this channel.\nAsk in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.';

it('is offered to managers alone', async () => {
  const { ada, channel } = house();
  await expect(setup().discord.slash(ada, channel, 'settings show')).rejects.toThrow(/is not offered settings/);
});

it('channels: where nothing may be drawn it is said, threads below an allowed one are allowed, managers are not locked out', async () => {
  const { guild, channel, ada, manager, set } = house();
  const { say, draw, press, discord } = setup();
  const elsewhere = discord.channel(guild, 'elsewhere');
  const before = await draw(ada, elsewhere, line);
  await set('channels', { add: channel.id });
  expect(await refusal(await say(ada, elsewhere, line))).toBe(noChannel);
  expect(await refusal(press(ada, before, 'reroll'))).toBe(noChannel);
  expect(await refusal(discord.messageCommand(ada, 'SDEdit this', before))).toBe(noChannel);
  const message = await draw(ada, channel, line);
  const thread = await discord.until(() => discord.threadOn(message), 'a thread');
  await discord.until(() => thread.isArchived, 'the end of the thread');
  expect((await draw(ada, thread, line)).content).toContain('a skull');
  expect((await draw(manager, elsewhere, line)).content).toContain('a skull');
  press(ada, before, 'delete');
  await discord.until(() => !has(elsewhere, before), 'the end of what was drawn before');
});

const has = (channel: Channel, { id }: APIMessage): boolean => channel.messages.has(id);

it('roles: one of them is enough', async () => {
  const { guild, channel, ada, set } = house();
  const { say, draw, discord } = setup();
  const role = discord.role(guild, { name: 'painters' });
  await set('roles', { add: role.id });
  expect(await refusal(await say(ada, channel, line))).toMatch(/^Here I draw only for people with certain roles/);
  discord.setRoles(guild, ada, [role]);
  expect((await draw(ada, channel, line)).content).toContain('a skull');
});

it('quotas: of a person and of the server, also through buttons', async () => {
  const { guild, channel, ada, set } = house();
  const { say, draw, press, discord } = setup();
  await set('quotas', { 'per-person': 2, 'per-server': 4 });
  const message = await draw(ada, channel, `${line} count:2`);
  expect(await words(await say(ada, channel, line))).toMatch(
    /^You have asked for 2 pictures here in the last 24 hours, and 2 is the most for a person\.\nThere will be room/,
  );
  expect(await words(press(ada, message, 'reroll'))).toMatch(/^You have asked for 2 pictures/);
  const bob = discord.person('bob', { in: [guild] });
  await draw(bob, channel, `${line} count:2`);
  const carl = discord.person('carl', { in: [guild] });
  expect(await words(await say(carl, channel, line))).toMatch(/^Everybody here together has asked for 4 pictures/);
});

it.each([
  ['thread', true],
  ['edit', false],
  ['off', false],
])('progress %s', async (style, hasThread) => {
  const { channel, ada, set } = house();
  const { say, discord } = setup();
  await set('progress', { style });
  const exchange = await say(ada, channel, '/sample a skull seed:180 steps:120 count:2 upscale:no');
  const drawing = await exchange.message((message) => /^Drawing/.test(message.content) || namesOf(message).length > 1);
  if (style === 'edit') expect(drawing.attachments.map(({ filename }) => filename)[0]).toMatch(/^steps-/);
  if (style === 'off') expect(drawing.attachments.filter(({ filename }) => filename.startsWith('steps-'))).toEqual([]);
  const message = await picture(exchange);
  if (hasThread) await discord.until(() => discord.threadOn(message)?.isArchived, 'the end of the thread');
  expect(discord.threadOn(message) !== null).toBe(hasThread);
});

it('words: none of them is drawn, typed or remixed, from a button, a PNG or a form', async () => {
  const { channel, ada, set } = house();
  const { say, draw, press, file, discord } = setup();
  const skull = await draw(ada, channel, line);
  await set('words', { add: 'skull' });
  expect(await set('words')).toBe('Blocked: skull');
  const unwelcome = 'There is a word in it that is not welcome here.\nPlease say it in other words.';
  expect(await words(await say(ada, channel, '/sample a Sk\u00fall'))).toBe(unwelcome);
  expect(await words(press(ada, skull, 'reroll'))).toBe(unwelcome);
  const remix = await discord.slash(ada, channel, 'remix', { image: file(skull), seed: 5 });
  expect(await words(remix)).toBe(unwelcome);
  const form = await discord.messageCommand(ada, 'SDEdit this', skull).modal();
  expect(await words(await discord.submitModal(ada, form, { prompt: 's.k.u.l.l' }))).toBe(unwelcome);
  const change = await press(ada, skull, 'change').modal();
  expect((await picture(await discord.submitModal(ada, change, { prompt: 'a dog' }))).content).toContain('a dog');
});

it('model, lifetime and everything else survive a restart', async () => {
  const { guild, channel, ada, manager, set } = house();
  expect(await set('model', { name: 'gauss' })).toMatch(/^There is no model called/);
  await set('model', { name: 'gaussian' });
  await set('lifetime', { hours: 5 });
  const elsewhere = setup().discord.channel(guild, 'elsewhere');
  await set('channels', { add: channel.id });
  const shown = await set('show');
  expect(shown).toContain('The model gaussian draws where nobody names one.');
  expect(shown).toContain('kept for 5 hours');
  await setup().restart();
  expect(await set('show')).toBe(shown);
  expect(await refusal(await setup().say(ada, elsewhere, line))).toBe(noChannel);
  expect((await setup().draw(manager, elsewhere, line)).content).toContain('model gaussian');
  expect(await set('reset')).toContain('I may be asked in every channel.');
  expect((await setup().draw(ada, elsewhere, line)).content).toContain('a skull');
});
