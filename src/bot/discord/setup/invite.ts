import { PermissionFlagsBits } from 'discord.js';

/** Something the bot must be allowed in a server, as Discord's own pages call it. */
interface NeededPermission {
  readonly name: string;
  readonly bit: bigint;
  readonly reason: string;
}

/**
 * The least with which everything works. Not among them, on purpose: Manage Threads, because who began a thread may close
 * it; Manage Messages, because a bot may delete its own; Embed Links, because pictures are attached.
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

/** Names of what is needed and not among `granted`; administrators may do everything. */
export const missingPermissions = (granted: bigint): readonly string[] =>
  (granted & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : neededPermissions.filter(({ bit }) => (granted & bit) === 0n).map(({ name }) => name);

interface InviteLinks {
  /** For somebody who may manage a server. */
  readonly server: string;
  /** For anybody, to use the commands wherever they are. */
  readonly person: string;
}

/** Where the bot is added to a server with the least permissions, or to oneself. */
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
