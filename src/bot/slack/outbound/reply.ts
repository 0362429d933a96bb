import { noJob } from '../../../commands/actions/picture-actions.ts';
import {
  type Reply,
  type ReplyContent,
  ReplyGone,
  ReplyPostponed,
  type Result,
  type ResultFile,
} from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusLine } from '../../chat/progress/status-line.ts';
import type { Post } from '../../jobs/delivery-log.ts';
import { type Address, isDirect } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageActionName } from '../buttons.ts';
import type { MessageRef } from '../delivery-store.ts';
import { notices } from '../notices.ts';
import { createAnswerMessage } from './answer-message.ts';
import { createSendEphemeral } from './ephemeral.ts';
import { canStand } from './file-upload.ts';
import type { FilePlace } from './message-client.ts';
import {
  type Draft,
  escaped,
  type Naming,
  renderFiles,
  renderNotice,
  renderPreparing,
  renderQueued,
  renderResult,
  renderStep,
  renderText,
  type ShownFile,
} from './render.ts';
import { createSteps, type StepsParts } from './step-thread.ts';

export interface ReplyParts extends StepsParts {
  readonly naming: Naming;
}

/** Between two changes of the line that says how far a drawing is. */
const progressGapMs = 4_000;
/** Where many ask at once, messages wait for their turn in the channel; this long nobody wonders whether they were heard. */
const silenceMs = 2_000;
/** Pictures in one message below the answer. */
const maxFiles = 10;

/** It is made of previews. */
const isFilm = ({ name }: ResultFile): boolean => name.endsWith('-film.webp');

/**
 * The answer to one request: a message that is changed in its place, with a thread below. It goes to direct messages where
 * the channel does not take it, and is owed where those are closed, too.
 */
export function createReply(address: Address, parts: ReplyParts): Reply {
  const { messages, showing, books, isClosed, track, log, now, wait, naming, isPromised, arePreviewsHidden } = parts;
  const { key, channel, thread, person, isPrivate, since } = address;
  const sendEphemeral = createSendEphemeral(address, parts);
  const place = createAnswerMessage(address, parts, sendEphemeral);

  const steps = createSteps(address, parts, place.open);

  // Nothing of what passes is shown once there is something to stay.
  const passing = new AbortController();
  let newest: Draft | undefined;
  let isAssured = false;
  const status = createStatusLine<Draft>({
    progressGapMs,
    async send(draft, kind) {
      const urgency = kind === 'queue' ? 'idle' : 'patient';
      if (!isClosed()) await track(place.showProgress(draft, { urgency, signal: passing.signal }));
    },
    log,
    wait,
  });

  const pass = (draft: Draft): Draft => {
    if (newest === undefined && !isPromised) void assure();
    newest = draft;
    return draft;
  };

  /** Where others read along it is for the asker's eyes, and no answer to stay: a mistake may follow. */
  const showPreparing = async (draft: Draft): Promise<void> => {
    if (isClosed()) return;
    if (isDirect(channel)) return status.showProgress(pass(draft));
    isAssured = true;
    await sendEphemeral(draft);
  };

  /** Says, for the asker's eyes, that it comes, where it is slow to. */
  const assure = async (): Promise<void> => {
    await wait(silenceMs);
    if (isClosed() || isAssured || place.stands()) return;
    const draft = renderNotice(notices.heard({ progress: newest!.text }), naming);
    await sendEphemeral(draft).catch((err) => log.info({ err }, 'nobody was told that it comes'));
  };

  const endStatus = async (): Promise<void> => {
    const ended = status.end();
    passing.abort();
    await ended;
  };

  const messageActions = ({ actions }: Result): readonly MessageActionName[] => {
    if (actions.length === 0) return [];
    return isPrivate ? ['change', 'delete', 'share'] : ['change', 'delete'];
  };

  const showResult = async (result: Result): Promise<void> => {
    const { jobId, actions } = result;
    await endStatus();
    if (actions.length === 0) return showLook(result);
    if (!(isPromised && books.isShown(jobId))) {
      await owing(jobId, () => showPictures(result).then(() => undefined));
      books.linkJob(key, jobId);
      books.markShown(jobId, now());
    }
    await steps.finish(jobId);
    // The job stays unfinished, so that the next process tells the rest.
    if (isClosed()) throw new ReplyPostponed('the bot is being stopped before the thread is told');
  };

  const owing = async (job: JobId, show: () => Promise<void>): Promise<void> => {
    try {
      await show();
    } catch (error) {
      if (error instanceof ReplyGone) books.addPending(job, person, now());
      throw error;
    }
  };

  /** Notes a message or a file of a job, so that it goes when the job is deleted. */
  const note = (job: JobId, post: Omit<Post, 'channel'>, where: string): void => {
    if (job !== noJob) books.posted(job, { channel: where, ...post }, now());
  };

  /** Undefined where Slack takes no files of ours. */
  const give = async (job: JobId, files: readonly ResultFile[]): Promise<readonly ShownFile[] | undefined> => {
    try {
      const shown = await Promise.all(files.map((file) => showing.give(file)));
      for (const { id } of shown) note(job, { message: null, file: id }, channel);
      return shown;
    } catch (error) {
      if (!['missing-scope', 'no-uploads'].includes(slackErrorKind(error))) throw error;
      log.error({ problem: slackErrorKind(error) }, 'Slack takes no files of ours');
      return undefined;
    }
  };

  const replyNoUploads = async (): Promise<void> => {
    await place.deliver(renderNotice(notices.mayNotUpload(), naming));
  };

  const showPictures = async (result: Result): Promise<MessageRef | undefined> => {
    const { jobId } = result;
    const shown = result.files.filter((file) => !(arePreviewsHidden && isFilm(file)));
    const standing = shown.filter(canStand).slice(0, maxFiles);
    const files = await give(jobId, standing);
    if (files === undefined) {
      await replyNoUploads();
      return undefined;
    }
    const isHidden = result.files.some(({ isSensitive }) => isSensitive === true);
    const isNamed = !isPrivate && !isDirect(channel);
    const where = {
      person,
      isNamed,
      files,
      isHidden,
      origin: isPrivate ? channel : null,
      buttons: messageActions(result),
    };
    const send = () => place.deliver(renderResult(result, where));
    try {
      const at = await showing.whenReady(files, send);
      const alone = shown.filter((file) => !canStand(file));
      if (!isHidden) await addFiles(jobId, at, files.slice(1), alone);
      return at;
    } catch (error) {
      if (slackErrorKind(error) === 'no-uploads') {
        await replyNoUploads();
        return undefined;
      }
      if (!['file-unready', 'too-much'].includes(slackErrorKind(error))) throw error;
      log.warn({ problem: slackErrorKind(error) }, 'Slack did not take a message with its picture');
      const at = await place.deliver(renderResult(result, { ...where, files: [] }));
      if (!isHidden) await addFiles(jobId, at, [], shown);
      return at;
    }
  };

  /** Each picture of a sheet, the mask and the readings, below the answer; never worth the answer itself. */
  const addFiles = async (
    job: JobId,
    at: MessageRef,
    files: readonly ShownFile[],
    alone: readonly ResultFile[],
  ): Promise<void> => {
    try {
      const below = thread ?? at.ts;
      const standing = place.mayStand() ? await messages.standing(at.channel, below, since) : [];
      if (files.length > 0 && !standing.some((each) => each.mark?.request === key && each.mark.part === 'more')) {
        const words = files.length === 1 ? 'With it:' : 'Each by itself, and how it is read:';
        const say = () => renderFiles(words, files);
        await showing.whenReady(files, () => messages.post(at.channel, below, say, { request: key, part: 'more' }));
      }
      for (const file of alone) {
        if (standing.some((each) => each.files.includes(file.name))) continue;
        await shareFile(job, { channel: at.channel, thread: below }, file);
      }
    } catch (err) {
      log.warn({ err }, 'what belongs to a picture was not shown');
    }
  };

  const shareFile = (job: JobId, at: FilePlace, file: ResultFile): Promise<void> =>
    messages.share(at, file, escaped(file.altText), (id) => note(job, { message: null, file: id }, at.channel));

  /** A look at an earlier picture is no job of its own. */
  const showLook = async (result: Result): Promise<void> => {
    const [file] = result.files;
    const { jobId } = result;
    if (file === undefined || file.isSensitive === true || canStand(file)) {
      const at = await showPictures(result);
      if (at !== undefined) note(jobId, { message: at.ts, file: null }, at.channel);
      return;
    }
    const bare = renderResult(result, {
      ...{ person, isNamed: false, files: [], isHidden: false, origin: null, buttons: [] },
    });
    const at = await place.deliver(bare);
    note(jobId, { message: at.ts, file: null }, at.channel);
    await shareFile(jobId, { channel: at.channel, thread: thread ?? at.ts }, file);
  };

  /** @param staysBelow The words end what stands there already. */
  const showWords = async (draft: Draft, staysBelow: boolean): Promise<void> => {
    const isShown = place.isOpen() || books.answerOf(key) !== undefined;
    await endStatus();
    if (isShown || staysBelow) await place.deliver(draft);
    else await sendEphemeral(draft);
    await steps.leave();
  };

  const show = async (content: ReplyContent): Promise<void> => {
    switch (content.kind) {
      case 'preparing':
        return showPreparing(renderPreparing(content));
      case 'queued':
        return status.showQueuePosition(pass(renderQueued(content, person)));
      case 'step':
        steps.tell(content);
        return status.showProgress(pass(renderStep(content, person)));
      case 'result':
        return showResult(content.result);
      case 'text':
        return showWords(renderText(content, naming), false);
      case 'notice':
        return showWords(renderNotice(content, naming), content.jobId !== undefined);
      default:
        throw content satisfies never;
    }
  };

  return { show };
}
