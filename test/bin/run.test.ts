import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryDir } from '../bot/temporary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A repository of two modules, with packages and `bin` as here. */
function repository() {
  const dir = temporaryDir();
  cpSync(join(root, 'bin'), join(dir, 'bin'), { recursive: true });
  mkdirSync(join(dir, 'node_modules'));
  for (const name of ['esbuild', 'tsx', 'zod']) {
    symlinkSync(join(root, 'node_modules', name), join(dir, 'node_modules', name));
  }
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
  write('main.ts', `import { say } from './say.ts';\nimport 'zod';\nsay(process.argv.slice(2), import.meta.url);`);
  write('say.ts', `export const say = (...words: unknown[]): void => console.log(JSON.stringify(words));`);
  const run = async (env = {}) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['bin/run.js', 'main.ts', 'a', 'b'], {
      cwd: dir,
      env: { PATH: process.env.PATH, ...env },
    });
    return JSON.parse(stdout) as unknown;
  };
  const cached = () => readdirSync(join(dir, 'node_modules/.cache/stridebot')).sort();
  return { dir, write, run, cached };
}

it('runs a TypeScript program with its words and its own address, and compiles it once', async () => {
  const { dir, run, cached } = repository();
  expect(await run()).toEqual([['a', 'b'], new URL(`file://${dir}/main.ts`).href]);
  const after = cached();
  expect(after).toHaveLength(2);
  await run();
  expect(cached()).toEqual(after);
});

it('compiles it again when one of its modules has changed', async () => {
  const { write, run } = repository();
  await run();
  write('say.ts', `export const say = (words: string[]): void => console.log(JSON.stringify(words.join()));`);
  expect(await run()).toBe('a,b');
});

it('does not run what was compiled for the original of a copied repository', async () => {
  const [original, copy] = [repository(), repository()];
  await original.run();
  cpSync(join(original.dir, 'node_modules/.cache'), join(copy.dir, 'node_modules/.cache'), { recursive: true });
  copy.write('say.ts', `export const say = (): void => console.log('"the copy"');`);
  expect(await copy.run()).toBe('the copy');
});

it('runs it where the folder for compiled programs cannot be written, too', async () => {
  const { dir, run } = repository();
  writeFileSync(join(dir, 'node_modules/.cache'), 'a file in the place of the folder');
  expect(await run()).toEqual([['a', 'b'], new URL(`file://${dir}/main.ts`).href]);
});

it('compiles a damaged record again', async () => {
  const { dir, run, cached } = repository();
  await run();
  const record = join(dir, 'node_modules/.cache/stridebot', cached().find((name) => name.endsWith('.json'))!);
  writeFileSync(record, readFileSync(record).subarray(0, 20));
  expect(await run()).toHaveLength(2);
});

it('compiles it again when the folder of the compiled program is gone', async () => {
  const { dir, run, cached } = repository();
  await run();
  const folder = cached().find((name) => !name.endsWith('.json'))!;
  rmSync(join(dir, 'node_modules/.cache/stridebot', folder), { recursive: true });
  expect(await run()).toHaveLength(2);
  expect(cached().filter((name) => !name.endsWith('.json'))).not.toEqual([folder]);
});

it('leaves no process of the compiler beside the program', async () => {
  const { write, run } = repository();
  write(
    'main.ts',
    `import { execFileSync } from 'node:child_process';
    import { setTimeout } from 'node:timers/promises';
    import { say } from './say.ts';
    const children = () =>
      execFileSync('ps', ['-A', '-o', 'ppid=,comm='], { encoding: 'utf8' })
        .split('\\n').map((line) => line.trim().split(' '))
        .filter(([parent, name]) => Number(parent) === process.pid && name !== 'ps');
    for (let left = 50; left > 0 && children().length > 0; left--) await setTimeout(100);
    say(...children(), 'none but these');`,
  );
  expect(await run()).toEqual(['none but these']);
});

it('names the line of the source where a program fails', async () => {
  const { write, run } = repository();
  write('say.ts', `interface Words {}\n\nexport const say = (_: Words): void => { throw new Error('no words'); };`);
  await expect(run()).rejects.toThrow(/no words[\s\S]*say\.ts:3/);
});

it('says where the source cannot be read', async () => {
  const { write, run } = repository();
  write('say.ts', 'export const = 1;');
  await expect(run()).rejects.toThrow(/say\.ts:1/);
});
