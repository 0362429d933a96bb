import { t } from '../../commands/language/translate.ts';
import type { Notice } from '../../commands/messages/errors.ts';

/** Notices that only Discord needs. */
export const discordUserMessages = {
  oldCommand: () => ({
    message: t('I do not have that command any more.'),
    hint: t('Reload Discord (Ctrl+R); /help lists what there is.'),
  }),
  oldButton: () => ({
    message: t('I do not know that button any more.'),
    hint: t('Ask again with a command; /help lists them.'),
  }),
  oldForm: () => ({ message: t('That form was open for too long.'), hint: t('Please open it again.') }),
  noPicture: () => ({
    message: t('That message has no picture.'),
    hint: t('Choose a message with a picture in it; a link is not enough.'),
  }),
  notYoursToDelete: () => ({
    message: t('Somebody else asked for that picture.'),
    hint: t('They can delete it, and so can moderators.'),
  }),
  cannotDelete: () => ({ message: t('I could not delete that message.'), hint: t('A moderator can.') }),
  onlyInServers: () => ({ message: t('Emoji and stickers belong to a server.'), hint: t('Press the button there.') }),
  mayNotAdd: () => ({
    message: t('You may not add emoji or stickers to this server.'),
    hint: t('It takes the permission "Create Expressions".'),
  }),
  botMayNotAdd: () => ({
    message: t('I may not add emoji or stickers to this server.'),
    hint: t('A manager can give me the permission "Create Expressions".'),
  }),
  noRoom: (p: { kind: string }) => ({
    message: t('This server has no room for another {{kind}}.', p),
    hint: t('Remove one first.'),
  }),
} satisfies Record<string, (params: never) => Notice>;
