import type { Logger } from 'pino';
import { type Address, canRespond, isDirect } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageClient } from './message-client.ts';
import type { Draft } from './render.ts';

interface EphemeralParts {
  readonly messages: MessageClient;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Sends the asker a message that only they see: an error, or an answer about the bot itself. */
export function createSendEphemeral(
  address: Address,
  { messages, log, now }: EphemeralParts,
): (draft: Draft) => Promise<void> {
  const { key, channel, thread, person, responseUrl } = address;
  const metadata = { request: key, part: 'more' } as const;

  const respond = async (draft: Draft): Promise<boolean> => {
    if (responseUrl === null || !canRespond(address, now())) return false;
    try {
      await messages.respond(responseUrl, draft);
      return true;
    } catch (err) {
      log.info({ err }, 'could not send an ephemeral response');
      return false;
    }
  };

  return async (draft) => {
    if (await respond(draft)) return;
    try {
      if (isDirect(channel)) await messages.post(channel, thread, () => draft, metadata);
      else await messages.sendEphemeral(channel, thread, person, draft);
    } catch (error) {
      if (slackErrorKind(error) === 'other') throw error;
      await messages.post(await messages.directChannel(person), null, () => draft, metadata);
    }
  };
}
