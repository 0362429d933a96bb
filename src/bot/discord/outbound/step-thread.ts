import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { t } from '../../../commands/language/translate.ts';
import { lastStepIn } from '../../../commands/messages/step-text.ts';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStepPosts, type Step, type StepDestination } from '../../chat/progress/step-posts.ts';
import { type ShownStep, stepSheet } from '../../chat/progress/step-sheet.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Address } from '../address.ts';
import { restErrorKind } from '../api/rest-errors.ts';
import { clip } from '../clip.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import type { Draft, MessageClient } from './message-client.ts';
import { renderStep, renderSteps } from './render.ts';
import { sendFitting } from './send-fitting.ts';

export interface StepsParts {
  readonly rest: REST;
  readonly messages: MessageClient;
  readonly deliveryLog: DeliveryLog;
  readonly store: Pick<ResultStore, 'steps' | 'readStep'>;
  /** One line that names the job. */
  readonly titleOf: (job: JobId, address: Address) => Promise<string>;
  /** False for what was deleted: nothing more is posted of it. */
  readonly isKept: (job: JobId) => boolean;
  /** The film of a finished sampling run; undefined where there is none. */
  readonly filmOf: (job: JobId, address: Address) => Promise<ResultFile | undefined>;
  /** Nothing checks previews: where the host checks pictures, they are hidden until a person chooses to see them. */
  readonly arePreviewsHidden: boolean;
  /** The bot is being stopped: the next process posts the missing steps. */
  readonly isClosed: () => boolean;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** Posts the steps of one job below its answer. */
export interface Steps {
  /** Never waits. */
  push(step: Step): void;
  /** Whether the answer itself shows them. */
  areInAnswer(): boolean;
  /** Edits the answer no more, because the result is about to be shown in it. */
  stopUpdates(): Promise<void>;
  /** Posts the missing steps, adds the film and archives the thread. Never throws: the picture is already posted. */
  finish(job: JobId): Promise<void>;
  /** Posts nothing more and archives the thread: the sampling run ended without a result. What is posted stays. */
  stop(): Promise<void>;
}

/** Between two messages or two edits: Discord accepts five in five seconds. */
const gapMs = 2_000;
const maxShownInAnswer = 36;
const maxThreadName = 100;

/**
 * Posts steps in a thread, or in the answer where there can be no thread.
 *
 * @param editAnswer Edits the message of the answer, until the result is shown in it.
 */
export function createSteps(address: Address, parts: StepsParts, editAnswer: (draft: Draft) => Promise<void>): Steps {
  const { rest, messages, deliveryLog, titleOf, isKept, filmOf, arePreviewsHidden, log, now, wait } = parts;
  const { channel, message, person } = address;
  let style = message === null ? 'off' : address.progress;
  let thread: string | undefined;
  let isAnswered = false;
  const shownInAnswer: ShownStep[] = [];
  let latest: Step | undefined;

  const openThread = async (job: JobId): Promise<string> => {
    try {
      const body = { name: clip(await titleOf(job, address), maxThreadName), auto_archive_duration: 60 };
      await rest.post(Routes.threads(channel, message!), { body });
    } catch (error) {
      if (restErrorKind(error) !== 'has-thread') throw error;
    }
    return message!; // a thread has the id of the message that it was started from
  };

  const sheet = async (shown: readonly ShownStep[]): Promise<ResultFile> => ({
    ...(await stepSheet(shown)),
    ...(arePreviewsHidden && { isSensitive: true }),
  });

  /** @returns The posted text; undefined when the job is deleted. */
  const post = async (job: JobId, draft: Draft, nonce: string): Promise<string | undefined> => {
    let posted: string | undefined;
    await sendFitting(draft, async (each) => {
      if (!isKept(job)) return;
      const { id, content } = await messages.post(thread!, each, { nonce: each === draft ? nonce : `${nonce}-s` });
      // The job was deleted while this message was being sent.
      if (!isKept(job)) return messages.remove(thread!, id);
      posted = content;
    });
    return posted;
  };

  const postInThread = async (job: JobId, shown: readonly ShownStep[]): Promise<void> => {
    thread ??= await openThread(job);
    const missing = () => shown.filter(({ step }) => step > deliveryLog.lastStep(message!));
    for (let left = missing(); left.length > 0; left = missing()) {
      const draft = renderSteps(left, [await sheet(left)]);
      const posted = await post(job, draft, `${job}-${left[0]!.step}`);
      if (posted === undefined) return;
      // A process that died after it posted may have posted other steps with this nonce.
      const { step: first, stageSteps } = left[0]!;
      const isThis = posted === draft.content;
      const last = isThis ? left.at(-1)!.step : Math.max(first, lastStepIn(posted, stageSteps?.base ?? 0));
      deliveryLog.setLastStep(message!, last, now());
    }
  };

  const postInAnswer = async (shown: readonly ShownStep[]): Promise<void> => {
    shownInAnswer.push(...shown);
    if (latest === undefined) return;
    const draft = renderStep(latest, person, [await sheet(shownInAnswer.slice(-maxShownInAnswer))]);
    if (!isAnswered) await sendFitting(draft, editAnswer);
  };

  const destination: StepDestination = {
    lastStep: () => deliveryLog.lastStep(message!),
    async post(job, shown) {
      if (style === 'thread') {
        try {
          return await postInThread(job, shown);
        } catch (error) {
          if (restErrorKind(error) === 'other') throw error;
          log.info({ err: error }, 'could not post in a thread; showing steps in the answer');
          style = 'edit';
        }
      }
      await postInAnswer(shown);
    },
  };

  const posts = createStepPosts({
    ...{ ...parts, gapMs, retryDelaysMs: [gapMs, gapMs], waitForRetry: wait },
    isTemporary: (error) => restErrorKind(error) === 'other',
    // The picture replaces steps in the answer, so none are missing there.
    open: async (steps) => (steps === undefined && style !== 'thread' ? undefined : destination),
  });

  const archiveThread = async (): Promise<void> => {
    if (thread !== undefined) await rest.patch(Routes.channel(thread), { body: { archived: true } });
  };

  const postFilm = async (job: JobId): Promise<void> => {
    const film = await filmOf(job, address);
    if (film === undefined) return;
    const content = t('From noise to picture');
    const files = [{ ...film, ...(arePreviewsHidden && ({ isSensitive: true } as const)) }];
    await post(job, { content, files, components: [] }, `${job}-film`);
  };

  return {
    push(step) {
      if (style === 'off') return;
      latest = step;
      posts.push(step);
    },
    areInAnswer: () => style === 'edit',
    async stopUpdates() {
      isAnswered = true;
      if (style === 'edit') await posts.drop();
    },
    finish: (job) =>
      posts.guarded(async () => {
        await posts.finish(job);
        if (style !== 'thread') return;
        // An earlier process may have posted all of them, and no more.
        if (deliveryLog.lastStep(message!) > 0) thread ??= message!;
        if (thread === undefined) return;
        await postFilm(job);
        await archiveThread();
      }),
    stop: () =>
      posts.guarded(async () => {
        await posts.drop();
        await archiveThread();
      }),
  };
}
