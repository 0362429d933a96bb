import { t } from '../../../commands/language/translate.ts';
import { lastStepIn } from '../../../commands/messages/step-text.ts';
import { ReplyPostponed, type ResultFile } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStepPosts, type Step } from '../../chat/progress/step-posts.ts';
import { type ShownStep, stepSheet } from '../../chat/progress/step-sheet.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Address } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import type { PostedMessage } from './message-client.ts';
import { type Draft, renderSteps, type UploadedFile } from './render.ts';
import { createStepStream, lowPriority, type StepStreamParts } from './step-stream.ts';

export interface StepsParts extends StepStreamParts {
  readonly deliveryStore: DeliveryStore;
  readonly store: Pick<ResultStore, 'steps' | 'readStep'>;
  /** False for what was deleted: nothing more is posted of it. */
  readonly isKept: (job: JobId) => boolean;
  /** The film of a finished sampling run; undefined where there is none. */
  readonly filmOf: (job: JobId, address: Address) => Promise<ResultFile | undefined>;
  /** Nothing checks previews: where the host checks pictures, they are not shown. */
  readonly arePreviewsHidden: boolean;
  /** An earlier process may have posted some steps already. */
  readonly isResumed: boolean;
  /** The bot is being stopped: progress is no longer posted, for the next process posts it. */
  readonly isClosed: () => boolean;
  /** Keeps the database open until the work has ended. */
  readonly track: (work: Promise<void>) => Promise<void>;
  readonly now: () => Date;
  /** Waits before a retry. @throws ReplyPostponed when the bot is stopped meanwhile. */
  readonly waitUnlessClosing: (ms: number) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
}

/** Posts the steps of one job below its answer. */
export interface Steps {
  /** Never waits. */
  push(step: Step): void;
  /** Posts the missing steps and adds the film. Never throws: the picture is already posted. */
  finish(job: JobId): Promise<void>;
  /** Posts nothing more: the sampling run ended without a result. What is posted stays. */
  stop(): Promise<void>;
}

/** Between two sheets of one job: Slack accepts a message a second in a channel. */
const gapMs = 3_000;
/** Before the first sheet, so that a quick drawing takes one. */
const leadMs = 1_500;
/** Delays between retries. */
const retryDelaysMs = [3_000, 15_000, 60_000] as const;

/**
 * Posts steps in the thread below the answer while they come. In a thread that was there before, or where the steps are
 * to be in the answer, one sheet follows the picture.
 *
 * @param openAnswer Returns the message of the answer, and posts it when it is not posted yet.
 */
export function createSteps(
  address: Address,
  parts: StepsParts,
  openAnswer: (draft: Draft) => Promise<MessageRef>,
): Steps {
  const { messages, fileUploads, deliveryStore, isKept, filmOf, arePreviewsHidden, isResumed, isClosed, track } = parts;
  const { now, waitUnlessClosing } = parts;
  const { key, progress, since } = address;
  const isLive = progress === 'thread' && address.thread === null;
  const stepStream = createStepStream(address, isLive, parts);
  // Messages of the thread that the delivery store may not know of.
  let posted: readonly PostedMessage[] | undefined = isResumed ? undefined : [];

  const threadAt = ({ ts }: MessageRef): string => address.thread ?? ts;

  const listPosted = async (answer: MessageRef): Promise<readonly PostedMessage[]> => {
    posted ??= await messages.list(answer.channel, threadAt(answer), since);
    return posted;
  };

  /** The last step that is posted, according to the delivery store and to Slack. */
  const lastStep = async (answer: MessageRef, baseSteps: number): Promise<number> => {
    const found = await listPosted(answer);
    const own = found.filter(({ metadata: mark }) => mark?.request === key && mark.part === 'steps');
    // Only the thread of our own answer has tasks.
    const streamed = isLive ? found.flatMap(({ tasks }) => tasks.map((title) => lastStepIn(title, baseSteps))) : [];
    return Math.max(deliveryStore.lastStep(key), ...own.map(({ metadata: mark }) => mark?.last ?? 0), ...streamed);
  };

  const uploadSheet = async (
    job: JobId,
    { channel }: MessageRef,
    shown: readonly ShownStep[],
  ): Promise<UploadedFile | undefined> => {
    if (arePreviewsHidden) return undefined;
    const sheet = await fileUploads.upload(await stepSheet(shown), lowPriority);
    deliveryStore.recordPost(job, { channel, message: null, file: sheet.id }, now());
    return sheet;
  };

  const post = async (job: JobId, answer: MessageRef, shown: readonly ShownStep[]): Promise<void> => {
    if (!isKept(job)) return;
    const sheet = await uploadSheet(job, answer, shown);
    const last = shown.at(-1)!.step;
    if (isClosed() || !isKept(job)) return;
    await track(stepStream.post(answer, shown, sheet).then(() => deliveryStore.setLastStep(key, last, now())));
  };

  const posts = createStepPosts({
    ...{ ...parts, leadMs, gapMs, retryDelaysMs, waitForRetry: waitUnlessClosing, isClosed },
    isTemporary(error) {
      if (slackErrorKind(error) !== 'other' || error instanceof ReplyPostponed) return false;
      posted = undefined; // the post may have arrived all the same
      return true;
    },
    async open(steps) {
      const answer =
        steps === undefined ? deliveryStore.answerOf(key) : await openAnswer(renderSteps(steps, undefined));
      if (answer === undefined || (steps === undefined && progress === 'off')) return undefined;
      return { lastStep: (baseSteps) => lastStep(answer, baseSteps), post: (job, shown) => post(job, answer, shown) };
    },
  });

  const addFilm = async (job: JobId, answer: MessageRef): Promise<void> => {
    const film = await filmOf(job, address);
    if (film === undefined || (film.isSensitive ?? arePreviewsHidden)) return;
    if ((await listPosted(answer)).some(({ files }) => files.includes(film.name))) return;
    const { channel } = answer;
    const record = (file: string) => deliveryStore.recordPost(job, { channel, message: null, file }, now());
    await messages.share({ channel, thread: threadAt(answer) }, film, t('From noise to picture'), record, lowPriority);
  };

  return {
    push(step) {
      if (isLive) posts.push(step);
    },
    finish: (job) =>
      posts.guarded(async () => {
        await posts.finish(job);
        const answer = deliveryStore.answerOf(key);
        if (progress === 'off' || answer === undefined) return;
        await stepStream.end();
        await posts.withRetries(() => addFilm(job, answer));
      }),
    async stop() {
      await posts.drop();
      await stepStream.end();
    },
  };
}
