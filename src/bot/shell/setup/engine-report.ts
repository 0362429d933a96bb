import { basename } from 'node:path';
import type { InspectedPackage, Inspection } from '../../../engine/client.ts';
import { isFolder } from '../../storage/fs.ts';

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

/** Reports the machine, what the engine draws on, and every package: a line each, with their reasons. */
export function engineReport(inspection: Inspection, modelDirs: readonly string[]): string {
  const { node, onnxRuntime, sharp, platform, cores, memory, provider, rejected, threads, packages, safety } =
    inspection;
  const lines = [
    `Software   Node ${node}, ONNX Runtime ${onnxRuntime}, sharp ${sharp}`,
    `Machine    ${platform}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${gigabytes(memory.totalBytes)} of memory, ${gigabytes(memory.freeBytes)} free`,
    `Engine     ${provider === null ? 'nothing can draw' : `draws on ${provider} with ${threads} ${threads === 1 ? 'thread' : 'threads'}, takes ${gigabytes(memory.workerBytes)}`}`,
    ...rejected.map((each) => `           not on ${each.provider}: ${each.reason}`),
    `Models     in ${modelDirs.map((dir) => (isFolder(dir) ? dir : `${dir} (there is no such folder)`)).join(', ')}`,
    ...packages.map(
      (each) => `           ${each.name ?? basename(each.dir)}: ${stateOf(each, provider)} (${each.dir})`,
    ),
    ...(safety === null
      ? []
      : [`Safety     ${safety.name ?? 'nothing is drawn'}: ${stateOf(safety, provider)} (${safety.dir})`]),
    ...(packages.length === 0 ? ['           none was found; MODELS_DIR names a folder of model packages'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Describes whether a package works, and its execution provider where that is not the default model's. */
function stateOf({ problem, provider, rejected }: InspectedPackage, usual: string | null): string {
  if (problem !== null) return problem;
  if (provider === usual) return 'works';
  return [`works on ${provider}`, ...rejected.map((each) => `not on ${each.provider}: ${each.reason}`)].join(', ');
}
