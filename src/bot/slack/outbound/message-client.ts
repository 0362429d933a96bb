import { z } from 'zod';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import { allowedUrl, type FileSource } from '../../chat/fetch-file.ts';
import type { CallWish, SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageRef } from '../delivery-store.ts';
import { clip, slackLimits } from '../text-limits.ts';
import type { Draft } from './render.ts';

/** What Slack keeps beside a message of ours, so that it is found again. */
export interface MessageMetadata {
  /** As in `Address.key`. */
  readonly request: string;
  readonly part: 'answer' | 'steps' | 'more' | 'handed';
  /** Of `steps`: the last one in the message. */
  readonly last?: number;
}

/** A message of ours that stands somewhere. */
export interface Standing {
  readonly ts: string;
  readonly mark: MessageMetadata | undefined;
  /** The titles of the tasks in a streamed message, which has no mark. */
  readonly tasks: readonly string[];
  /** Names of the files that were posted with it. */
  readonly files: readonly string[];
}

/** What a message says when its turn comes. */
export type Saying = () => Draft;

/** How a request waits for its turn. */
export type Waiting = Omit<CallWish, 'channel'>;

/** Where a file is posted by itself. */
export interface FilePlace {
  readonly channel: string;
  readonly thread: string | null;
}

/** The few requests by which answers come to Slack. All throw what `SlackApi.call` throws. */
export interface MessageClient {
  post(
    channel: string,
    thread: string | null,
    say: Saying,
    mark: MessageMetadata,
    waiting?: Waiting,
  ): Promise<MessageRef>;
  update(place: MessageRef, say: Saying, mark: MessageMetadata, waiting?: Waiting): Promise<void>;
  remove(place: MessageRef): Promise<void>;
  /** For one person's eyes, until they reload. */
  sendEphemeral(channel: string, thread: string | null, person: string, draft: Draft): Promise<void>;
  /** The same at a response URL, wherever the bot is. */
  respond(responseUrl: string, draft: Draft): Promise<void>;
  /** The channel of direct messages with a person. */
  directChannel(person: string): Promise<string>;
  /** Enters a public channel. */
  join(channel: string): Promise<void>;
  /** Of a thread, or of a channel since then. Empty where Slack does not let us look. */
  standing(channel: string, thread: string | null, since: number): Promise<readonly Standing[]>;
  /** Gives Slack a file that is nowhere shown yet. @returns Its id. */
  upload(file: ResultFile, waiting?: Waiting): Promise<string>;
  /** Posts a file by itself. @param noted Hears its id before anybody sees it. */
  share(
    place: FilePlace,
    file: ResultFile,
    words: string,
    noted: (id: string) => void,
    waiting?: Waiting,
  ): Promise<void>;
  /** Whether Slack has looked at a file of ours, so that it may stand in a message. */
  isReady(file: string, waiting?: Waiting): Promise<boolean>;
}

const eventType = 'stridebot_result';
const uploadTimeoutMs = 60_000;
const respondTimeoutMs = 10_000;

const standingSchema = z.object({
  ts: z.string(),
  metadata: z
    .object({
      event_type: z.string(),
      event_payload: z.object({
        request: z.string(),
        part: z.enum(['answer', 'steps', 'more', 'handed']),
        last: z.number().optional(),
      }),
    })
    .optional()
    .catch(undefined),
  blocks: z
    .array(z.object({ type: z.string(), title: z.unknown().optional() }))
    .optional()
    .catch(undefined),
  files: z
    .array(z.object({ name: z.string().nullish() }))
    .optional()
    .catch(undefined),
});

export function createMessageClient({ call }: SlackApi, source: FileSource): MessageClient {
  const written = ({ text, blocks }: Draft) => ({ text, blocks: [...blocks] });
  const noted = ({ ...payload }: MessageMetadata) => ({ metadata: { event_type: eventType, event_payload: payload } });

  /** @returns The id of a file that Slack has the bytes of, and shows nowhere. */
  const send = async ({ name, bytes, altText }: ResultFile, waiting?: Waiting): Promise<string> => {
    const { upload_url: url, file_id: id } = await call(
      'files.getUploadURLExternal',
      (client) =>
        client.files.getUploadURLExternal({
          filename: name,
          length: bytes.length,
          alt_text: clip(altText, slackLimits.fileAltText),
        }),
      waiting,
    );
    if (url === undefined || id === undefined) throw new Error('Slack gave no address for an upload');
    const response = await fetch(allowedUrl(url, source), {
      method: 'POST',
      body: Buffer.from(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`Slack did not take a file (status ${response.status})`);
    return id;
  };

  return {
    async post(channel, thread, say, mark, waiting) {
      const { ts, channel: where } = await call(
        'chat.postMessage',
        (client) =>
          client.chat.postMessage({
            ...{ channel, ...written(say()), ...noted(mark), unfurl_links: false, unfurl_media: false },
            ...(thread !== null && { thread_ts: thread }),
          }),
        { ...waiting, channel },
      );
      if (ts === undefined) throw new Error('Slack did not say which message it made');
      return { channel: where ?? channel, ts };
    },

    async update({ channel, ts }, say, mark, waiting) {
      await call(
        'chat.update',
        (client) => client.chat.update({ channel, ts, ...written(say()), ...noted(mark) }),
        waiting,
      );
    },

    async remove({ channel, ts }) {
      await call('chat.delete', (client) => client.chat.delete({ channel, ts }));
    },

    async sendEphemeral(channel, thread, person, draft) {
      await call('chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          ...{ channel, user: person, ...written(draft) },
          ...(thread !== null && { thread_ts: thread }),
        }),
      );
    },

    async respond(responseUrl, draft) {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...written(draft) }),
        redirect: 'error',
        signal: AbortSignal.timeout(respondTimeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`Slack did not take a response (status ${response.status})`);
    },

    async directChannel(person) {
      const { channel } = await call('conversations.open', (client) => client.conversations.open({ users: person }));
      if (channel?.id === undefined) throw new Error('Slack opened no direct messages');
      return channel.id;
    },

    async join(channel) {
      await call('conversations.join', (client) => client.conversations.join({ channel }));
    },

    async standing(channel, thread, since) {
      const common = { channel, include_all_metadata: true, limit: 200, oldest: String(since / 1000) };
      try {
        const { messages = [] } =
          thread === null
            ? await call('conversations.history', (client) => client.conversations.history(common))
            : await call('conversations.replies', (client) => client.conversations.replies({ ...common, ts: thread }));
        return messages.flatMap((each) => readStanding(each));
      } catch (error) {
        if (slackErrorKind(error) === 'other') throw error;
        return [];
      }
    },

    async upload(file, waiting) {
      const id = await send(file, waiting);
      await call(
        'files.completeUploadExternal',
        (client) => client.files.completeUploadExternal({ files: [{ id, title: file.name }] }),
        waiting,
      );
      return id;
    },

    async share({ channel, thread }, file, words, noted, waiting) {
      const id = await send(file, waiting);
      noted(id);
      await call(
        'files.completeUploadExternal',
        (client) =>
          client.files.completeUploadExternal({
            ...{ files: [{ id, title: file.name }], channel_id: channel, initial_comment: words },
            ...(thread !== null && { thread_ts: thread }),
          } as Parameters<typeof client.files.completeUploadExternal>[0]),
        { ...waiting, channel },
      );
    },

    async isReady(file, waiting) {
      const { file: info } = await call('files.info', (client) => client.files.info({ file }), waiting);
      return (info?.mimetype ?? '') !== '';
    },
  };
}

function readStanding(message: unknown): readonly Standing[] {
  const { success, data } = standingSchema.safeParse(message);
  if (!success) return [];
  const { ts, metadata, blocks = [], files = [] } = data;
  const payload = metadata?.event_type === eventType ? metadata.event_payload : undefined;
  const mark: MessageMetadata | undefined = payload && {
    ...{ request: payload.request, part: payload.part },
    ...(payload.last !== undefined && { last: payload.last }),
  };
  const tasks = blocks.flatMap(({ type, title }) => (type === 'task_card' && typeof title === 'string' ? [title] : []));
  return [{ ts, mark, tasks, files: files.flatMap(({ name }) => name ?? []) }];
}
