import { Composer } from './composer/composer.js';
import { Gallery } from './gallery.js';
import { HistoryDialog } from './history/history-dialog.js';
import { noticeCard } from './lib/cards.js';
import { Channel } from './lib/channel-state.js';
import { Person } from './lib/display-name.js';
import { byId, fill, h } from './lib/dom.js';
import { complete, deleteResult, listen, loadChannel, makeLink, pressAction, Refusal, sendLine } from './lib/server.js';
import { createThemeButton } from './lib/theme.js';
import { t } from './lib/translate.js';
import { MaskPainter } from './mask/mask-painter.js';
import { Lightbox } from './messages/lightbox.js';
import { MessageList } from './messages/message-list.js';
import { ThreadPanel } from './thread/thread-panel.js';

/** @import { ChannelMessage } from '../wire-types.ts' */
/** @import { PageActions } from './lib/page-actions.js' */

const toastMs = 5000;

const channel = new Channel();
const person = new Person();
const thread = new ThreadPanel();
const live = byId('live');
const toasts = h('div', { class: 'toasts', role: 'status' });
const connection = h('div', { class: 'connection', role: 'status' });

/** @type {PageActions} */
const pageActions = {
  openThread(messageId) {
    const message = channel.messages.get(messageId);
    if (message !== undefined) thread.open(message);
  },
  openPicture: (file) => lightbox.open(channel.messages.values(), file),
  press: (jobId, action) =>
    orToast(async () => {
      await pressAction({ jobId, action, person: person.name });
      if (action !== 'cancel') list.scrollToEnd();
    }),
  deleteResult: (jobId) =>
    orToast(async () => {
      await deleteResult({ jobId, person: person.name });
      toast({ message: t('Deleted.') });
    }),
  hasLinks: () => channel.hasLinks,
  copyLink: (file) =>
    orToast(async () => {
      const { url } = await makeLink(file.url);
      await copy(url);
      toast({ message: t('Copied.'), hint: url });
    }),
  usePicture: (command, file) => orToast(() => composer.usePicture(command, file)),
  isMine: (message) => message.person === person.name,
  resultOf: (jobId) => channel.resultOf(jobId.replace(/\.\d+$/, '')),
  goTo: (messageId) => list.goTo(messageId),
  fillComposer: (line) => composer.fill(line),
  copy: (text) =>
    orToast(async () => {
      await copy(text);
      toast({ message: t('Copied.'), hint: text });
    }),
};

const lightbox = new Lightbox(pageActions);

const composer = new Composer(
  new MaskPainter(),
  async ({ line, files }) => {
    const { id } = await sendLine({ line, files, person: person.name });
    list.scrollToEnd();
    return id;
  },
  (line, cursor, signal) => complete(line, cursor, person.name, signal),
);
const list = new MessageList(byId('scroller'), byId('messages'), pageActions);

const gallery = new Gallery((prompt) => composer.fill(`/sample ${prompt} `));

const history = new HistoryDialog(
  () => channel.messages.values(),
  (id) => list.goTo(id),
);

byId('tools').append(gallery.element, history.element, person.element, createThemeButton());
byId('bottom').append(composer.element);
document.querySelector('.room')?.append(thread.element);
document.body.append(connection, toasts);

channel.subscribe({
  onMessage(message) {
    list.put(message);
    thread.update(message);
  },
  onAnswer(message) {
    list.putAnswer(message);
    thread.update(message);
    announce(message);
    settle(message);
  },
  onStep(message) {
    list.putAnswer(message);
    thread.update(message);
  },
  onRemove(message) {
    list.remove(message);
    thread.closeIf(message);
  },
});

document.addEventListener('keydown', (event) => {
  // Escape has closed a list of completions or a dialog.
  if (event.key === 'Escape' && thread.isOpen && !event.defaultPrevented && !isInDialog(event.target)) thread.close();
});

document.addEventListener('keydown', (event) => {
  const isTyping =
    isInDialog(event.target) || (event.target instanceof Element && event.target.matches('input, textarea'));
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  composer.fill('/');
});

/** @param {EventTarget | null} target */
function isInDialog(target) {
  return target instanceof Element && target.closest('dialog') !== null;
}

await begin();

async function begin() {
  try {
    const { commands, messages, eventId, hasLinks } = await loadChannel();
    composer.commands = commands;
    channel.hasLinks = hasLinks;
    for (const message of messages) channel.apply({ kind: 'message', message });
    if (messages.length === 0) list.showWelcome();
    list.scrollToEnd();
    listen(eventId, { onEvent: (event) => channel.apply(event), onConnection: showConnection });
    void gallery.load();
    if (matchMedia('(hover: hover)').matches) composer.focus(); // on a phone, this would open the keyboard
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fill(byId('messages'), h('li', {}, noticeCard(error)));
  } finally {
    byId('messages').ariaBusy = 'false';
  }
}

/** @param {boolean} isConnected */
function showConnection(isConnected) {
  const words = navigator.onLine ? t('Reconnecting…') : t('This device is offline. Reconnecting when it is not…');
  fill(connection, !isConnected && h('p', {}, h('span', { class: 'spinner' }), words));
  if (isConnected) composer.forgetProblem();
}

/**
 * A refused line of this person comes back into the composer; once a line was answered, their refusals are over.
 *
 * @param {ChannelMessage} message
 */
function settle(message) {
  if (!pageActions.isMine(message)) return;
  if (message.answer.kind === 'notice' && message.answer.isForAsker) composer.restore(message.id);
  if (message.answer.kind === 'result' || message.answer.kind === 'text') list.dismissRefusals(message.person);
}

/**
 * Announces the answer to a line to screen readers.
 *
 * @param {ChannelMessage} message
 */
function announce({ person: asker, answer }) {
  if (answer.kind === 'result')
    live.textContent = `${t('Ready for {{person}}: {{caption}}.', { person: asker, caption: answer.caption })} ${answer.files[0]?.altText ?? ''}`;
  if (answer.kind === 'notice') live.textContent = `${answer.message} ${answer.hint ?? ''}`;
  if (answer.kind === 'text') live.textContent = answer.title;
}

/**
 * Runs `work` and shows a refusal as a notice.
 *
 * @param {() => Promise<void>} work
 */
async function orToast(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(error);
  }
}

/** @param {{ message: string; hint?: string | undefined }} notice */
function toast(notice) {
  const card = noticeCard(notice);
  toasts.replaceChildren(card);
  setTimeout(() => card.remove(), toastMs);
}

/**
 * @param {string} text
 * @throws {Refusal} When the browser forbids it, as on plain HTTP from another machine; the text is shown to be copied
 * by hand.
 */
async function copy(text) {
  if (navigator.clipboard === undefined) throw new Refusal(t('Copying needs a secure address.'), text);
  await navigator.clipboard.writeText(text);
}
