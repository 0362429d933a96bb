import type { Notice } from '../../commands/messages/errors.ts';

/** Notices that only Discord needs. */
export const discordUserMessages = {
  oldCommand: () => ({
    message: 'I do not have that command any more.',
    hint: 'Reload Discord (Ctrl+R); /help lists what there is.',
  }),
  oldButton: () => ({
    message: 'I do not know that button any more.',
    hint: 'Ask again with a command; /help lists them.',
  }),
  oldForm: () => ({ message: 'That form was open for too long.', hint: 'Please open it again.' }),
  noPicture: () => ({
    message: 'That message has no picture.',
    hint: 'Choose a message with a picture in it; a link is not enough.',
  }),
  notYoursToDelete: () => ({
    message: 'Somebody else asked for that picture.',
    hint: 'They can delete it, and so can moderators.',
  }),
  cannotDelete: () => ({ message: 'I could not delete that message.', hint: 'A moderator can.' }),
  onlyInServers: () => ({ message: 'Emoji and stickers belong to a server.', hint: 'Press the button there.' }),
  mayNotAdd: () => ({
    message: 'You may not add emoji or stickers to this server.',
    hint: 'It takes the permission "Create Expressions".',
  }),
  botMayNotAdd: () => ({
    message: 'I may not add emoji or stickers to this server.',
    hint: 'A manager can give me the permission "Create Expressions".',
  }),
  noRoom: (p: { kind: string }) => ({
    message: `This server has no room for another ${p.kind}.`,
    hint: 'Remove one first.',
  }),
} satisfies Record<string, (params: never) => Notice>;
