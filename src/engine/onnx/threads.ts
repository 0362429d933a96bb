import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Default number of threads of one ONNX Runtime session: one per physical core that the process may use, at least 1,
 * and no more than a container's CPU quota, since threads beyond it only wait for each other.
 */
export function defaultThreads(): number {
  const logical = availableParallelism();
  const isHyperThreaded = readLinux('/sys/devices/system/cpu/smt/active') === '1';
  const physical = isHyperThreaded ? Math.ceil(logical / 2) : logical;
  return Math.max(1, Math.min(physical, quotaCores(readLinux('/sys/fs/cgroup/cpu.max'))));
}

/** Parses the whole cores of a cgroup's cpu.max ("200000 100000" is 2); Infinity without a limit. */
export function quotaCores(cpuMax: string | null): number {
  const [quota, period] = (cpuMax ?? 'max').split(' ');
  return quota === 'max' ? Number.POSITIVE_INFINITY : Math.floor(Number(quota) / Number(period));
}

/** Reads a file of Linux, trimmed; null on other systems, where it does not exist. */
function readLinux(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
