import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openDestination } from '../../../src/bot/shell/destination.ts';
import type { ResultFile } from '../../../src/commands/reply.ts';

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
const files = [file('sample-5.png'), file('sample-5-mask.png'), file('sample-5-film.webp', 'image/webp')];

test('a file name is taken exactly, replaces what was there, and numbers the rest', async () => {
  const out = join(dir, 'skull.png');
  await writeFile(out, 'old');
  const paths = await (await openDestination(out)).write(files);
  expect(paths).toEqual([out, join(dir, 'skull-2.png'), join(dir, 'skull-3.webp')]);
  expect(await readFile(out, 'utf8')).toBe('sample-5.png');
});

test('a name without an ending gets one', async () => {
  expect(await (await openDestination(join(dir, 'skull'))).write(files.slice(0, 1))).toEqual([join(dir, 'skull.png')]);
});

test('a folder keeps the files’ own names and overwrites none of them', async () => {
  await (await openDestination(join(dir, 'new/'))).write(files);
  await (await openDestination(join(dir, 'new'))).write(files.slice(0, 2));
  expect((await readdir(join(dir, 'new'))).sort()).toEqual([
    'sample-5-film.webp',
    'sample-5-mask.png',
    'sample-5-mask_2.png',
    'sample-5.png',
    'sample-5_2.png',
  ]);
});

test.each([
  { name: 'another kind of file', out: 'x.webp', says: /PNG/ },
  { name: 'a folder that is not there', out: 'none/x.png', says: /there is no folder/ },
])('$name is refused before anything is drawn', async ({ out, says }) => {
  await expect(openDestination(join(dir, out))).rejects.toMatchObject({
    notice: { message: expect.stringMatching(says) },
  });
});
