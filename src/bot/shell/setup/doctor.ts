import { type Config, parseConfig } from '../../../config.ts';
import { inspectEngine } from '../../../engine/client.ts';
import type { DiscordDiagnosis } from '../../discord/setup/diagnose.ts';
import type { SlackDiagnosis } from '../../slack/setup/diagnose.ts';
import { printJson } from '../reply.ts';
import { engineOptions, printFailure } from '../session.ts';
import { type ExitCode, exitCodes, type Shell } from '../shell.ts';
import { discordReport } from './discord-report.ts';
import { engineReport } from './engine-report.ts';
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
      shell.stdout.write(engineReport(inspection, options.modelDirs) + chat);
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
