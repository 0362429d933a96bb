import type { Logger } from 'pino';
import { type ReplyContent, ReplyPostponed } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import type { ResultStore, StepRecord } from '../../jobs/result-store.ts';
import { createStatusUpdates } from './status-updates.ts';
import { maxCells, type ShownStep } from './step-sheet.ts';

/** A step reported while a picture is drawn. */
export type Step = Extract<ReplyContent, { kind: 'step' }>;

/** Posts the steps of one job in one destination. */
export interface StepDestination {
  /** The last step that is posted already; 0 when none is. @param baseSteps The steps of the base stage. */
  lastStep(baseSteps: number): number | Promise<number>;
  /** @param steps At most `maxCells`, in order. @throws Temporary and permanent errors of the platform. */
  post(job: JobId, steps: readonly ShownStep[]): Promise<void>;
}

interface StepPostsParts {
  readonly store: Pick<ResultStore, 'steps' | 'readStep'>;
  /** The delay before the first post, so that a quick drawing takes one. */
  readonly leadMs?: number;
  /** Between two posts. */
  readonly gapMs: number;
  /** The delay before each retry of a failed post. */
  readonly retryDelaysMs: readonly number[];
  /** Whether a retry may succeed. */
  isTemporary(error: unknown): boolean;
  /**
   * Finds or opens the destination.
   *
   * @param steps The steps to be posted first; absent: the destination is only looked up.
   * @returns Undefined when there is none.
   */
  open(steps?: readonly Step[]): Promise<StepDestination | undefined>;
  /** The bot is being stopped: the next process posts the missing steps. */
  isClosed(): boolean;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
  /** @throws ReplyPostponed when the bot is stopped meanwhile. */
  readonly waitForRetry: (ms: number) => Promise<void>;
}

/** Posts the steps of one job, each once, in order, no faster than a platform takes them. */
interface StepPosts {
  /** Never waits. */
  push(step: Step): void;
  /** Posts the pushed steps, then those that are missing, as after a restart. @throws What the destination throws. */
  finish(job: JobId): Promise<void>;
  /** Posts nothing more. */
  drop(): Promise<void>;
  /** Retries `work` while its error is temporary. */
  withRetries(work: () => Promise<void>): Promise<void>;
  /** Runs `work` and logs its error: the picture is posted already, whatever becomes of its steps. */
  guarded(work: () => Promise<void>): Promise<void>;
}

export function createStepPosts(parts: StepPostsParts): StepPosts {
  const { store, retryDelaysMs, isTemporary, open, isClosed, log, waitForRetry } = parts;

  const withRetries = async (work: () => Promise<void>): Promise<void> => {
    for (const delayMs of retryDelaysMs) {
      try {
        return await work();
      } catch (error) {
        if (!isTemporary(error)) throw error;
        await waitForRetry(delayMs);
      }
    }
    return work();
  };

  const postAll = async (to: StepDestination, job: JobId, steps: readonly ShownStep[]): Promise<void> => {
    for (let first = 0; first < steps.length; first += maxCells) {
      await to.post(job, steps.slice(first, first + maxCells));
    }
  };

  const send = async (steps: readonly Step[]): Promise<void> => {
    if (isClosed()) return;
    const to = await open(steps);
    if (to === undefined) return;
    const last = await to.lastStep(baseStepsOf(steps));
    await postAll(
      to,
      steps[0]!.jobId,
      steps.filter(({ step }) => step > last),
    );
  };

  const logFailure = (err: unknown): void => {
    if (err instanceof ReplyPostponed) log.info('the next start posts the remaining steps');
    else log.warn({ err }, 'could not post all steps');
  };

  const updates = createStatusUpdates<Step>({
    ...parts,
    send: (steps) => withRetries(() => send(steps)),
    onFailure: logFailure,
  });

  /** Posts steps that no update posted: those from before a restart, or from while the platform was away. */
  const postMissing = async (job: JobId): Promise<void> => {
    const to = await open();
    if (to === undefined) return;
    const records = await store.steps(job);
    const last = await to.lastStep(baseStepsOf(records));
    const missing = records.filter(({ step }) => step > last);
    const read = missing.map(async (record) => ({ ...record, preview: await store.readStep(job, record.step) }));
    const kept = (await Promise.all(read)).flatMap(({ preview, ...record }) =>
      preview === undefined ? [] : [{ ...record, preview }],
    );
    await postAll(to, job, kept);
  };

  return {
    push: updates.push,
    async finish(job) {
      await updates.end();
      await withRetries(() => postMissing(job));
    },
    drop: updates.drop,
    withRetries,
    async guarded(work) {
      try {
        await work();
      } catch (error) {
        logFailure(error);
      }
    },
  };
}

/** Records of earlier versions do not say it: their steps are all of the base stage. */
const baseStepsOf = ([first]: readonly StepRecord[]): number => first?.stageSteps?.base ?? 0;
