import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { timePyTorchRuns } from '../../bench/pytorch-runs.ts';
import { temporaryDir } from '../bot/temporary.ts';

const stages = [
  { config: 'base32', runs: 12, rows: 2 },
  { config: 'upscale32', runs: 6, rows: 1 },
];

/** Writes a command that answers as an interpreter would. */
function interpreter(script: string): string {
  const path = join(temporaryDir(), 'python');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

it('asks PyTorch for the runs of one picture', async () => {
  const asked = '-m stridebot_training.bench_runs --threads 2 --stage base32 12 2 --stage upscale32 6 1';
  const answer = { version: '2.6', eagerMs: 650, compiledMs: 500 };
  const python = interpreter(`[ "$1" = -c ] || { [ "$*" = "${asked}" ] && echo '${JSON.stringify(answer)}'; }`);
  expect(await timePyTorchRuns(python, stages, 2)).toEqual(answer);
});

it.each([
  { name: 'an interpreter without PyTorch', python: () => interpreter('exit 1') },
  { name: 'no interpreter', python: () => join(temporaryDir(), 'absent') },
])('finds nothing with $name', async ({ python }) => {
  expect(await timePyTorchRuns(python(), stages, 2)).toBeUndefined();
});

it('says why runs fail', async () => {
  const python = interpreter('[ "$1" = -c ] || { echo no compiler >&2; exit 1; }');
  await expect(timePyTorchRuns(python, stages, 2)).rejects.toThrow('no compiler');
});
