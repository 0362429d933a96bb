import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { FromWorker } from '../../../src/engine/ipc/protocol.ts';
import { createModelCache } from '../../../src/engine/worker/model-cache.ts';
import { copyGaussian, editManifest } from '../models/fixture.ts';

/** Makes a model cache over two copies of the analytic model of 100 MB each; `loads` counts loads. */
async function twoModels(memoryLimitMb: number) {
  const dirs = await Promise.all(['first', 'second'].map((name) => copyGaussian(name)));
  for (const dir of dirs) await editManifest(dir, (manifest) => (manifest.name = dir.split('/').at(-1)));
  const heard: FromWorker[] = [];
  const channel = { send: (message: FromWorker) => heard.push(message), busy: () => () => {} };
  const options = {
    modelDirs: dirs.map((dir) => dirname(dir)),
    provider: 'cpu',
    threads: 1,
    maxBatch: 1,
    safetyModelDir: null,
    excluded: [],
  } as const;
  const modelCache = createModelCache({ ...options, memoryLimitMb }, channel);
  const use = (name: string) => modelCache.with(name, async ({ info }) => info.name);
  return { modelCache, use, loads: () => heard.filter(({ kind }) => kind === 'trying').length };
}

it('keeps models that fit into memory', async () => {
  const { use, loads } = await twoModels(200);
  expect([await use('first'), await use('second'), await use('first')]).toEqual(['first', 'second', 'first']);
  expect(loads()).toBe(2);
});

it('puts away the model that was not used for longest', async () => {
  const { use, loads } = await twoModels(150);
  for (const name of ['first', 'second', 'second', 'first']) await use(name);
  expect(loads()).toBe(3);
});

it('does not put away a model that draws', async () => {
  const { modelCache, use, loads } = await twoModels(150);
  await modelCache.with('first', async ({ encode }) => {
    await use('second');
    await encode('a skull');
  });
  expect(await use('first')).toBe('first');
  expect(loads()).toBe(2);
});

it('loads once for two who ask at the same time, and tries a broken package again', async () => {
  const { use, loads } = await twoModels(200);
  expect(await Promise.all([use('first'), use('first')])).toEqual(['first', 'first']);
  expect(loads()).toBe(1);
  await expect(use('third')).rejects.toMatchObject({
    code: 'unknown-model',
    message: expect.stringContaining('first, second'),
  });
});
