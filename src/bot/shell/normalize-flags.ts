import type { Command } from '../../commands/command.ts';
import { findCommand } from '../../commands/index.ts';
import { ownValue } from '../../commands/options/own-value.ts';
import { longDashes, shortDashes } from '../../commands/options/typed-text.ts';

/** Flags that every command has besides its options. */
const commonFlags: ReadonlySet<string> = new Set(['out', 'json', 'help']);

const flag = new RegExp(`^(?:--|[${longDashes}]|[-${shortDashes}](?=[a-z]{2}|t$))([a-z][\\w-]*)(?:[:=：](.*))?$`, 'is');
const switchWord = /^(?:(yes|y|on|true)|no|n|off|false)$/i;

/** The runtime and the script come first in argv. */
const argvBegin = 2;

/**
 * Normalizes flags for the parser, however they were typed or pasted: `—seed 5`, `-seed 5` and `--seed:5` become
 * `--seed 5`, and `--film yes` becomes `--film`. Other words stay as they are.
 */
export function normalizeFlags(argv: readonly string[]): readonly string[] {
  const [name, ...words] = argv.slice(argvBegin);
  const command = findCommand(name ?? '');
  if (command === undefined) return argv;
  const plain: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [typed, value] = readFlag(command, words[i]!);
    const isSwitch = typed !== undefined && ownValue(command.options, typed)?.kind === 'switch';
    const word = value ?? words[i + 1] ?? '';
    const match = isSwitch ? switchWord.exec(word) : null;
    if (typed === undefined) plain.push(words[i]!);
    else if (match === null) plain.push(value === undefined ? `--${typed}` : `--${typed}=${value}`);
    else {
      plain.push(match[1] === undefined ? `--no-${typed}` : `--${typed}`);
      if (value === undefined) i++;
    }
  }
  return [...argv.slice(0, argvBegin + 1), ...plain];
}

function readFlag({ options }: Command, word: string): readonly [name?: string, value?: string | undefined] {
  const [, typed = '', value] = flag.exec(word) ?? [];
  const name = typed.toLowerCase();
  const isOurs = commonFlags.has(name) || ownValue(options, name.replace(/^no-/, '')) !== undefined;
  return isOurs ? [name, value] : [];
}
