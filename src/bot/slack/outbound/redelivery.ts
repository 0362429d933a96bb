import type { Logger } from 'pino';
import type { JobId } from '../../../engine/client.ts';
import { createRedeliver } from '../../jobs/redelivery.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import { type Address, canRespond } from '../address.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { canStand, type FileUploads } from './file-upload.ts';
import type { MessageClient } from './message-client.ts';
import { type Draft, ownWords, renderResult } from './render.ts';

interface OwedParts {
  readonly messages: MessageClient;
  readonly showing: FileUploads;
  readonly books: DeliveryStore;
  readonly store: Pick<ResultStore, 'load'>;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Gives a person what no way led to them with before, for their eyes, where they are now. */
export function createRedeliverTo({ messages, showing, books, store, log, now }: OwedParts) {
  const redeliver = createRedeliver(books, log);

  const give = async (job: JobId, address: Address): Promise<void> => {
    const result = await store.load(job);
    if (result === undefined) return;
    const files = await Promise.all(
      result.files
        .filter(canStand)
        .slice(0, 1)
        .map((file) => showing.give(file)),
    );
    const { channel, thread, person } = address;
    const isHidden = result.files.some(({ isSensitive }) => isSensitive === true);
    const rendered = renderResult(result, {
      person,
      isNamed: false,
      files,
      isHidden,
      origin: channel,
      buttons: ['share'],
    });
    const draft: Draft = { ...rendered, blocks: [ownWords('I could not bring you this earlier.'), ...rendered.blocks] };
    await showing.whenReady(files, async () => {
      if (!(await respond(address, draft))) await messages.sendEphemeral(channel, thread, person, draft);
    });
  };

  const respond = async (address: Address, draft: Draft): Promise<boolean> => {
    if (!canRespond(address, now())) return false;
    try {
      await messages.respond(address.responseUrl!, draft);
      return true;
    } catch (err) {
      log.info({ err }, 'Slack did not take a response');
      return false;
    }
  };

  return (address: Address): Promise<void> => redeliver(address.person, (job) => give(job, address));
}
