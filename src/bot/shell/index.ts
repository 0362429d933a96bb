import { readFileSync } from 'node:fs';
import { CommanderError, Command as Program } from 'commander';
import { commands } from '../../commands/index.ts';
import { t } from '../../commands/language/translate.ts';
import { declareOptions, readValues, refuseTwice } from './arguments.ts';
import { commandExamples } from './examples.ts';
import { normalizeFlags } from './normalize-flags.ts';
import { printJson } from './reply.ts';
import { rerun } from './rerun.ts';
import { type OutputFlags, runCommand } from './run-command.ts';
import { printFailure } from './session.ts';
import { completedShells, printCompletion } from './setup/completion.ts';
import { discordInvite, type InviteFlags } from './setup/discord-invite.ts';
import { doctor } from './setup/doctor.ts';
import { type ManifestFlags, slackManifestCommand } from './setup/slack-manifest.ts';
import { type ExitCode, exitCodes, type Shell } from './shell.ts';

/** A program, and the exit code of the action that it ran. */
interface ShellProgram {
  readonly program: Program;
  exitCode(): ExitCode;
}

/** Creates `stridebot`: every slash command as a subcommand, and those that only a shell has. */
export function createProgram(shell: Shell): ShellProgram {
  let exitCode: ExitCode = exitCodes.ok;
  const end = (code: ExitCode): void => {
    exitCode = code;
  };
  const program = new Program('stridebot')
    .description(t('Turns a chat channel into a diffusion studio; every slash command also works here.'))
    .version(version(), '-V, --version', t('output the version number'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void shell.stdout.write(text),
      writeErr: (text) => void shell.stderr.write(text),
    })
    .configureHelp({ styleTitle: helpTitle })
    .helpOption('-h, --help', t('display help for command'))
    .helpCommand('help [command]', t('display help for command'))
    .showHelpAfterError(t('Add --help to see how it is used.'));

  program
    .command('start')
    .description(t('Start the bot: the local channel in the browser, and every chat platform that is configured.'))
    .action(async () => end(await startBot(shell)));
  program
    .command('doctor')
    .description(t('Say what was found on this machine, and why something is not used.'))
    .option('--json', t('machine-readable on stdout'))
    .action(async ({ json = false }: OutputFlags) => end(await doctor(shell, json)));
  program
    .command('discord')
    .description(t('Set up Discord; docs/discord.md has the steps.'))
    .command('invite')
    .description(t('Print the links that add the bot to a server, or to yourself, with the least permissions.'))
    .option('--with-emoji', t('also ask for what adding emoji and stickers needs'))
    .option('--json', t('machine-readable on stdout'))
    .action(async (flags: InviteFlags) => end(await discordInvite(shell, flags)));
  program
    .command('slack')
    .description(t('Set up Slack; docs/slack.md has the steps.'))
    .command('manifest')
    .description(t('Print the app manifest (JSON) to paste into Slack under "From a manifest".'))
    .option('--http <url>', t('Slack sends requests to this https address; without it the bot connects by Socket Mode'))
    .option('--prefix <text>', t('before every slash command, such as stride-; without it SLACK_COMMAND_PREFIX'))
    .action(async (flags: ManifestFlags) => end(await slackManifestCommand(shell, flags)));
  withOutput(program.command('rerun').argument('<file>', t('A PNG that Stridebot made.')))
    .description(t('Draw a picture again from the recipe in its file.'))
    .action(async (file: string, flags: OutputFlags) => end(await rerun(shell, file, flags)));

  program
    .command('completion')
    .argument('<shell>', completedShells.join(', '))
    .description(t('Print a script that completes commands and flags in your shell.'))
    .action((name: string) => end(printCompletion(shell, program, name)));

  // The program has its own help, with flags and files.
  // A shell cannot see, stop or delete the jobs of another process.
  const absent = ['help', 'queue', 'cancel', 'delete'];
  for (const command of commands.filter(({ name }) => !absent.includes(name))) {
    const subcommand = program.command(command.name).description(t(command.summary));
    declareOptions(subcommand, command);
    withOutput(subcommand).addHelpText('after', () => `\n${t('Examples:')}\n${indented(commandExamples(command))}`);
    subcommand.action(async () => {
      const read = () => readValues(command, subcommand, shell);
      end(await runCommand(shell, command, read, subcommand.opts<OutputFlags>()));
    });
  }
  return { program, exitCode: () => exitCode };
}

function withOutput(subcommand: Program): Program {
  subcommand
    .option(
      '-o, --out <file>',
      t('where the picture goes, - for standard output; further files get numbers, and a folder takes them all'),
    )
    .option('--json', t('machine-readable on stdout'))
    .option('--preview', t('show the picture in the terminal, too: Kitty, Ghostty, iTerm2, WezTerm, Sixel'));
  refuseTwice(subcommand);
  return subcommand;
}

/** The titles of Commander's help. */
function helpTitle(title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': t('Usage:'),
    'Arguments:': t('Arguments:'),
    'Options:': t('Options:'),
    'Commands:': t('Commands:'),
  };
  return titles[title] ?? title;
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');

/** Parses the command line and runs it. Never throws. */
export async function runProgram(
  { program, exitCode }: ShellProgram,
  argv: readonly string[],
  shell: Shell,
): Promise<ExitCode> {
  const json = argv.includes('--json');
  try {
    await program.parseAsync(normalizeFlags(argv));
    return exitCode();
  } catch (error) {
    if (!(error instanceof CommanderError)) return printFailure(shell, error, json);
    if (error.exitCode === 0) return exitCodes.ok;
    // Commander has printed the error on stderr.
    if (json) printJson(shell, { error: { message: error.message.replace(/^error: /, '') } });
    return exitCodes.usage;
  }
}

async function startBot(shell: Shell): Promise<ExitCode> {
  try {
    const { start } = await import('../../main.ts');
    await start();
    return exitCodes.ok;
  } catch (error) {
    return printFailure(shell, error, false);
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}
