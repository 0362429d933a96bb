import type { Logger } from 'pino';
import { type Reply, type ReplyContent, ReplyGone, type Result } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusLine } from '../../chat/progress/status-line.ts';
import { type Address, isTokenAlive } from '../address.ts';
import { type RestErrorKind, restErrorKind } from '../api/rest-errors.ts';
import { noJob, pressedIn } from '../buttons.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import { type Draft, type MessageClient, maxFiles } from './message-client.ts';
import { renderNotice, renderPreparing, renderQueued, renderResult, renderStep, renderText } from './render.ts';
import { sendFitting } from './send-fitting.ts';
import { createSteps, type StepsParts } from './step-thread.ts';

export interface ReplyParts extends StepsParts {
  readonly messages: MessageClient;
  readonly deliveryLog: DeliveryLog;
  readonly log: Logger;
  /** An earlier process may have shown it already. */
  readonly isResumed: boolean;
}

/** Between two changes of the line that says how far a drawing is. */
const progressGapMs: Readonly<Record<Address['progress'], number>> = { thread: 2_500, edit: 2_000, off: 15_000 };

/** The answer to one interaction: by its token while that lives, then by the bot's own. */
export function createReply(address: Address, parts: ReplyParts): Reply {
  const { messages, deliveryLog, arePreviewsHidden, isClosed, log, now, wait, isResumed } = parts;
  const { channel, message, person, isPrivate, isMember, messageActions } = address;
  const changeStatus = async (draft: Draft): Promise<void> => {
    if (isClosed()) return;
    if (isTokenAlive(address, now())) return messages.editByToken(address, draft);
    if (message !== null && isMember && !isPrivate) await messages.edit(channel, message, draft);
  };

  const steps = createSteps(address, parts, changeStatus);

  const status = createStatusLine<Draft>({
    progressGapMs: progressGapMs[address.progress],
    send: (newest) => changeStatus(newest()),
    log,
    wait,
  });

  /** @returns Why Discord refused for good; undefined: it is there. @throws What may be different next time. */
  const attempt = async (send: () => Promise<void>): Promise<RestErrorKind | undefined> => {
    try {
      await send();
      return undefined;
    } catch (error) {
      const problem = restErrorKind(error);
      if (problem === 'other' || problem === 'too-large') throw error;
      log.info({ problem }, 'Discord did not take an answer there');
      return problem;
    }
  };

  // The job whose result is being shown: all that is posted of it goes when it is deleted.
  let about: JobId | undefined;
  const note = (where: string, id: string): void => {
    if (about !== undefined) deliveryLog.recordPost(about, { channel: where, message: id, file: null }, now());
  };
  /** What only one person sees, nobody can delete by the bot's token. */
  const noteHere = (id: string): void => {
    if (!isPrivate) note(channel, id);
  };

  const byToken = async (draft: Draft, nonce: string): Promise<boolean> => {
    if (!isTokenAlive(address, now())) return false;
    const problem = await attempt(() => messages.editByToken(address, draft));
    if (problem !== 'message-gone') return problem === undefined;
    // Somebody took the answer away while it was drawn.
    const posting = { nonce, mention: person };
    const again = async () => noteHere(await messages.followUp(address, calling(draft), posting));
    return (await attempt(again)) === undefined;
  };

  /** @param job Where an earlier process may have shown its result there. */
  const inChannel = async (draft: Draft, nonce: string, job: JobId | undefined): Promise<boolean> => {
    if (!isMember || isPrivate) return false;
    if (job !== undefined && (await isStanding(job))) return true;
    const posting = { nonce, mention: person, ...(message !== null && { replyTo: message }) };
    const post = async () => noteHere(await messages.post(channel, calling(draft), posting));
    if ((await attempt(post)) !== undefined) return false;
    await tidyUp();
    return true;
  };

  /** So that who asked hears of it. */
  const calling = (draft: Draft): Draft => ({ ...draft, content: `<@${person}> ${draft.content}` });

  /** The answer that stayed open says where to look. It is no loss if it cannot. */
  const tidyUp = async (): Promise<void> => {
    if (message === null) return;
    const draft = renderNotice({
      message: 'This took longer than Discord keeps an answer open.',
      hint: 'It stands further down.',
    });
    await attempt(() => messages.edit(channel, message, draft)).catch(() => undefined);
  };

  const isStanding = async (job: JobId): Promise<boolean> => {
    if (!isResumed) return false;
    const original = message === null ? undefined : await messages.find(channel, message);
    const later = await messages.list(channel, message ?? undefined).catch(() => []);
    const standing = [...(original ? [original] : []), ...later].filter((each) => showsResult(each, job));
    for (const { id } of standing) noteHere(id);
    return standing.length > 0;
  };

  const directly = async (draft: Draft, nonce: string, job: JobId | undefined): Promise<boolean> => {
    let direct = '';
    const closed = await attempt(async () => {
      direct = await messages.directChannel(person);
    });
    if (closed !== undefined) return false;
    if (job !== undefined && isResumed) {
      const there = await messages.list(direct, undefined).catch(() => []);
      if (there.some((each) => showsResult(each, job))) return true;
    }
    const where = { ...draft, content: `From <#${channel}>: ${draft.content}` };
    return (await attempt(async () => note(direct, await messages.post(direct, where, { nonce })))) === undefined;
  };

  /** @throws ReplyGone when no way is left. */
  const deliver = async (draft: Draft, nonce: string, job?: JobId): Promise<void> => {
    if (await byToken(draft, nonce)) return;
    if (await inChannel(draft, nonce, job)) return;
    if (await directly(draft, nonce, job)) return;
    if (job !== undefined) deliveryLog.addPending(job, person, now());
    throw new ReplyGone(`channel ${channel} of Discord and direct messages are closed`);
  };

  /** A film is made of previews. */
  const hiding = (result: Result): Result => ({
    ...result,
    files: result.files.map((file) => (file.name.endsWith('-film.webp') ? { ...file, isSensitive: true } : file)),
  });

  const showResult = async (whole: Result): Promise<void> => {
    const result = arePreviewsHidden ? hiding(whole) : whole;
    const { jobId, actions } = result;
    await status.end();
    await steps.stopUpdates();
    about = jobId === noJob ? undefined : jobId;
    if (message !== null) noteHere(message);
    // A look at an earlier picture is no job of its own.
    if (actions.length === 0) {
      const buttons = messageActions.filter((name) => name === 'delete');
      return deliverFitting(renderResult({ ...result, jobId: noJob }, person, buttons), nonceOf(address));
    }
    const draft = renderResult(result, person, messageActions);
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

  /** What found no room in the answer, behind it. */
  const deliverFurther = async (files: Draft['files'], nonce: string): Promise<void> => {
    const draft: Draft = { content: '', files, components: [] };
    if (isTokenAlive(address, now())) {
      const follow = async () => noteHere(await messages.followUp(address, draft, { nonce }));
      if ((await attempt(follow)) === undefined) return;
    }
    const post = async () => noteHere(await messages.post(channel, draft, { nonce }));
    if (isMember && !isPrivate && (await attempt(post)) === undefined) return;
    if (!(await directly(draft, nonce, undefined)))
      throw new ReplyGone(`there is no place for further files of ${nonce}`);
  };

  /** What is too large even when it is made smaller is told in words. */
  const deliverFitting = async (draft: Draft, nonce: string, job?: JobId): Promise<void> => {
    try {
      await sendFitting(draft, (each) => deliver(each, each === draft ? nonce : `${nonce}-s`, job));
    } catch (error) {
      if (restErrorKind(error) !== 'too-large') throw error;
      await deliver(renderNotice(tooLarge), `${nonce}-w`, job);
    }
  };

  const showWords = async ([first, ...further]: readonly Draft[]): Promise<void> => {
    await status.end();
    await steps.stopUpdates();
    await deliver(first!, nonceOf(address));
    for (const draft of further) await messages.followUp(address, draft, { nonce: nonceOf(address) });
    await steps.stop();
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
        return showWords(renderText(content));
      case 'notice':
        return showWords([renderNotice(content)]);
      default:
        throw content satisfies never;
    }
  };

  return { show };
}

/** As many files as a message takes, and the others in further ones. */
function pagesOf(files: Draft['files']): readonly Draft['files'][] {
  const pages: Draft['files'][] = [];
  for (let first = 0; first < files.length; first += maxFiles) pages.push(files.slice(first, first + maxFiles));
  return pages;
}

const tooLarge = {
  message: 'The picture is there, but too large for this place, even in a smaller encoding.',
  hint: 'Ask again with upscale:no, or for fewer pictures.',
};

/** A nonce has 25 letters at most. */
const nonceOf = ({ message, since }: Address): string => message ?? String(since);

/** Whether a message of ours has the buttons that stand below a finished picture of the job. */
const showsResult = (message: Parameters<typeof pressedIn>[0], job: JobId): boolean =>
  pressedIn(message).some((pressed) => pressed.job === job && pressed.button !== 'cancel');
