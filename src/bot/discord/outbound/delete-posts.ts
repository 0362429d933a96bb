import { type APIMessage, DiscordAPIError, MessageType, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { pressedIn } from '../buttons.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import type { MessageClient } from './message-client.ts';

export interface DeletePostsParts {
  readonly rest: REST;
  readonly messages: Pick<MessageClient, 'all' | 'remove'>;
  readonly deliveryLog: Pick<DeliveryLog, 'jobOf' | 'lastStep' | 'listPosts' | 'forgetPosts'>;
  readonly log: Logger;
}

interface DeleteRequest {
  readonly job: string;
  /** The message whose button was pressed: it stays until the end. */
  readonly below: { readonly id: string; readonly channel: string; readonly hasThread: boolean };
  /** The bot itself, by Discord's id. */
  readonly bot: string;
  readonly mayDeleteThreads: boolean;
}

/**
 * Deletes everything that was posted of a job but the message whose button was pressed: further files, looks at it, and
 * its threads. A bot may delete its own messages anywhere, but a thread only with a permission that it does not ask for.
 *
 * @returns Whether all of it is gone.
 */
export async function deletePosts(removal: DeleteRequest, parts: DeletePostsParts): Promise<boolean> {
  const { rest, messages, deliveryLog, log } = parts;
  const { job, below, bot, mayDeleteThreads } = removal;
  let isWhole = true;

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (err) {
      if (isGone(err)) return;
      isWhole = false;
      log.warn({ job, err }, 'something of a deleted picture stays');
    }
  };

  const clearThread = async (thread: string): Promise<void> => {
    // Threads that are archived are not to be changed; where a moderator locked this one, Discord may let us all the same.
    await rest.patch(Routes.channel(thread), { body: { archived: false } }).catch((err) => {
      if (isGone(err)) throw err;
      log.info({ err }, 'the thread of a deleted picture stays archived');
    });
    const all = await messages.all(thread);
    const own = all.filter((each) => (deliveryLog.jobOf(each.id) ?? job) === job && belongsTo(job, each, bot));
    for (const { id } of own) await attempt(() => messages.remove(thread, id));
    const isEmpty = all.every((each) => own.includes(each) || each.type === MessageType.ThreadStarterMessage);
    if (isEmpty && mayDeleteThreads) await rest.delete(Routes.channel(thread));
    else await closeThread(rest, thread).catch((err) => log.info({ err }, 'an emptied thread stays open'));
  };

  const posted = new Map(
    deliveryLog.listPosts(job).flatMap(({ channel, message }) => (message ? [[message, channel]] : [])),
  );
  for (const [message, channel] of posted) {
    if (message !== below.id) await attempt(() => messages.remove(channel, message));
  }
  const withThread = [...posted.keys()].filter((message) => message !== below.id && deliveryLog.lastStep(message) > 0);
  if (below.hasThread) withThread.push(below.id);
  for (const thread of withThread) await attempt(() => clearThread(thread));
  if (isWhole) deliveryLog.forgetPosts(job);
  return isWhole;
}

const closeThread = (rest: REST, thread: string): Promise<unknown> =>
  rest.patch(Routes.channel(thread), { body: { archived: true } });

const gone: readonly (number | string)[] = [RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel];

const isGone = (error: unknown): boolean => error instanceof DiscordAPIError && gone.includes(error.code);

/**
 * Of the thread below a picture, what the bot told there: not what people wrote, and not what they asked for there, which
 * answers an interaction, replies to such an answer, or has the buttons of another job.
 */
function belongsTo(job: string, message: APIMessage, bot: string): boolean {
  if (message.author.id !== bot || message.type === MessageType.ThreadStarterMessage) return false;
  if (message.interaction_metadata !== undefined || message.message_reference !== undefined) return false;
  return pressedIn(message).every((each) => each.job === job);
}
