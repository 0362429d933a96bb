import { ReplyPostponed, type ResultFile } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { createStepPosts, type Step } from '../../chat/progress/step-posts.ts';
import { type ShownStep, stepSheet } from '../../chat/progress/step-sheet.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Address } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import type { Standing } from './message-client.ts';
import { type Draft, renderSteps, type ShownFile } from './render.ts';
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
const retryDelaysMs = [3_000, 15_000, 60_000] as const;

/**
 * Posts steps in the thread below the answer while they come. In a thread that was there before, or where the steps are to
 * be in the answer, one sheet follows the picture.
 *
 * @param openAnswer Where the answer stands; posts it where it does not stand yet.
 */
export function createSteps(
  address: Address,
  parts: StepsParts,
  openAnswer: (draft: Draft) => Promise<MessageRef>,
): Steps {
  const { messages, showing, books, isKept, filmOf, arePreviewsHidden, isPromised, isClosed, track } = parts;
  const { log, now, waitUnlessClosing } = parts;
  const { key, progress, since } = address;
  const isLive = progress === 'thread' && address.thread === null;
  const stepStream = createStepStream(address, isLive, parts);
  // What stands there that our store may not know of.
  let standing: readonly Standing[] | undefined = isPromised ? undefined : [];

  const threadAt = ({ ts }: MessageRef): string => address.thread ?? ts;

  const standingAt = async (answer: MessageRef): Promise<readonly Standing[]> => {
    standing ??= await messages.standing(answer.channel, threadAt(answer), since);
    return standing;
  };

  /** The last step that stands there already: as our store says, or Slack itself. */
  const lastStep = async (answer: MessageRef): Promise<number> => {
    const found = await standingAt(answer);
    const own = found.filter(({ mark }) => mark?.request === key && mark.part === 'steps');
    // Tasks stand only in the thread of our own answer.
    const streamed = isLive ? found.flatMap(({ tasks }) => tasks.map(lastStepIn)) : [];
    return Math.max(books.lastStep(key), ...own.map(({ mark }) => mark?.last ?? 0), ...streamed);
  };

  const uploadSheet = async (
    job: JobId,
    { channel }: MessageRef,
    shown: readonly ShownStep[],
  ): Promise<ShownFile | undefined> => {
    if (arePreviewsHidden) return undefined;
    const sheet = await showing.give(await stepSheet(shown), lowPriority);
    books.posted(job, { channel, message: null, file: sheet.id }, now());
    return sheet;
  };

  const post = async (job: JobId, answer: MessageRef, shown: readonly ShownStep[]): Promise<void> => {
    if (!isKept(job)) return;
    const sheet = await uploadSheet(job, answer, shown);
    const last = shown.at(-1)!.step;
    if (isClosed() || !isKept(job)) return;
    await track(stepStream.tell(answer, shown, sheet).then(() => books.told(key, last, now())));
  };

  const posts = createStepPosts({
    ...{ ...parts, leadMs, gapMs, retryDelaysMs, waitForRetry: waitUnlessClosing, isOver: isClosed },
    isTemporary(error) {
      if (slackErrorKind(error) !== 'other' || error instanceof ReplyPostponed) return false;
      standing = undefined; // it may have come through all the same
      return true;
    },
    async open(steps) {
      const answer = steps === undefined ? books.answerOf(key) : await openAnswer(renderSteps(steps, undefined));
      if (answer === undefined || (steps === undefined && progress === 'off')) return undefined;
      return { lastStep: () => lastStep(answer), post: (job, shown) => post(job, answer, shown) };
    },
  });

  const addFilm = async (job: JobId, answer: MessageRef): Promise<void> => {
    const film = await filmOf(job, address);
    if (film === undefined || (film.isSensitive ?? arePreviewsHidden)) return;
    if ((await standingAt(answer)).some(({ files }) => files.includes(film.name))) return;
    const { channel } = answer;
    const noted = (file: string) => books.posted(job, { channel, message: null, file }, now());
    await messages.share({ channel, thread: threadAt(answer) }, film, 'From noise to picture', noted, lowPriority);
  };

  return {
    tell(step) {
      if (isLive) posts.push(step);
    },
    async finish(job) {
      try {
        await posts.finish(job);
        const answer = books.answerOf(key);
        if (progress === 'off' || answer === undefined) return;
        await stepStream.end();
        await posts.withRetries(() => addFilm(job, answer));
      } catch (err) {
        log.warn({ err }, 'the thread of a picture could not be finished');
      }
    },
    async leave() {
      await posts.drop();
      await stepStream.end();
    },
  };
}

/** "Steps 7–18 of 26": 18. */
const lastStepIn = (title: string): number => Number(/(?<!\d)(\d+) of \d+$/.exec(title)?.[1] ?? 0);
