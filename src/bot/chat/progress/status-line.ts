import type { Logger } from 'pino';
import { createStatusUpdates } from './status-updates.ts';

/** Between two updates of a queue position: when many wait, each finished picture changes all positions. */
const queueGapMs = 15_000;

interface StatusLineParts<Draft> {
  /** Between two updates of the progress. */
  readonly progressGapMs: number;
  /** @param newest Returns the draft to show when the request is sent. */
  send(newest: () => Draft, kind: 'queue' | 'progress'): Promise<void>;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Shows the queue position and the progress in an answer until its result. Shows the newest draft and drops older ones.
 */
interface StatusLine<Draft> {
  /** Never waits. */
  showQueuePosition(draft: Draft): void;
  /** Never waits. */
  showProgress(draft: Draft): void;
  /** Shows nothing more. Resolves when updates that are being sent have arrived. */
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
      onFailure: (err) => isOver || log.info({ err }, 'could not show progress'),
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
