import type { Logger } from 'pino';
import { UserError } from '../../../commands/messages/errors.ts';
import { isPictureId } from '../../../commands/recipes/picture-id.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { Address } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { Pressed } from '../buttons.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { renderFiles } from '../outbound/render.ts';
import { slackUserMessages } from '../user-messages.ts';
import { createReadThread, repliesTo, type ThreadReply } from './read-thread.ts';

// Runs the buttons that only Slack has.

interface MessageActionParts {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly jobService: Pick<BotJobService, 'remove'>;
  readonly deliveryStore: Pick<DeliveryStore, 'answersOf' | 'jobOf' | 'listPosts' | 'forgetPosts'>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly log: Logger;
}

/** Where a button was pressed; `ts` is the message that it belongs to. */
type RequestSource = Pick<Address, 'channel' | 'thread' | 'person' | 'responseUrl'> & { readonly ts: string };

/** A message of ours and its thread; null: it is not in a thread and may have one of its own. */
type ThreadLocation = Pick<RequestSource, 'channel' | 'thread' | 'ts'>;

interface RemovedThread {
  readonly replies: readonly ThreadReply[];
  readonly isComplete: boolean;
}

export function createMessageActions({ api, messages, jobService, deliveryStore, isAdmin, log }: MessageActionParts) {
  const readThread = createReadThread(api);

  /** @returns Whether all of them are gone. */
  const removeFiles = async (files: readonly string[]): Promise<boolean> => {
    const unique = [...new Set(files)];
    const outcomes = await Promise.allSettled(
      unique.map((file) => api.call('files.delete', (client) => client.files.delete({ file }))),
    );
    const failed = outcomes.filter(
      (each) => each.status === 'rejected' && slackErrorKind(each.reason) !== 'file-gone',
    ).length;
    if (failed > 0) log.info({ failed }, 'could not delete all files of a deleted picture');
    return failed === 0;
  };

  /** @returns Whether the message is gone. */
  const removeMessage = async (message: MessageRef): Promise<boolean> => {
    try {
      await messages.remove(message);
      return true;
    } catch (err) {
      if (slackErrorKind(err) === 'message-gone') return true;
      log.info({ err }, 'could not delete a message of a picture');
      return false;
    }
  };

  /** Deletes messages. @returns Whether all of them are gone. */
  const removeAll = async (all: readonly MessageRef[]): Promise<boolean> => {
    let isComplete = true;
    for (const each of all) isComplete = (await removeMessage(each)) && isComplete;
    return isComplete;
  };

  /** Deletes a job's replies in a thread. @returns Those replies, and whether all of them are gone. */
  const removeThread = async (job: string, { channel, thread, ts }: ThreadLocation): Promise<RemovedThread> => {
    try {
      const replies = await readThread(channel, thread ?? ts);
      const own = repliesTo({ job, ts, isRoot: thread === null }, replies, deliveryStore.jobOf);
      return { replies: own, isComplete: await removeAll(own.map((each) => ({ channel, ts: each.ts }))) };
    } catch (err) {
      log.info({ err }, 'could not delete the thread of a picture');
      return { replies: [], isComplete: slackErrorKind(err) === 'message-gone' };
    }
  };

  /**
   * Deletes everything posted of a job except the message whose button was pressed: its replies in the thread, later
   * views of it, and shared copies of it.
   *
   * @param requestSource Where the button was pressed; absent without a button.
   * @returns The ids of the files that those messages showed, and whether every message is gone.
   */
  const deletePosts = async (
    job: string,
    requestSource?: RequestSource,
  ): Promise<{ readonly files: readonly string[]; readonly isComplete: boolean }> => {
    const posts = deliveryStore.listPosts(job);
    const elsewhere = deliveryStore.answersOf(job).filter(({ ts }) => ts !== requestSource?.ts);
    const answers = elsewhere.map((message): ThreadLocation => ({ ...message, thread: null }));
    const threads: RemovedThread[] = [];
    for (const each of requestSource === undefined ? answers : [requestSource, ...answers]) {
      threads.push(await removeThread(job, each));
    }
    const below = threads.flatMap(({ replies }) => replies);
    const views = posts.flatMap(({ channel, message }) => (message === null ? [] : [{ channel, ts: message }]));
    const isLeft = ({ ts }: MessageRef) => !below.some((each) => each.ts === ts);
    const areGone = await removeAll([...elsewhere, ...views].filter(isLeft));
    const isComplete = areGone && threads.every((each) => each.isComplete);
    const files = [
      ...below.flatMap((each) => each.files.map(({ id }) => id)),
      ...posts.flatMap(({ file }) => file ?? []),
    ];
    return { files, isComplete };
  };

  /** Deletes a message and files. @throws UserError when Slack refuses. */
  const removeAlone = async (message: MessageRef, files: readonly string[]): Promise<void> => {
    try {
      await messages.remove(message);
    } catch (error) {
      if (slackErrorKind(error) !== 'message-gone')
        throw new UserError(slackUserMessages.cannotDelete(), { cause: error });
    }
    await removeFiles(files);
  };

  return {
    /** Deletes the message, everything else posted of its job, and the pictures themselves. */
    async remove({ job, person, files }: Pressed, requestSource: RequestSource): Promise<void> {
      if (requestSource.person !== person && !(await isAdmin(requestSource.person)))
        throw new UserError(slackUserMessages.notYoursToDelete());
      // One picture of several, shown alone: its message goes, the pictures stay.
      if (isPictureId(job)) return removeAlone(requestSource, files);
      // The job first, so that nothing more is posted of it. The message last, so that its button works until then.
      await jobService.remove(job);
      const shown = await deletePosts(job, requestSource);
      await removeAlone(requestSource, [...files, ...shown.files]);
      deliveryStore.forgetPosts(job);
    },

    /** Deletes everything posted of a job. @returns Whether every message is gone. */
    async removePosts(job: string): Promise<boolean> {
      const shown = await deletePosts(job);
      const isComplete = (await removeFiles(shown.files)) && shown.isComplete;
      if (isComplete) deliveryStore.forgetPosts(job);
      return isComplete;
    },

    /** Shows a flagged picture to the person who asks for it, and to nobody else. @throws UserError when it is gone. */
    async reveal({ files }: Pressed, { channel, thread, person, responseUrl }: RequestSource): Promise<void> {
      const shown = files.map((id) => ({ id, altText: 'A picture that may not be for everybody.' }));
      const draft = renderFiles('Only you see this:', shown);
      try {
        await messages.sendEphemeral(channel, thread, person, draft);
      } catch (error) {
        const problem = slackErrorKind(error);
        if (problem === 'file-unready')
          throw new UserError(slackUserMessages.fileGone({ name: 'The picture' }), { cause: error });
        const isElsewhere = problem === 'not-in-channel' || problem === 'channel-closed';
        if (!isElsewhere || responseUrl === null) throw error;
        await messages.respond(responseUrl, draft);
      }
    },
  };
}
