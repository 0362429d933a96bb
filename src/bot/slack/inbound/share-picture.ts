import { UserError } from '../../../commands/messages/errors.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { Pressed } from '../buttons.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { notices } from '../notices.ts';
import type { AnswerRequest, RequestSource, Work } from './answer-request.ts';

interface SharingParts {
  readonly api: SlackApi;
  readonly books: Pick<DeliveryStore, 'answerOf' | 'forgetAnswer'>;
  readonly answer: AnswerRequest['answer'];
}

/** Why a message that was shared is to be seen no more. */
const gone: readonly string[] = ['message-gone', 'not-in-channel', 'channel-closed'];

/** Shows private answers for everybody to see: each once in a channel, however often Share is pressed. */
export function createSharing({ api, books, answer }: SharingParts) {
  const underWay = new Set<string>();

  const stands = async (key: string, channel: string): Promise<boolean> => {
    const place = books.answerOf(key);
    if (place === undefined) return false;
    try {
      const { ts } = place;
      await api.call('chat.getPermalink', (client) => client.chat.getPermalink({ channel, message_ts: ts }));
      return true;
    } catch (error) {
      if (!gone.includes(slackErrorKind(error))) throw error;
      books.forgetAnswer(key);
      return false;
    }
  };

  /**
   * @param spot Where everybody shall see it.
   * @throws UserError where they do already.
   */
  return async ({ job }: Pick<Pressed, 'job'>, requestSource: RequestSource, show: Work): Promise<void> => {
    const key = `share ${job} ${requestSource.channel}`;
    if (underWay.has(key)) throw new UserError(notices.alreadyShared());
    underWay.add(key);
    try {
      if (await stands(key, requestSource.channel)) throw new UserError(notices.alreadyShared());
      await answer({ ...requestSource, key }, false, show);
    } finally {
      underWay.delete(key);
    }
  };
}
