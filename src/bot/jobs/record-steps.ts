import type { Reply } from '../../commands/ports/reply.ts';
import { encodePng, type JobId, type StepReport } from '../../engine/client.ts';
import type { ResultStore } from './result-store.ts';

/** Stores each step's preview as a frame, then shows it. */
interface StepRecorder {
  show(report: StepReport): Promise<void>;
}

/**
 * Creates the recorder of a job. A sampling run that restarts after the worker died repeats the same steps, so those
 * that were shown already are skipped.
 */
export function createStepRecorder(jobId: JobId, reply: Reply, store: ResultStore): StepRecorder {
  let shown = 0;
  return {
    async show({ preview, remainingMs, ...record }) {
      if (record.step <= shown) return;
      shown = record.step;
      const png = await encodePng(preview);
      await store.keepStep(jobId, record, png);
      await reply.show({ kind: 'step', jobId, ...record, preview: png, remainingMs });
    },
  };
}
