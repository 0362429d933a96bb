import type { Logger } from 'pino';
import type { JobId } from '../../engine/client.ts';
import type { DeliveryLog } from './delivery-log.ts';

/** Between attempts to show results that could not be shown. */
export const redeliverEveryMs = 60_000;

/** Redelivers a person's pending results. Never rejects: a result that could not be delivered stays pending. */
type Redeliver = (person: string, deliver: (job: JobId) => Promise<void>) => Promise<void>;

/** A result stays pending until it was delivered: after a crash it may be delivered twice, but is never lost. */
export function createRedeliver(
  deliveryLog: Pick<DeliveryLog, 'listPending' | 'clearPending'>,
  log: Logger,
): Redeliver {
  const inProgress = new Set<string>();
  return async (person, deliver) => {
    for (const job of deliveryLog.listPending(person)) {
      if (inProgress.has(job)) continue;
      inProgress.add(job);
      try {
        await deliver(job as JobId);
        deliveryLog.clearPending(job);
      } catch (err) {
        log.info({ err }, 'could not redeliver a pending result');
      } finally {
        inProgress.delete(job);
      }
    }
  };
}
