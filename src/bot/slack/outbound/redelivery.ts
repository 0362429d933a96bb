import type { Logger } from 'pino';
import type { JobId } from '../../../engine/client.ts';
import { createRedeliver } from '../../jobs/redelivery.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import { type Address, canRespond } from '../address.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { type FileUploads, isEmbeddable } from './file-upload.ts';
import type { MessageClient } from './message-client.ts';
import { type Draft, markdownBlock, renderResult } from './render.ts';

interface RedeliverParts {
  readonly messages: MessageClient;
  readonly fileUploads: FileUploads;
  readonly deliveryStore: DeliveryStore;
  readonly store: Pick<ResultStore, 'load'>;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Redelivers a person's pending results as ephemeral messages in the channel of their new request. */
export function createRedeliverTo({ messages, fileUploads, deliveryStore, store, log, now }: RedeliverParts) {
  const redeliver = createRedeliver(deliveryStore, log);

  const deliver = async (job: JobId, address: Address): Promise<void> => {
    const result = await store.load(job);
    if (result === undefined) return;
    const files = await Promise.all(
      result.files
        .filter(isEmbeddable)
        .slice(0, 1)
        .map((file) => fileUploads.upload(file)),
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
    const draft: Draft = {
      ...rendered,
      blocks: [markdownBlock('I could not bring you this earlier.'), ...rendered.blocks],
    };
    await fileUploads.whenReady(files, async () => {
      if (!(await respond(address, draft))) await messages.sendEphemeral(channel, thread, person, draft);
    });
  };

  const respond = async (address: Address, draft: Draft): Promise<boolean> => {
    if (!canRespond(address, now())) return false;
    try {
      await messages.respond(address.responseUrl!, draft);
      return true;
    } catch (err) {
      log.info({ err }, 'could not send an ephemeral response');
      return false;
    }
  };

  return (address: Address): Promise<void> => redeliver(address.person, (job) => deliver(job, address));
}
