import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { runInProcess as run } from './in-process.ts';

// What ends before an engine is needed, without a process of its own.

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-program-'));
  await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toFile(join(dir, 'in.png'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('what cannot be done ends with 2 and a sentence', () => {
  test.each([
    { name: 'nothing at all', args: [], says: /Usage: stridebot/ },
    { name: 'an unknown command', args: ['draw'], says: /unknown command 'draw'/ },
    { name: 'an unknown flag', args: ['sample', 'x', '--wings'], says: /unknown option '--wings'/ },
    { name: 'a missing prompt', args: ['sample'], says: /needs <prompt>/ },
    { name: 'a number out of range', args: ['sample', 'x', '--steps', '9999'], says: /"steps" goes from/ },
    { name: 'a missing file', args: ['sdedit', 'none.png', 'x'], says: /none\.png: there is no such file/ },
    { name: 'a number without its flag', args: ['noise', 'in.png', '500'], says: /Write --t 500\./ },
    { name: 'a folder for a picture', args: ['sdedit', '.', 'x'], says: /that is a folder, not a file/ },
    { name: 'a file inside a file', args: ['sdedit', 'package.json/x.png', 'x'], says: /a part of it is a file/ },
    { name: 'an empty name', args: ['sdedit', '', 'x'], says: /The name of a file is empty/ },
    {
      name: 'a place inside a file',
      args: ['sample', 'x', '--out', 'package.json/x.png'],
      says: /is a file, not a folder/,
    },
    { name: 'an empty place', args: ['sample', 'x', '--out', ''], says: /--out is empty/ },
    { name: 'a place that is no folder', args: ['sample', 'x', '--out', 'no/x.png'], says: /there is no folder no/ },
  ])('$name', async ({ args, says }) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('a file that carries no recipe', async () => {
    const { code, stderr } = await run(['rerun', join(dir, 'in.png')]);
    expect(code).toBe(2);
    expect(stderr).toContain('"in.png" carries no recipe.');
  });

  test('the same by standard input', async () => {
    const { stderr } = await run(['rerun', '-'], {}, Buffer.from('no picture'));
    expect(stderr).toContain('"standard input" carries no recipe.');
  });

  test('a film', async () => {
    await writeFile(join(dir, 'film.webp'), 'RIFF');
    const { stderr } = await run(['rerun', join(dir, 'film.webp')]);
    expect(stderr).toContain('A film carries no recipe; use the PNG beside it.');
  });

  test('with --json what the parser refuses is on stdout as well', async () => {
    const { code, stdout } = await run(['sample', '--json', 'a skull', '--sead', '1']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ error: { message: expect.stringMatching(/^unknown option '--sead'/) } });
  });

  test('with --json the sentence is on stdout as well', async () => {
    await writeFile(join(dir, 'text.png'), 'no picture at all\n');
    const { code, stdout } = await run(['rerun', join(dir, 'text.png'), '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: '"text.png" carries no recipe.' } });
  });
});

describe('what is typed as in a chat, or pasted from one, is read', () => {
  // The last one is out of its range, so that nothing is drawn: its sentence shows that all before it was understood.
  test.each([
    [['a', 'skull', 'seed:5', 'steps:9999']],
    [['a skull', 'seed=5', 'steps=9999']],
    [['a skull seed:5 steps:9999']],
    [['“a', 'skull”', '—seed', '5', '—steps', '9999']],
    [['a skull', '-seed', '5', '-steps', '9999']],
    [['a skull', '--seed:5', '--steps:9999']],
    [['a skull', '--film', 'yes', '--upscale', 'no', '--steps', '9999']],
    [['a skull', '--film=no', '--steps', '9999']],
    [['a skull', '--upscale', '--steps', '9999']],
    [['a skull', '--seed', '-1', '--steps', '9999']],
    [['a skull', 'seed', ':', '5', 'steps', ':', '9999']],
  ])('%j', async (args) => {
    const { code, stderr } = await run(['sample', ...args]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^"steps" goes from 2 to 250, and 9999/),
    });
  });

  test('a number of a command without words', async () => {
    expect((await run(['noise', join(dir, 'in.png'), 't:5000'])).stderr).toMatch(/^"t" goes from/);
  });

  test.each([
    [['--seed', '1', '--seed', '2'], 'seed'],
    [['--seed', '1', 'seed:2'], 'seed'],
    [['--film', '--no-film'], 'film'],
    [['--out', 'a.png', '--out', 'b.png'], 'out'],
    [['-o', 'a.png', '—out', 'b.png'], 'out'],
  ])('%j is given twice', async (args, name) => {
    const { code, stderr } = await run(['sample', 'x', ...args]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `"${name}" is given twice.\nKeep one of them.\n` });
  });
});

test('settings that cannot be used are named', async () => {
  const { code, stderr } = await run(['sample', 'x'], { ENGINE_MAX_BATCH: 'many' });
  expect(code).toBe(1);
  expect(stderr).toContain('ENGINE_MAX_BATCH');
});

test('help names every command, and each explains its own flags', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const { name } of commands.filter(({ name }) => !['queue', 'cancel', 'delete'].includes(name)))
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  const help = (await run(['inpaint', '--help'])).stdout.replace(/\s+/g, ' ');
  expect(help).toMatch(/--region <words>/);
  expect(help).toContain('Without this flag: Finish with super-resolution where the model has it.');
  expect(help).toContain('stridebot status lists them');
});

test('the version is that of the package', async () => {
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
