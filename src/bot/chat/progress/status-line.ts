import type { Logger } from 'pino';
import { createStatusUpdates } from './status-updates.ts';

/** When many wait, everybody's position changes with each picture that is done. */
const queueGapMs = 15_000;

interface StatusLineParts<Draft> {
  /** Between two changes that say how far a drawing is. */
  readonly progressGapMs: number;
  /** @param newest What is to be shown by the time that the request is sent. */
  send(newest: () => Draft, kind: 'queue' | 'progress'): Promise<void>;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
}

/** The line of an answer that says how far it is, until there is something to stay. Shows the newest, and drops the rest. */
interface StatusLine<Draft> {
  /** Never waits. */
  showQueuePosition(draft: Draft): void;
  /** Never waits. */
  showProgress(draft: Draft): void;
  /** Shows nothing more. Resolves when what is under way has arrived. */
  end(): Promise<void>;
}

export function createStatusLine<Draft>({ progressGapMs, send, log, wait }: StatusLineParts<Draft>): StatusLine<Draft> {
  let newest: Draft;
  let newestKind: 'queue' | 'progress' | undefined;
  let isOver = false;
  const updates = (kind: 'queue' | 'progress', gapMs: number) =>
    createStatusUpdates<Draft>({
      gapMs,
      wait,
      // A position that was pending when the drawing began is not shown any more.
      send: async () => (newestKind === kind ? send(() => newest, kind) : undefined),
      onFailure: (err) => isOver || log.info({ err }, 'how far the drawing is was not shown'),
    });
  const queue = updates('queue', queueGapMs);
  const progress = updates('progress', progressGapMs);

  return {
    showQueuePosition(draft) {
      newest = draft;
      newestKind = 'queue';
      queue.push(draft);
    },
    showProgress(draft) {
      newest = draft;
      newestKind = 'progress';
      progress.push(draft);
    },
    async end() {
      isOver = true;
      await Promise.all([queue.drop(), progress.drop()]);
    },
  };
}
