import type { Logger } from 'pino';
import type { JobId } from '../../engine/client.ts';
import type { Answers } from './delivery-log.ts';

/** Gives a person what is owed to them. Never rejects: what could not be given stays owed. */
export type PayDebts = (person: string, give: (job: JobId) => Promise<void>) => Promise<void>;

/** A debt is forgotten only when it was given: who is stopped in between may give it again, but loses nothing. */
export function createPayDebts(answers: Pick<Answers, 'owed' | 'settle'>, log: Logger): PayDebts {
  const underWay = new Set<string>();
  return async (person, give) => {
    for (const job of answers.owed(person)) {
      if (underWay.has(job)) continue;
      underWay.add(job);
      try {
        await give(job as JobId);
        answers.settle(job);
      } catch (err) {
        log.info({ err }, 'a picture from before could not be handed over');
      } finally {
        underWay.delete(job);
      }
    }
  };
}
