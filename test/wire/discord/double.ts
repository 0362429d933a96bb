import { type APIAttachment, type APIMessage, type APIRole, type APIUser, ChannelType } from 'discord-api-types/v10';
import { type Clock, createClock } from '../clock.ts';
import { listenOnLoopback } from '../loopback.ts';
import { createUntil, type Until } from '../until.ts';
import { type Cdn, startCdn } from './cdn.ts';
import { createFaults, type Fault } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createInteractions, type Delivery } from './interactions.ts';
import { deleteMessage } from './messages.ts';
import { channelPayload } from './payloads.ts';
import { createPersonActs, type MessageRef, type PersonActs } from './person.ts';
import * as places from './places.ts';
import { createRest, type LoggedRequest } from './rest.ts';
import { sentSchemas } from './schemas.ts';
import { type Channel, createWorld, type Guild, type World } from './world.ts';

export type { Exchange, ShownModal } from './exchange.ts';
export type { Fault } from './faults.ts';
export type { Delivery, How } from './interactions.ts';
export type { ModalValues } from './modals.ts';
export type { OptionValues, Upload } from './options.ts';
export type { MessageRef } from './person.ts';
export type { LoggedRequest } from './rest.ts';
export type { Channel, Guild } from './world.ts';

export interface DiscordOptions {
  /** Largest upload in bytes, both advertised and taken; 20 MiB by default. */
  readonly fileBytes?: number;
  /** How often a client shall send heartbeats. */
  readonly heartbeatMs?: number;
  /** How many shards it recommends; 1 by default. */
  readonly recommendedShards?: number;
  /** How long `until` waits before it gives up. */
  readonly patienceMs?: number;
  /** So many times shorter its limits of requests are, for a bot whose pauses are as many times shorter. */
  readonly speedup?: number;
}

/** A double of Discord: a gateway, a REST API and a CDN on this machine, and the people who use them. */
export interface DiscordDouble extends PersonActs {
  /** The environment variables with which the bot finds the double. */
  env(): Readonly<Record<'DISCORD_TOKEN' | 'DISCORD_APPLICATION_ID' | 'DISCORD_API_URL' | 'DISCORD_CDN_HOSTS', string>>;
  close(): Promise<void>;
  readonly clock: Clock;
  readonly speedup: number;
  readonly gateway: Gateway;
  readonly cdn: Cdn;
  /** Everything that exists, for looking into. */
  readonly world: World;
  /** Every REST request in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** Violations: requests of the bot that Discord never accepts, or messages of the double that Discord never sends. */
  readonly violations: readonly string[];
  /** @throws Error that lists the violations, if there are any. */
  expectClean(): void;
  /** Forgets the violations, for a test that made them on purpose. */
  forgive(): void;
  readonly until: Until;

  /** Makes the next matching REST requests go wrong. */
  failNext(fault: Fault): void;
  /** How many faults no request has met yet. */
  faultsLeft(): number;
  /** Makes the next interactions arrive late or several times. */
  deliverNext(delivery: Delivery): void;
  /** Advertised and enforced upload limits in bytes, to be set. */
  readonly limits: World['limits'];

  person(name: string, options?: { in?: readonly Guild[]; roles?: readonly APIRole[] }): APIUser;
  guild(fields?: places.GuildFields): Guild;
  role(guild: Guild, fields: places.RoleFields): APIRole;
  channel(guild: Guild, name?: string): Channel;
  /** The direct messages of a person with the bot. */
  directMessages(person: APIUser): Channel;
  /** A conversation of people that the bot is not in. */
  privateChannel(...people: readonly APIUser[]): Channel;
  /** Replaces the bot's own exceptions in a channel. */
  setBotPermissions(channel: Channel, bits: { allow?: bigint; deny?: bigint }): void;
  setRoles(guild: Guild, person: APIUser, roles: readonly APIRole[]): void;
  setRolePermissions(guild: Guild, role: APIRole, permissions: bigint): void;
  /** From now on this person accepts no direct messages. */
  refuseDirectMessages(person: APIUser): void;
  deleteChannel(channel: Channel): void;
  deleteMessage(message: MessageRef): void;

  /** A channel's messages as they are now, oldest first; ephemeral ones only for their viewer. */
  messages(channel: Channel, viewer?: APIUser): readonly APIMessage[];
  /** The thread on a message; null while there is none. */
  threadOn(message: MessageRef): Channel | null;
  /** The bytes of an attachment, as the CDN has them. */
  bytes(attachment: Pick<APIAttachment, 'url'>): Uint8Array;
}

/** Opens a Discord of one's own. Close it when the test is over. */
export async function openDiscord(options: DiscordOptions = {}): Promise<DiscordDouble> {
  const clock = createClock();
  const { until, changed } = createUntil(options.patienceMs);
  const fileBytes = options.fileBytes ?? 20 * 1024 * 1024;
  const world = createWorld({ clock, fileBytes, changed });
  const schemas = await sentSchemas();
  const violations: string[] = [];
  const violation = (what: string) => {
    violations.push(what);
  };
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  let apiUrl = '';
  const gatewayUrl = () => `${apiUrl.replace('http', 'ws')}/gateway`;
  const { recommendedShards = 1, speedup = 1 } = options;
  const rest = { world, schemas, faults, log: requests, gatewayUrl, recommendedShards, speedup, violation };
  const server = createRest(rest);
  const heartbeat = options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs };
  const gateway = createGateway({ world, schemas, server, url: gatewayUrl, violation, ...heartbeat });
  world.dispatch = gateway.dispatch;
  apiUrl = await listenOnLoopback(server);
  const cdn = await startCdn(world);
  const interactions = createInteractions(world);

  return {
    ...createPersonActs(world, interactions, until),
    ...createPlaces(world),
    env: () => ({
      DISCORD_TOKEN: world.token,
      DISCORD_APPLICATION_ID: world.bot.id,
      DISCORD_API_URL: `${apiUrl}/api`,
      DISCORD_CDN_HOSTS: new URL(cdn.url).host,
    }),
    close: async () => {
      interactions.close();
      await gateway.close();
      for (const it of [server, cdn.server]) {
        it.closeAllConnections();
        await new Promise((resolve) => it.close(resolve));
      }
    },
    clock,
    speedup,
    gateway,
    cdn,
    world,
    requests,
    violations,
    expectClean: () => {
      if (violations.length > 0) throw new Error(`Discord would not have it:\n${violations.join('\n')}`);
    },
    forgive: () => {
      violations.length = 0;
    },
    until,
    failNext: faults.add,
    faultsLeft: faults.left,
    deliverNext: interactions.deliverNext,
    limits: world.limits,
  };
}

function createPlaces(world: World) {
  const findChannel = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (channel === undefined) throw new Error(`there is no channel ${id}`);
    return channel;
  };
  return {
    person: (
      name: string,
      { in: guilds = [], roles = [] }: { in?: readonly Guild[]; roles?: readonly APIRole[] } = {},
    ) => {
      const user = places.newPerson(world, name);
      const roleIds = roles.map(({ id }) => id);
      for (const guild of guilds)
        places.addMember(
          world,
          guild,
          user,
          roleIds.filter((id) => guild.roles.has(id)),
        );
      return user;
    },
    guild: (fields?: places.GuildFields) => places.newGuild(world, fields),
    role: (guild: Guild, fields: places.RoleFields) => places.addRole(world, guild, fields),
    channel: (guild: Guild, name = 'studio') =>
      places.newChannel(world, { type: ChannelType.GuildText, name, guildId: guild.id }),
    directMessages: (person: APIUser) => {
      const known = [...world.channels.values()].find(
        ({ type, recipients }) => type === ChannelType.DM && recipients.some(({ id }) => id === person.id),
      );
      return known ?? places.newChannel(world, { type: ChannelType.DM, recipients: [person] });
    },
    privateChannel: (...people: readonly APIUser[]) =>
      places.newChannel(world, { type: ChannelType.GroupDM, recipients: people }),
    setBotPermissions: (channel: Channel, bits: { allow?: bigint; deny?: bigint }) =>
      places.setOverwrite(world, channel, world.bot.id, bits),
    setRoles: (guild: Guild, person: APIUser, roles: readonly APIRole[]) =>
      places.setRoles(
        world,
        guild,
        person.id,
        roles.map(({ id }) => id),
      ),
    setRolePermissions: (guild: Guild, { id }: APIRole, permissions: bigint) =>
      places.setRolePermissions(world, guild, id, permissions),
    refuseDirectMessages: ({ id }: APIUser) => {
      world.refusesDirectMessages.add(id);
    },
    deleteChannel: (channel: Channel) => {
      world.channels.delete(channel.id);
      for (const thread of [...world.channels.values()])
        if (thread.parentId === channel.id) world.channels.delete(thread.id);
      const isThread = channel.parentId !== null;
      world.dispatch(isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channelPayload(world, channel), channel);
      world.changed();
    },
    deleteMessage: ({ id, channel_id }: MessageRef) => {
      const channel = findChannel(channel_id);
      const stored = channel.messages.get(id);
      if (stored) deleteMessage(world, channel, stored);
    },
    messages: (channel: Channel, viewer?: APIUser) =>
      [...channel.messages.values()]
        .filter(({ viewerId }) => viewerId === null || viewerId === viewer?.id)
        .map(({ message }) => message),
    threadOn: ({ id }: MessageRef) => world.channels.get(id) ?? null,
    bytes: ({ url }: Pick<APIAttachment, 'url'>) => {
      const file = world.files.get(new URL(url).pathname);
      if (file === undefined) throw new Error(`the CDN has nothing at ${url}`);
      return file.bytes;
    },
  };
}
