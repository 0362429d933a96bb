import { describe, expect, test } from 'vitest';
import { missingNames, missingTranslations } from '../docs/find-missing.ts';
import { checkCommand, neededPictures } from '../src/bot/chat/parsed-command.ts';
import { createProgram } from '../src/bot/shell/index.ts';
import type { Shell } from '../src/bot/shell/shell.ts';
import type { Command } from '../src/commands/command.ts';
import { commands, findCommand } from '../src/commands/index.ts';
import { readLine } from '../src/commands/parsing/parse-line.ts';
import { pages, read } from './pages.ts';

// What the pages for readers say of commands is so. `npm run missing` lists what they do not say yet.

/** What a page has in backticks. */
const spansIn = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words!);

/** Begins with a slash and is no command of the registry: commands of one chat, and paths. */
const otherLines = /^\/(?:settings|invite|healthz)(?= |$)|^\/[^ ]*[/*.]|^\/$/;

/** The command of a typed line; in Slack some have a prefix. */
const commandOf = (line: string) => {
  const [name = ''] = line.split(' ');
  return findCommand(name.replace(/^\/(?:stride-)?/, ''));
};

/** Reads a line as far as it goes without its pictures. @throws UserError for what the command does not take. */
const readExample = (line: string): void => {
  const typed = readLine(line);
  checkCommand({ ...typed, files: {}, isPrivate: false }, neededPictures(typed.command, typed.values));
};

describe('every command that a page names is one, with its options', () => {
  // The changelog tells of the past.
  test.each(pages.filter((page) => page !== 'CHANGELOG.md'))('%s', (page) => {
    const lines = spansIn(read(page)).filter((words) => words.startsWith('/') && !otherLines.test(words));
    for (const line of lines) {
      expect(commandOf(line), `${line} in ${page}`).toBeDefined();
      if (line.includes(' ')) expect(() => readExample(line), `${line} in ${page}`).not.toThrow();
    }
  });

  const { program } = createProgram({} as Shell);

  test.each(pages)('in the shell: %s', (page) => {
    for (const [line, words] of read(page).matchAll(/npx stridebot ([^`\n]+)/g)) {
      const [name = '', part] = words!.split(' ');
      const subcommand = program.commands.find((each) => each.name() === name);
      expect(subcommand, line).toBeDefined();
      const named = subcommand?.commands.find((each) => each.name() === part) ?? subcommand;
      const known = ['--help', ...(named?.options ?? []).map(({ long }) => long)];
      for (const [flag] of words!.matchAll(/--[\w-]+/g)) expect(known, line).toContain(flag);
    }
  });
});

/** The cells of every row that begins with code, in a page's tables. */
const rowsOf = (page: string): readonly (readonly string[])[] =>
  [...read(page).matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row!.split('|').map((cell) => cell.trim()));

describe('docs/commands.md', () => {
  const rows = rowsOf('docs/commands.md').map((cells) => ({ name: cells[0]!, cells }));
  const ofCommands = rows.filter(({ name }) => name.startsWith('`/'));
  const ofOptions = rows.filter(({ name }) => !name.startsWith('`/'));

  test('has these tables', () => {
    expect(ofCommands.map(({ name }) => name)).toContain('`/sample a skull`');
    expect(ofOptions.map(({ name }) => name)).toContain('`steps`, `sampler`, `spacing`');
  });

  test.each(ofCommands)('says of $name what it takes', ({ name: example, cells }) => {
    const command = commandOf(spansIn(example)[0]!)!;
    expect(() => readExample(spansIn(example).join(' '))).not.toThrow();
    expect(example.includes('*image*')).toBe(neededPictures(command).length > 0);
    const named = spansIn(cells.slice(1).join(' ')).filter((words) => !/^[/"]/.test(words));
    expect(Object.keys(command.options)).toEqual(expect.arrayContaining(named));
    const numbers = Object.values(command.options).flatMap((spec) => ('max' in spec ? [spec.min, spec.max] : []));
    for (const bound of boundsIn(cells.at(-1)!)) expect(numbers).toContain(bound);
  });

  test.each(ofCommands)('names every option of $name', ({ name: example }) => {
    const missing = missingNames([commandOf(spansIn(example)[0]!)!]);
    expect(missing.filter((sentence) => sentence.startsWith('docs/commands.md'))).toEqual([]);
  });

  test.each(ofOptions)('says of $name what several commands take', ({ name, cells }) => {
    const all = commands.flatMap(({ options }) => Object.entries(options));
    const own = all.filter(([option]) => spansIn(name).includes(option)).map(([, spec]) => spec);
    for (const option of spansIn(name)) expect(all.filter(([each]) => each === option).length).toBeGreaterThan(1);
    const choices = all.flatMap(([, spec]) => (spec.kind === 'choice' ? spec.choices : []));
    const isText = own.some(({ kind }) => kind === 'text');
    if (!isText) expect(choices).toEqual(expect.arrayContaining([...spansIn(cells[1]!)]));
    const numbers = own.flatMap((spec) => ('max' in spec ? [spec.min, spec.max] : []));
    for (const bound of boundsIn(cells[1]!)) expect(numbers).toContain(bound);
  });
});

/** The numbers of "up to 16", "2 to 250" and "from 0 (nothing) to 33". */
const boundsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(?:(\d+)(?: \([^)]*\))? to|up to) ([\d,]+)/g)].flatMap(([, low, high]) =>
    [low, high].flatMap((digits) => (digits === undefined ? [] : [Number(digits.replaceAll(',', ''))])),
  );

describe('what is missing', () => {
  const dream: Command = { ...findCommand('sample')!, name: 'dream', summary: 'Draw a dream of something.' };

  test('is a row and the names of a new command', () => {
    expect(missingNames([dream])).toEqual([
      'docs/commands.md has no row of /dream.',
      'README.md does not name /dream.',
      'docs/discord.md does not name /dream.',
      'docs/slack.md does not name /dream.',
    ]);
  });

  test('is a new option of a command that has a row', () => {
    const { sampler } = findCommand('sample')!.options;
    const sample = { ...dream, name: 'sample', options: { mood: sampler! } };
    expect(missingNames([sample])).toEqual(['docs/commands.md does not name mood, an option of /sample.']);
  });

  test('is a sentence in each language that does not have it', () => {
    expect(missingTranslations([dream.summary, findCommand('sample')!.summary])).toEqual(
      ['de', 'es-ES', 'fr', 'ja'].map((tongue) => `${tongue} has no translation of: Draw a dream of something.`),
    );
  });
});
