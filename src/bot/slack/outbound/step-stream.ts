import type { types } from '@slack/bolt';
import type { Logger } from 'pino';
import type { CountedStep } from '../../../commands/messages/step-text.ts';
import type { Address } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { httpStatus, slackError, slackErrorKind } from '../api/errors.ts';
import type { MessageRef } from '../delivery-store.ts';
import type { FileUploads } from './file-upload.ts';
import type { MessageClient } from './message-client.ts';
import { imageBlock, renderSteps, type UploadedFile } from './render.ts';

export interface StepStreamParts {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly fileUploads: FileUploads;
  readonly log: Logger;
}

type Steps = readonly CountedStep[];

/**
 * Posts steps in the thread of an answer: as tasks of one streamed message where the workspace offers that, else as
 * messages.
 */
interface StepStream {
  /** @throws What the client library throws; then, as far as is known, the steps are not posted. */
  post(answer: MessageRef, steps: Steps, sheet: UploadedFile | undefined): Promise<void>;
  /** Ends the streamed message. Never throws. */
  end(): Promise<void>;
}

/** Lets the requests that people wait for go first. */
export const lowPriority = { priority: 'low' } as const;

/** A message holds 50 blocks; each update is a task and a sheet. */
const maxUpdates = 20;

/** A message that is being streamed. */
interface Stream extends MessageRef {
  readonly updateCount: number;
}

/** @param isStreamed Steps are posted while they come. Those posted all at once are plain messages anyway. */
export function createStepStream(address: Address, isStreamed: boolean, parts: StepStreamParts): StepStream {
  const { api, messages, fileUploads, log } = parts;
  const { key, person, team } = address;
  let canStream = isStreamed;
  let stream: Stream | undefined;

  const threadAt = ({ ts }: MessageRef): string => address.thread ?? ts;

  const whenReady = <T>(sheet: UploadedFile | undefined, send: () => Promise<T>): Promise<T> =>
    fileUploads.whenReady(sheet === undefined ? [] : [sheet], send, lowPriority);

  const postMessage = async (answer: MessageRef, steps: Steps, sheet: UploadedFile | undefined): Promise<void> => {
    const metadata = { request: key, part: 'steps', last: steps.at(-1)!.step } as const;
    const render = () => renderSteps(steps, sheet);
    await whenReady(sheet, () => messages.post(answer.channel, threadAt(answer), render, metadata, lowPriority));
  };

  // A stream accepts chunks only if it began with some.
  const startStream = async (answer: MessageRef, chunks: types.AnyChunk[]): Promise<Stream> => {
    const { ts, channel } = await api.call(
      'chat.startStream',
      (client) =>
        client.chat.startStream({
          ...{ channel: answer.channel, thread_ts: threadAt(answer), task_display_mode: 'timeline', chunks },
          ...{ recipient_user_id: person, recipient_team_id: team },
        }),
      { ...lowPriority, channel: answer.channel },
    );
    if (ts === undefined) throw new Error('Slack returned no timestamp of a streamed message');
    return { channel: channel ?? answer.channel, ts, updateCount: 1 };
  };

  const appendToStream = async (current: Stream, chunks: types.AnyChunk[]): Promise<Stream> => {
    const { channel, ts, updateCount } = current;
    await api.call('chat.appendStream', (client) => client.chat.appendStream({ channel, ts, chunks }), lowPriority);
    return { channel, ts, updateCount: updateCount + 1 };
  };

  const append = async (answer: MessageRef, steps: Steps, sheet: UploadedFile | undefined): Promise<void> => {
    if (stream !== undefined && stream.updateCount >= maxUpdates) await stop();
    const chunks = chunksOf(steps, sheet);
    stream = await whenReady(sheet, () =>
      stream === undefined ? startStream(answer, chunks) : appendToStream(stream, chunks),
    );
  };

  const stop = async (): Promise<void> => {
    if (stream === undefined) return;
    const { channel, ts } = stream;
    stream = undefined;
    try {
      await api.call('chat.stopStream', (client) => client.chat.stopStream({ channel, ts }), lowPriority);
    } catch (err) {
      log.info({ err }, 'could not end a streamed message; Slack ends it by itself');
    }
  };

  return {
    async post(answer, steps, sheet) {
      // Slack allows fewer new streams per minute than messages.
      if (stream === undefined && !api.hasCapacity('chat.startStream')) canStream = false;
      if (!canStream) return postMessage(answer, steps, sheet);
      try {
        return await append(answer, steps, sheet);
      } catch (error) {
        if (slackErrorKind(error) === 'refused-token') throw error;
        const refusal = slackError(error) ?? httpStatus(error);
        if (refusal === undefined) throw error;
        log.info({ problem: refusal }, 'could not stream steps; posting messages instead');
        canStream = false;
        await stop();
        // What Slack's servers failed at may have arrived, so the caller checks before a retry.
        if (isServerError(refusal)) throw error;
        return postMessage(answer, steps, sheet);
      }
    },
    end: stop,
  };
}

const isServerError = (refusal: string | number): boolean => typeof refusal === 'number' && refusal >= 500;

function chunksOf(steps: Steps, sheet: UploadedFile | undefined): types.AnyChunk[] {
  const task: types.TaskUpdateChunk = {
    ...{ type: 'task_update', status: 'complete' },
    ...{ id: `step-${steps[0]!.step}`, title: renderSteps(steps, undefined).text },
  };
  const shown: types.BlocksChunk[] = sheet === undefined ? [] : [{ type: 'blocks', blocks: [imageBlock(sheet)] }];
  return [task, ...shown];
}
