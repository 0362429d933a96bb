import type { Notice } from '../../commands/messages/errors.ts';

const byMenu = (entry: string | undefined): string =>
  entry === undefined ? '' : ` Or choose “${entry}” in the menu of the message that has it.`;

/** Notices that only Slack needs. */
export const slackUserMessages = {
  oldCommand: () => ({ message: 'I do not have that command any more.', hint: '/help lists what there is.' }),
  oldButton: () => ({
    message: 'I do not know that button any more.',
    hint: 'Ask again with a command; /help lists them.',
  }),
  oldForm: () => ({ message: 'That form is from before.', hint: 'Please open it again.' }),
  noPicture: () => ({
    message: 'That message has no picture.',
    hint: 'Choose a message with a picture in it; a link is not enough.',
  }),
  unseen: () => ({
    message: 'Slack does not show me the files of that message.',
    hint: 'Add me to the channel that they come from, or upload the picture where I am.',
  }),
  noEarlierPicture: (p: { command: string; menuEntry: string | undefined }) => ({
    message: `/${p.command} needs a picture, and I see none above.`,
    hint: `Upload it with the message in which you ask me, or ask me in the thread below it.${byMenu(p.menuEntry)}`,
  }),
  mayNotLookBack: (p: { command: string; menuEntry: string | undefined }) => ({
    message: `/${p.command} needs a picture, and I may not look at earlier messages here.`,
    hint: `Upload it with the message in which you ask me.${byMenu(p.menuEntry)}`,
  }),
  fileGone: (p: { name: string }) => ({ message: `${p.name} is no longer in Slack.`, hint: 'Please upload it again.' }),
  hidden: (p: { name: string }) => ({
    message: `Slack does not show me ${p.name}.`,
    hint: 'Please upload it to a channel that I am in, or send it to me directly.',
  }),
  unfinished: (p: { name: string }) => ({
    message: `Slack has not finished with ${p.name} yet.`,
    hint: 'Please try it again in a minute.',
  }),
  overLimit: (p: { name: string }) => ({
    message: `Slack hides ${p.name}, because the workspace keeps no more files.`,
    hint: 'Please upload it again.',
  }),
  elsewhere: (p: { name: string }) => ({
    message: `${p.name} does not lie in Slack, and I fetch nothing from elsewhere.`,
    hint: 'Please save the picture and upload it here.',
  }),
  notUploaded: (p: { name: string }) => ({
    message: `${p.name} is no picture: it was written in Slack.`,
    hint: 'Please upload a PNG, JPEG or WebP file.',
  }),
  mayNotRead: () => ({
    message: 'I may not read files here.',
    hint: 'Whoever set me up can give the app the scope files:read and install it again.',
  }),
  notYoursToDelete: () => ({
    message: 'Somebody else asked for that picture.',
    hint: 'They can delete it, and so can admins of the workspace.',
  }),
  alreadyShared: () => ({
    message: 'That picture is in the channel already.',
    hint: 'Delete it there to share it once more.',
  }),
  filmHidden: () => ({
    message: 'I do not show how pictures come about here.',
    hint: 'Whoever set me up has finished pictures checked, and their steps cannot be.',
  }),
  cannotDelete: () => ({ message: 'I could not delete that message.', hint: 'An admin of the workspace can.' }),
  notAdmin: () => ({ message: 'Only admins of the workspace change my settings.', hint: 'Ask one of them.' }),
  delayed: (p: { progress: string }) => ({
    message: p.progress,
    hint: 'It comes here in a moment: many are asking at once.',
  }),
  forYouAlone: () => ({ message: 'I draw it for you alone.', hint: 'It comes in our direct messages.' }),
  notInvited: () => ({
    message: 'I am not in this channel, so your picture comes in our direct messages.',
    hint: 'To have it here next time, type /invite and my name.',
  }),
  closed: () => ({
    message: 'I may not write in this channel, so your picture comes in our direct messages.',
    hint: 'It may be archived, or only some people may post there.',
  }),
  mayNotUpload: () => ({
    message: 'The picture is there, but I may not upload it to Slack.',
    hint: 'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.',
  }),
  notThisChannel: () => ({
    message: 'I was asked not to draw in this channel.',
    hint: 'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.',
  }),
  notThisGroup: () => ({
    message: 'Here I draw only for people in certain user groups, and you are in none of them.',
    hint: 'An admin of the workspace can put you into one, or allow yours on my page.',
  }),
  unreachable: () => ({ message: 'Slack did not let me open a form.', hint: 'Please try it again.' }),
} satisfies Record<string, (params: never) => Notice>;
