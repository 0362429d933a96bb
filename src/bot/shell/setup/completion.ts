import type { Command as Program } from 'commander';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { type ExitCode, exitCodes, type Shell } from '../shell.ts';

/** One subcommand, as a completion script offers it. */
interface Offered {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
}

interface Flag {
  readonly long: string;
  readonly description: string;
  /** What can follow: these words, a file, or anything else; undefined: nothing follows. */
  readonly values: readonly string[] | 'file' | 'other' | undefined;
}

const scripts: Readonly<Record<string, (offered: readonly Offered[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Names of the shells for which there is a script. */
export const completedShells = Object.keys(scripts);

/**
 * Prints the script that completes commands and flags in a shell.
 *
 * @throws UserError for a shell without one.
 */
export function printCompletion(shell: Shell, program: Program, name: string): ExitCode {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (script === undefined) {
    throw new UserError({
      message: `There is no completion for ${name}.`,
      hint: `For ${completedShells.join(', ')} there is.`,
    });
  }
  shell.stdout.write(script(program.commands.map(offeredBy)));
  return exitCodes.ok;
}

function offeredBy(program: Program): Offered {
  const specs = findCommand(program.name())?.options ?? {};
  const flags = program.options.flatMap(({ long, description, flags: usage, hidden }): Flag[] => {
    if (!long || hidden) return [];
    const spec = specs[long.replace(/^--/, '')];
    const takes = /<(\w+)>/.exec(usage)?.[1];
    const words = spec?.kind === 'choice' ? spec.choices : undefined;
    const other = takes === 'file' ? 'file' : takes === undefined ? undefined : 'other';
    return [{ long, description, values: words ?? other }];
  });
  return { name: program.name(), description: program.description(), flags };
}

/** Flags whose value is one of some words, with a pattern of the commands that have them. */
const chosen = (offered: readonly Offered[]) =>
  offered.flatMap(({ name, flags }) =>
    flags.flatMap(({ long, values }) => (Array.isArray(values) ? [{ name, long, words: values.join(' ') }] : [])),
  );

function bashScript(offered: readonly Offered[]): string {
  const names = offered.map(({ name }) => name).join(' ');
  const values = chosen(offered).map(({ name, long, words }) => `    ${name}${long}) words="${words}" ;;`);
  const flags = offered.map((each) => `    ${each.name}) words="${each.flags.map(({ long }) => long).join(' ')}" ;;`);
  return `# Completion of stridebot for bash: source <(stridebot completion bash)
_stridebot() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names}" -- "$current"))
    return
  fi
  case "$command$before" in
${values.join('\n')}
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$current" in -*) ;; *) return ;; esac
  case "$command" in
${flags.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words --help" -- "$current"))
}
complete -o default -F _stridebot stridebot
`;
}

/** Quotes a word for a POSIX shell and for fish. */
const quoted = (words: string): string => `'${words.replace(/'/g, `'\\''`)}'`;

function zshScript(offered: readonly Offered[]): string {
  const plain = (words: string) => words.replace(/[[\]:\\]/g, ' ');
  const names = offered.map(({ name, description }) => `    ${quoted(`${name}:${plain(description)}`)}`);
  const action = ({ values }: Flag): string =>
    values === undefined
      ? ''
      : values === 'file'
        ? ':file:_files'
        : values === 'other'
          ? ':value: '
          : `:value:(${values.join(' ')})`;
  const cases = offered.map(({ name, flags }) => {
    const args = flags.map((flag) => quoted(`${flag.long}[${plain(flag.description)}]${action(flag)}`));
    return `    ${name}) _arguments ${[...args, quoted('*:file:_files')].join(' ')} ;;`;
  });
  return `#compdef stridebot
# Completion of stridebot for zsh: stridebot completion zsh > "\${fpath[1]}/_stridebot"
_stridebot() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _stridebot stridebot
`;
}

function fishScript(offered: readonly Offered[]): string {
  const lines = offered.flatMap(({ name, description, flags }) => [
    `complete -c stridebot -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...flags.map(({ long, description: words, values }) => {
      const follows =
        values === undefined
          ? ''
          : values === 'file'
            ? ' -r -F'
            : values === 'other'
              ? ' -x'
              : ` -x -a ${quoted(values.join(' '))}`;
      return `complete -c stridebot -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${follows} -d ${quoted(words)}`;
    }),
  ]);
  return `# Completion of stridebot for fish: stridebot completion fish > ~/.config/fish/completions/stridebot.fish
${lines.join('\n')}
`;
}
