import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openDestination } from '../../../src/bot/shell/destination.ts';
import type { ResultFile } from '../../../src/commands/ports/reply.ts';
import { encodePng } from '../../../src/engine/client.ts';
import { gradient } from '../../commands/uploads.ts';

const made: string[] = [];
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-destination-'));
  made.push(dir);
});
afterAll(() => Promise.all(made.map((each) => rm(each, { recursive: true, force: true }))));

const file = (name: string, mediaType: ResultFile['mediaType'] = 'image/png'): ResultFile => ({
  name,
  mediaType,
  bytes: Buffer.from(name),
  altText: name,
});
const streams = () => ({ stdout: new PassThrough(), stderr: new PassThrough() });
const open = (out: string, shell = streams(), json = false) => openDestination(out, { shell, json });

const files = [file('sample-5.png'), file('sample-5-mask.png'), file('sample-5-film.webp', 'image/webp')];

test('a file name is taken exactly, replaces what was there, and numbers the rest', async () => {
  const out = join(dir, 'skull.png');
  await writeFile(out, 'old');
  const paths = await (await open(out)).write(files);
  expect(paths).toEqual([out, join(dir, 'skull-2.png'), join(dir, 'skull-3.webp')]);
  expect(await readFile(out, 'utf8')).toBe('sample-5.png');
});

test('a name without an ending gets one', async () => {
  expect(await (await open(join(dir, 'skull'))).write(files.slice(0, 1))).toEqual([join(dir, 'skull.png')]);
});

test('a folder keeps the files’ own names and overwrites none of them', async () => {
  await (await open(join(dir, 'new/'))).write(files);
  await (await open(join(dir, 'new'))).write(files.slice(0, 2));
  expect((await readdir(join(dir, 'new'))).sort()).toEqual([
    'sample-5-film.webp',
    'sample-5-mask.png',
    'sample-5-mask_2.png',
    'sample-5.png',
    'sample-5_2.png',
  ]);
});

test.each([
  { name: 'another kind of file', out: 'skull.gif', says: /PNG, JPEG or WebP/ },
  { name: 'a folder that is not there', out: 'none/x.png', says: /there is no folder/ },
  { name: 'a file inside a file', out: 'file.png/x.png', says: /file\.png is a file, not a folder/ },
  { name: 'a file deep inside a file', out: 'file.png/a/x.png', says: /there is no folder .*file\.png\/a/ },
  { name: 'a name that is too long', out: `${'x'.repeat(300)}.png`, says: /the name is too long/ },
  { name: 'a folder inside a file', out: 'file.png/sub/', says: /a part of it is a file, not a folder/ },
])('$name is refused before anything is drawn', async ({ out, says }) => {
  await writeFile(join(dir, 'file.png'), 'a file');
  await expect(open(join(dir, out))).rejects.toMatchObject({
    notice: { message: expect.stringMatching(says) },
  });
});

// Root may write everywhere but here, and Node's recursive mkdir never returns from here.
test.runIf(process.platform === 'linux').each(['/proc/x.png', '/proc/x', '/proc/foo/', '/proc/foo/bar/'])(
  '%s, where nobody can write, is refused at once',
  async (out) => {
    await expect(open(out)).rejects.toMatchObject({
      notice: { message: expect.stringMatching(/^Nothing can be written to \/proc\//) },
    });
  },
);

test('looking whether a file can be written leaves it, or leaves nothing', async () => {
  const old = join(dir, 'old.png');
  await writeFile(old, 'old');
  await open(old);
  await open(join(dir, 'new.png'));
  expect(await readdir(dir)).toEqual(['old.png']);
  expect(await readFile(old, 'utf8')).toBe('old');
});

test('a place that is lost meanwhile is named', async () => {
  const destination = await open(join(dir, 'gone/'));
  await rm(join(dir, 'gone'), { recursive: true });
  await expect(destination.write(files)).rejects.toMatchObject({
    notice: { message: expect.stringMatching(/gone\/sample-5.*cannot be written \(ENOENT\)/) },
  });
});

test.each(['', ' '])('an empty place is refused: "%s"', async (out) => {
  await expect(open(out)).rejects.toThrow('--out is empty.');
});

test('standard output takes the picture and nothing else', async () => {
  const shell = streams();
  expect(await (await open('-', shell)).write(files)).toEqual([]);
  expect(String(shell.stdout.read())).toBe('sample-5.png');
  expect(String(shell.stderr.read())).toBe('Left out: sample-5-mask.png, sample-5-film.webp.\n');
  await expect(open('-', shell, true)).rejects.toThrow('--out - and --json both write to standard output.');
});

test.each([
  ['skull.jpg', 'jpeg'],
  ['skull.JPEG', 'jpeg'],
  ['skull.webp', 'webp'],
])('the picture is encoded as the name says: %s', async (name, format) => {
  const picture = { ...file('sample-5.png'), bytes: await encodePng(gradient(64)) };
  const shell = streams();
  const [path, other] = await (await open(join(dir, name), shell)).write([picture, file('sample-5-mask.png')]);
  expect(await sharp(path).metadata()).toMatchObject({ format, width: 64, height: 64 });
  const { rgb } = gradient(64);
  const { data } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(Math.max(...[...data].map((value, i) => Math.abs(value - rgb[i]!)))).toBeLessThan(12);
  expect(other).toMatch(/skull-2\.png$/);
  expect(String(shell.stderr.read())).toContain('Only a PNG carries the recipe');
});
