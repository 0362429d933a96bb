import type { Command } from '../../commands/command.ts';
import { t } from '../../commands/language/translate.ts';
import { parseOptions, type RawValues } from '../../commands/options/parse-options.ts';
import { openDestination } from './destination.ts';
import { createShellReply } from './reply.ts';
import { inSession, printFailure } from './session.ts';
import type { ExitCode, Shell } from './shell.ts';
import { shellAsker } from './shell.ts';

/** Flags that every command has. */
export interface OutputFlags {
  readonly out?: string;
  readonly json?: boolean;
  readonly preview?: boolean;
}

/** Runs one slash command. Nothing is started before its options are validated. */
export async function runCommand(
  shell: Shell,
  command: Command,
  read: () => Promise<RawValues>,
  { out, json = false, preview = false }: OutputFlags,
): Promise<ExitCode> {
  try {
    const options = parseOptions(command, await read());
    const reply = createShellReply({ shell, destination: await openDestination(out, { shell, json }), json, preview });
    return await inSession(shell, json, async ({ engine, jobService, styles }) =>
      reply.untilFailure(async () => {
        await reply.show({ kind: 'preparing', words: t('starting the engine') });
        await command.run({
          options: options as never,
          asker: shellAsker,
          reply,
          jobService,
          engine,
          styles,
          removePosts: async () => true, // nothing is posted
          random: shell.random,
        });
      }),
    );
  } catch (error) {
    return printFailure(shell, error, json);
  }
}
