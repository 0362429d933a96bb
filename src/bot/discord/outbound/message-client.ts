import { type APIMessage, MessageReferenceType, type RawFile, type REST, Routes } from 'discord.js';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import type { Address } from '../address.ts';
import type { ButtonRow, MenuRow } from '../buttons.ts';
import { clip } from '../clip.ts';

/** A rendered message. */
export interface Draft {
  /** At most 2000 characters. */
  readonly content: string;
  readonly files: readonly ResultFile[];
  readonly components: readonly (ButtonRow | MenuRow)[];
}

/** Options of a new message. */
interface PostOptions {
  /** The same for each attempt to post the same message: Discord then creates it once. */
  readonly nonce: string;
  /** The user whom it notifies; nobody else is notified, whatever the text mentions. */
  readonly mention?: string;
  readonly replyTo?: string;
}

/** The most files of a message. */
export const maxFiles = 10;
const maxAltText = 1024;
/** The most messages that Discord lists at once. */
const pageSize = 100;

/** Sends the requests of which answers are made. All methods throw what discord.js' REST throws. */
export interface MessageClient {
  /** Edits the answer to an interaction with its token. */
  editByToken(address: Address, draft: Draft): Promise<void>;
  /** Edits a message of the bot with the bot's token. */
  edit(channel: string, message: string, draft: Draft): Promise<void>;
  /** The id of the reply that an earlier process deferred; null when there is none. */
  findOriginalResponse(address: Address): Promise<string | null>;
  /** Posts a further message for the same interaction. @returns Its id. */
  followUp(address: Address, draft: Draft, options: PostOptions): Promise<string>;
  /** @returns What is posted: by an earlier try with the same nonce, where there was one. */
  post(channel: string, draft: Draft, options: PostOptions): Promise<Pick<APIMessage, 'id' | 'content'>>;
  remove(channel: string, message: string): Promise<void>;
  /** Opens the channel of direct messages with a person. */
  directChannel(person: string): Promise<string>;
  /** Lists the messages after `after`, or the newest; at most a hundred. */
  list(channel: string, after: string | undefined): Promise<readonly APIMessage[]>;
  /** Lists every message of a channel. */
  all(channel: string): Promise<readonly APIMessage[]>;
  /** Fetches a message; undefined when it is gone. */
  find(channel: string, message: string): Promise<APIMessage | undefined>;
}

export function createMessageClient(rest: REST): MessageClient {
  const noMentions = { parse: [] };

  const postFields = ({ nonce, mention, replyTo }: PostOptions) => ({
    nonce,
    enforce_nonce: true,
    ...(mention !== undefined && { allowed_mentions: { users: [mention] } }),
    ...(replyTo !== undefined && {
      message_reference: { type: MessageReferenceType.Default, message_id: replyTo, fail_if_not_exists: false },
    }),
  });

  return {
    async editByToken({ application, token }, draft) {
      const route = Routes.webhookMessage(application, token, '@original');
      await rest.patch(route, { ...payloadOf(draft), auth: false });
    },
    async edit(channel, message, draft) {
      await rest.patch(Routes.channelMessage(channel, message), payloadOf(draft));
    },
    async findOriginalResponse({ application, token }) {
      const route = Routes.webhookMessage(application, token, '@original');
      const message = (await rest.get(route, { auth: false }).catch(() => null)) as { id: string } | null;
      return message?.id ?? null;
    },
    async followUp({ application, token, isPrivate }, draft, { mention }) {
      const { body, files } = payloadOf(draft);
      const mentions = mention === undefined ? noMentions : { users: [mention] };
      const flags = isPrivate ? { flags: 64 } : {};
      const route = Routes.webhook(application, token);
      const request = { body: { ...body, ...flags, allowed_mentions: mentions }, files, auth: false };
      return ((await rest.post(route, request)) as { id: string }).id;
    },
    async post(channel, draft, options) {
      const { body, files } = payloadOf(draft);
      const request = { body: { ...body, ...postFields(options) }, files };
      return (await rest.post(Routes.channelMessages(channel), request)) as APIMessage;
    },
    async remove(channel, message) {
      await rest.delete(Routes.channelMessage(channel, message));
    },
    async directChannel(person) {
      const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as { id: string };
      return channel.id;
    },
    async list(channel, after) {
      const query = new URLSearchParams({ limit: String(pageSize), ...(after !== undefined && { after }) });
      return (await rest.get(Routes.channelMessages(channel), { query })) as readonly APIMessage[];
    },
    async all(channel) {
      const found: APIMessage[] = [];
      for (;;) {
        const query = new URLSearchParams({
          limit: String(pageSize),
          ...(found.length > 0 && { before: found.at(-1)!.id }),
        });
        const page = (await rest.get(Routes.channelMessages(channel), { query })) as readonly APIMessage[];
        found.push(...page);
        if (page.length < pageSize) return found;
      }
    },
    find: async (channel, message) =>
      (await rest.get(Routes.channelMessage(channel, message)).catch(() => undefined)) as APIMessage | undefined,
  };

  function payloadOf({ content, files, components }: Draft) {
    return {
      body: {
        content,
        components,
        allowed_mentions: noMentions,
        attachments: files.map(({ name, altText, isSensitive }, id) => ({
          id: String(id),
          description: clip(altText, maxAltText),
          filename: fileName(name, isSensitive),
        })),
      },
      files: files.map(
        ({ name, bytes, mediaType, isSensitive }): RawFile => ({
          name: fileName(name, isSensitive),
          data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          contentType: mediaType,
        }),
      ),
    };
  }
}

/** Discord blurs a file whose name begins with `SPOILER_`. */
const fileName = (name: string, isSensitive = false): string => (isSensitive ? `SPOILER_${name}` : name);
