import type { types } from '@slack/bolt';
import type { Logger } from 'pino';
import type { CountedStep } from '../../../commands/messages/step-text.ts';
import type { Address } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { httpStatus, slackError, slackErrorKind } from '../api/errors.ts';
import type { MessageRef } from '../delivery-store.ts';
import type { FileUploads } from './file-upload.ts';
import type { MessageClient } from './message-client.ts';
import { imageBlock, renderSteps, type ShownFile } from './render.ts';

export interface StepStreamParts {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly showing: FileUploads;
  readonly log: Logger;
}

type Told = readonly CountedStep[];

/** Puts steps into the thread of an answer: as tasks of one streamed message where the workspace has such, else as messages. */
interface StepStream {
  /** @throws What the client library throws; then they are not told, as far as is known. */
  tell(place: MessageRef, steps: Told, sheet: ShownFile | undefined): Promise<void>;
  /** No more comes. Never throws. */
  end(): Promise<void>;
}

/** What people wait for goes first. */
export const lowPriority = { urgency: 'patient' } as const;

/** A message holds 50 blocks; each telling is a task and a sheet. */
const maxUpdates = 20;

/** A message of ours that is being streamed. */
interface Stream extends MessageRef {
  readonly updateCount: number;
}

/** @param isStreamed Steps come one by one; what comes at once is a message anyway. */
export function createStepStream(address: Address, isStreamed: boolean, parts: StepStreamParts): StepStream {
  const { api, messages, showing, log } = parts;
  const { key, person, team } = address;
  let isOffered = isStreamed;
  let stream: Stream | undefined;

  const threadAt = ({ ts }: MessageRef): string => address.thread ?? ts;

  const whenReady = <T>(sheet: ShownFile | undefined, send: () => Promise<T>): Promise<T> =>
    showing.whenReady(sheet === undefined ? [] : [sheet], send, lowPriority);

  const post = async (place: MessageRef, steps: Told, sheet: ShownFile | undefined): Promise<void> => {
    const mark = { request: key, part: 'steps', last: steps.at(-1)!.step } as const;
    const say = () => renderSteps(steps, sheet);
    await whenReady(sheet, () => messages.post(place.channel, threadAt(place), say, mark, lowPriority));
  };

  // A stream takes chunks only if it began with some.
  const begin = async (place: MessageRef, chunks: types.AnyChunk[]): Promise<Stream> => {
    const { ts, channel } = await api.call(
      'chat.startStream',
      (client) =>
        client.chat.startStream({
          ...{ channel: place.channel, thread_ts: threadAt(place), task_display_mode: 'timeline', chunks },
          ...{ recipient_user_id: person, recipient_team_id: team },
        }),
      { ...lowPriority, channel: place.channel },
    );
    if (ts === undefined) throw new Error('Slack did not say which message it streams');
    return { channel: channel ?? place.channel, ts, updateCount: 1 };
  };

  const goOn = async (begun: Stream, chunks: types.AnyChunk[]): Promise<Stream> => {
    const { channel, ts, updateCount } = begun;
    await api.call('chat.appendStream', (client) => client.chat.appendStream({ channel, ts, chunks }), lowPriority);
    return { channel, ts, updateCount: updateCount + 1 };
  };

  const append = async (place: MessageRef, steps: Told, sheet: ShownFile | undefined): Promise<void> => {
    if (stream !== undefined && stream.updateCount >= maxUpdates) await stop();
    const chunks = chunksOf(steps, sheet);
    stream = await whenReady(sheet, () => (stream === undefined ? begin(place, chunks) : goOn(stream, chunks)));
  };

  const stop = async (): Promise<void> => {
    if (stream === undefined) return;
    const { channel, ts } = stream;
    stream = undefined;
    try {
      await api.call('chat.stopStream', (client) => client.chat.stopStream({ channel, ts }), lowPriority);
    } catch (err) {
      log.info({ err }, 'a streamed message was not ended: Slack does it by itself');
    }
  };

  return {
    async tell(place, steps, sheet) {
      // Where many draw at once, streams are scarcer than messages.
      if (stream === undefined && !api.hasRoom('chat.startStream')) isOffered = false;
      if (!isOffered) return post(place, steps, sheet);
      try {
        return await append(place, steps, sheet);
      } catch (error) {
        if (slackErrorKind(error) === 'refused-token') throw error;
        const refusal = slackError(error) ?? httpStatus(error);
        if (refusal === undefined) throw error;
        log.info({ problem: refusal }, 'steps are told in plain messages');
        isOffered = false;
        await stop();
        // What Slack's servers failed at may have come through: whoever tries again looks first.
        if (isServerError(refusal)) throw error;
        return post(place, steps, sheet);
      }
    },
    end: stop,
  };
}

const isServerError = (refusal: string | number): boolean => typeof refusal === 'number' && refusal >= 500;

function chunksOf(steps: Told, sheet: ShownFile | undefined): types.AnyChunk[] {
  const task: types.TaskUpdateChunk = {
    ...{ type: 'task_update', status: 'complete' },
    ...{ id: `step-${steps[0]!.step}`, title: renderSteps(steps, undefined).text },
  };
  const shown: types.BlocksChunk[] = sheet === undefined ? [] : [{ type: 'blocks', blocks: [imageBlock(sheet)] }];
  return [task, ...shown];
}
