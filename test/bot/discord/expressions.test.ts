import { PermissionFlagsBits } from 'discord-api-types/v10';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { botForFile, isEphemeral, namesOf } from './running-bot.ts';

const setup = botForFile();
const line = '/sample a skull seed:180 steps:4 upscale:no';
const { CreateGuildExpressions } = PermissionFlagsBits;

/** A picture, and somebody who may add expressions to the server. */
async function drawn() {
  const { room, draw, discord } = setup();
  const { guild, ada, channel } = room();
  const role = discord.role(guild, { name: 'curators', permissions: CreateGuildExpressions });
  const cleo = discord.person('cleo', { in: [guild], roles: [role] });
  return { guild, ada, cleo, message: await draw(ada, channel, line) };
}

const pressed = async (...given: Parameters<ReturnType<typeof setup>['press']>) => {
  const message = await setup()
    .press(...given)
    .message();
  expect(isEphemeral(message)).toBe(true);
  return message.content;
};

it('a picture becomes an emoji of 128 pixels, and a sticker', async () => {
  const { guild, cleo, message } = await drawn();
  expect(await pressed(cleo, message, 'emoji')).toBe('Added to this server as the emoji "a\\_skull".');
  expect(guild.emojis.map(({ name }) => name)).toEqual(['a_skull']);
  const sent = setup().discord.requests.findLast(({ path }) => path.endsWith('/emojis'))!;
  const { image } = sent.body as { image: string };
  const { width, height, format } = await sharp(Buffer.from(image.split(',')[1]!, 'base64')).metadata();
  expect([width, height, format]).toEqual([128, 128, 'png']);
  expect(await pressed(cleo, message, 'sticker')).toContain('sticker');
  expect(guild.stickers.map(({ name }) => name)).toEqual(['a_skull']);
});

it('who may not add any reads why', async () => {
  const { guild, ada, message } = await drawn();
  expect(await pressed(ada, message, 'emoji')).toBe(
    'You may not add emoji or stickers to this server.\nIt takes the permission "Create Expressions".',
  );
  expect(guild.emojis).toEqual([]);
});

it('a bot that may no longer add any says who can let it', async () => {
  const { guild, cleo, message } = await drawn();
  const { discord } = setup();
  const own = [...guild.roles.values()].find(({ tags }) => tags?.bot_id !== undefined)!;
  discord.setRolePermissions(guild, own, BigInt(own.permissions) & ~CreateGuildExpressions);
  expect(await pressed(cleo, message, 'sticker')).toBe(
    'I may not add emoji or stickers to this server.\nA manager can give me the permission "Create Expressions".',
  );
});

it('a full server is said to be full', async () => {
  const { guild, cleo, message } = await drawn();
  for (let i = 0; i < 5; i++) await pressed(cleo, message, 'sticker');
  expect(await pressed(cleo, message, 'sticker')).toBe(
    'This server has no room for another sticker.\nRemove one first.',
  );
  expect(guild.stickers).toHaveLength(5);
});

it('where the bot may not, the buttons are not there', async () => {
  const { draw, discord } = setup();
  const guild = discord.guild({
    botPermissions:
      PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.AttachFiles,
  });
  const ada = discord.person('ada', { in: [guild] });
  const names = namesOf(await draw(ada, discord.channel(guild), line));
  expect(names).toContain('delete');
  expect(names).not.toContain('emoji');
  expect(names).not.toContain('sticker');
});
