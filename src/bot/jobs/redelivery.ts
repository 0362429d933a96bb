import type { Logger } from 'pino';
import type { JobId } from '../../engine/client.ts';
import type { DeliveryLog } from './delivery-log.ts';

/** Between the tries to show results that could not be shown. */
export const redeliverEveryMs = 60_000;

/** Gives a person what is owed to them. Never rejects: what could not be given stays owed. */
type Redeliver = (person: string, give: (job: JobId) => Promise<void>) => Promise<void>;

/** A debt is forgotten only when it was given: who is stopped in between may give it again, but loses nothing. */
export function createRedeliver(answers: Pick<DeliveryLog, 'listPending' | 'clearPending'>, log: Logger): Redeliver {
  const underWay = new Set<string>();
  return async (person, give) => {
    for (const job of answers.listPending(person)) {
      if (underWay.has(job)) continue;
      underWay.add(job);
      try {
        await give(job as JobId);
        answers.clearPending(job);
      } catch (err) {
        log.info({ err }, 'a picture from before could not be handed over');
      } finally {
        underWay.delete(job);
      }
    }
  };
}
