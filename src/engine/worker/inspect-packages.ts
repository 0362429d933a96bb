import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, availableParallelism, freemem, platform, totalmem } from 'node:os';
import type { InspectedPackage, Inspection, Readiness } from '../ipc/protocol.ts';
import { messageOf } from '../packages/broken-model.ts';
import type { ModelPackage } from '../packages/package.ts';
import { loadSharp } from '../sharp.ts';
import type { ModelCache } from './model-cache.ts';
import type { SafetyChecker } from './safety-checker.ts';

/** Checks everything that drawing needs, and loads every package that is found. */
export async function inspect(
  modelCache: ModelCache,
  readiness: Readiness,
  safetyChecker: SafetyChecker,
): Promise<Inspection> {
  const { packages, broken } = await modelCache.find();
  const tried: InspectedPackage[] = [];
  for (const found of packages) tried.push(await tryPackage(modelCache, found));
  return {
    node: process.version,
    onnxRuntime: await versionOf('onnxruntime-node'),
    sharp: loadSharp().versions.sharp,
    platform: `${platform()}-${arch()}`,
    cores: availableParallelism(),
    memory: { totalBytes: totalmem(), freeBytes: freemem(), workerBytes: process.memoryUsage.rss() },
    ...readiness,
    safety: await safetyChecker.inspect(),
    packages: [...tried, ...broken.map(({ dir, reason }) => ({ ...unusable, name: null, dir, problem: reason }))],
  };
}

const unusable = { provider: null, rejected: [] } as const;

async function tryPackage(
  modelCache: ModelCache,
  { dir, manifest: { name } }: ModelPackage,
): Promise<InspectedPackage> {
  try {
    return await modelCache.with(name, async ({ provider, rejected }) => ({
      name,
      dir,
      problem: null,
      provider,
      rejected,
    }));
  } catch (error) {
    return { ...unusable, name, dir, problem: messageOf(error) };
  }
}

async function versionOf(dependency: string): Promise<string> {
  const file = createRequire(import.meta.url).resolve(`${dependency}/package.json`);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}
