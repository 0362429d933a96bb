import { randomBytes } from 'node:crypto';
import { removeMessage, seenBy } from './messages.ts';
import {
  type Channel,
  directMessages,
  type SlackFile,
  type User,
  type UserGroup,
  type View,
  type World,
} from './world.ts';

type Given = Pick<World, 'clock' | 'schemas' | 'installation' | 'offersStreaming' | 'changed' | 'violation' | 'later'>;

/** A workspace with the bot in it, before anything listens. */
export function createWorld(given: Given): World {
  let lastTs = 0;
  const letters = (count: number): string => randomBytes(count).toString('hex').toUpperCase().slice(0, count);
  const newId = (prefix: string): string => `${prefix}0${letters(9)}`;
  const bot: User = { id: newId('U'), name: 'stridebot', isBot: true };
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  return {
    ...given,
    team: { id: newId('T'), name: 'Atelier', domain: 'atelier' },
    appId: newId('A'),
    bot,
    botId: newId('B'),
    tokens: { bot: `xoxb-${hex(6)}-${hex(12)}`, app: `xapp-1-${hex(6)}-${hex(32)}`, signingSecret: hex(16) },
    isRevoked: false,
    users: new Map([[bot.id, bot]]),
    usergroups: new Map(),
    channels: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    apiUrl: '',
    filesUrl: '',
    newId,
    newTs: () => {
      lastTs = Math.max(lastTs + 1, given.clock.now() * 1000);
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
    },
    emit: () => {},
  };
}

/** Who and what is in the workspace, as a test arranges and sees it. */
export function createPlaces(world: World) {
  return {
    person: (name: string): User => {
      const user = { id: world.newId('U'), name, isBot: false };
      world.users.set(user.id, user);
      return user;
    },
    channel: (
      name: string,
      options: { bot?: boolean; isPrivate?: boolean; people?: readonly User[] } = {},
    ): Channel => {
      const { bot = true, isPrivate = false, people = [] } = options;
      const members = new Set([...people.map(({ id }) => id), ...(bot ? [world.bot.id] : [])]);
      const kind = isPrivate ? ('private' as const) : ('public' as const);
      const channel: Channel = { id: world.newId('C'), name, kind, members, messages: new Map(), isArchived: false };
      world.channels.set(channel.id, channel);
      return channel;
    },
    userGroup: (handle: string, people: readonly User[]): UserGroup => {
      const group = { id: world.newId('S'), name: handle, handle, people: new Set(people.map(({ id }) => id)) };
      world.usergroups.set(group.id, group);
      return group;
    },
    directMessages: (person: User) => directMessages(world, person),
    setMember: ({ members }: Channel, isMember: boolean) => {
      if (isMember) members.add(world.bot.id);
      else members.delete(world.bot.id);
    },
    archive: (channel: Channel) => {
      channel.isArchived = true;
    },
    deleteChannel: ({ id }: Channel) => {
      world.channels.delete(id);
      world.changed();
    },
    deleteMessage: (channel: Channel, ts: string) => {
      const stored = channel.messages.get(ts);
      if (stored) removeMessage(world, stored);
    },
    setScopes: (scopes: readonly string[]) => {
      world.installation.scopes = [...scopes];
    },
    revokeToken: () => {
      world.isRevoked = true;
    },
    messages: (channel: Channel, { viewer, thread }: { viewer?: User; thread?: string } = {}) =>
      seenBy(channel, viewer, thread),
    bytes: ({ id }: Pick<SlackFile, 'id'>): Uint8Array => {
      const stored = world.files.get(id);
      if (stored === undefined) throw new Error(`there is no file ${id}`);
      return stored.bytes;
    },
    modal: ({ id }: User): View | null => world.views.get(world.stacks.get(id)?.at(-1) ?? '') ?? null,
    home: ({ id }: User): View | null => world.homes.get(id) ?? null,
  };
}
