import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { copyGaussian, editManifest, sha256 } from '../models/fixture.ts';
import { describeOnGpu, inspectOnGpu } from './software-gpu.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(`../../fixtures/${file}`, import.meta.url));

/** A folder with a package whose base takes a software adapter long: training/stridebot_training/convolutions_fixture.py. */
async function slowPackage(): Promise<string> {
  const dir = await copyGaussian();
  const base = join(dir, 'base.onnx');
  await copyFile(pathOf('webgpu/convolutions.onnx'), base);
  const hash = await sha256(base);
  await editManifest(dir, (manifest) => {
    manifest.base.sha256 = hash;
    delete manifest.upscale;
  });
  return dirname(dir);
}

describeOnGpu('WebGPU that is slower than the CPU', () => {
  it('is refused with both times when nothing is pinned, for the safety model too', async () => {
    const given = { modelDirs: [await slowPackage()], safetyModelDir: pathOf('safety') };
    const inspection = await inspectOnGpu({ ...given, provider: null });
    const reason = /^a step takes \d+ ms, on the CPU \d+ ms: probably a software adapter/;
    const rejected = expect.arrayContaining([{ provider: 'webgpu', reason: expect.stringMatching(reason) }]);
    const onCpu = { problem: null, provider: 'cpu', rejected };
    expect(inspection).toMatchObject({ ...onCpu, packages: [onCpu], safety: onCpu });
  });

  it('is taken where it is pinned', async () => {
    const given = { modelDirs: [await slowPackage()], safetyModelDir: pathOf('safety') };
    const onGpu = { problem: null, provider: 'webgpu', rejected: [] };
    expect(await inspectOnGpu(given)).toMatchObject({ ...onGpu, packages: [onGpu], safety: onGpu });
  });
});
