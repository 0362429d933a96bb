import { t } from '../../commands/language/translate.ts';
import type { Notice } from '../../commands/messages/errors.ts';

/** Adds the second way to a hint, where there is a menu entry for it. */
const orByMenu = (hint: string, entry: string | undefined): string =>
  entry === undefined
    ? hint
    : `${hint} ${t('Or choose “{{entry}}” in the menu of the message that has it.', { entry })}`;

/** Notices that only Slack needs. */
export const slackUserMessages = {
  oldCommand: () => ({ message: t('I do not have that command any more.'), hint: t('/help lists what there is.') }),
  oldButton: () => ({
    message: t('I do not know that button any more.'),
    hint: t('Ask again with a command; /help lists them.'),
  }),
  oldForm: () => ({ message: t('That form is from before.'), hint: t('Please open it again.') }),
  noPicture: () => ({
    message: t('That message has no picture.'),
    hint: t('Choose a message with a picture in it; a link is not enough.'),
  }),
  unseen: () => ({
    message: t('Slack does not show me the files of that message.'),
    hint: t('Add me to the channel that they come from, or upload the picture where I am.'),
  }),
  noEarlierPicture: (p: { command: string; menuEntry: string | undefined }) => ({
    message: t('/{{command}} needs a picture, and I see none above.', p),
    hint: orByMenu(t('Upload it with the message in which you ask me, or ask me in the thread below it.'), p.menuEntry),
  }),
  mayNotLookBack: (p: { command: string; menuEntry: string | undefined }) => ({
    message: t('/{{command}} needs a picture, and I may not look at earlier messages here.', p),
    hint: orByMenu(t('Upload it with the message in which you ask me.'), p.menuEntry),
  }),
  fileGone: (p: { name: string }) => ({
    message: t('{{name}} is no longer in Slack.', p),
    hint: t('Please upload it again.'),
  }),
  hidden: (p: { name: string }) => ({
    message: t('Slack does not show me {{name}}.', p),
    hint: t('Please upload it to a channel that I am in, or send it to me directly.'),
  }),
  unfinished: (p: { name: string }) => ({
    message: t('Slack has not finished with {{name}} yet.', p),
    hint: t('Please try it again in a minute.'),
  }),
  overLimit: (p: { name: string }) => ({
    message: t('Slack hides {{name}}, because the workspace keeps no more files.', p),
    hint: t('Please upload it again.'),
  }),
  elsewhere: (p: { name: string }) => ({
    message: t('{{name}} does not lie in Slack, and I fetch nothing from elsewhere.', p),
    hint: t('Please save the picture and upload it here.'),
  }),
  notUploaded: (p: { name: string }) => ({
    message: t('{{name}} is no picture: it was written in Slack.', p),
    hint: t('Please upload a PNG, JPEG or WebP file.'),
  }),
  mayNotRead: () => ({
    message: t('I may not read files here.'),
    hint: t('Whoever set me up can give the app the scope files:read and install it again.'),
  }),
  notYoursToDelete: () => ({
    message: t('Somebody else asked for that picture.'),
    hint: t('They can delete it, and so can admins of the workspace.'),
  }),
  alreadyShared: () => ({
    message: t('That picture is in the channel already.'),
    hint: t('Delete it there to share it once more.'),
  }),
  filmHidden: () => ({
    message: t('I do not show how pictures come about here.'),
    hint: t('Whoever set me up has finished pictures checked, and their steps cannot be.'),
  }),
  cannotDelete: () => ({ message: t('I could not delete that message.'), hint: t('An admin of the workspace can.') }),
  notAdmin: () => ({ message: t('Only admins of the workspace change my settings.'), hint: t('Ask one of them.') }),
  delayed: (p: { progress: string }) => ({
    message: p.progress,
    hint: t('It comes here in a moment: many are asking at once.'),
  }),
  forYouAlone: () => ({ message: t('I draw it for you alone.'), hint: t('It comes in our direct messages.') }),
  notInvited: () => ({
    message: t('I am not in this channel, so your picture comes in our direct messages.'),
    hint: t('To have it here next time, type /invite and my name.'),
  }),
  closed: () => ({
    message: t('I may not write in this channel, so your picture comes in our direct messages.'),
    hint: t('It may be archived, or only some people may post there.'),
  }),
  mayNotUpload: () => ({
    message: t('The picture is there, but I may not upload it to Slack.'),
    hint: t(
      'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.',
    ),
  }),
  notThisChannel: () => ({
    message: t('I was asked not to draw in this channel.'),
    hint: t(
      'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.',
    ),
  }),
  notThisGroup: () => ({
    message: t('Here I draw only for people in certain user groups, and you are in none of them.'),
    hint: t('An admin of the workspace can put you into one, or allow yours on my page.'),
  }),
  unreachable: () => ({ message: t('Slack did not let me open a form.'), hint: t('Please try it again.') }),
} satisfies Record<string, (params: never) => Notice>;
