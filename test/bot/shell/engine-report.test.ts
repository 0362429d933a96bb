import { expect, test } from 'vitest';
import { engineReport } from '../../../src/bot/shell/setup/engine-report.ts';
import type { Inspection } from '../../../src/engine/client.ts';

const slow = { provider: 'webgpu', reason: 'a step takes 900 ms, on the CPU 25 ms' };
const works = { dir: '/models/x', problem: null };
const inspection: Inspection = {
  ...{ node: 'v20.19.0', onnxRuntime: '1.30.0', sharp: '0.35.5', platform: 'linux-x64', cores: 2, threads: 1 },
  memory: { totalBytes: 2 ** 33, freeBytes: 2 ** 32, workerBytes: 2 ** 29 },
  ...{ provider: 'webgpu', rejected: [{ provider: 'cuda', reason: 'no such device' }] },
  packages: [
    { ...works, name: 'usual', provider: 'webgpu', rejected: [] },
    { ...works, name: 'other', provider: 'cpu', rejected: [slow] },
    { name: null, dir: '/models/broken', problem: 'model.json: not valid JSON', provider: null, rejected: [] },
  ],
  safety: { ...works, name: 'Brightness', provider: 'webgpu', rejected: [] },
};

test('a package has a provider of its own where it is not the usual one, with the reasons', () => {
  const lines = engineReport(inspection, []).split('\n');
  expect(lines).toContain('Engine     draws on webgpu with 1 thread, takes 0.5 GB');
  expect(lines).toContain('           not on cuda: no such device');
  expect(lines).toContain('           usual: works (/models/x)');
  expect(lines).toContain(`           other: works on cpu, not on webgpu: ${slow.reason} (/models/x)`);
  expect(lines).toContain('           broken: model.json: not valid JSON (/models/broken)');
  expect(lines).toContain('Safety     Brightness: works (/models/x)');
});
