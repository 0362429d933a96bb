import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { findPackages } from '../../../src/engine/packages/package.ts';
import { editManifest } from '../models/fixture.ts';
import { ddimSampling, drawing, recipe } from '../recipes.ts';
import { follow, startEngine, submit } from '../worker-engine.ts';
import { levelsApart, pictureOf } from './pictures.ts';
import { describeOnGpu, startOnGpu } from './software-gpu.ts';

const models = fileURLToPath(new URL('../../../models', import.meta.url));

/** A copy of the model that ships, without its upscaler, which would take most of the time. */
async function baseOfShipped(): Promise<{ readonly name: string; readonly modelDirs: readonly string[] }> {
  const [found] = (await findPackages([models])).packages;
  const parent = await mkdtemp(join(tmpdir(), 'stridebot-models-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const dir = join(parent, 'base');
  await cp(found!.dir, dir, { recursive: true });
  await editManifest(dir, (manifest) => {
    delete manifest.upscale;
  });
  return { name: found!.manifest.name, modelDirs: [parent] };
}

const twoSteps = (model: string) => ({ ...recipe([drawing({ walk: ddimSampling(2) })]), model });

describeOnGpu('the embedded model with WebGPU', () => {
  it('draws two steps as the CPU does, up to rounding', async () => {
    const { name, modelDirs } = await baseOfShipped();
    const gpu = startOnGpu({ modelDirs });
    const onGpu = await follow(submit(gpu.engine, twoSteps(name)));
    expect(onGpu.at(-1)).toMatchObject({ kind: 'done', timing: { provider: 'webgpu' } });
    const cpu = startEngine({ modelDirs });
    const onCpu = await follow(submit(cpu.engine, twoSteps(name)));
    // Measured with SwiftShader: 1 of 3072 values differs, by 1 level.
    expect(levelsApart(pictureOf(onGpu), pictureOf(onCpu))).toBeLessThanOrEqual(1);
  });
});
