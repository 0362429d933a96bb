import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** What stands in front of a folder, and so is a node of its own: it imports the rooms behind it. */
const isFace = (path: string): boolean =>
  /(^|\/)(index\.ts|main\.[jt]s)$/.test(path) || ['engine/client.ts', 'commands/command.ts'].includes(path);

test('no folder imports itself in a circle', () => {
  expect(circles(imports, (path) => (isFace(path) ? path : dirname(path))).map(inWords)).toEqual([]);
});

describe('dependencies point inward: bot → commands → engine/client', () => {
  test('the engine knows neither commands nor the bot', () => {
    expect([...between('engine', 'commands'), ...between('engine', 'bot')].map(inWords)).toEqual([]);
  });

  test('commands know no platform', () => {
    expect(between('commands', 'bot').map(inWords)).toEqual([]);
  });

  test('the configuration knows nothing of the bot', () => {
    expect(imports.filter(({ from, to }) => from === 'config.ts' && room(to) === 'bot').map(inWords)).toEqual([]);
  });

  test('everybody outside reaches the engine by its client, or starts its process before that is loaded', () => {
    const intruders = imports.filter(
      ({ from, to }) =>
        room(from) !== 'engine' && room(to) === 'engine' && !['engine/client.ts', 'engine/prefork.ts'].includes(to),
    );
    expect(intruders.map(inWords)).toEqual([]);
  });

  test('nothing inside the engine reaches it by its client', () => {
    const insiders = imports.filter(({ from, to }) => room(from) === 'engine' && to === 'engine/client.ts');
    expect(insiders.map(inWords)).toEqual([]);
  });

  test('nothing but the registry imports a command', () => {
    const isCommand = (path: string): boolean => dirname(path) === 'commands' && !isFace(path);
    const importers = imports.filter(({ from, to }) => isCommand(to) && from !== 'commands/index.ts');
    expect(importers.map(inWords)).toEqual([]);
  });

  test('platforms do not know each other', () => {
    const platform = (path: string) => /^bot\/(discord|slack|local|shell)\//.exec(path)?.[1];
    const neighbours = imports.filter(({ from, to }) => {
      const [one, other] = [platform(from), platform(to)];
      return one !== undefined && other !== undefined && one !== other && one !== 'shell';
    });
    expect(neighbours.map(inWords)).toEqual([]);
  });

  test('what platforms share knows none of them', () => {
    const isPlatform = (path: string): boolean => /^bot\/(discord|slack|local|shell)\//.test(path);
    const intruders = imports.filter(({ from, to }) => isPlatform(to) && room(from) === 'bot' && !isPlatform(from));
    expect(intruders.map(inWords)).toEqual([]);
  });
});

test('no folder is crowded', () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  counts.delete('commands'); // a file for each command, and no other
  expect([...counts].filter(([, count]) => count > 15)).toEqual([]);
});

test('every export is used: in production, and by another file', () => {
  const folders = ['src', 'bench', 'docs', 'test'];
  const texts = folders.flatMap((folder) => {
    const url = fileURLToPath(new URL(`../${folder}`, import.meta.url));
    return sourceFiles(url).map((name) => [`${folder}/${name}`, readFileSync(join(url, name), 'utf8')] as const);
  });
  /** How often each file has each word. */
  const uses = new Map<string, Map<string, number>>();
  for (const [file, text] of texts) {
    for (const [word] of text.matchAll(/[\w$]+/g)) {
      const counts = uses.get(word) ?? new Map<string, number>();
      uses.set(word, counts.set(file, (counts.get(file) ?? 0) + 1));
    }
  }
  const isUsed = (word: string, file: string): boolean => {
    const counts = [...uses.get(word)!];
    const inProduction = counts
      .filter(([each]) => !each.startsWith('test/'))
      .reduce((sum, [, count]) => sum + count, 0);
    return counts.some(([each]) => each !== file) && inProduction > 1;
  };
  const exported = /^export (?:async )?(?:const|function\*?|class|interface|type) ([\w$]+)/gm;
  const unused = texts
    .filter(([file]) => file.startsWith('src/'))
    .flatMap(([file, text]) => [...text.matchAll(exported)].map(([, word]) => [file, word!] as const))
    .filter(([file, word]) => !isUsed(word, file));
  expect(unused.map(([file, word]) => `${file} exports ${word}`)).toEqual([]);
});

test('only the borders read the environment, the clock and chance', () => {
  const borders = ['main.ts', 'bot/shell/main.ts'];
  const readers = files.filter((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return /\bprocess\.env\b|\bMath\.random\b/.test(text) && !borders.includes(name);
  });
  expect(readers).toEqual([]);
});
