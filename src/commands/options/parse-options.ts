import type { Command, OptionSpec } from '../command.ts';
import { isBlank } from '../messages/display-text.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Upload } from '../ports/upload.ts';
import { didYouMean } from './did-you-mean.ts';
import { ownValue } from './own-value.ts';
import { cleanValue } from './typed-text.ts';

/** The value of an option before it is parsed: already typed by the platform, or as the user wrote it. */
export type RawValue = string | number | boolean | Upload;

/** A raw value that is no file. */
export type WrittenValue = Exclude<RawValue, Upload>;

export type RawValues = Readonly<Record<string, RawValue | undefined>>;

/**
 * Parses and validates option values for `command.run`: of the right kinds, within their ranges, with defaults.
 *
 * @throws UserError that names the option, what is wrong with it and what works; also for an option without effect.
 */
export function parseOptions(command: Command, raw: RawValues): Readonly<Record<string, RawValue | undefined>> {
  const names = Object.keys(command.options);
  for (const name of Object.keys(raw)) {
    if (!names.includes(name)) {
      throw new UserError(
        userMessages.unknownOption({ command: command.name, name, near: didYouMean(name, names), names }),
      );
    }
  }
  const values = Object.fromEntries(
    Object.entries(command.options).map(([name, spec]) => [name, parseOption(command, name, spec, raw[name])]),
  );
  for (const name of names.filter((each) => isGiven(raw[each], values[each]))) refuseIneffective(command, name, values);
  return values;
}

/** Whether the user gave an option. A switch that is off counts as not given. */
const isGiven = (raw: RawValue | undefined, value: RawValue | undefined): boolean =>
  raw !== undefined && !isBlankValue(raw) && value !== false;

/** @throws UserError for an option without effect, because another one is missing or given. */
function refuseIneffective(
  { options }: Command,
  name: string,
  values: Readonly<Record<string, RawValue | undefined>>,
): void {
  const { needs, unless } = options[name]!;
  if (needs !== undefined && values[needs] === undefined) {
    throw new UserError(userMessages.idleOption({ name, needs, isPicture: options[needs]?.kind === 'image' }));
  }
  if (unless !== undefined && values[unless] === true) {
    throw new UserError(userMessages.idleBeside({ name, beside: unless }));
  }
}

function parseOption(
  command: Command,
  name: string,
  spec: OptionSpec,
  raw: RawValue | undefined,
): RawValue | undefined {
  if (raw !== undefined && !isBlankValue(raw)) return parseValue(name, spec, raw);
  const fallback = 'default' in spec ? spec.default : undefined;
  if (fallback === undefined && spec.required) throw new UserError(missing(command, name, spec));
  return fallback;
}

const isBlankValue = (raw: RawValue): boolean => typeof raw === 'string' && isBlank(raw);

const missing = (command: Command, name: string, spec: OptionSpec) =>
  spec.kind === 'image'
    ? userMessages.missingImage({ command: command.name, name })
    : userMessages.missingOption({
        command: command.name,
        name,
        summary: spec.summary,
        example: command.examples[0],
      });

function parseValue(name: string, spec: OptionSpec, raw: RawValue): RawValue {
  switch (spec.kind) {
    case 'text':
      return parseText(name, spec.maxLength, String(raw));
    case 'integer':
    case 'number':
      return parseNumber(name, spec, raw);
    case 'choice':
      return parseChoice(name, spec.choices, String(raw));
    case 'switch':
      return parseSwitch(name, raw);
    case 'image':
      if (typeof raw !== 'object') throw new UserError(userMessages.notAnImage({ name }));
      return raw;
    default:
      throw spec satisfies never;
  }
}

function parseText(name: string, max: number, typed: string): string {
  const words = typed.trim().replace(/\s+/g, ' ');
  if (words.length > max) throw new UserError(userMessages.tooLong({ name, length: words.length, max }));
  return words;
}

function parseNumber(name: string, spec: Extract<OptionSpec, { min: number }>, raw: RawValue): number {
  const typed = cleanValue(String(raw));
  const written = spec.kind === 'number' ? typed.replace(/^(\d+),(\d+)$/, '$1.$2') : typed; // the comma of half of Europe
  const value = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
  if (!Number.isFinite(value)) throw new UserError(userMessages.notANumber({ name, typed }));
  if (spec.kind === 'integer' && !Number.isInteger(value)) throw new UserError(userMessages.notWhole({ name, typed }));
  const { min, max } = spec;
  if (value < min || value > max) throw new UserError(userMessages.outOfRange({ name, value, min, max }));
  return value;
}

/** Parses a choice. Ignores case, accepts "color" for "colour", and a prefix where it is unambiguous. */
function parseChoice(name: string, choices: readonly string[], typed: string): string {
  const wanted = cleanValue(typed).toLowerCase().replace('color', 'colour');
  const exact = choices.find((each) => each.toLowerCase() === wanted);
  const begun = choices.filter((each) => each.toLowerCase().startsWith(wanted));
  const found = exact ?? (begun.length === 1 ? begun[0] : undefined);
  if (found === undefined) {
    throw new UserError(userMessages.unknownChoice({ name, typed, near: didYouMean(typed, choices), choices }));
  }
  return found;
}

const switchWords: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  true: true,
  on: true,
  1: true,
  no: false,
  n: false,
  false: false,
  off: false,
  0: false,
};

/** Parses a switch. @throws UserError for a value that is neither yes nor no. */
export function parseSwitch(name: string, raw: RawValue): boolean {
  const value = ownValue(switchWords, cleanValue(String(raw)).toLowerCase());
  if (value === undefined) throw new UserError(userMessages.notASwitch({ name, typed: String(raw) }));
  return value;
}
