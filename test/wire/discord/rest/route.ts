import { PermissionFlagsBits } from 'discord-api-types/v10';
import type * as z from 'zod/mini';
import { refused } from '../errors.ts';
import type { FormFile } from '../form.ts';
import { channelPermissions, guildPermissions } from '../permissions.ts';
import type { Limit } from '../rate-limits.ts';
import type { BodySchema } from '../request-schemas.ts';
import type { Channel, Guild, World } from '../world.ts';

export interface Call {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, FormFile>;
}

export interface Answer {
  readonly status: number;
  readonly body?: object | null;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v10`, with `:name` for a parameter. The first parameter is the bucket's major one. */
  readonly path: string;
  /** The official description of the body, by the body where it has several kinds. */
  readonly request?: BodySchema | ((body: unknown) => z.ZodMiniType);
  /** The official description of the answer, where it is not a message; `message` is checked against both. */
  readonly answer?: z.ZodMiniType | 'message';
  /** `null` for a route that has no limit. */
  readonly limit?: Limit | null;
  /** Routes under an interaction's token need no bot token. */
  readonly isOpen?: boolean;
  /** Does the deed. @throws DiscordError */
  run(call: Call): Promise<Answer> | Answer;
}

export const ok = (body: object | null): Answer => ({ status: 200, body });
export const created = (body: object): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** A parameter of the path. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** A channel that exists and that the bot can see. @throws DiscordError 10003 or 50001 */
export function channelOf(call: Call): Channel {
  const channel = call.world.channels.get(param(call, 'channel'));
  if (channel === undefined) throw refused.unknownChannel();
  if (!may(call.world, channel, PermissionFlagsBits.ViewChannel)) throw refused.missingAccess();
  return channel;
}

export const may = (world: World, channel: Channel, permission: bigint): boolean =>
  (channelPermissions(world, channel, world.bot.id) & permission) === permission;

/** @throws DiscordError 50013 */
export function demand(world: World, channel: Channel, permission: bigint): void {
  if (!may(world, channel, permission)) throw refused.missingPermissions();
}

/** A guild that the bot is a member of. @throws DiscordError 10004 */
export function guildOf({ world, params }: Call): Guild {
  const guild = world.guilds.get(params.guild ?? '');
  if (guild === undefined || !guild.isInstalled) throw refused.unknownGuild();
  return guild;
}

/** @throws DiscordError 50013 unless the bot has one of the permissions in the guild. */
export function demandInGuild(world: World, guild: Guild, ...anyOf: readonly bigint[]): void {
  const has = guildPermissions(guild, world.bot.id);
  if (!anyOf.some((permission) => (has & permission) !== 0n)) throw refused.missingPermissions();
}
