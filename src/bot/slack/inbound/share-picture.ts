import { UserError } from '../../../commands/messages/errors.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { Pressed } from '../buttons.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { slackUserMessages } from '../user-messages.ts';
import type { AnswerRequest, RequestSource, Work } from './answer-request.ts';

interface SharingParts {
  readonly api: SlackApi;
  readonly deliveryStore: Pick<DeliveryStore, 'answerOf' | 'forgetAnswer'>;
  readonly answer: AnswerRequest['answer'];
}

/** Errors that mean that a shared message can no longer be seen. */
const gone: readonly string[] = ['message-gone', 'not-in-channel', 'channel-closed'];

/** Shares private answers in their channel: each once, however often Share is pressed. */
export function createSharing({ api, deliveryStore, answer }: SharingParts) {
  const underWay = new Set<string>();

  const isPosted = async (key: string, channel: string): Promise<boolean> => {
    const message = deliveryStore.answerOf(key);
    if (message === undefined) return false;
    try {
      const { ts } = message;
      await api.call('chat.getPermalink', (client) => client.chat.getPermalink({ channel, message_ts: ts }));
      return true;
    } catch (error) {
      if (!gone.includes(slackErrorKind(error))) throw error;
      deliveryStore.forgetAnswer(key);
      return false;
    }
  };

  /**
   * @param requestSource The channel in which it is shared.
   * @throws UserError when it is shared there already.
   */
  return async ({ job }: Pick<Pressed, 'job'>, requestSource: RequestSource, show: Work): Promise<void> => {
    const key = `share ${job} ${requestSource.channel}`;
    if (underWay.has(key)) throw new UserError(slackUserMessages.alreadyShared());
    underWay.add(key);
    try {
      if (await isPosted(key, requestSource.channel)) throw new UserError(slackUserMessages.alreadyShared());
      await answer({ ...requestSource, key }, false, show);
    } finally {
      underWay.delete(key);
    }
  };
}
