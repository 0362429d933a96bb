import { z } from 'zod';
import { UserError } from '../../../commands/messages/errors.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { JobId } from '../../../engine/client.ts';
import { isDirect } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import { notices } from '../notices.ts';
import type { SlackFile } from '../slack-file.ts';
import { buttonsBelow, type FirstPicture, picturesOf } from './message-images.ts';
import type { Said } from './payloads.ts';

/** As many messages as Slack likes to give at once, and as many pages of a long thread as are looked through. */
const [pageSize, maxPages] = [200, 5] as const;

export interface EarlierPicture {
  readonly file: SlackFile;
  /** Whose result it is; undefined for what a person uploaded. */
  readonly job: JobId | undefined;
}

/** The pictures of one message. */
interface FoundPictures {
  readonly files: readonly SlackFile[];
  readonly job: JobId | undefined;
}

interface Asking {
  /** The bot itself, by Slack's id. */
  readonly bot: string;
  readonly command: string;
  /** The entry in the menu of a message that does the same, where there is one. */
  readonly menuEntry: string | undefined;
  /** Only what the bot made will do. */
  readonly isOwnMeant: boolean;
}

/** Finds the picture that somebody means who brought none. @throws UserError that says what to do, where there is none. */
type FindEarlierPicture = (said: Said, asking: Asking) => Promise<EarlierPicture>;

/**
 * The nearest above what was said: in its thread; in direct messages also beside it. Elsewhere nothing is looked at.
 * Of the bot's own messages only results count, not the sheets and films that come with them.
 */
export function createFindEarlierPicture({ call }: SlackApi, firstPicture: FirstPicture): FindEarlierPicture {
  /** Slack gives a thread from its beginning, page by page. */
  const inThread = async (channel: string, ts: string, latest: string): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    let next: { readonly cursor?: string } | undefined = {};
    for (let page = 0; next !== undefined && page < maxPages; page++) {
      const from: { readonly cursor?: string } = next;
      const { messages = [], response_metadata: about } = await call('conversations.replies', (client) =>
        client.conversations.replies({ channel, ts, latest, limit: pageSize, ...from }),
      );
      found.push(...messages);
      next = about?.next_cursor ? { cursor: about.next_cursor } : undefined;
    }
    return found.reverse();
  };

  /** What a thread hangs from. */
  const rootOf = async (channel: string, ts: string): Promise<readonly unknown[]> => {
    const { messages = [] } = await call('conversations.history', (client) =>
      client.conversations.history({ channel, oldest: ts, latest: ts, inclusive: true, limit: 1 }),
    );
    return messages;
  };

  /** Slack's documentation has it that bots do not read threads of channels. They do; if not, they read the channel. */
  const thread = (channel: string, root: string, latest: string): Promise<readonly unknown[]> =>
    inThread(channel, root, latest).catch((error) => {
      if (slackErrorKind(error) === 'other') throw error;
      return rootOf(channel, root);
    });

  const beside = async (channel: string, latest: string): Promise<readonly unknown[]> => {
    const { messages = [] } = await call('conversations.history', (client) =>
      client.conversations.history({ channel, latest, limit: pageSize }),
    );
    return messages;
  };

  return async ({ channel, ts, thread_ts: root }, { bot, command, menuEntry, isOwnMeant }) => {
    const didYouMean = async (messages: readonly unknown[]): Promise<EarlierPicture | undefined> => {
      for (const { files, job } of messages.flatMap((each) =>
        isAbove(each, ts) ? picturesIn(each, bot, isOwnMeant) : [],
      )) {
        const file = await firstPicture(files);
        if (file !== undefined) return { file, job };
      }
      return undefined;
    };
    try {
      const above = root ? await didYouMean(await thread(channel, root, ts)) : undefined;
      const found = above ?? (isDirect(channel) ? await didYouMean(await beside(channel, ts)) : undefined);
      if (found !== undefined) return found;
    } catch (error) {
      if (slackErrorKind(error) === 'other') throw error;
      throw new UserError(notices.mayNotLookBack({ command, menuEntry }), { cause: error });
    }
    throw new UserError(notices.noEarlierPicture({ command, menuEntry }));
  };
}

const messageSchema = z.object({ ts: z.string(), user: z.string().nullish() });

/** Slack's timestamps are all of one length. */
const isAbove = (message: unknown, ts: string): boolean => {
  const { data } = messageSchema.safeParse(message);
  return data !== undefined && data.ts < ts;
};

/** Of our own messages only results: sheets and films are no pictures that somebody means. */
function picturesIn(message: unknown, bot: string, isOwnMeant: boolean): readonly FoundPictures[] {
  const below = buttonsBelow(message, bot);
  const isOwn = messageSchema.safeParse(message).data?.user === bot;
  const result = below.find(({ button }) => button !== 'cancel' && actionNames.some((name) => name === button));
  if (isOwn ? result === undefined : isOwnMeant) return [];
  return [{ files: picturesOf(message, below), job: isOwn ? result?.job : undefined }];
}
