import type { Reply } from '../../commands/ports/reply.ts';
import { encodePng, type JobId, type StepReport } from '../../engine/client.ts';
import type { ResultStore } from './result-store.ts';

/** Keeps each step's preview as a frame of the walk, then shows it. */
interface StepRecorder {
  show(report: StepReport): Promise<void>;
}

/**
 * A walk that begins again after the worker died shows nothing twice: its steps are the same ones, so those that were
 * shown are passed over.
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
