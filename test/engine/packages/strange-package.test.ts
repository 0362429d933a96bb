import { appendFile, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../src/engine/models/load.ts';
import { readPackage } from '../../../src/engine/packages/package.ts';
import { readTokenizer } from '../../../src/engine/text/tokenizer.ts';
import { copyGaussian, editManifest, type Loose, sha256 } from '../models/fixture.ts';

// A package by a stranger, who may be malicious.

const options = { pinned: 'cpu', maxBatch: 2 };

/** The words of the failure. */
const failure = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toMatchObject({ code: 'broken-model' });
  return error.message;
};

describe('numbers beyond what can be drawn', () => {
  it.each<readonly [string, (manifest: Loose) => void]>([
    ['base.imageSize', (s) => (s.base.imageSize = 2 ** 30)],
    ['base.thresholding.max', (s) => (s.base.thresholding.max = 1e300)],
    ['upscale.imageSize', (s) => (s.upscale.imageSize = 2 ** 30)],
    ['upscale.lowResSize', (s) => (s.upscale.lowResSize = 2 ** 30)],
    ['upscale.steps', (s) => (s.upscale.steps = 1e15)],
    ['upscale.guidance', (s) => (s.upscale.guidance = 1e9)],
    ['defaults.steps', (s) => (s.defaults.steps = 1e15)],
    ['defaults.guidance', (s) => (s.defaults.guidance = 1e9)],
    ['schedule.numTrainTimesteps', (s) => (s.schedule.numTrainTimesteps = 1e15)],
    ['textEncoder.maxTokens', (s) => (s.textEncoder.maxTokens = 1e15)],
    ['textEncoder.width', (s) => (s.textEncoder.width = 1e15)],
    ['memoryMb', (s) => (s.memoryMb = 1e15)],
    ['title', (s) => (s.title = 'x'.repeat(1e6))],
    ['languages', (s) => (s.languages = new Array(1e5).fill('en'))],
  ])('are refused: %s', async (field, edit) => {
    const dir = await copyGaussian();
    await editManifest(dir, edit);
    const words = await failure(readPackage(dir));
    expect(words).toContain(`"${field}"`);
    expect(words.length).toBeLessThan(1000);
  });
});

const files = [
  'model.json',
  'base.onnx',
  'upscale.onnx',
  'text.onnx',
  'tokenizer.json',
  'tokenizer_config.json',
  'captions.json',
];
const secret = 'root:x:0:0:secret';

describe('a file that is a link to another', () => {
  it.each(files)('is refused, and nothing of the other is shown: %s', async (file) => {
    const dir = await copyGaussian();
    const elsewhere = join(dir, '..', 'passwd');
    await writeFile(elsewhere, secret);
    await rm(join(dir, file));
    await symlink(elsewhere, join(dir, file));
    const words = await failure(readPackage(dir));
    expect(words).toMatch(new RegExp(`${file.replace('.', '\\.')}: this is a link; put the file itself there`));
    expect(words).not.toContain('root');
  });

  it('is refused even where what it leads to is the file itself', async () => {
    const dir = await copyGaussian();
    await rename(join(dir, 'captions.json'), join(dir, '..', 'captions.json'));
    await symlink(join(dir, '..', 'captions.json'), join(dir, 'captions.json'));
    expect(await failure(readPackage(dir))).toContain('captions.json: this is a link');
  });
});

describe('what a file holds is in no error', () => {
  it.each(['model.json', 'captions.json'])('%s', async (file) => {
    const dir = await copyGaussian();
    await writeFile(join(dir, file), secret);
    const words = await failure(readPackage(dir));
    expect(words).toContain(`${file}: not valid JSON`);
    expect(words).not.toContain('root');
  });

  it.each(['tokenizer.json', 'tokenizer_config.json'])('%s', async (file) => {
    const dir = await copyGaussian();
    for (const content of [secret, JSON.stringify({ model: { type: secret } })]) {
      await writeFile(join(dir, file), content);
      const reading = readTokenizer(join(dir, 'tokenizer.json'), join(dir, 'tokenizer_config.json'), 32);
      await reading.then(
        () => expect(file).toBe('tokenizer_config.json'), // which may say anything
        (error) => expect(error.message).not.toContain('root'),
      );
    }
  });
});

describe('a file without a hash', () => {
  it.each<readonly [string, (manifest: Loose) => void]>([
    ['captionsSha256', (s) => delete s.captionsSha256],
    ['textEncoder.tokenizerConfigSha256', (s) => delete s.textEncoder.tokenizerConfigSha256],
    ['textEncoder.tokenizerSha256', (s) => delete s.textEncoder.tokenizerSha256],
    ['textEncoder.sha256', (s) => delete s.textEncoder.sha256],
    ['base.sha256', (s) => delete s.base.sha256],
  ])('is refused: %s', async (field, edit) => {
    const dir = await copyGaussian();
    await editManifest(dir, edit);
    expect(await failure(readPackage(dir))).toContain(`"${field}"`);
  });
});

/** A field of a protobuf message whose value has a length. */
const field = (number: number, value: Buffer | string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};

/** Adds a tensor with external data to a graph. Concatenated protobuf messages are merged. */
async function addExternalTensor(path: string, location: string): Promise<void> {
  const where = Buffer.concat([field(1, 'location'), field(2, location)]);
  const float32 = Buffer.from([2 * 8, 1]);
  const isExternal = Buffer.from([14 * 8, 1]);
  const two = Buffer.from([1 * 8, 2]);
  const tensor = Buffer.concat([two, float32, field(8, 'more'), field(13, where), isExternal]);
  await appendFile(path, field(7, field(5, tensor)));
}

describe('weights in another file', () => {
  async function withExternalData(location: string, state?: (hash: string) => Loose): Promise<string> {
    const dir = await copyGaussian();
    await addExternalTensor(join(dir, 'base.onnx'), location);
    await writeFile(join(dir, 'weights.bin'), new Uint8Array(8));
    const [graph, weights] = [await sha256(join(dir, 'base.onnx')), await sha256(join(dir, 'weights.bin'))];
    await editManifest(dir, (s) => {
      s.base.sha256 = graph;
      if (state !== undefined) s.base.externalData = state(weights);
    });
    return dir;
  }

  it.each(['weights.bin', './weights.bin', '../weights.bin', 'model.json'])(
    'that nobody stated are refused: %s',
    async (name) => {
      const words = await failure(loadModel(await withExternalData(name), options));
      expect(words).toMatch(/base\.onnx: its weights are in a file that model\.json does not list/);
    },
  );

  it('that are stated with another hash are refused', async () => {
    const dir = await withExternalData('weights.bin', () => [{ file: 'weights.bin', sha256: '0'.repeat(64) }]);
    expect(await failure(loadModel(dir, options))).toMatch(/weights\.bin: SHA-256 is/);
  });

  it('that are stated, and a link, are refused', async () => {
    const dir = await withExternalData('weights.bin', (hash) => [{ file: 'weights.bin', sha256: hash }]);
    await rename(join(dir, 'weights.bin'), join(dir, '..', 'weights.bin'));
    await symlink(join(dir, '..', 'weights.bin'), join(dir, 'weights.bin'));
    expect(await failure(loadModel(dir, options))).toContain('weights.bin: this is a link');
  });

  it('that are stated are taken', async () => {
    const dir = await withExternalData('weights.bin', (hash) => [{ file: 'weights.bin', sha256: hash }]);
    const model = await loadModel(dir, options);
    expect(model.info.name).toBe('gaussian');
    await model.release();
  });

  it('are told from a graph that is none', async () => {
    const dir = await copyGaussian();
    await writeFile(join(dir, 'base.onnx'), await readFile(join(dir, 'model.json')));
    const hash = await sha256(join(dir, 'base.onnx'));
    await editManifest(dir, (s) => {
      s.base.sha256 = hash;
    });
    expect(await failure(loadModel(dir, options))).toContain('base.onnx: this is no ONNX graph');
  });
});
