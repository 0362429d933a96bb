import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { variables } from '../src/config.ts';

// The pages for readers say what is built, and their links lead somewhere.

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const markdown = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(new URL('docs/', root)).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];

describe('links to files lead somewhere', () => {
  test.each(markdown)('%s', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
    const broken = links.filter((link) => !existsSync(fileURLToPath(new URL(link, new URL(page, root)))));
    expect(broken).toEqual([]);
  });
});

test('docs/configuration.md has every variable with its default, in one row each', () => {
  const rows = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|/gm)];
  const written = rows.map(([, name, preset = '']) => [name, preset] as const);
  const built = Object.entries(variables).map(([name, schema]) => [
    name,
    String(schema.safeParse(undefined).data ?? ''),
  ]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(built));
  expect(written).toHaveLength(built.length);
});

describe('docs/commands.md', () => {
  const page = read('docs/commands.md');

  test.each(commands.map((command) => [command.name, command] as const))(
    'names /%s and its options',
    (name, command) => {
      expect(page).toMatch(new RegExp(`^\\| \`/${name}[ \`]`, 'm'));
      // Prompts and uploaded pictures are what the line begins with.
      const inTheExample = ['prompt', 'image', 'first', 'second', 'far', 'near'];
      const options = Object.keys(command.options).filter((option) => !inTheExample.includes(option));
      for (const option of options) expect(page).toContain(`\`${option}\``);
    },
  );
});

test('the readme names every command, and both of the commands that start', () => {
  const page = read('README.md');
  for (const { name } of commands) expect(page).toContain(`\`/${name}\``);
  expect(page).toContain('```sh\nnpm ci && npm start\n```');
  expect(page).toContain('```sh\nnpm ci && npm test\n```');
});
