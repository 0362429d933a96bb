import { ReplyPostponed, type ResultFile } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStatusUpdates } from '../../chat/status-updates.ts';
import { maxCells, type ShownStep, stepSheet } from '../../chat/step-sheet.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Address } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import type { Standing } from './message-client.ts';
import { type Draft, renderSteps, type ShownFile, type Step } from './render.ts';
import { createStepStream, lowPriority, type StepStreamParts } from './step-stream.ts';

export interface StepsParts extends StepStreamParts {
  readonly books: DeliveryStore;
  readonly store: Pick<ResultStore, 'steps' | 'readStep'>;
  /** False for what was deleted: nothing more is posted of it. */
  readonly isKept: (job: JobId) => boolean;
  /** The film of a finished walk; undefined where there is none. */
  readonly filmOf: (job: JobId, address: Address) => Promise<ResultFile | undefined>;
  /** Previews are checked by nothing: where the host checks pictures, they are not shown. */
  readonly arePreviewsHidden: boolean;
  /** An earlier process may have told some already. */
  readonly isPromised: boolean;
  /** The bot is being stopped: what is only told in passing is not told any more, for the next process tells it. */
  readonly isClosed: () => boolean;
  /** The books stay open until the work has ended. */
  readonly track: (work: Promise<void>) => Promise<void>;
  readonly now: () => Date;
  /** Waits for what may be better later. @throws ReplyPostponed when the bot is being stopped meanwhile. */
  readonly waitUnlessClosing: (ms: number) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
}

/** The steps of one job below its answer. */
export interface Steps {
  /** Never waits. */
  tell(step: Step): void;
  /** Tells what is not told yet and adds the film. Never throws: the picture is there already. */
  finish(job: JobId): Promise<void>;
  /** The walk has no end to show: what was told stays. */
  leave(): Promise<void>;
}

/** Between two sheets of one job: Slack takes a message a second in a channel. */
const gapMs = 3_000;
/** A quick walk is told on one sheet. */
const leadMs = 1_500;
/** Between the tries, while Slack has trouble. */
const retryAfterMs = [3_000, 15_000, 60_000] as const;

/**
 * Tells steps in the thread below the answer while they come. In a thread that was there before, or where the steps are to
 * be in the answer, one sheet follows the picture.
 *
 * @param placeOf Where the answer stands; opens it where it does not stand yet.
 */
export function createSteps(
  address: Address,
  parts: StepsParts,
  placeOf: (draft: Draft) => Promise<MessageRef>,
): Steps {
  const { messages, showing, books, store, isKept, filmOf, arePreviewsHidden, isPromised, isClosed, track } = parts;
  const { log, now, waitUnlessClosing, wait } = parts;
  const { key, progress, since } = address;
  const isTold = progress === 'thread' && address.thread === null;
  const stepStream = createStepStream(address, isTold, parts);
  // What stands there that our books may not know of.
  let standing: readonly Standing[] | undefined = isPromised ? undefined : [];

  const threadAt = ({ ts }: MessageRef): string => address.thread ?? ts;

  /** The last step that stands there already: as our books say, or Slack itself. */
  const lastStep = async (place: MessageRef): Promise<number> => {
    standing ??= await messages.standing(place.channel, threadAt(place), since);
    const own = standing.filter(({ mark }) => mark?.request === key && mark.part === 'steps');
    // Tasks stand only in the thread of our own answer.
    const streamed = isTold ? standing.flatMap(({ tasks }) => tasks.map(lastStepIn)) : [];
    return Math.max(books.lastStep(key), ...own.map(({ mark }) => mark?.last ?? 0), ...streamed);
  };

  const sheetOf = async (
    job: JobId,
    { channel }: MessageRef,
    shown: readonly ShownStep[],
  ): Promise<ShownFile | undefined> => {
    if (arePreviewsHidden) return undefined;
    const sheet = await showing.give(await stepSheet(shown), lowPriority);
    books.posted(job, { channel, message: null, file: sheet.id }, now());
    return sheet;
  };

  const post = async (job: JobId, place: MessageRef, shown: readonly ShownStep[]): Promise<void> => {
    if (!isKept(job)) return;
    const sheet = await sheetOf(job, place, shown);
    const last = shown.at(-1)!.step;
    if (isClosed() || !isKept(job)) return;
    await track(stepStream.tell(place, shown, sheet).then(() => books.told(key, last, now())));
  };

  const tellAll = async (job: JobId, place: MessageRef, shown: readonly ShownStep[]): Promise<void> => {
    for (let first = 0; first < shown.length; first += maxCells) {
      await post(job, place, shown.slice(first, first + maxCells));
    }
  };

  const send = async (steps: readonly Step[]): Promise<void> => {
    if (isClosed()) return;
    const place = await placeOf(renderSteps(steps, undefined));
    const told = await lastStep(place);
    await tellAll(
      steps[0]!.jobId,
      place,
      steps.filter(({ step }) => step > told),
    );
  };

  /** What failed for a moment is tried again. */
  const withRetries = async (work: () => Promise<void>): Promise<void> => {
    for (const backoffMs of retryAfterMs) {
      try {
        return await work();
      } catch (error) {
        if (slackErrorKind(error) !== 'other' || error instanceof ReplyPostponed) throw error;
        standing = undefined; // it may have come through all the same
        await waitUnlessClosing(backoffMs);
      }
    }
    return work();
  };

  const updates = createStatusUpdates<Step>({
    leadMs,
    gapMs,
    wait,
    send: (steps) => withRetries(() => send(steps)),
    onFailure: (err) => log.info({ err }, 'steps were not shown'),
  });

  /** Those that no pacer told: of a walk before a restart, or while Slack was away. */
  const fillUp = async (job: JobId, place: MessageRef): Promise<void> => {
    const told = await lastStep(place);
    const missing = (await store.steps(job)).filter(({ step }) => step > told);
    const shown = await Promise.all(
      missing.map(async (record) => ({ ...record, preview: await store.readStep(job, record.step) })),
    );
    await tellAll(
      job,
      place,
      shown.flatMap(({ preview, ...record }) => (preview === undefined ? [] : [{ ...record, preview }])),
    );
  };

  const addFilm = async (job: JobId, place: MessageRef): Promise<void> => {
    const film = await filmOf(job, address);
    if (film === undefined || (film.isSensitive ?? arePreviewsHidden)) return;
    standing ??= await messages.standing(place.channel, threadAt(place), since);
    if (standing.some(({ files }) => files.includes(film.name))) return;
    const { channel } = place;
    const noted = (file: string) => books.posted(job, { channel, message: null, file }, now());
    await messages.share({ channel, thread: threadAt(place) }, film, 'From noise to picture', noted, lowPriority);
  };

  return {
    tell(step) {
      if (isTold) updates.push(step);
    },
    async finish(job) {
      try {
        await updates.end();
        const place = books.answerOf(key);
        if (progress === 'off' || place === undefined) return;
        await withRetries(() => fillUp(job, place));
        await stepStream.end();
        await withRetries(() => addFilm(job, place));
      } catch (err) {
        log.warn({ err }, 'the thread of a picture could not be finished');
      }
    },
    async leave() {
      await updates.drop();
      await stepStream.end();
    },
  };
}

/** "Steps 7–18 of 26": 18. */
const lastStepIn = (title: string): number => Number(/(?<!\d)(\d+) of \d+$/.exec(title)?.[1] ?? 0);
