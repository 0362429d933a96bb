import { PermissionFlagsBits } from 'discord.js';

/** A permission that the bot needs in a server, by Discord's name. */
interface NeededPermission {
  readonly name: string;
  readonly bit: bigint;
  readonly reason: string;
}

/**
 * The fewest permissions with which everything works. Left out on purpose: Manage Threads, because the creator of a
 * thread may archive it; Manage Messages, because a bot may delete its own; Embed Links, because pictures are attached.
 * Source: discord-api-docs, docs/topics/threads.md, "Editing & Deleting Threads".
 */
export const neededPermissions: readonly NeededPermission[] = [
  {
    name: 'View Channels',
    bit: PermissionFlagsBits.ViewChannel,
    reason: 'to know the channel that it answers in',
  },
  {
    name: 'Send Messages',
    bit: PermissionFlagsBits.SendMessages,
    reason: 'to deliver a picture that took longer than the 15 minutes which Discord gives an answer',
  },
  {
    name: 'Create Public Threads',
    bit: PermissionFlagsBits.CreatePublicThreads,
    reason: 'to open the thread in which the steps are shown',
  },
  {
    name: 'Send Messages in Threads',
    bit: PermissionFlagsBits.SendMessagesInThreads,
    reason: 'to show the steps there, and to answer commands in threads',
  },
  {
    name: 'Attach Files',
    bit: PermissionFlagsBits.AttachFiles,
    reason: 'to send pictures and films',
  },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    reason: 'to open a thread on its answer, and to reply to a message',
  },
];

/** Only for those who want the button "Add as server emoji". */
export const emojiPermission: NeededPermission = {
  name: 'Create Expressions',
  bit: PermissionFlagsBits.CreateGuildExpressions,
  reason: 'to add a picture as an emoji or sticker of the server',
};

const bitsOf = (permissions: readonly NeededPermission[]): bigint =>
  permissions.reduce((bits, { bit }) => bits | bit, 0n);

/** The names of needed permissions that are not among `granted`; administrators have all. */
export const missingPermissions = (granted: bigint): readonly string[] =>
  (granted & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : neededPermissions.filter(({ bit }) => (granted & bit) === 0n).map(({ name }) => name);

interface InviteLinks {
  /** Adds the bot to a server; for people who may manage it. */
  readonly server: string;
  /** Installs the commands for one person, wherever they are. */
  readonly person: string;
}

/** Creates the links that add the bot to a server with the fewest permissions, or to a person. */
export function inviteLinks(applicationId: string, { withEmoji }: { readonly withEmoji: boolean }): InviteLinks {
  const permissions = bitsOf(withEmoji ? [...neededPermissions, emojiPermission] : neededPermissions);
  return {
    server: authorize({
      client_id: applicationId,
      scope: 'bot applications.commands',
      permissions: String(permissions),
      integration_type: '0',
    }),
    person: authorize({ client_id: applicationId, scope: 'applications.commands', integration_type: '1' }),
  };
}

const authorize = (query: Readonly<Record<string, string>>): string =>
  `https://discord.com/oauth2/authorize?${new URLSearchParams(query)}`;
