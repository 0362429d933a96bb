import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/engine/errors.ts';
import { loadModel } from '../../../src/engine/models/load.ts';
import { chooseProvider, openSession, supportedProviders } from '../../../src/engine/onnx/providers.ts';
import { defaultThreads, quotaCores } from '../../../src/engine/onnx/threads.ts';
import { gaussianDir } from '../models/fixture.ts';

/** A real session, opened and ended. */
const openAndEnd = async (provider: Parameters<typeof openSession>[1]): Promise<string> => {
  await (await openSession(join(gaussianDir, 'base.onnx'), provider, 1)).release();
  return provider;
};

const accelerators = supportedProviders().filter((name) => name !== 'cpu');

describe('chooseProvider', () => {
  it('takes the first that can, and keeps the reason of each that could not', async () => {
    const tried: string[] = [];
    const { provider, rejected } = await chooseProvider({ onAttempt: (name) => tried.push(name) }, openAndEnd);
    expect([...rejected.map((each) => each.provider), provider]).toEqual(tried);
    expect(supportedProviders().slice(0, tried.length)).toEqual(tried);
    for (const { reason } of rejected) expect(reason).toMatch(/^[^/].{10,200}$/); // a sentence, no source line
  });

  it('falls through to the CPU when nothing else works', async () => {
    const { provider, value, rejected } = await chooseProvider({}, async (name) => {
      if (name !== 'cpu') throw new Error(`no ${name} in this test`);
      return openAndEnd(name);
    });
    expect([provider, value]).toEqual(['cpu', 'cpu']);
    expect(rejected.map((each) => each.provider)).toEqual(accelerators);
    expect(rejected.every(({ provider: name, reason }) => reason.startsWith(`no ${name} in this test`))).toBe(true);
  });

  it('does not try one that ended an earlier process', async () => {
    const excluded = accelerators.map((provider) => ({ provider, reason: 'the process died (SIGSEGV)' }));
    const tried: string[] = [];
    const chosen = await chooseProvider({ excluded, onAttempt: (name) => tried.push(name) }, openAndEnd);
    expect(chosen).toEqual({ provider: 'cpu', value: 'cpu', rejected: excluded });
    expect(tried).toEqual(['cpu']);
  });

  it('says what this build has when another one is pinned', async () => {
    const missing = process.platform === 'darwin' ? 'cuda' : 'coreml';
    await expect(chooseProvider({ pinned: missing }, openAndEnd)).rejects.toMatchObject({
      code: 'broken-model',
      message: expect.stringMatching(
        `ENGINE_PROVIDER is "${missing}", ONNX Runtime for .* has .*cpu; pin one of these`,
      ),
    });
  });

  it('does not fall through from a pinned one', async () => {
    const refusing = async () => {
      throw new Error('no such device');
    };
    await expect(chooseProvider({ pinned: 'cpu' }, refusing)).rejects.toThrow(
      /\(cpu: no such device\); leave ENGINE_PROV/,
    );
  });

  it('does not try other providers on a model that none can mend', async () => {
    const tried: string[] = [];
    const broken = async (name: string) => {
      tried.push(name);
      throw new EngineError('broken-model', 'base.onnx: input "sample" is missing');
    };
    await expect(chooseProvider({}, broken)).rejects.toThrow('input "sample" is missing');
    expect(tried).toHaveLength(1);
  });
});

it('a model loads on whatever this machine has', async () => {
  const model = await loadModel(gaussianDir, { maxBatch: 2 });
  expect(supportedProviders()).toContain(model.provider);
  expect(model.rejected.map((each) => each.provider)).not.toContain(model.provider);
  await model.release();
});

describe('threads', () => {
  it.each([
    ['200000 100000', 2],
    ['150000 100000', 1],
    ['max 100000', Number.POSITIVE_INFINITY],
    [null, Number.POSITIVE_INFINITY],
  ])('a quota of %s is %d whole cores', (cpuMax, cores) => {
    expect(quotaCores(cpuMax)).toBe(cores);
  });

  it('are at least one', () => {
    expect(defaultThreads()).toBeGreaterThanOrEqual(1);
  });
});
