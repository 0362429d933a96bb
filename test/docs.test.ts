import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { variables } from '../src/config.ts';
import { pages, read, root } from './pages.ts';

// The pages for readers say what is built, and their links lead somewhere.

describe('links to files lead somewhere', () => {
  test.each(pages)('%s', (page) => {
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

test('the readme has both of the commands that start', () => {
  const page = read('README.md');
  expect(page).toContain('```sh\nnpm ci && npm start\n```');
  expect(page).toContain('```sh\nnpm ci && npm test\n```');
});
