import { type Inspection, inspectEngine } from '../../engine/client.ts';
import { isFolder } from '../folder.ts';
import { printJson } from './reply.ts';
import { engineOptions, tellFailure } from './session.ts';
import { type ExitCode, exitCodes, type Shell } from './shell.ts';

/** Says what was found on this machine, and why something was not used. Fails when nothing could be drawn. */
export async function doctor(shell: Shell, json: boolean): Promise<ExitCode> {
  try {
    const options = engineOptions(shell);
    const inspection = await inspectEngine(options);
    if (json) printJson(shell, inspection);
    else shell.stdout.write(report(inspection, options.modelDirs));
    const canDraw = inspection.provider !== null && inspection.packages.some(({ problem }) => problem === null);
    return canDraw ? exitCodes.ok : exitCodes.failure;
  } catch (error) {
    return tellFailure(shell, error, json);
  }
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

function report(inspection: Inspection, modelDirs: readonly string[]): string {
  const { node, onnxRuntime, sharp, platform, cores, memory, provider, rejected, threads, packages } = inspection;
  const lines = [
    `Software   Node ${node}, ONNX Runtime ${onnxRuntime}, sharp ${sharp}`,
    `Machine    ${platform}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${gigabytes(memory.totalBytes)} of memory, ${gigabytes(memory.freeBytes)} free`,
    `Engine     ${provider === null ? 'nothing can draw' : `draws on ${provider} with ${threads} ${threads === 1 ? 'thread' : 'threads'}, takes ${gigabytes(memory.workerBytes)}`}`,
    ...rejected.map((each) => `           not on ${each.provider}: ${each.reason}`),
    `Models     in ${modelDirs.map((dir) => (isFolder(dir) ? dir : `${dir} (there is no such folder)`)).join(', ')}`,
    ...packages.map(({ name, dir, problem }) => `           ${name}: ${problem ?? 'works'} (${dir})`),
    ...(packages.length === 0 ? ['           none was found; MODELS_DIR names a folder of model packages'] : []),
  ];
  return `${lines.join('\n')}\n`;
}
