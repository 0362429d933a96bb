import type { Stage, Work } from '../ipc/protocol.ts';

/** Weight of a new measurement in the moving averages. */
const newShare = 0.2;

/** Estimates the model time of batch rows and jobs on this machine, from measured runs. */
export interface EtaEstimator {
  learnRun(model: string, stage: Stage, rows: number, durationMs: number): void;
  /** Estimates milliseconds of model time; null until each stage with work has been measured. */
  workMs(model: string, work: Work): number | null;
  learnJob(modelMs: number): void;
  /** Average model time of a job; null while unknown. */
  typicalJobMs(): number | null;
}

export function createEtaEstimator(): EtaEstimator {
  const rowMs = new Map<string, number>();
  let jobMs: number | null = null;

  const stageMs = (model: string, stage: Stage, rows: number): number | null => {
    const perRow = rowMs.get(`${model}/${stage}`);
    if (rows === 0) return 0;
    return perRow === undefined ? null : perRow * rows;
  };

  return {
    learnRun(model, stage, rows, durationMs) {
      const key = `${model}/${stage}`;
      rowMs.set(key, average(rowMs.get(key) ?? null, durationMs / rows));
    },
    workMs(model, work) {
      const base = stageMs(model, 'base', work.base);
      const upscale = stageMs(model, 'upscale', work.upscale);
      return base === null || upscale === null ? null : base + upscale;
    },
    learnJob(modelMs) {
      jobMs = average(jobMs, modelMs);
    },
    typicalJobMs: () => jobMs,
  };
}

const average = (old: number | null, value: number): number => (old === null ? value : old + newShare * (value - old));

/**
 * Estimates when a job ends that shares the model evenly with others: each of them takes as much model time as this
 * one, until it ends.
 *
 * @param ownMs Model time that the job still needs.
 * @param othersMs The same for every job that runs beside it.
 */
export const sharedEndMs = (ownMs: number, othersMs: readonly number[]): number =>
  othersMs.reduce((sum, otherMs) => sum + Math.min(ownMs, otherMs), ownMs);
