import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { RowOwner } from '../../../src/engine/onnx/batcher.ts';

/** The package whose answers are formulas; training/stridebot_training/fixtures.py says which. */
export const gaussianDir = fileURLToPath(new URL('../../fixtures/models/gaussian', import.meta.url));

export const aTurn: RowOwner = { person: 'ann', job: '1' };

/** A copy of the package in a folder of its own, to be broken by the test that is running. */
export async function copyGaussian(name = 'gaussian'): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'stridebot-models-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const dir = join(parent, name);
  await cp(gaussianDir, dir, { recursive: true });
  return dir;
}

/** The parsed model.json, which a test may break in any way. */
// biome-ignore lint/suspicious/noExplicitAny: a type would forbid the mistakes that are tested
export type Loose = any;

/** Changes model.json. */
export async function editManifest(dir: string, edit: (manifest: Loose) => void): Promise<void> {
  const path = join(dir, 'model.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

export const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
