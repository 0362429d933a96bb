import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command as Subcommand } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareOptions, readValues } from '../../../src/bot/shell/arguments.ts';
import { commandExamples } from '../../../src/bot/shell/examples.ts';
import { withShellCommands } from '../../../src/bot/shell/shell-wording.ts';
import { commands, findCommand } from '../../../src/commands/index.ts';
import { parseOptions } from '../../../src/commands/options/parse-options.ts';
import { parseLine } from '../../../src/commands/parsing/parse-line.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-arguments-'));
  await writeFile(join(dir, 'in.png'), '');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(name: string, words: readonly string[]) {
  const command = findCommand(name)!;
  const subcommand = new Subcommand(name).exitOverride();
  declareOptions(subcommand, command);
  subcommand.parse(words, { from: 'user' });
  return parseOptions(
    command,
    await readValues(command, subcommand, { stdin: Readable.from([Buffer.from('a picture')]) }),
  );
}

/** Splits a line as a shell does: at spaces, but not between double quotes. */
const split = (line: string): readonly string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b!);

describe('every example of every command', () => {
  const upload = { name: 'in.png', bytes: new Uint8Array(0) };
  const rows = commands.flatMap((command) =>
    commandExamples(command).map((shellLine, index) => ({ command, shellLine, chatLine: command.examples[index]! })),
  );

  test.each(rows)('$shellLine', async ({ command, shellLine, chatLine }) => {
    const [program, name, ...words] = split(shellLine).map((word) => (word === 'in.png' ? join(dir, word) : word));
    const uploads = words.includes(join(dir, 'in.png')) ? [upload] : [];
    const { image: _, ...expected } = parseLine(chatLine, uploads).options;
    const { image: __, ...options } = await read(name!, words);
    expect([program, name]).toEqual(['stridebot', command.name]);
    expect(options).toEqual(expected);
  });
});

describe('places and flags', () => {
  test('round quotes hold words together, and straight ones that the shell left are meant', async () => {
    expect(await read('anagram', ['“a', 'skull”', '“a', 'dog”', 'seed:5'])).toMatchObject({
      ...{ first: 'a skull', second: 'a dog', third: undefined, seed: 5 },
    });
    expect(await read('sample', ['a', 'sign', 'saying', '"hello"'])).toMatchObject({ prompt: 'a sign saying "hello"' });
  });

  test('a flag takes a place, and words fill the others', async () => {
    expect(await read('anagram', ['--second', 'a dog', 'a skull'])).toMatchObject({
      first: 'a skull',
      second: 'a dog',
    });
  });

  test('words that belong to one text need no quotes', async () => {
    expect(await read('sample', ['a', 'nice', 'dog'])).toMatchObject({ prompt: 'a nice dog' });
    const edit = ['sdedit', [join(dir, 'in.png'), 'a', 'cat']] as const;
    expect(await read(...edit)).toMatchObject({ prompt: 'a cat', image: { name: 'in.png' } });
  });

  test('a picture may come by standard input, and only one', async () => {
    const image = { name: 'standard input', bytes: Buffer.from('a picture') };
    expect(await read('sdedit', ['-', 'a', 'cat'])).toMatchObject({ prompt: 'a cat', image });
    expect(await read('inpaint', [join(dir, 'in.png'), 'a hat', '--mask', '-'])).toMatchObject({ mask: image });
    await expect(read('inpaint', ['-', 'a hat', '--mask', '-'])).rejects.toThrow('Standard input holds one picture.');
  });

  test('of several texts, it cannot be told where they end', async () => {
    await expect(read('anagram', ['a', 'b', 'c', 'd'])).rejects.toMatchObject({
      notice: { message: 'anagram: there is no place left for "d".' },
    });
  });

  test('switches that are on are turned off', async () => {
    expect(await read('sample', ['x'])).toMatchObject({ upscale: true, film: false });
    expect(await read('sample', ['x', '--no-upscale', '--film'])).toMatchObject({ upscale: false, film: true });
  });
});

test('sentences for a chat become sentences for a shell', () => {
  expect(withShellCommands('/status lists them; try /sample a skull, such as steps:7.')).toBe(
    'stridebot status lists them; try stridebot sample a skull, such as --steps 7.',
  );
  expect(withShellCommands('Attach the picture as start-image:1, or write image:2.')).toBe(
    'Attach the picture as --start-image FILE, or write --image 2.',
  );
  expect(withShellCommands('Note: see https://example.org/status')).toBe('Note: see https://example.org/status');
});
