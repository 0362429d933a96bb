import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stridebot } from './stridebot.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-language-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const run = (env: Readonly<Record<string, string>>, ...args: string[]) => stridebot(dir, args, undefined, env);
const german = { LANG: 'de_DE.UTF-8' };

test('help is in the language of the terminal, and its flags are as typed', async () => {
  const { code, stdout } = await run(german, 'sample', '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Aufruf: stridebot sample <prompt> \[options\]\n\nZeichnet ein Bild aus Worten\./);
  expect(stdout).toContain('--seed <number>');
  expect(stdout).toContain('Beispiele:\n  stridebot sample "a skull"');
});

test('so is a refusal', async () => {
  expect(await run(german, 'sample', 'x', '--steps', '9999')).toMatchObject({
    ...{ code: 2, stdout: '' },
    stderr: '"steps" geht von 2 bis 250, und 9999 liegt außerhalb.\nAm nächsten liegt 250.\n',
  });
});

test('commands in a translated sentence become those of a shell', async () => {
  const { stderr } = await run({ LANG: 'ja_JP.UTF-8' }, 'sample', 'x', '--model', 'nothing');
  expect(stderr).toMatch(/^"nothing" というモデルはありません。\n使えるもの：/);
});

test('so is what is said below a picture', async () => {
  const { code, stderr } = await run(german, 'sample', 'a skull', '--seed', '180', '--out', 'skull.png');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Seed 180 · Schritte /m);
});

test('BOT_LANGUAGE comes before the locale', async () => {
  const { stderr } = await run({ ...german, BOT_LANGUAGE: 'fr' }, 'sample', 'x', '--steps', '9999');
  expect(stderr).toContain('va de 2 à 250');
});

test('an unknown BOT_LANGUAGE is named', async () => {
  const { code, stderr } = await run({ BOT_LANGUAGE: 'klingon' }, 'sample', 'x');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'Stridebot cannot start:\nBOT_LANGUAGE: one of en, de, es, fr, ja\n',
  });
});

test('what programs read is English', async () => {
  const { stdout, stderr } = await run(german, 'sample', 'x', '--steps', '9999', '--json');
  expect(JSON.parse(stdout)).toEqual({
    error: { message: '"steps" goes from 2 to 250, and 9999 is outside.', hint: 'The nearest that works is 250.' },
  });
  expect(stderr).toContain('goes from');
});
