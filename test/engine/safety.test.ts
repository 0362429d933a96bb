import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inspectEngine } from '../../src/engine/client.ts';
import { createLock } from '../../src/engine/lock.ts';
import { safetyInput } from '../../src/engine/safety/input.ts';
import { loadSafetyModel } from '../../src/engine/safety/load.ts';
import { isFlagged, scoreOf } from '../../src/engine/safety/score.ts';
import { flat } from '../commands/uploads.ts';
import { drawing, paint, recipe } from './recipes.ts';
import { follow, startEngine, submit } from './worker-engine.ts';

const brightness = fileURLToPath(new URL('../fixtures/safety', import.meta.url));
const modelDirs = [fileURLToPath(new URL('../fixtures/models', import.meta.url))];

type SafetyJson = Record<string, unknown> & { output: Record<string, unknown> };

/** Copies the fixture with an edited manifest. */
async function edited(edit: (manifest: SafetyJson) => void): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'safety-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await cp(brightness, dir, { recursive: true });
  const path = join(dir, 'safety.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as SafetyJson;
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
  return dir;
}

const load = (dir: string) =>
  loadSafetyModel(dir, { pinned: 'cpu', threads: 1, lock: createLock(), onRun: () => () => {} });

const bright = flat(40, [200, 180, 160]);
const dark = flat(64, [60, 100, 20]);

test('a picture is flagged for what it shows, whatever its size', async () => {
  const model = await load(brightness);
  expect(await model.flags([bright, dark, flat(16, [255, 255, 255])])).toEqual([true, false, true]);
});

test('pixels are scaled and normalised, plane by plane or pixel by pixel', async () => {
  const given = { size: 2, mean: [0.5, 0, 0.25], std: [0.5, 1, 0.25] } as const;
  const picture = { width: 2, height: 2, rgb: Uint8Array.from([255, 0, 51, 0, 255, 102, 0, 0, 0, 255, 255, 255]) };
  const manifest = { ...given, mean: [...given.mean], std: [...given.std] } as unknown as Parameters<
    typeof safetyInput
  >[1];
  const planes = [1, -1, -1, 1, 0, 1, 0, 1, -0.2, 0.6, -1, 3];
  const nchw = await safetyInput(picture, { ...manifest, layout: 'nchw' });
  expect([...nchw].map((value) => Math.round(value * 1e4) / 1e4)).toEqual(planes);
  const nhwc = await safetyInput(picture, { ...manifest, layout: 'nhwc' });
  expect([...nhwc]).toEqual([0, 1, 2, 3].flatMap((pixel) => [0, 4, 8].map((plane) => nchw[plane + pixel])));
});

test('numbers become a probability as the manifest says; no number at all is flagged', () => {
  const numbers = Float32Array.from([0, Math.log(3)]);
  const score = (activation: 'none' | 'softmax' | 'sigmoid') =>
    scoreOf(numbers, { index: 1, activation, threshold: 0 });
  expect(score('none')).toBeCloseTo(Math.log(3), 5);
  expect(score('softmax')).toBeCloseTo(0.75, 5);
  expect(score('sigmoid')).toBeCloseTo(0.75, 5);
  expect([0.4, 0.5, 0.6, Number.NaN].map((value) => isFlagged(value, 0.5))).toEqual([false, true, true, true]);
});

describe('a safety model that cannot be trusted is refused', () => {
  test.each<[what: string, edit: (manifest: SafetyJson) => void, message: RegExp]>([
    ['another version', (s) => (s.version = 2), /safety\.json: "version"/],
    ['a file elsewhere', (s) => (s.file = '../x.onnx'), /"file": expected the name of a file beside safety\.json/],
    ['a file that is not there', (s) => (s.file = 'x.onnx'), /x\.onnx: the file is missing/],
    ['another file', (s) => (s.sha256 = '0'.repeat(64)), /brightness\.onnx: SHA-256 is e4b1.*, safety\.json says 0000/],
    [
      'another size',
      (s) => (s.size = 17),
      /input "pixels" is float32 \[n, 3, 16, 16\], expected float32 \[1, 3, 17, 17\]/,
    ],
    ['another layout', (s) => (s.layout = 'nhwc'), /expected float32 \[1, 16, 16, 3\]/],
    ['no such output', (s) => (s.output.name = 'label'), /the outputs are scores; name one of them as output\.name/],
    ['no such number', (s) => (s.output.index = 2), /"scores" gave 2 numbers, safety\.json asks for number 2/],
    ['a spread of nothing', (s) => (s.std = [1, 0, 1]), /"std": expected numbers above 0/],
  ])('%s', async (_, edit, message) => {
    const attempt = load(await edited(edit));
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ code: 'broken-safety-model' });
  });

  test.each(['safety.json', 'brightness.onnx'])('a link to another file: %s', async (file) => {
    const dir = await edited(() => {});
    await rename(join(dir, file), join(dir, 'elsewhere'));
    await symlink('elsewhere', join(dir, file));
    await expect(load(dir)).rejects.toMatchObject({
      code: 'broken-safety-model',
      message: expect.stringContaining(`${file}: this is a link`),
    });
  });

  test('a manifest that is not JSON, without showing what it is', async () => {
    const dir = await edited(() => {});
    await writeFile(join(dir, 'safety.json'), 'root:x:0:0:secret');
    await expect(load(dir)).rejects.toThrow(/^(?!.*root).*safety\.json: not valid JSON/);
  });

  test('an empty folder', async () => {
    await expect(load(modelDirs[0]!)).rejects.toThrow(/safety\.json: the file is missing.*docs\/safety\.md/);
  });
});

describe('an engine', () => {
  const done = async (safetyModelDir: string | null) => {
    const { engine } = startEngine({ safetyModelDir });
    return follow(submit(engine, recipe([drawing(), drawing()])));
  };

  test('says of every drawing whether it was flagged', async () => {
    const last = (await done(brightness)).at(-1);
    if (last?.kind !== 'done') throw new Error(JSON.stringify(last));
    const bright = last.pictures.map(({ rgb }) => rgb.reduce((sum, value) => sum + value, 0) / rgb.length / 255);
    expect(last.flagged).toEqual(bright.map((mean) => mean >= 0.5));
  });

  test('flags all where the threshold is nothing', async () => {
    const dir = await edited(({ output }) => (output.threshold = 0));
    expect((await done(dir)).at(-1)).toMatchObject({ kind: 'done', flagged: [true, true] });
  });

  test('looks at the square that was pasted, however small a part of the picture it is', async () => {
    const { engine } = startEngine({ safetyModelDir: brightness });
    const [light, night] = [await paint(32, () => [255, 255, 255]), await paint(200, () => [0, 0, 0])];
    const lit = drawing({ start: { kind: 'image', image: light, timestep: null }, walk: { kind: 'none' } });
    const paste = { image: night, mask: await paint(200, () => [255, 255, 255]), left: 90, top: 90, side: 20 };
    const pasted = { ...recipe([lit]), finish: { upscaleTo: null, paste } };
    expect((await follow(submit(engine, pasted))).at(-1)).toMatchObject({ kind: 'done', flagged: [true] });
  });

  test('says nothing of it without a safety model', async () => {
    const last = (await done(null)).at(-1);
    expect(last).toMatchObject({ kind: 'done' });
    expect(last).not.toHaveProperty('flagged');
  });

  test('draws nothing, not even a step, while its safety model is broken', async () => {
    const events = await done(await edited((manifest) => (manifest.size = 17)));
    expect(events.filter(({ kind }) => kind === 'step')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'failed', code: 'broken-safety-model' });
  });

  test('is inspected with it', async () => {
    const log = { info() {}, warn() {} };
    const options = { modelDirs, provider: 'cpu', maxBatch: 1, stepTimeoutMs: 30_000, log } as const;
    const works = await inspectEngine({ ...options, safetyModelDir: brightness });
    const onCpu = { provider: 'cpu', rejected: [] };
    expect(works.safety).toEqual({ name: 'Brightness', dir: brightness, problem: null, ...onCpu });
    const broken = await inspectEngine({ ...options, safetyModelDir: modelDirs[0]! });
    expect(broken.safety?.problem).toMatch(/safety\.json: the file is missing/);
  });
});
