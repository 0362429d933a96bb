import type { Logger } from 'pino';
import { UserError } from '../../commands/errors.ts';
import type { ResultStore } from '../results.ts';
import type { Address } from './address.ts';
import type { SlackApi } from './api.ts';
import type { Pressed } from './buttons.ts';
import type { Messages } from './messages.ts';
import { notices } from './notices.ts';
import { slackProblem } from './problem.ts';
import { renderFiles } from './render.ts';
import { belongingTo, createReadThread } from './thread.ts';

// What the buttons do that only Slack has.

interface PlaceButtonParts {
  readonly api: SlackApi;
  readonly messages: Messages;
  readonly store: Pick<ResultStore, 'remove'>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly log: Logger;
}

/** Where somebody pressed a button: `ts` is the message that it stands below. */
type Spot = Pick<Address, 'channel' | 'thread' | 'person' | 'responseUrl'> & { readonly ts: string };

export function createPlaceButtons({ api, messages, store, isAdmin, log }: PlaceButtonParts) {
  const readThread = createReadThread(api);

  const removeFiles = async (files: readonly string[]): Promise<void> => {
    const wanted = [...new Set(files)];
    const gone = await Promise.allSettled(
      wanted.map((file) => api.call('files.delete', (client) => client.files.delete({ file }))),
    );
    const kept = gone.filter(({ status }) => status === 'rejected').length;
    if (kept > 0) log.info({ kept }, 'files of a deleted picture stay in Slack');
  };

  /** @returns The files that were shown there. */
  const removeThread = async (job: string, { channel, thread, ts }: Spot): Promise<readonly string[]> => {
    const own = belongingTo({ job, ts, isRoot: thread === null }, await readThread(channel, thread ?? ts));
    for (const each of own) {
      await messages
        .remove({ channel, ts: each.ts })
        .catch((err) => log.info({ err }, 'a message below a deleted picture stays'));
    }
    return own.flatMap(({ files }) => files.map(({ id }) => id));
  };

  return {
    /** Takes the message away, what belongs to it in its thread, and the pictures themselves. */
    async remove({ job, person, files }: Pressed, spot: Spot): Promise<void> {
      if (spot.person !== person && !(await isAdmin(spot.person))) throw new UserError(notices.notYoursToDelete());
      const below = await removeThread(job, spot).catch((err) => {
        log.info({ err }, 'the thread of a deleted picture stays');
        return [];
      });
      try {
        await messages.remove(spot);
      } catch (error) {
        if (slackProblem(error) !== 'message-gone') throw new UserError(notices.cannotDelete(), { cause: error });
      }
      await store.remove(job);
      await removeFiles([...files, ...below]);
    },

    /** Shows what was flagged to who asks for it, and to nobody else. @throws UserError when it is gone. */
    async reveal({ files }: Pressed, { channel, thread, person, responseUrl }: Spot): Promise<void> {
      const shown = files.map((id) => ({ id, altText: 'A picture that may not be for everybody.' }));
      const draft = renderFiles('Only you see this:', shown);
      try {
        await messages.whisper(channel, thread, person, draft);
      } catch (error) {
        const problem = slackProblem(error);
        if (problem === 'file-unready')
          throw new UserError(notices.fileGone({ name: 'The picture' }), { cause: error });
        const isElsewhere = problem === 'not-in-channel' || problem === 'channel-closed';
        if (!isElsewhere || responseUrl === null) throw error;
        await messages.respond(responseUrl, draft);
      }
    },
  };
}
