import type { Command, OptionSpec } from '../../commands/command.ts';
import type { RawValue } from '../../commands/options/parse-options.ts';
import { parseLine } from '../../commands/parsing/parse-line.ts';
import { positionalNames } from './arguments.ts';

/** A slash command's examples as a shell takes them. An image becomes the file `in.png`. */
export const commandExamples = (command: Command): readonly string[] =>
  command.examples.map((line) => shellLine(command, line));

function shellLine(command: Command, line: string): string {
  const needsImage = Object.values(command.options).some((spec) => spec.kind === 'image' && spec.required);
  const uploads = needsImage ? [{ name: 'in.png', bytes: new Uint8Array(0) }] : [];
  const { options } = parseLine(line, uploads);
  const positional = positionalNames(command);
  const words = Object.entries(command.options).map(([name, spec]) =>
    positional.includes(name) ? positionalWord(options[name]) : flagWord(name, spec, options[name]),
  );
  return ['stridebot', command.name, ...words.filter((word) => word !== '')].join(' ');
}

const positionalWord = (value: RawValue | undefined): string => (value === undefined ? '' : quoted(value));

function flagWord(name: string, spec: OptionSpec, value: RawValue | undefined): string {
  if (value === undefined || ('default' in spec && spec.default === value)) return '';
  if (spec.kind === 'switch') return value === true ? `--${name}` : `--no-${name}`;
  return `--${name} ${quoted(value)}`;
}

function quoted(value: RawValue): string {
  const text = typeof value === 'object' ? value.name : String(value);
  return /^[\w.:/%+-]+$/.test(text) ? text : `"${text}"`;
}
