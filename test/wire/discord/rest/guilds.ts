import {
  type APIEmoji,
  type APISticker,
  PermissionFlagsBits,
  StickerFormatType,
  StickerType,
} from 'discord-api-types/v10';
import { invalidForm, refused } from '../errors.ts';
import { guildFields, memberPayload } from '../payloads.ts';
import { guildPermissions } from '../permissions.ts';
import { answers, emojiRequest, stickerRequest } from '../request-schemas.ts';
import { type Call, created, demandInGuild, guildOf, nothing, ok, param, type Route } from './route.ts';

const EMOJI_BYTES = 256 * 1024;
const STICKER_BYTES = 512 * 1024;
const { CreateGuildExpressions, ManageGuildExpressions } = PermissionFlagsBits;

export const guildRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ world }) =>
      ok(
        [...world.guilds.values()]
          .filter(({ isInstalled }) => isInstalled)
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: false,
            permissions: guildPermissions(guild, world.bot.id).toString(),
            features: [],
          })),
      ),
  },
  {
    method: 'GET',
    path: '/users/@me',
    answer: answers.user,
    run: ({ world }) => ok({ ...world.bot, ...PRIVATE_FIELDS }),
  },
  {
    method: 'GET',
    path: '/users/:user',
    run: (call) => {
      const user = call.world.users.get(param(call, 'user'));
      if (user === undefined) throw refused.unknownUser();
      return ok(user);
    },
  },
  { method: 'GET', path: '/guilds/:guild', run: (call) => ok(guildFields(guildOf(call))) },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/:guild',
    run: (call) => {
      guildOf(call);
      return nothing;
    },
  },
  { method: 'GET', path: '/guilds/:guild/roles', run: (call) => ok([...guildOf(call).roles.values()]) },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    answer: answers.member,
    run: (call) => {
      const member = guildOf(call).members.get(param(call, 'user'));
      if (member === undefined) throw refused.unknownMember();
      return ok(memberPayload(member));
    },
  },
  { method: 'GET', path: '/guilds/:guild/emojis', run: (call) => ok([...guildOf(call).emojis]) },
  {
    method: 'POST',
    path: '/guilds/:guild/emojis',
    request: emojiRequest,
    answer: answers.emoji,
    run: (call) => created(addEmoji(call)),
  },
  { method: 'GET', path: '/guilds/:guild/stickers', run: (call) => ok([...guildOf(call).stickers]) },
  {
    method: 'POST',
    path: '/guilds/:guild/stickers',
    request: stickerRequest,
    answer: answers.sticker,
    run: (call) => created(addSticker(call)),
  },
];

/** What a bot is told about itself only. */
const PRIVATE_FIELDS = { mfa_enabled: false, locale: 'en-US', verified: true, email: null, flags: 0, public_flags: 0 };

function addEmoji(call: Call): APIEmoji {
  const { world } = call;
  const guild = guildOf(call);
  demandInGuild(world, guild, CreateGuildExpressions, ManageGuildExpressions);
  const { name, image } = call.body as { name: string; image: string };
  if (!/^\w{2,32}$/.test(name))
    throw invalidForm({
      path: ['name'],
      code: 'STRING_TYPE_REGEX',
      message: 'String value did not match validation regex.',
    });
  const data = /^data:image\/(png|jpeg|gif|webp|avif);base64,(.+)$/s.exec(image);
  if (data === null) throw invalidForm({ path: ['image'], code: 'IMAGE_INVALID', message: 'Invalid image data' });
  if (Buffer.from(data[2] ?? '', 'base64').byteLength > EMOJI_BYTES)
    throw invalidForm({
      path: ['image'],
      code: 'BINARY_TYPE_MAX_SIZE',
      message: 'File cannot be larger than 256.0 kb.',
    });
  if (guild.emojis.length >= 50) throw refused.tooManyEmojis();
  const common = { roles: [], require_colons: true, managed: false, animated: data[1] === 'gif', available: true };
  const emoji: APIEmoji = { id: world.newId(), name, user: world.bot, ...common };
  guild.emojis.push(emoji);
  world.dispatch('GUILD_EMOJIS_UPDATE', { guild_id: guild.id, emojis: [...guild.emojis] }, { guildId: guild.id });
  world.changed();
  return emoji;
}

function addSticker(call: Call): APISticker {
  const { world } = call;
  const guild = guildOf(call);
  demandInGuild(world, guild, CreateGuildExpressions, ManageGuildExpressions);
  const { name, tags, description } = call.body as { name: string; tags: string; description?: string | null };
  const file = call.files.get('file');
  if (file === undefined)
    throw invalidForm({ path: ['file'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  if (file.bytes.byteLength > STICKER_BYTES) throw refused.fileTooLarge();
  if (guild.stickers.length >= 5) throw refused.tooManyStickers();
  const sticker: APISticker = {
    id: world.newId(),
    name,
    tags,
    description: description ?? null,
    type: StickerType.Guild,
    format_type: file.name.endsWith('.gif') ? StickerFormatType.GIF : StickerFormatType.PNG,
    available: true,
    guild_id: guild.id,
    user: world.bot,
  };
  guild.stickers.push(sticker);
  world.dispatch('GUILD_STICKERS_UPDATE', { guild_id: guild.id, stickers: [...guild.stickers] }, { guildId: guild.id });
  world.changed();
  return sticker;
}
