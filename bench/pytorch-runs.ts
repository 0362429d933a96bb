import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

/** How often a network of `training/` runs for one picture, and on how many rows. */
export interface StageRuns {
  /** Name of its configuration. */
  readonly config: string;
  readonly runs: number;
  readonly rows: number;
}

/** Milliseconds that PyTorch takes for the model runs of one picture. */
const pyTorchRuns = z.object({ version: z.string(), eagerMs: z.number(), compiledMs: z.number() });
export type PyTorchRuns = z.infer<typeof pyTorchRuns>;

const execute = promisify(execFile);
const training = fileURLToPath(new URL('../training', import.meta.url));

/**
 * Times the same networks in PyTorch, in a process of its own.
 * @param python A Python interpreter.
 * @returns undefined where that interpreter is absent or has no PyTorch.
 * @throws Error when it has PyTorch and the runs fail.
 */
export async function timePyTorchRuns(
  python: string,
  stages: readonly StageRuns[],
  threads: number,
): Promise<PyTorchRuns | undefined> {
  try {
    await execute(python, ['-c', 'import torch']);
  } catch {
    return undefined;
  }
  const { stdout } = await execute(python, commandOf(stages, threads), { cwd: training });
  return pyTorchRuns.parse(JSON.parse(stdout));
}

const commandOf = (stages: readonly StageRuns[], threads: number): string[] => [
  ...['-m', 'stridebot_training.bench_runs', '--threads', `${threads}`],
  ...stages.flatMap(({ config, runs, rows }) => ['--stage', config, `${runs}`, `${rows}`]),
];
