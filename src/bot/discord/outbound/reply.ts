import type { Logger } from 'pino';
import { noJob } from '../../../commands/actions/picture-actions.ts';
import { type Reply, type ReplyContent, ReplyGone, type Result } from '../../../commands/ports/reply.ts';
import { isPictureId, jobIdOf } from '../../../commands/recipes/picture-id.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusLine } from '../../chat/progress/status-line.ts';
import { type Address, isTokenAlive } from '../address.ts';
import { type RestErrorKind, restErrorKind } from '../api/rest-errors.ts';
import { pressedIn } from '../buttons.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import { type Draft, type MessageClient, maxFiles } from './message-client.ts';
import { renderNotice, renderPreparing, renderQueued, renderResult, renderStep, renderText } from './render.ts';
import { sendFitting } from './send-fitting.ts';
import { createSteps, type StepsParts } from './step-thread.ts';

export interface ReplyParts extends StepsParts {
  readonly messages: MessageClient;
  readonly deliveryLog: DeliveryLog;
  readonly log: Logger;
  /** An earlier process may have posted the answer already. */
  readonly isResumed: boolean;
}

/** Between two updates of the progress line. */
const progressGapMs: Readonly<Record<Address['progress'], number>> = { thread: 2_500, edit: 2_000, off: 15_000 };

/** Creates the reply to one interaction: with its token while that is valid, then with the bot's token. */
export function createReply(address: Address, parts: ReplyParts): Reply {
  const { messages, deliveryLog, arePreviewsHidden, isClosed, log, now, wait, isResumed } = parts;
  const { channel, message, person, isPrivate, isMember, messageActions } = address;
  const editStatus = async (draft: Draft): Promise<void> => {
    if (isClosed()) return;
    if (isTokenAlive(address, now())) return messages.editByToken(address, draft);
    if (message !== null && isMember && !isPrivate) await messages.edit(channel, message, draft);
  };

  const steps = createSteps(address, parts, editStatus);

  const status = createStatusLine<Draft>({
    progressGapMs: progressGapMs[address.progress],
    send: (newest) => editStatus(newest()),
    log,
    wait,
  });

  /**
   * @returns Why Discord refused for good; undefined on success.
   *
   * @throws What may succeed later, or with smaller files.
   */
  const attempt = async (send: () => Promise<void>): Promise<RestErrorKind | undefined> => {
    try {
      await send();
      return undefined;
    } catch (error) {
      const problem = restErrorKind(error);
      if (problem === 'other' || problem === 'too-large') throw error;
      log.info({ problem }, 'could not post the answer in its channel');
      return problem;
    }
  };

  // The job whose result is being shown: everything posted of it is deleted with it.
  let shownJob: JobId | undefined;
  const recordPost = (postedIn: string, id: string): void => {
    if (shownJob !== undefined) deliveryLog.recordPost(shownJob, { channel: postedIn, message: id, file: null }, now());
  };
  /** Ephemeral messages are not recorded: they cannot be deleted with the bot's token. */
  const recordPostHere = (id: string): void => {
    if (!isPrivate) recordPost(channel, id);
  };

  const deliverByToken = async (draft: Draft, nonce: string): Promise<boolean> => {
    if (!isTokenAlive(address, now())) return false;
    const problem = await attempt(() => messages.editByToken(address, draft));
    if (problem !== 'message-gone') return problem === undefined;
    // Somebody deleted the answer while the picture was drawn.
    const posting = { nonce, mention: person };
    const again = async () => recordPostHere(await messages.followUp(address, withMention(draft), posting));
    return (await attempt(again)) === undefined;
  };

  /** @param job The job whose result an earlier process may have posted there. */
  const deliverInChannel = async (draft: Draft, nonce: string, job: JobId | undefined): Promise<boolean> => {
    if (!isMember || isPrivate) return false;
    if (job !== undefined && (await isPosted(job))) return true;
    const posting = { nonce, mention: person, ...(message !== null && { replyTo: message }) };
    const post = async () => recordPostHere((await messages.post(channel, withMention(draft), posting)).id);
    if ((await attempt(post)) !== undefined) return false;
    await pointToAnswer();
    return true;
  };

  /** Mentions the asker, so that Discord notifies them. */
  const withMention = (draft: Draft): Draft => ({ ...draft, content: `<@${person}> ${draft.content}` });

  /** Makes the deferred reply say that the answer is below. Errors are ignored. */
  const pointToAnswer = async (): Promise<void> => {
    if (message === null) return;
    const draft = renderNotice({
      message: 'This took longer than Discord keeps an answer open.',
      hint: 'It stands further down.',
    });
    await attempt(() => messages.edit(channel, message, draft)).catch(() => undefined);
  };

  const isPosted = async (job: JobId): Promise<boolean> => {
    if (!isResumed) return false;
    const original = message === null ? undefined : await messages.find(channel, message);
    const later = await messages.list(channel, message ?? undefined).catch(() => []);
    const posted = [...(original ? [original] : []), ...later].filter((each) => showsResult(each, job));
    for (const { id } of posted) recordPostHere(id);
    return posted.length > 0;
  };

  const deliverDirectly = async (draft: Draft, nonce: string, job: JobId | undefined): Promise<boolean> => {
    let direct = '';
    const closed = await attempt(async () => {
      direct = await messages.directChannel(person);
    });
    if (closed !== undefined) return false;
    if (job !== undefined && isResumed) {
      const posted = await messages.list(direct, undefined).catch(() => []);
      if (posted.some((each) => showsResult(each, job))) return true;
    }
    const withOrigin = { ...draft, content: `From <#${channel}>: ${draft.content}` };
    const post = async () => recordPost(direct, (await messages.post(direct, withOrigin, { nonce })).id);
    return (await attempt(post)) === undefined;
  };

  /** Delivers with the token, else in the channel, else in direct messages. @throws ReplyGone when all of them fail. */
  const deliver = async (draft: Draft, nonce: string, job?: JobId): Promise<void> => {
    if (await deliverByToken(draft, nonce)) return;
    if (await deliverInChannel(draft, nonce, job)) return;
    if (await deliverDirectly(draft, nonce, job)) return;
    if (job !== undefined) deliveryLog.addPending(job, person, now());
    throw new ReplyGone(`channel ${channel} of Discord and direct messages are closed`);
  };

  /** Hides films behind a spoiler, since they are made of previews. */
  const withHiddenFilm = (result: Result): Result => ({
    ...result,
    files: result.files.map((file) => (file.name.endsWith('-film.webp') ? { ...file, isSensitive: true } : file)),
  });

  const showResult = async (full: Result): Promise<void> => {
    const result = arePreviewsHidden ? withHiddenFilm(full) : full;
    const { jobId, actions } = result;
    await status.end();
    await steps.stopUpdates();
    shownJob = jobId === noJob ? undefined : jobIdOf(jobId);
    if (message !== null) recordPostHere(message);
    // A view of an earlier picture is not a job of its own.
    if (actions.length === 0) {
      const buttons = messageActions.filter((name) => name === 'delete');
      return deliverFitting(renderResult({ ...result, jobId: noJob }, person, buttons), nonceOf(address));
    }
    const draft = renderResult(result, person, messageActions);
    // Nor is one picture of several, but it has buttons.
    if (isPictureId(jobId)) return deliverFitting(draft, nonceOf(address));
    if (!(isResumed && deliveryLog.isShown(jobId))) {
      const [first = [], ...further] = pagesOf(draft.files);
      await deliverFitting({ ...draft, files: first }, jobId, jobId);
      for (const [i, files] of further.entries()) {
        await sendFitting({ ...draft, files }, (page) => deliverFurther(page.files, `${jobId}-${i + 2}`));
      }
      deliveryLog.markShown(jobId, now());
    }
    await steps.finish(jobId);
  };

  /** Posts files that did not fit in the answer. */
  const deliverFurther = async (files: Draft['files'], nonce: string): Promise<void> => {
    const draft: Draft = { content: '', files, components: [] };
    if (isTokenAlive(address, now())) {
      const follow = async () => recordPostHere(await messages.followUp(address, draft, { nonce }));
      if ((await attempt(follow)) === undefined) return;
    }
    const post = async () => recordPostHere((await messages.post(channel, draft, { nonce })).id);
    if (isMember && !isPrivate && (await attempt(post)) === undefined) return;
    if (!(await deliverDirectly(draft, nonce, undefined)))
      throw new ReplyGone(`no channel accepts further files of ${nonce}`);
  };

  /** Delivers a draft with smaller files if necessary; when they are still too large, a notice instead. */
  const deliverFitting = async (draft: Draft, nonce: string, job?: JobId): Promise<void> => {
    try {
      await sendFitting(draft, (each) => deliver(each, each === draft ? nonce : `${nonce}-s`, job));
    } catch (error) {
      if (restErrorKind(error) !== 'too-large') throw error;
      await deliver(renderNotice(tooLarge), `${nonce}-w`, job);
    }
  };

  const showText = async ([first, ...further]: readonly Draft[]): Promise<void> => {
    await status.end();
    await steps.stopUpdates();
    await deliver(first!, nonceOf(address));
    for (const draft of further) await messages.followUp(address, draft, { nonce: nonceOf(address) });
    await steps.stop();
  };

  /** Adds the pictures of a text to its last message; without them it is shown all the same. */
  const withPictures = async (
    drafts: readonly Draft[],
    { pictures }: Extract<ReplyContent, { kind: 'text' }>,
  ): Promise<readonly Draft[]> => {
    try {
      const files = (await pictures?.()) ?? [];
      return drafts.map((each, i) => (i === drafts.length - 1 ? { ...each, files: files.slice(0, maxFiles) } : each));
    } catch (err) {
      log.warn({ err }, 'could not make the pictures of an answer');
      return drafts;
    }
  };

  const show = async (content: ReplyContent): Promise<void> => {
    switch (content.kind) {
      case 'preparing':
        return status.showProgress(renderPreparing(content));
      case 'queued':
        return status.showQueuePosition(renderQueued(content, person));
      case 'step':
        steps.push(content);
        if (!steps.areInAnswer()) status.showProgress(renderStep(content, person));
        return;
      case 'result':
        return showResult(content.result);
      case 'text':
        return showText(await withPictures(renderText(content), content));
      case 'notice':
        return showText([renderNotice(content)]);
      default:
        throw content satisfies never;
    }
  };

  return { show };
}

/** Splits files into messages. */
function pagesOf(files: Draft['files']): readonly Draft['files'][] {
  const pages: Draft['files'][] = [];
  for (let first = 0; first < files.length; first += maxFiles) pages.push(files.slice(first, first + maxFiles));
  return pages;
}

const tooLarge = {
  message: 'The picture is there, but too large for this place, even in a smaller encoding.',
  hint: 'Ask again with upscale:no, or for fewer pictures.',
};

/** The nonce of an answer; Discord allows 25 characters. */
const nonceOf = ({ message, since }: Address): string => message ?? String(since);

/** Whether a message of ours has the buttons of the job's finished picture. */
const showsResult = (message: Parameters<typeof pressedIn>[0], job: JobId): boolean =>
  pressedIn(message).some((pressed) => pressed.job === job && pressed.button !== 'cancel');
