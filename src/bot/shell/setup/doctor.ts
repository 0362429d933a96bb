import { basename } from 'node:path';
import { type Config, parseConfig } from '../../../config.ts';
import { type InspectedPackage, type Inspection, inspectEngine } from '../../../engine/client.ts';
import type { DiscordDiagnosis } from '../../discord/setup/diagnose.ts';
import type { SlackDiagnosis } from '../../slack/setup/diagnose.ts';
import { isFolder } from '../../storage/fs.ts';
import { printJson } from '../reply.ts';
import { engineOptions, printFailure } from '../session.ts';
import { type ExitCode, exitCodes, type Shell } from '../shell.ts';
import { discordReport } from './discord-report.ts';
import { slackReport } from './slack-report.ts';

/**
 * Reports what was found on this machine, and why something is not used. Fails when nothing can be drawn, and when a
 * configured platform cannot be used.
 */
export async function doctor(shell: Shell, json: boolean): Promise<ExitCode> {
  try {
    const options = engineOptions(shell);
    const config = parseConfig(shell.env);
    const [inspection, { discord, slack }] = await Promise.all([inspectEngine(options), inspectChat(config)]);
    if (json) printJson(shell, { ...inspection, discord, slack });
    else {
      const chat = discordReport(discord) + slackReport(slack, config.slack?.commandPrefix ?? '');
      shell.stdout.write(report(inspection, options.modelDirs) + chat);
    }
    const isCheckable = (inspection.safety?.problem ?? null) === null;
    const canDraw =
      isCheckable && inspection.provider !== null && inspection.packages.some(({ problem }) => problem === null);
    const canChat = [discord, slack].every((platform) => (platform?.problem ?? null) === null);
    return canDraw && canChat ? exitCodes.ok : exitCodes.failure;
  } catch (error) {
    return printFailure(shell, error, json);
  }
}

interface ChatInspection {
  readonly discord: DiscordDiagnosis | null;
  readonly slack: SlackDiagnosis | null;
}

/** Diagnoses the configured platforms; null: not configured. Loads a platform's large libraries only when it is. */
async function inspectChat({ discord, slack }: Config): Promise<ChatInspection> {
  const [inDiscord, inSlack] = await Promise.all([
    discord && import('../../discord/setup/diagnose.ts').then(({ diagnoseDiscord }) => diagnoseDiscord(discord)),
    slack && import('../../slack/setup/diagnose.ts').then(({ diagnoseSlack }) => diagnoseSlack(slack)),
  ]);
  return { discord: inDiscord, slack: inSlack };
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

function report(inspection: Inspection, modelDirs: readonly string[]): string {
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
