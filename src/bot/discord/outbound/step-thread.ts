import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusUpdates } from '../../chat/status-updates.ts';
import { maxCells, type ShownStep, stepSheet } from '../../chat/step-sheet.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Address } from '../address.ts';
import { restErrorKind } from '../api/rest-errors.ts';
import { clip } from '../clip.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import type { Draft, MessageClient } from './message-client.ts';
import { renderStep, renderSteps, type Step } from './render.ts';
import { sendFitting } from './send-fitting.ts';

export interface StepsParts {
  readonly rest: REST;
  readonly messages: MessageClient;
  readonly answers: DeliveryLog;
  readonly store: Pick<ResultStore, 'steps' | 'readStep'>;
  /** One line that names the job. */
  readonly titleOf: (job: JobId, address: Address) => Promise<string>;
  /** False for what was deleted: nothing more is posted of it. */
  readonly isKept: (job: JobId) => boolean;
  /** The film of a finished walk; undefined where there is none. */
  readonly filmOf: (job: JobId, address: Address) => Promise<ResultFile | undefined>;
  /** Previews are checked by nothing: where the host checks pictures, they are shown to who chooses to see them. */
  readonly arePreviewsHidden: boolean;
  /** The bot is being stopped: the next process tells what is not told yet. */
  readonly isOver: () => boolean;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** The steps of one job below its answer. */
export interface Steps {
  /** Never waits. */
  tell(step: Step): void;
  /** Whether the place of the answer itself shows them. */
  fillAnswer(): boolean;
  /** The answer is about to be shown: nothing more is written into its place. */
  stopUpdates(): Promise<void>;
  /** Tells what is not told yet, adds the film and closes the thread. Never throws: the picture is there already. */
  finish(job: JobId): Promise<void>;
  /** The walk has no end to show: what was told stays, and the thread is closed. */
  leave(): Promise<void>;
}

/** Between two messages or two changes: Discord takes five in five seconds. */
const gapMs = 2_000;
const retries = 3;
const shownInAnswer = 36;
const maxThreadName = 100;

/**
 * Tells steps in a thread, or in the answer where no thread can be.
 *
 * @param changeAnswer Shows something in the place of the answer, as long as there is none.
 */
export function createSteps(address: Address, parts: StepsParts, changeAnswer: (draft: Draft) => Promise<void>): Steps {
  const { rest, messages, answers, store, titleOf, isKept, filmOf, arePreviewsHidden, isOver, log, now, wait } = parts;
  const { channel, message, person } = address;
  let style = message === null ? 'off' : address.progress;
  let thread: string | undefined;
  let isAnswered = false;
  const told: ShownStep[] = [];

  const openThread = async (job: JobId): Promise<string> => {
    try {
      const body = { name: clip(await titleOf(job, address), maxThreadName), auto_archive_duration: 60 };
      await rest.post(Routes.threads(channel, message!), { body });
    } catch (error) {
      if (restErrorKind(error) !== 'has-thread') throw error;
    }
    return message!; // a thread has the id of the message that it began at
  };

  const sheet = async (shown: readonly ShownStep[]): Promise<ResultFile> => ({
    ...(await stepSheet(shown)),
    ...(arePreviewsHidden && { isSensitive: true }),
  });

  const post = (job: JobId, draft: Draft, nonce: string): Promise<void> =>
    sendFitting(draft, async (each) => {
      if (!isKept(job)) return;
      const message = await messages.post(thread!, each, { nonce: each === draft ? nonce : `${nonce}-s` });
      // It was deleted while this was on its way.
      if (!isKept(job)) await messages.remove(thread!, message);
    });

  const inThread = async (job: JobId, shown: readonly ShownStep[]): Promise<void> => {
    thread ??= await openThread(job);
    for (let first = 0; first < shown.length; first += maxCells) {
      const part = shown.slice(first, first + maxCells);
      await post(job, renderSteps(part, [await sheet(part)]), `${job}-${part[0]!.step}`);
      answers.told(message!, part.at(-1)!.step, now());
    }
  };

  const inAnswer = async (last: Step): Promise<void> => {
    const draft = renderStep(last, person, [await sheet(told.slice(-shownInAnswer))]);
    if (!isAnswered) await sendFitting(draft, changeAnswer);
  };

  const send = async (steps: readonly Step[]): Promise<void> => {
    if (isOver()) return;
    const [{ jobId }] = steps as readonly [Step, ...Step[]];
    if (style === 'thread') {
      try {
        return await inThread(jobId, steps);
      } catch (error) {
        if (restErrorKind(error) === 'other') throw error;
        log.info({ err: error }, 'no thread can be here: steps are shown in the answer');
        style = 'edit';
      }
    }
    told.push(...steps);
    await inAnswer(steps.at(-1)!);
  };

  /** What failed for a moment is tried again together with what came meanwhile. */
  const withRetries = async (steps: readonly Step[]): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        return await send(steps);
      } catch (error) {
        if (tries === retries || restErrorKind(error) !== 'other') throw error;
        await wait(gapMs);
      }
    }
  };

  const updates = createStatusUpdates<Step>({
    gapMs,
    wait,
    send: withRetries,
    onFailure: (error) => log.warn({ err: error }, 'steps were not shown'),
  });

  /** Those that no pacer told: of a walk before a restart, or while Discord was away. */
  const fillUp = async (job: JobId): Promise<void> => {
    const last = answers.lastStep(message!);
    const missing = (await store.steps(job)).filter(({ step }) => step > last);
    const shown = await Promise.all(
      missing.map(async (record) => ({ ...record, preview: await store.readStep(job, record.step) })),
    );
    const kept = shown.flatMap(({ preview, ...record }) => (preview === undefined ? [] : [{ ...record, preview }]));
    if (kept.length > 0) await inThread(job, kept);
  };

  const close = async (): Promise<void> => {
    if (thread !== undefined) await rest.patch(Routes.channel(thread), { body: { archived: true } });
  };

  const logErrors = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'the thread of a picture could not be finished');
    }
  };

  return {
    tell(step) {
      // Those of a walk that began again after a restart stand there already.
      if (style === 'off' || step.step <= answers.lastStep(message!)) return;
      updates.push(step);
    },
    fillAnswer: () => style === 'edit',
    async stopUpdates() {
      isAnswered = true;
      if (style === 'edit') await updates.drop();
    },
    finish: (job) =>
      logErrors(async () => {
        await updates.end();
        if (style !== 'thread') return;
        await fillUp(job);
        // An earlier process may have told all of them, and no more.
        if (answers.lastStep(message!) > 0) thread ??= message!;
        if (thread === undefined) return;
        const film = await filmOf(job, address);
        if (film !== undefined) {
          const content = 'From noise to picture';
          const files = [{ ...film, ...(arePreviewsHidden && ({ isSensitive: true } as const)) }];
          await post(job, { content, files, components: [] }, `${job}-film`);
        }
        await close();
      }),
    leave: () =>
      logErrors(async () => {
        await updates.drop();
        await close();
      }),
  };
}
