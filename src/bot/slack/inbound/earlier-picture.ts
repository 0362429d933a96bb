import { z } from 'zod';
import { UserError } from '../../../commands/messages/errors.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { JobId } from '../../../engine/client.ts';
import { isDirect } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { SlackFile } from '../slack-file.ts';
import { slackUserMessages } from '../user-messages.ts';
import { buttonsBelow, type FirstPicture, picturesOf } from './message-images.ts';
import type { UserMessage } from './payloads.ts';

/** Messages per page, as Slack recommends, and how many pages of a long thread are searched. */
const [pageSize, maxPages] = [200, 5] as const;

export interface EarlierPicture {
  readonly file: SlackFile;
  /** The job whose result it is; undefined for a picture that a person uploaded. */
  readonly job: JobId | undefined;
}

/** The pictures of one message. */
interface FoundPictures {
  readonly files: readonly SlackFile[];
  readonly job: JobId | undefined;
}

interface PictureQuery {
  /** The bot's own Slack id. */
  readonly bot: string;
  readonly command: string;
  /** The message shortcut that does the same, where there is one. */
  readonly menuEntry: string | undefined;
  /** Only the bot's own results count. */
  readonly isOwnOnly: boolean;
}

/**
 * Finds the earlier picture that a message without one is about.
 *
 * @throws UserError that says what to do, when there is none.
 */
type FindEarlierPicture = (message: UserMessage, query: PictureQuery) => Promise<EarlierPicture>;

/**
 * Searches for the nearest picture above the message: in its thread, and in direct messages also outside it. Other
 * messages are not read. Of the bot's own messages only results count, not their step sheets and films.
 */
export function createFindEarlierPicture({ call }: SlackApi, firstPicture: FirstPicture): FindEarlierPicture {
  /** Reads a thread up to a message, newest first. Slack returns it from its beginning, page by page. */
  const readThread = async (channel: string, ts: string, latest: string): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    let next: { readonly cursor?: string } | undefined = {};
    for (let page = 0; next !== undefined && page < maxPages; page++) {
      const from: { readonly cursor?: string } = next;
      const { messages = [], response_metadata: metadata } = await call('conversations.replies', (client) =>
        client.conversations.replies({ channel, ts, latest, limit: pageSize, ...from }),
      );
      found.push(...messages);
      next = metadata?.next_cursor ? { cursor: metadata.next_cursor } : undefined;
    }
    return found.reverse();
  };

  /** The first message of a thread. */
  const readRoot = async (channel: string, ts: string): Promise<readonly unknown[]> => {
    const { messages = [] } = await call('conversations.history', (client) =>
      client.conversations.history({ channel, oldest: ts, latest: ts, inclusive: true, limit: 1 }),
    );
    return messages;
  };

  /**
   * Reads a thread. Slack's documentation says that bots cannot read threads in channels. They can; should they not,
   * the thread's first message is read from the channel instead.
   */
  const readThreadOrRoot = (channel: string, root: string, latest: string): Promise<readonly unknown[]> =>
    readThread(channel, root, latest).catch((error) => {
      if (slackErrorKind(error) === 'other') throw error;
      return readRoot(channel, root);
    });

  const readChannel = async (channel: string, latest: string): Promise<readonly unknown[]> => {
    const { messages = [] } = await call('conversations.history', (client) =>
      client.conversations.history({ channel, latest, limit: pageSize }),
    );
    return messages;
  };

  return async ({ channel, ts, thread_ts: root }, { bot, command, menuEntry, isOwnOnly }) => {
    const firstPictureAbove = async (messages: readonly unknown[]): Promise<EarlierPicture | undefined> => {
      for (const { files, job } of messages.flatMap((each) =>
        isAbove(each, ts) ? picturesIn(each, bot, isOwnOnly) : [],
      )) {
        const file = await firstPicture(files);
        if (file !== undefined) return { file, job };
      }
      return undefined;
    };
    try {
      const inThread = root ? await firstPictureAbove(await readThreadOrRoot(channel, root, ts)) : undefined;
      const found =
        inThread ?? (isDirect(channel) ? await firstPictureAbove(await readChannel(channel, ts)) : undefined);
      if (found !== undefined) return found;
    } catch (error) {
      if (slackErrorKind(error) === 'other') throw error;
      throw new UserError(slackUserMessages.mayNotLookBack({ command, menuEntry }), { cause: error });
    }
    throw new UserError(slackUserMessages.noEarlierPicture({ command, menuEntry }));
  };
}

const messageSchema = z.object({ ts: z.string(), user: z.string().nullish() });

/** Whether the message is above `ts`. Slack's timestamps all have the same length, so they compare as text. */
const isAbove = (message: unknown, ts: string): boolean => {
  const { data } = messageSchema.safeParse(message);
  return data !== undefined && data.ts < ts;
};

/** The pictures of a message; of the bot's own messages only results, not step sheets and films. */
function picturesIn(message: unknown, bot: string, isOwnOnly: boolean): readonly FoundPictures[] {
  const below = buttonsBelow(message, bot);
  const isOwn = messageSchema.safeParse(message).data?.user === bot;
  const result = below.find(({ button }) => button !== 'cancel' && actionNames.some((name) => name === button));
  if (isOwn ? result === undefined : isOwnOnly) return [];
  return [{ files: picturesOf(message, below), job: isOwn ? result?.job : undefined }];
}
