import { z } from 'zod';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import { allowedUrl, type FileSource } from '../../chat/fetch-file.ts';
import type { CallOptions, SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageRef } from '../delivery-store.ts';
import { clip, slackLimits } from '../text-limits.ts';
import type { Draft } from './render.ts';

/** The metadata that Slack stores with a message of ours, by which it is found again. */
export interface MessageMetadata {
  /** As in `Address.key`. */
  readonly request: string;
  readonly part: 'answer' | 'steps' | 'more' | 'handed';
  /** For `steps`: the last step in the message. */
  readonly last?: number;
}

/** A message in a channel or a thread. */
export interface PostedMessage {
  readonly ts: string;
  readonly metadata: MessageMetadata | undefined;
  /** The titles of the tasks in a streamed message, which has no metadata. */
  readonly tasks: readonly string[];
  /** The names of its files. */
  readonly files: readonly string[];
}

/** Renders the message when the rate limit lets it be sent, so that it shows the latest state. */
export type RenderDraft = () => Draft;

/** How a request waits for the rate limit. */
export type RequestOptions = Omit<CallOptions, 'channel'>;

/** Where a file is posted. */
export interface FileDestination {
  readonly channel: string;
  readonly thread: string | null;
}

/** Sends the requests of which answers are made. All methods throw what `SlackApi.call` throws. */
export interface MessageClient {
  post(
    channel: string,
    thread: string | null,
    render: RenderDraft,
    metadata: MessageMetadata,
    options?: RequestOptions,
  ): Promise<MessageRef>;
  update(message: MessageRef, render: RenderDraft, metadata: MessageMetadata, options?: RequestOptions): Promise<void>;
  remove(message: MessageRef): Promise<void>;
  /** Posts a message that only one person sees, until they reload. */
  sendEphemeral(channel: string, thread: string | null, person: string, draft: Draft): Promise<void>;
  /** Sends the same to a response URL, which works where the bot is not a member. */
  respond(responseUrl: string, draft: Draft): Promise<void>;
  /** Opens the channel of direct messages with a person. */
  directChannel(person: string): Promise<string>;
  /** Joins a public channel. */
  join(channel: string): Promise<void>;
  /** Lists the messages of a thread, or of a channel since a Unix time in ms. Empty when the bot may not read them. */
  list(channel: string, thread: string | null, since: number): Promise<readonly PostedMessage[]>;
  /** Uploads a file without posting it. @returns Its id. */
  upload(file: ResultFile, options?: RequestOptions): Promise<string>;
  /** Uploads a file and posts it. @param onUpload Receives the file's id before the file is visible. */
  share(
    to: FileDestination,
    file: ResultFile,
    comment: string,
    onUpload: (id: string) => void,
    options?: RequestOptions,
  ): Promise<void>;
  /** Whether Slack has processed a file, so that a message may show it. */
  isReady(file: string, options?: RequestOptions): Promise<boolean>;
}

const eventType = 'stridebot_result';
const uploadTimeoutMs = 60_000;
const respondTimeoutMs = 10_000;

const messageSchema = z.object({
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
  const contentOf = ({ text, blocks }: Draft) => ({ text, blocks: [...blocks] });
  const metadataOf = ({ ...payload }: MessageMetadata) => ({
    metadata: { event_type: eventType, event_payload: payload },
  });

  /** Uploads the bytes of a file, which Slack shows nowhere until the upload is completed. @returns Its id. */
  const send = async ({ name, bytes, altText }: ResultFile, options?: RequestOptions): Promise<string> => {
    const { upload_url: url, file_id: id } = await call(
      'files.getUploadURLExternal',
      (client) =>
        client.files.getUploadURLExternal({
          filename: name,
          length: bytes.length,
          alt_text: clip(altText, slackLimits.fileAltText),
        }),
      options,
    );
    if (url === undefined || id === undefined) throw new Error('Slack returned no upload URL');
    const response = await fetch(allowedUrl(url, source), {
      method: 'POST',
      body: Buffer.from(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`Slack refused an upload (status ${response.status})`);
    return id;
  };

  return {
    async post(channel, thread, render, metadata, options) {
      const { ts, channel: postedIn } = await call(
        'chat.postMessage',
        (client) =>
          client.chat.postMessage({
            ...{ channel, ...contentOf(render()), ...metadataOf(metadata), unfurl_links: false, unfurl_media: false },
            ...(thread !== null && { thread_ts: thread }),
          }),
        { ...options, channel },
      );
      if (ts === undefined) throw new Error('Slack returned no timestamp of a posted message');
      return { channel: postedIn ?? channel, ts };
    },

    async update({ channel, ts }, render, metadata, options) {
      await call(
        'chat.update',
        (client) => client.chat.update({ channel, ts, ...contentOf(render()), ...metadataOf(metadata) }),
        options,
      );
    },

    async remove({ channel, ts }) {
      await call('chat.delete', (client) => client.chat.delete({ channel, ts }));
    },

    async sendEphemeral(channel, thread, person, draft) {
      await call('chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          ...{ channel, user: person, ...contentOf(draft) },
          ...(thread !== null && { thread_ts: thread }),
        }),
      );
    },

    async respond(responseUrl, draft) {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...contentOf(draft) }),
        redirect: 'error',
        signal: AbortSignal.timeout(respondTimeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`Slack refused a response (status ${response.status})`);
    },

    async directChannel(person) {
      const { channel } = await call('conversations.open', (client) => client.conversations.open({ users: person }));
      if (channel?.id === undefined) throw new Error('Slack returned no channel of direct messages');
      return channel.id;
    },

    async join(channel) {
      await call('conversations.join', (client) => client.conversations.join({ channel }));
    },

    async list(channel, thread, since) {
      const common = { channel, include_all_metadata: true, limit: 200, oldest: String(since / 1000) };
      try {
        const { messages = [] } =
          thread === null
            ? await call('conversations.history', (client) => client.conversations.history(common))
            : await call('conversations.replies', (client) => client.conversations.replies({ ...common, ts: thread }));
        return messages.flatMap((each) => parseMessage(each));
      } catch (error) {
        if (slackErrorKind(error) === 'other') throw error;
        return [];
      }
    },

    async upload(file, options) {
      const id = await send(file, options);
      await call(
        'files.completeUploadExternal',
        (client) => client.files.completeUploadExternal({ files: [{ id, title: file.name }] }),
        options,
      );
      return id;
    },

    async share({ channel, thread }, file, comment, onUpload, options) {
      const id = await send(file, options);
      onUpload(id);
      await call(
        'files.completeUploadExternal',
        (client) =>
          client.files.completeUploadExternal({
            ...{ files: [{ id, title: file.name }], channel_id: channel, initial_comment: comment },
            ...(thread !== null && { thread_ts: thread }),
          } as Parameters<typeof client.files.completeUploadExternal>[0]),
        { ...options, channel },
      );
    },

    async isReady(file, options) {
      const { file: info } = await call('files.info', (client) => client.files.info({ file }), options);
      return (info?.mimetype ?? '') !== '';
    },
  };
}

function parseMessage(message: unknown): readonly PostedMessage[] {
  const { success, data } = messageSchema.safeParse(message);
  if (!success) return [];
  const { ts, metadata, blocks = [], files = [] } = data;
  const payload = metadata?.event_type === eventType ? metadata.event_payload : undefined;
  const parsed: MessageMetadata | undefined = payload && {
    ...{ request: payload.request, part: payload.part },
    ...(payload.last !== undefined && { last: payload.last }),
  };
  const tasks = blocks.flatMap(({ type, title }) => (type === 'task_card' && typeof title === 'string' ? [title] : []));
  return [{ ts, metadata: parsed, tasks, files: files.flatMap(({ name }) => name ?? []) }];
}
