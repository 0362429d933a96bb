import { type APIMessage, MessageReferenceType, type RawFile, type REST, Routes } from 'discord.js';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import type { Address } from '../address.ts';
import type { ButtonRow } from '../buttons.ts';
import { clip } from '../clip.ts';

/** A message as we write it. */
export interface Draft {
  /** At most 2000 letters. */
  readonly content: string;
  readonly files: readonly ResultFile[];
  readonly components: readonly ButtonRow[];
}

/** How a new message differs from a changed one. */
interface PostOptions {
  /** The same for each try of the same message: Discord then makes one of them. */
  readonly nonce: string;
  /** Whom it mentions; nobody else is, whatever the words say. */
  readonly mention?: string;
  readonly replyTo?: string;
}

/** Files that a message takes. */
export const maxFiles = 10;
const maxAltText = 1024;
/** Messages that Discord lists at once. */
const pageSize = 100;

/** The few requests by which answers come to Discord. All throw what discord.js' REST throws. */
export interface MessageClient {
  /** Changes the answer to an interaction by its token. */
  editByToken(address: Address, draft: Draft): Promise<void>;
  /** Changes a message of the bot's own by the bot's token. */
  edit(channel: string, message: string, draft: Draft): Promise<void>;
  /** The answer that an earlier process promised by the token; null where there is none. */
  findOriginalResponse(address: Address): Promise<string | null>;
  /** A further answer to the same interaction. @returns Its id, as that of `post`. */
  followUp(address: Address, draft: Draft, posting: PostOptions): Promise<string>;
  post(channel: string, draft: Draft, posting: PostOptions): Promise<string>;
  remove(channel: string, message: string): Promise<void>;
  /** The channel of direct messages with a person. */
  directChannel(person: string): Promise<string>;
  /** The messages after `after`, or the newest; a hundred at most. */
  list(channel: string, after: string | undefined): Promise<readonly APIMessage[]>;
  /** Every message of a channel. */
  all(channel: string): Promise<readonly APIMessage[]>;
  /** Undefined: gone. */
  find(channel: string, message: string): Promise<APIMessage | undefined>;
}

export function createMessageClient(rest: REST): MessageClient {
  const nobody = { parse: [] };

  const created = ({ nonce, mention, replyTo }: PostOptions) => ({
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
      await rest.patch(route, { ...written(draft), auth: false });
    },
    async edit(channel, message, draft) {
      await rest.patch(Routes.channelMessage(channel, message), written(draft));
    },
    async findOriginalResponse({ application, token }) {
      const route = Routes.webhookMessage(application, token, '@original');
      const message = (await rest.get(route, { auth: false }).catch(() => null)) as { id: string } | null;
      return message?.id ?? null;
    },
    async followUp({ application, token, isPrivate }, draft, { mention }) {
      const { body, files } = written(draft);
      const mentions = mention === undefined ? nobody : { users: [mention] };
      const flags = isPrivate ? { flags: 64 } : {};
      const route = Routes.webhook(application, token);
      const sent = { body: { ...body, ...flags, allowed_mentions: mentions }, files, auth: false };
      return ((await rest.post(route, sent)) as { id: string }).id;
    },
    async post(channel, draft, posting) {
      const { body, files } = written(draft);
      const sent = { body: { ...body, ...created(posting) }, files };
      return ((await rest.post(Routes.channelMessages(channel), sent)) as { id: string }).id;
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

  function written({ content, files, components }: Draft) {
    return {
      body: {
        content,
        components,
        allowed_mentions: nobody,
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

/** Discord blurs a file by its name. */
const fileName = (name: string, isSensitive = false): string => (isSensitive ? `SPOILER_${name}` : name);
