import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRecipe } from '../../../src/engine/client.ts';
import { stridebot } from './stridebot.ts';

let dir: string;
const at = (name: string): string => join(dir, name);
const run = (...args: string[]) => stridebot(dir, args);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-shell-'));
  await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toFile(at('in.png'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('drawing', () => {
  test('a sample is written where it was asked for, and rerun draws the same bytes', async () => {
    const drawn = await run('sample', 'a', 'skull', '--seed', '180', '--out', 'skull.png');
    expect(drawn).toMatchObject({ code: 0, stdout: 'skull.png\n' });
    expect(drawn.stderr).toContain('a skull · seed 180');
    const file = await readFile(at('skull.png'));
    expect(readRecipe(file)?.drawings[0]).toMatchObject({ seed: 180, term: { prompt: 'a skull' } });

    const again = await run('rerun', 'skull.png', '--out', 'again.png', '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      files: [{ path: 'again.png' }],
      details: { seed: 180, guidance: expect.any(Number), 'same bytes': 'yes' },
      timing: { wallMs: expect.any(Number) },
    });
    expect((await readFile(at('again.png'))).equals(file)).toBe(true);

    await writeFile(at('longer.png'), Buffer.concat([file, Buffer.from('x')]));
    const other = await run('rerun', 'longer.png', '--out', 'other.png');
    expect(other.stderr).toContain('Not the same bytes: docs/reproducibility.md says when');
  });

  test('the settings in .env reach the engine, whose process starts first', async () => {
    const own = await mkdtemp(join(dir, 'own-'));
    const note = `if (process.send) require('node:fs').appendFileSync('seen', process.argv[2] ?? '');`;
    await writeFile(join(own, 'note.cjs'), note);
    await writeFile(join(own, '.env'), 'NODE_OPTIONS=--require ./note.cjs');
    expect(await stridebot(own, ['sample', 'a skull'])).toMatchObject({ code: 0 });
    expect(await readFile(join(own, 'seen'), 'utf8')).toContain('worker/main.ts');
  });

  test('several files get numbers, and JSON names them', async () => {
    const args = ['inpaint', 'in.png', 'a hat', '--region', 'top half', '--no-upscale', '--out', 'hat.png', '--json'];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { path: string; altText: string }[] };
    expect(files.map(({ path }) => path)).toEqual(['hat.png', 'hat-2.png']);
    expect(files.every(({ altText }) => altText !== '')).toBe(true);
    for (const { path } of files) expect((await sharp(at(path)).metadata()).format).toBe('png');
  });

  test('Ctrl-C stops the drawing, and nothing is written', async () => {
    const args = ['sample', 'a dog', '--steps', '250', '--count', '16', '--out', 'never.png'];
    const { code } = await stridebot(dir, args, (stderr, interrupt) => {
      if (stderr.includes('step ')) interrupt();
    });
    expect(code).toBe(130);
    expect(await readdir(dir)).not.toContain('never.png');
  });

  test('doctor finds the package and says what it runs on', async () => {
    const { code, stdout } = await run('doctor', '--json');
    const { provider, packages } = JSON.parse(stdout) as { provider: string; packages: { name: string }[] };
    expect([code, provider]).toEqual([0, 'cpu']);
    expect(packages).toContainEqual(expect.objectContaining({ name: 'gaussian', problem: null }));
  });

  test('doctor names a package whose model.json cannot be read after its folder', async () => {
    await mkdir(at('models/unreadable'), { recursive: true });
    await writeFile(at('models/unreadable/model.json'), '{');
    const { stdout } = await stridebot(dir, ['doctor'], undefined, { MODELS_DIR: at('models') });
    expect(stdout).toMatch(/^ +unreadable: .*model\.json/m);
  });
});

test('what cannot be done ends with 2 and a sentence, before the engine is started', async () => {
  const { code, stdout, stderr } = await run('sample', 'x', '--steps', '9999');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('"steps" goes from 2 to');
});
