import { describe, onTestFinished, vi } from 'vitest';
import { type EngineOptions, type Inspection, inspectEngine } from '../../../src/engine/client.ts';
import { startEngine, type TestEngine } from '../worker-engine.ts';
import { findVulkan } from './vulkan.ts';

const vulkan = findVulkan(process.env);

/** Describes tests of the real WebGPU provider. Without a Vulkan driver they are skipped, and the reason is printed. */
export function describeOnGpu(name: string, tests: () => void): void {
  if (vulkan.missing !== undefined) console.warn(`skipped: ${name}: ${vulkan.missing}`);
  describe.skipIf(vulkan.missing !== undefined)(name, tests);
}

/** Sets environment variables of the workers that the running test starts from now on. */
export function setEnv(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** An engine over a worker that draws with WebGPU on the software driver, unless the options say otherwise. */
export function startOnGpu(options: Partial<EngineOptions> = {}): TestEngine {
  useDriver();
  return startEngine({ ...onGpu, ...options });
}

/** What `stridebot doctor` finds on a machine with the software driver. */
export function inspectOnGpu(options: Pick<EngineOptions, 'modelDirs'> & Partial<EngineOptions>): Promise<Inspection> {
  useDriver();
  return inspectEngine({ ...onGpu, maxBatch: 8, log: { info() {}, warn() {} }, ...options });
}

const onGpu = { provider: 'webgpu', stepTimeoutMs: 60_000 } as const;

function useDriver(): void {
  // CUDA would be tried before WebGPU: it finds no card.
  if (vulkan.missing === undefined) setEnv({ VK_DRIVER_FILES: vulkan.icd, CUDA_VISIBLE_DEVICES: '-1' });
}
