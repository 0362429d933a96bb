import type { Logger } from 'pino';
import { UserError } from '../../../commands/messages/errors.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { Address } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { Pressed } from '../buttons.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import { notices } from '../notices.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { renderFiles } from '../outbound/render.ts';
import { createReadThread, repliesTo, type ThreadReply } from './read-thread.ts';

// What the buttons do that only Slack has.

interface PlaceButtonParts {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly jobService: Pick<BotJobService, 'remove'>;
  readonly books: Pick<DeliveryStore, 'answersOf' | 'jobOf' | 'posts' | 'unpost'>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly log: Logger;
}

/** Where somebody pressed a button: `ts` is the message that it stands below. */
type RequestSource = Pick<Address, 'channel' | 'thread' | 'person' | 'responseUrl'> & { readonly ts: string };

/** A message of ours, and the thread that it stands in: null, where it may have one of its own. */
type ThreadSpot = Pick<RequestSource, 'channel' | 'thread' | 'ts'>;

export function createMessageActions({ api, messages, jobService, books, isAdmin, log }: PlaceButtonParts) {
  const readThread = createReadThread(api);

  const removeFiles = async (files: readonly string[]): Promise<void> => {
    const wanted = [...new Set(files)];
    const gone = await Promise.allSettled(
      wanted.map((file) => api.call('files.delete', (client) => client.files.delete({ file }))),
    );
    const kept = gone.filter(({ status }) => status === 'rejected').length;
    if (kept > 0) log.info({ kept }, 'files of a deleted picture stay in Slack');
  };

  const removeMessage = async (place: MessageRef): Promise<void> => {
    await messages.remove(place).catch((error) => {
      if (slackErrorKind(error) !== 'message-gone') log.info({ err: error }, 'a message of a deleted picture stays');
    });
  };

  /** @returns What was there of the job. */
  const removeThread = async (job: string, { channel, thread, ts }: ThreadSpot): Promise<readonly ThreadReply[]> => {
    try {
      const whole = await readThread(channel, thread ?? ts);
      const own = repliesTo({ job, ts, isRoot: thread === null }, whole, books.jobOf);
      for (const each of own) await removeMessage({ channel, ts: each.ts });
      return own;
    } catch (err) {
      log.info({ err }, 'the thread of a deleted picture stays');
      return [];
    }
  };

  /**
   * Takes away all that was posted of a job but the message whose button was pressed: what belongs to it in its thread,
   * looks at it, and the same picture where it was shared.
   *
   * @returns The files that were shown there.
   */
  const deletePosts = async (job: string, requestSource: RequestSource): Promise<readonly string[]> => {
    const posts = books.posts(job);
    const elsewhere = books.answersOf(job).filter(({ ts }) => ts !== requestSource.ts);
    const below: ThreadReply[] = [];
    for (const each of [requestSource, ...elsewhere.map((place) => ({ ...place, thread: null }))]) {
      below.push(...(await removeThread(job, each)));
    }
    const looks = posts.flatMap(({ channel, message }) => (message === null ? [] : [{ channel, ts: message }]));
    const isLeft = ({ ts }: MessageRef) => !below.some((each) => each.ts === ts);
    for (const place of [...elsewhere, ...looks].filter(isLeft)) await removeMessage(place);
    return [...below.flatMap(({ files }) => files.map(({ id }) => id)), ...posts.flatMap(({ file }) => file ?? [])];
  };

  return {
    /** Takes the message away, everything else that was posted of its job, and the pictures themselves. */
    async remove({ job, person, files }: Pressed, requestSource: RequestSource): Promise<void> {
      if (requestSource.person !== person && !(await isAdmin(requestSource.person)))
        throw new UserError(notices.notYoursToDelete());
      // First, so that nothing more is posted of it; the message itself goes last, so that its button is there until then.
      await jobService.remove(job);
      const shown = await deletePosts(job, requestSource);
      try {
        await messages.remove(requestSource);
      } catch (error) {
        if (slackErrorKind(error) !== 'message-gone') throw new UserError(notices.cannotDelete(), { cause: error });
      }
      await removeFiles([...files, ...shown]);
      books.unpost(job);
    },

    /** Shows what was flagged to who asks for it, and to nobody else. @throws UserError when it is gone. */
    async reveal({ files }: Pressed, { channel, thread, person, responseUrl }: RequestSource): Promise<void> {
      const shown = files.map((id) => ({ id, altText: 'A picture that may not be for everybody.' }));
      const draft = renderFiles('Only you see this:', shown);
      try {
        await messages.sendEphemeral(channel, thread, person, draft);
      } catch (error) {
        const problem = slackErrorKind(error);
        if (problem === 'file-unready')
          throw new UserError(notices.fileGone({ name: 'The picture' }), { cause: error });
        const isElsewhere = problem === 'not-in-channel' || problem === 'channel-closed';
        if (!isElsewhere || responseUrl === null) throw error;
        await messages.respond(responseUrl, draft);
      }
    },
  };
}
