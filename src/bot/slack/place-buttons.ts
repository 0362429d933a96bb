import type { Logger } from 'pino';
import { UserError } from '../../commands/errors.ts';
import type { ResultStore } from '../results.ts';
import type { Address } from './address.ts';
import type { SlackApi } from './api.ts';
import type { Place } from './books.ts';
import type { Pressed } from './buttons.ts';
import type { Messages } from './messages.ts';
import { notices } from './notices.ts';
import { slackProblem } from './problem.ts';
import { renderFiles } from './render.ts';

// What the buttons do that only Slack has.

interface PlaceButtonParts {
  readonly api: SlackApi;
  readonly messages: Messages;
  readonly store: Pick<ResultStore, 'remove'>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly log: Logger;
}

export function createPlaceButtons({ api, messages, store, isAdmin, log }: PlaceButtonParts) {
  const removeThread = async ({ channel, ts }: Place): Promise<void> => {
    const own = (await messages.standing(channel, ts, 0)).filter((each) => each.mark !== undefined && each.ts !== ts);
    for (const each of own) await messages.remove({ channel, ts: each.ts });
  };

  const removeFile = (file: string) => api.call('files.delete', (client) => client.files.delete({ file }));

  return {
    /** Takes the message away, what is ours in its thread, and the pictures themselves. */
    async remove({ job, person, files }: Pressed, place: Place, presser: string): Promise<void> {
      if (presser !== person && !(await isAdmin(presser))) throw new UserError(notices.notYoursToDelete());
      await removeThread(place).catch((err) => log.info({ err }, 'the thread of a deleted picture stays'));
      try {
        await messages.remove(place);
      } catch (error) {
        if (slackProblem(error) !== 'message-gone') throw new UserError(notices.cannotDelete(), { cause: error });
      }
      await store.remove(job);
      const gone = await Promise.allSettled(files.map(removeFile));
      const kept = gone.filter(({ status }) => status === 'rejected').length;
      if (kept > 0) log.info({ kept }, 'files of a deleted picture stay in Slack');
    },

    /** Shows what was flagged to who asks for it, and to nobody else. */
    async reveal({ files }: Pressed, { channel, thread, person }: Pick<Address, 'channel' | 'thread' | 'person'>) {
      const shown = files.map((id) => ({ id, altText: 'A picture that may not be for everybody.' }));
      await messages.whisper(channel, thread, person, renderFiles('Only you see this:', shown));
    },
  };
}
