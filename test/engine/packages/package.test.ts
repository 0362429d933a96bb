import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPackages, modelInfo, readPackage } from '../../../src/engine/packages/package.ts';
import { copyGaussian, editManifest, gaussianDir, type Loose } from '../models/fixture.ts';

describe('readPackage', () => {
  it('reads model.json and the captions', async () => {
    const found = await readPackage(gaussianDir);
    expect(found.manifest.schedule).toEqual({ kind: 'cosine', numTrainTimesteps: 1000 });
    expect(found.captions).toContainEqual({ text: 'people around a campfire' });
    expect(modelInfo(found)).toEqual({
      name: 'gaussian',
      title: 'Gaussian noise with a known answer, for tests',
      family: 'pixel',
      imageSize: 32,
      upscaledSize: 256,
      numTrainTimesteps: 1000,
      licence: 'MIT',
      languages: ['en'],
      captions: found.captions.map(({ text }) => text),
      styles: [],
      words: [],
      defaults: { sampler: 'ddim', spacing: 'leading', steps: 10, guidance: 4 },
    });
  });

  it('needs neither an upscaler nor captions', async () => {
    const dir = await copyGaussian();
    await editManifest(dir, (s) => {
      delete s.upscale;
      delete s.captions;
    });
    await rm(join(dir, 'upscale.onnx'));
    expect(modelInfo(await readPackage(dir))).toMatchObject({ upscaledSize: null, captions: [] });
  });

  const mistakes: { name: string; edit: (manifest: Loose) => void; says: RegExp }[] = [
    {
      name: 'a prediction type that nobody knows',
      edit: (s) => {
        s.base.predictionType = 'x0';
      },
      says: /model\.json: "base\.predictionType" is "x0": .*"epsilon"\|"sample"\|"v_prediction".*export the package again/,
    },
    {
      name: 'a learned variance in 3 channels',
      edit: (s) => {
        s.base.varianceType = 'learned_range';
      },
      says: /"base\.outputChannels" is 3: varianceType "learned_range" goes with outputChannels 6/,
    },
    {
      name: 'a file outside the package',
      edit: (s) => {
        s.base.file = '../base.onnx';
      },
      says: /"base\.file" is "\.\.\/base\.onnx": expected the name of a file beside model\.json/,
    },
    {
      name: 'two mistakes at once',
      edit: (s) => {
        s.formatVersion = 2;
        s.defaults.steps = 0;
      },
      says: /"formatVersion" is 2: .*; "defaults\.steps" is 0: /,
    },
    {
      name: 'a noise level beyond the schedule',
      edit: (s) => {
        s.upscale.noiseLevel = 1000;
      },
      says: /"upscale\.noiseLevel": expected a timestep of the schedule/,
    },
    {
      name: 'a side that views cannot cut into blocks',
      edit: (s) => {
        s.base.imageSize = 60;
      },
      says: /"base\.imageSize" is 60: expected a multiple of 8/,
    },
    {
      name: 'a missing section',
      edit: (s) => {
        delete s.textEncoder;
      },
      says: /"textEncoder": /,
    },
  ];

  it.each(mistakes)('names $name', async ({ edit, says }) => {
    const dir = await copyGaussian();
    await editManifest(dir, edit);
    await expect(readPackage(dir)).rejects.toMatchObject({ code: 'broken-model', message: says });
  });

  it('names a missing file', async () => {
    const dir = await copyGaussian();
    await rm(join(dir, 'text.onnx'));
    await expect(readPackage(dir)).rejects.toThrow(/text\.onnx: the file is missing; copy the whole package again/);
  });

  it('names a model.json that is no JSON', async () => {
    const dir = await copyGaussian();
    await writeFile(join(dir, 'model.json'), '{ "name": ');
    await expect(readPackage(dir)).rejects.toThrow(/model\.json: not valid JSON \(.+\); copy model\.json again/);
  });
});

describe('findPackages', () => {
  const rename = (dir: string, name: string) =>
    editManifest(dir, (s) => {
      s.name = name;
    });

  it('lists the first folder first, then by name; a broken package hides no other', async () => {
    const builtIn = dirname(await copyGaussian('zebra'));
    const own = dirname(await copyGaussian('b'));
    await cp(gaussianDir, join(own, 'a'), { recursive: true });
    await rename(join(builtIn, 'zebra'), 'zebra');
    await rename(join(own, 'a'), 'ant');
    await rename(join(own, 'b'), 'bee');
    await mkdir(join(own, 'broken'));
    await writeFile(join(own, 'broken', 'model.json'), '{}');
    const { packages, broken } = await findPackages([builtIn, own]);
    expect(packages.map(({ manifest }) => manifest.name)).toEqual(['zebra', 'ant', 'bee']);
    expect(broken).toEqual([{ dir: join(own, 'broken'), reason: expect.stringContaining('"formatVersion"') }]);
  });

  it('accepts a folder that is itself a package, and one that does not exist', async () => {
    const { packages, broken } = await findPackages(['/nowhere/at/all', gaussianDir]);
    expect(packages.map(({ dir }) => dir)).toEqual([gaussianDir]);
    expect(broken).toEqual([]);
  });

  it('reports a name that is taken', async () => {
    const copy = await copyGaussian();
    const { packages, broken } = await findPackages([gaussianDir, copy]);
    expect(packages).toHaveLength(1);
    expect(broken[0]).toMatchObject({
      dir: copy,
      reason: expect.stringMatching(/"gaussian" is taken by .*; rename one/),
    });
  });

  it('counts a package once that is found on two ways', async () => {
    const models = dirname(await copyGaussian());
    await symlink(join(models, 'gaussian'), join(models, 'link'));
    const { packages, broken } = await findPackages([models, `${models}/.`, join(models, 'gaussian')]);
    expect(packages.map(({ dir }) => dir)).toEqual([join(models, 'gaussian')]);
    expect(broken).toEqual([]);
  });

  it('reports a file in place of a folder, and finds the others', async () => {
    const file = join(gaussianDir, 'model.json');
    const { packages, broken } = await findPackages([file, gaussianDir]);
    expect(packages.map(({ dir }) => dir)).toEqual([gaussianDir]);
    expect(broken).toEqual([
      { dir: file, reason: expect.stringMatching(/model\.json: expected a folder .*MODELS_DIR/) },
    ]);
  });

  it('says that a folder without model.json is no package', async () => {
    const models = dirname(await copyGaussian());
    await mkdir(join(models, 'empty'));
    const { packages, broken } = await findPackages([models]);
    expect(packages).toHaveLength(1);
    expect(broken[0]?.reason).toMatch(/empty.model\.json: the file is missing/);
  });
});
