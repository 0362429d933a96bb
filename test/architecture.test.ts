import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { circles, inWords, readImports, sourceFiles } from './import-graph.ts';

const root = fileURLToPath(new URL('../src', import.meta.url));
const files = sourceFiles(root);
const imports = readImports(root);

const room = (path: string): string => path.split('/')[0]!;
const between = (from: string, to: string) =>
  imports.filter((each) => room(each.from) === from && room(each.to) === to);

test('the import lines were found', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(between('commands', 'engine').length).toBeGreaterThan(10);
  expect(between('bot', 'commands').length).toBeGreaterThan(10);
});

test('no file imports itself in a circle', () => {
  expect(circles(imports, (path) => path).map(inWords)).toEqual([]);
});

test('a circle is found, whatever its length', () => {
  const line = (from: string, to: string) => ({ from, to, line: 1 });
  const graph = [line('a', 'b'), line('b', 'c'), line('c', 'a'), line('c', 'd'), line('e', 'a')];
  expect(circles(graph, (path) => path).map(inWords)).toEqual(['a:1 imports b', 'b:1 imports c', 'c:1 imports a']);
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
