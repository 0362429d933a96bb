import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './engine.ts';
import type { Print } from './print.ts';

const program = fileURLToPath(new URL('../bin/stridebot.js', import.meta.url));
/** Runs that a median is taken of. */
const rounds = 9;

/** Measures how long the shell's commands take, from the start of the process to its end. */
export async function benchShell(print: Print): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  try {
    print('seconds of the help of stridebot (median of 9)', await seconds('--help'), 'goal ≤ 0.4 s');
    const sample = await seconds('sample', 'a cat', '--out', join(dir, 'cat.png'));
    print('seconds of stridebot sample "a cat" (median of 9)', sample, 'goal ≤ 2 s');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function seconds(...words: readonly string[]): Promise<string> {
  const ms = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await promisify(execFile)(process.execPath, [program, ...words]);
    ms.push(performance.now() - start);
  }
  return (median(ms) / 1000).toFixed(2);
}
