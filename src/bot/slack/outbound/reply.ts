import { noJob } from '../../../commands/actions/picture-actions.ts';
import {
  type Reply,
  type ReplyContent,
  ReplyGone,
  ReplyPostponed,
  type Result,
  type ResultFile,
} from '../../../commands/ports/reply.ts';
import { isPictureId, jobIdOf } from '../../../commands/recipes/picture-id.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusLine } from '../../chat/progress/status-line.ts';
import type { Post } from '../../jobs/delivery-log.ts';
import { type Address, isDirect } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageActionName } from '../buttons.ts';
import type { MessageRef } from '../delivery-store.ts';
import { slackUserMessages } from '../user-messages.ts';
import { createAnswerMessage } from './answer-message.ts';
import { createSendEphemeral } from './ephemeral.ts';
import { isEmbeddable } from './file-upload.ts';
import type { FileDestination } from './message-client.ts';
import {
  type Draft,
  escaped,
  type PrefixCommands,
  renderFiles,
  renderNotice,
  renderPreparing,
  renderQueued,
  renderResult,
  renderStep,
  renderText,
  type UploadedFile,
} from './render.ts';
import { createSteps, type StepsParts } from './step-thread.ts';

export interface ReplyParts extends StepsParts {
  readonly timeout: (ms: number) => Promise<void>;
  readonly prefixCommands: PrefixCommands;
}

/** Between two updates of the progress line. */
const progressGapMs = 4_000;
/** How long an answer may wait for the channel's rate limit before the asker is told that it comes. */
const delayNoticeAfterMs = 2_000;
/** The most pictures in one message below the answer. */
const maxFiles = 10;

/** Films are made of previews. */
const isFilm = ({ name }: ResultFile): boolean => name.endsWith('-film.webp');

/**
 * Creates the reply to one request: a message that is updated in place, with a thread below. It goes to direct messages
 * when the channel does not accept it. When those are closed, too, the result becomes pending.
 */
export function createReply(address: Address, parts: ReplyParts): Reply {
  const {
    messages,
    fileUploads,
    deliveryStore,
    isClosed,
    track,
    log,
    now,
    wait,
    timeout,
    prefixCommands,
    isResumed,
    arePreviewsHidden,
  } = parts;
  const { key, channel, thread, person, isPrivate, since } = address;
  const sendEphemeral = createSendEphemeral(address, parts);
  const answer = createAnswerMessage(address, parts, sendEphemeral);

  const steps = createSteps(address, parts, answer.open);

  // Cancels progress that still waits for the rate limit once a result or a notice is to be shown.
  const progressAbort = new AbortController();
  let newest: Draft | undefined;
  let isAcknowledged = false;
  const status = createStatusLine<Draft>({
    progressGapMs,
    async send(draft, kind) {
      const priority = kind === 'queue' ? 'idle' : 'low';
      if (!isClosed()) await track(answer.showProgress(draft, { priority, signal: progressAbort.signal }));
    },
    log,
    wait,
  });

  const withDelayNotice = (draft: Draft): Draft => {
    if (newest === undefined && !isResumed) void sendDelayNotice();
    newest = draft;
    return draft;
  };

  /** Shows that a request is being prepared; in channels only to the asker, since an error may follow. */
  const showPreparing = async (draft: Draft): Promise<void> => {
    if (isClosed()) return;
    if (isDirect(channel)) return status.showProgress(withDelayNotice(draft));
    isAcknowledged = true;
    await sendEphemeral(draft);
  };

  /** Tells the asker that the answer comes, when it is not posted in time. */
  const sendDelayNotice = async (): Promise<void> => {
    await timeout(delayNoticeAfterMs);
    if (isClosed() || isAcknowledged || answer.isPosted()) return;
    const draft = renderNotice(slackUserMessages.delayed({ progress: newest!.text }), prefixCommands);
    await sendEphemeral(draft).catch((err) => log.info({ err }, 'could not send the notice of a delay'));
  };

  const endStatus = async (): Promise<void> => {
    const ended = status.end();
    progressAbort.abort();
    await ended;
  };

  const messageActions = ({ actions, choices }: Result): readonly MessageActionName[] => {
    if (actions.length === 0) return [];
    // Of several pictures, one is chosen first.
    const ofOnePicture = choices === undefined ? (['sdedit', 'inpaint'] as const) : [];
    return ['change', ...ofOnePicture, 'delete', ...(isPrivate ? (['share'] as const) : [])];
  };

  const showResult = async (result: Result): Promise<void> => {
    const { jobId, actions } = result;
    await endStatus();
    if (actions.length === 0) return showView(result);
    if (isPictureId(jobId)) return showChosen(result);
    if (!(isResumed && deliveryStore.isShown(jobId))) {
      await recordingPending(jobId, () => showPictures(result).then(() => undefined));
      deliveryStore.linkJob(key, jobId);
      deliveryStore.markShown(jobId, now());
    }
    await steps.finish(jobId);
    // The job stays unfinished, so that the next process posts the rest.
    if (isClosed()) throw new ReplyPostponed('the bot is being stopped before all steps are posted');
  };

  /** Shows one picture of several alone. It is no job of its own, so nothing is pending where no channel accepts it. */
  const showChosen = async (result: Result): Promise<void> => {
    await showPictures(result);
    deliveryStore.linkJob(key, jobIdOf(result.jobId));
  };

  /** Records the result as pending when no channel accepts it. */
  const recordingPending = async (job: JobId, show: () => Promise<void>): Promise<void> => {
    try {
      await show();
    } catch (error) {
      if (error instanceof ReplyGone) deliveryStore.addPending(job, person, now());
      throw error;
    }
  };

  /** Records a message or a file of a job, so that it is deleted with the job. */
  const recordPost = (job: JobId, post: Omit<Post, 'channel'>, postedIn: string): void => {
    if (job !== noJob) deliveryStore.recordPost(jobIdOf(job), { channel: postedIn, ...post }, now());
  };

  /** Uploads files; undefined when Slack refuses our uploads. */
  const uploadFiles = async (
    job: JobId,
    files: readonly ResultFile[],
  ): Promise<readonly UploadedFile[] | undefined> => {
    try {
      const uploaded = await Promise.all(files.map((file) => fileUploads.upload(file)));
      for (const { id } of uploaded) recordPost(job, { message: null, file: id }, channel);
      return uploaded;
    } catch (error) {
      if (!['missing-scope', 'no-uploads'].includes(slackErrorKind(error))) throw error;
      log.error({ problem: slackErrorKind(error) }, 'could not upload files to Slack');
      return undefined;
    }
  };

  const replyNoUploads = async (): Promise<void> => {
    await answer.deliver(renderNotice(slackUserMessages.mayNotUpload(), prefixCommands));
  };

  const showPictures = async (result: Result): Promise<MessageRef | undefined> => {
    const { jobId } = result;
    const shown = result.files.filter((file) => !(arePreviewsHidden && isFilm(file)));
    const embedded = shown.filter(isEmbeddable).slice(0, maxFiles);
    const files = await uploadFiles(jobId, embedded);
    if (files === undefined) {
      await replyNoUploads();
      return undefined;
    }
    const isHidden = result.files.some(({ isSensitive }) => isSensitive === true);
    const isNamed = !isPrivate && !isDirect(channel);
    const resultContext = {
      person,
      isNamed,
      files,
      isHidden,
      origin: isPrivate ? channel : null,
      buttons: messageActions(result),
    };
    const send = () => answer.deliver(renderResult(result, resultContext));
    try {
      const message = await fileUploads.whenReady(files, send);
      const separate = shown.filter((file) => !isEmbeddable(file));
      if (!isHidden) await addFiles(jobId, message, files.slice(1), separate);
      return message;
    } catch (error) {
      if (slackErrorKind(error) === 'no-uploads') {
        await replyNoUploads();
        return undefined;
      }
      if (!['file-unready', 'too-much'].includes(slackErrorKind(error))) throw error;
      log.warn({ problem: slackErrorKind(error) }, 'could not post a message with its picture');
      const message = await answer.deliver(renderResult(result, { ...resultContext, files: [] }));
      if (!isHidden) await addFiles(jobId, message, [], shown);
      return message;
    }
  };

  /**
   * Posts the further files of a result below the answer: each picture of a sheet, the mask and the readings. Never
   * throws.
   */
  const addFiles = async (
    job: JobId,
    message: MessageRef,
    files: readonly UploadedFile[],
    separate: readonly ResultFile[],
  ): Promise<void> => {
    try {
      const root = thread ?? message.ts;
      const posted = answer.mayBePosted() ? await messages.list(message.channel, root, since) : [];
      if (files.length > 0 && !posted.some((each) => each.metadata?.request === key && each.metadata.part === 'more')) {
        const words = files.length === 1 ? 'With it:' : 'Each by itself, and how it is read:';
        const render = () => renderFiles(words, files);
        const metadata = { request: key, part: 'more' } as const;
        await fileUploads.whenReady(files, () => messages.post(message.channel, root, render, metadata));
      }
      for (const file of separate) {
        if (posted.some((each) => each.files.includes(file.name))) continue;
        await shareFile(job, { channel: message.channel, thread: root }, file);
      }
    } catch (err) {
      log.warn({ err }, 'could not post the further files of a picture');
    }
  };

  const shareFile = (job: JobId, to: FileDestination, file: ResultFile): Promise<void> =>
    messages.share(to, file, escaped(file.altText), (id) => recordPost(job, { message: null, file: id }, to.channel));

  /** Shows a view of an earlier picture, which is not a job of its own. */
  const showView = async (result: Result): Promise<void> => {
    const [file] = result.files;
    const { jobId } = result;
    if (file === undefined || file.isSensitive === true || isEmbeddable(file)) {
      const message = await showPictures(result);
      if (message !== undefined) recordPost(jobId, { message: message.ts, file: null }, message.channel);
      return;
    }
    const bare = renderResult(result, {
      ...{ person, isNamed: false, files: [], isHidden: false, origin: null, buttons: [] },
    });
    const message = await answer.deliver(bare);
    recordPost(jobId, { message: message.ts, file: null }, message.channel);
    await shareFile(jobId, { channel: message.channel, thread: thread ?? message.ts }, file);
  };

  /** Shows text or a notice. @param isOfJob It ends a job, so it replaces the answer's progress. */
  const showText = async (draft: Draft, isOfJob: boolean): Promise<void> => {
    const isShown = answer.isOpen() || deliveryStore.answerOf(key) !== undefined;
    await endStatus();
    if (isShown || isOfJob) await answer.deliver(draft);
    else await sendEphemeral(draft);
    await steps.stop();
  };

  /** Shows a text with its pictures; without them where Slack does not take them. */
  const showTextWithPictures = async (content: Extract<ReplyContent, { kind: 'text' }>): Promise<void> => {
    const files = await uploadFiles(noJob, await picturesOf(content));
    const draft = renderText(content, prefixCommands, files);
    if (files === undefined || files.length === 0) return showText(draft, false);
    try {
      await fileUploads.whenReady(files, () => showText(draft, false));
    } catch (error) {
      if (slackErrorKind(error) !== 'file-unready') throw error;
      await showText(renderText(content, prefixCommands), false);
    }
  };

  const picturesOf = async ({ pictures }: Extract<ReplyContent, { kind: 'text' }>): Promise<readonly ResultFile[]> => {
    try {
      return (await pictures?.()) ?? [];
    } catch (err) {
      log.warn({ err }, 'could not make the pictures of an answer');
      return [];
    }
  };

  const show = async (content: ReplyContent): Promise<void> => {
    switch (content.kind) {
      case 'preparing':
        return showPreparing(renderPreparing(content));
      case 'queued':
        return status.showQueuePosition(withDelayNotice(renderQueued(content, person)));
      case 'step':
        steps.push(content);
        return status.showProgress(withDelayNotice(renderStep(content, person)));
      case 'result':
        return showResult(content.result);
      case 'text':
        return showTextWithPictures(content);
      case 'notice':
        return showText(renderNotice(content, prefixCommands), content.jobId !== undefined);
      default:
        throw content satisfies never;
    }
  };

  return { show };
}
