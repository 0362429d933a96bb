import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import { id } from '../requests.ts';
import { temporaryDir } from '../temporary.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const words = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString();

const result: Result = {
  jobId: id('a'),
  files: [
    { name: 'sheet.png', mediaType: 'image/png', bytes: bytes('sheet'), altText: 'Two pictures side by side.' },
    { name: 'film.webp', mediaType: 'image/webp', bytes: bytes('film'), altText: 'A film.', isSensitive: true },
  ],
  caption: 'a skull · seed 180',
  details: [['seed', '180']],
  flagged: [false, true],
  remark: 'Nearer to it: a dog.',
  actions: ['reroll', 'film'],
};

const step = (step: number, drawing: number) =>
  ({ step, totalSteps: 4, stage: 'base', drawing, t: 10 * step }) as const;

describe('the result store', () => {
  it('gives back a result, its pictures and its walk, in another process too', async () => {
    const dir = temporaryDir();
    const store = createResultStore(dir);
    await store.begin(id('a'));
    for (const [n, drawing] of [0, 1, 0, 1].entries()) {
      await store.keepStep(id('a'), step(n + 1, drawing), bytes(`step ${n + 1}`));
    }
    await store.keep(result, [bytes('one'), bytes('two')]);

    const other = createResultStore(dir);
    const loaded = await other.load(id('a'));
    expect(loaded).toMatchObject({ ...result, files: result.files.map(({ bytes: _, ...file }) => file) });
    expect(loaded?.files.map((file) => words(file.bytes))).toEqual(['sheet', 'film']);
    expect((await other.pictures(id('a')))?.map(words)).toEqual(['one', 'two']);
    expect(await other.flagged(id('a'))).toEqual([false, true]);
    expect(await other.flagged(id('b'))).toEqual([]);
    expect((await other.frames(id('a'), 2))?.map((frames) => frames.map(words))).toEqual([
      ['step 1', 'step 3'],
      ['step 2', 'step 4'],
    ]);
    expect((await other.steps(id('a'))).map((record) => record.t)).toEqual([10, 20, 30, 40]);
  });

  it('has no result until all of it is there, but shows its steps', async () => {
    const store = createResultStore(temporaryDir());
    await store.begin(id('a'));
    await store.keepStep(id('a'), step(1, 0), bytes('step 1'));
    expect(await store.load(id('a'))).toBeUndefined();
    expect(words(await store.readStep(id('a'), 1))).toBe('step 1');
    expect((await store.frames(id('a'), 2))?.map((frames) => frames.length)).toEqual([1, 0]);
    await store.keep(result, []);
    expect(words(await store.readStep(id('a'), 1))).toBe('step 1');
    expect(words(await store.read(id('a'), 'sheet.png'))).toBe('sheet');
  });

  it('begins again without what an interrupted attempt left', async () => {
    const dir = temporaryDir();
    const store = createResultStore(dir);
    await store.begin(id('a'));
    await store.keepStep(id('a'), step(7, 0), bytes('old'));
    await store.begin(id('a'));
    expect(await store.readStep(id('a'), 7)).toBeUndefined();
  });

  it('adds a file to a result, and never changes one', async () => {
    const store = createResultStore(temporaryDir());
    await store.begin(id('a'));
    await store.keep(result, []);
    const file = (name: string, text: string) => ({ ...result.files[0]!, name, bytes: bytes(text) });
    await store.attach(id('a'), [file('turned.png', 'turned'), file('sheet.png', 'another')]);
    expect(words(await store.read(id('a'), 'turned.png'))).toBe('turned');
    expect(words(await store.read(id('a'), 'sheet.png'))).toBe('sheet');
  });

  it('lists whole and partial results, and takes both away', async () => {
    const dir = temporaryDir();
    const store = createResultStore(dir);
    await store.begin(id('a'));
    await store.keep(result, []);
    await store.begin(id('b'));
    expect([...(await store.list())].sort()).toEqual(['a', 'b']);
    await store.remove(id('a'));
    await store.remove(id('b'));
    expect(await store.list()).toEqual([]);
    expect(existsSync(join(dir, 'b.partial'))).toBe(false);
  });

  it('does not take a damaged disk for a missing result', async () => {
    const dir = temporaryDir();
    const store = createResultStore(dir);
    await store.begin(id('a'));
    await store.keep(result, []);
    writeFileSync(join(dir, 'a', 'result.json'), '{');
    await expect(store.load(id('a'))).rejects.toThrow(SyntaxError);
  });
});
