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
  /** The message whose button was pressed: the caller deletes it last. Absent without a button. */
  readonly answer?: { readonly id: string; readonly channel: string; readonly hasThread: boolean };
  /** The bot's own Discord id. */
  readonly bot: string;
  readonly mayDeleteThreads: boolean;
}

/**
 * Deletes everything posted of a job except the message whose button was pressed: further files, later views of it, and
 * its threads. A bot may delete its own messages anywhere, but a thread only with a permission that it does not
 * request.
 *
 * @returns Whether everything was deleted.
 */
export async function deletePosts(request: DeleteRequest, parts: DeletePostsParts): Promise<boolean> {
  const { rest, messages, deliveryLog, log } = parts;
  const { job, answer, bot, mayDeleteThreads } = request;
  let isComplete = true;

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (err) {
      if (isGone(err)) return;
      isComplete = false;
      log.warn({ job, err }, 'could not delete a message or thread of a picture');
    }
  };

  const clearThread = async (thread: string): Promise<void> => {
    // An archived thread cannot be changed. When a moderator locked this one, unarchiving fails, but deleting may work.
    await rest.patch(Routes.channel(thread), { body: { archived: false } }).catch((err) => {
      if (isGone(err)) throw err;
      log.info({ err }, 'could not unarchive the thread of a picture');
    });
    const all = await messages.all(thread);
    const own = all.filter((each) => (deliveryLog.jobOf(each.id) ?? job) === job && belongsTo(job, each, bot));
    for (const { id } of own) await attempt(() => messages.remove(thread, id));
    const isEmpty = all.every((each) => own.includes(each) || each.type === MessageType.ThreadStarterMessage);
    if (isEmpty && mayDeleteThreads) await rest.delete(Routes.channel(thread));
    else await closeThread(rest, thread).catch((err) => log.info({ err }, 'could not archive an emptied thread'));
  };

  const posted = new Map(
    deliveryLog.listPosts(job).flatMap(({ channel, message }) => (message ? [[message, channel]] : [])),
  );
  for (const [message, channel] of posted) {
    if (message !== answer?.id) await attempt(() => messages.remove(channel, message));
  }
  const withThread = [...posted.keys()].filter(
    (message) => message !== answer?.id && deliveryLog.lastStep(message) > 0,
  );
  if (answer?.hasThread) withThread.push(answer.id);
  for (const thread of withThread) await attempt(() => clearThread(thread));
  if (isComplete) deliveryLog.forgetPosts(job);
  return isComplete;
}

const closeThread = (rest: REST, thread: string): Promise<unknown> =>
  rest.patch(Routes.channel(thread), { body: { archived: true } });

const goneErrors: readonly (number | string)[] = [RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel];

const isGone = (error: unknown): boolean => error instanceof DiscordAPIError && goneErrors.includes(error.code);

/**
 * Whether a message in a picture's thread is one of its steps. Messages of people are not, nor are answers to requests
 * made there: those answer an interaction, reply to such an answer, or have the buttons of another job.
 */
function belongsTo(job: string, message: APIMessage, bot: string): boolean {
  if (message.author.id !== bot || message.type === MessageType.ThreadStarterMessage) return false;
  if (message.interaction_metadata !== undefined || message.message_reference !== undefined) return false;
  return pressedIn(message).every((each) => each.job === job);
}
