import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  readonly from: string;
  /** The imported file, relative to src; packages are left out. */
  readonly to: string;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(root, from), 'utf8');
  // `import … from './x.ts'`, `export … from`, `import './x.ts'`, `import('./x.ts')`, and the page's `@import` comments.
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)];
  return specifiers.map(([, path]) => ({ from, to: relative(root, join(root, dirname(from), path!)) }));
});

const room = (path: string): string => path.split('/')[0]!;
const between = (from: string, to: string) =>
  imports.filter((each) => room(each.from) === from && room(each.to) === to);

test('the import lines were found', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(between('commands', 'engine').length).toBeGreaterThan(10);
  expect(between('bot', 'commands').length).toBeGreaterThan(10);
});

describe('dependencies point inward: bot → commands → engine/client', () => {
  test('the engine knows neither commands nor the bot', () => {
    expect([...between('engine', 'commands'), ...between('engine', 'bot')]).toEqual([]);
  });

  test('commands know no platform', () => {
    expect(between('commands', 'bot')).toEqual([]);
  });

  test('everybody outside reaches the engine by its client', () => {
    const intruders = imports.filter(
      ({ from, to }) => room(from) !== 'engine' && room(to) === 'engine' && to !== 'engine/client.ts',
    );
    expect(intruders).toEqual([]);
  });

  test('nothing inside the engine reaches it by its client', () => {
    expect(imports.filter(({ from, to }) => room(from) === 'engine' && to === 'engine/client.ts')).toEqual([]);
  });

  test('platforms do not know each other', () => {
    const platform = (path: string) => /^bot\/([^/]+)\//.exec(path)?.[1];
    const neighbours = imports.filter(({ from, to }) => {
      const [one, other] = [platform(from), platform(to)];
      return one !== undefined && other !== undefined && one !== other && one !== 'shell';
    });
    expect(neighbours).toEqual([]);
  });
});

test('only the borders read the environment, the clock and chance', () => {
  const borders = ['main.ts', 'bot/shell/main.ts'];
  const readers = files.filter((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return /\bprocess\.env\b|\bMath\.random\b/.test(text) && !borders.includes(name);
  });
  expect(readers).toEqual([]);
});
