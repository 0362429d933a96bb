import type { Command, OptionSpec } from '../../../commands/command.ts';
import { writtenValue } from '../../../commands/parsing/format-line.ts';
import { neededPictures } from '../parsed-command.ts';

export type FormValue = string | number | boolean;

/** What a form asks for, made from the command's own options. */
export interface FormSubject<File> {
  readonly command: Command;
  /** What was said already, or is known of an earlier picture. */
  readonly given: Readonly<Record<string, FormValue>>;
  /** The picture that it is about; null: it is asked for. */
  readonly picture: File | null;
}

export interface FormChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** One field, as every chat can render it; named after its option, or one of `fieldNames`. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isNeeded?: boolean;
} & (
  | {
      readonly kind: 'text';
      readonly value?: FormValue | undefined;
      readonly placeholder?: string;
      readonly maxLength: number;
    }
  | {
      readonly kind: 'number';
      readonly spec: Extract<OptionSpec, { kind: 'integer' | 'number' }>;
      readonly value?: FormValue | undefined;
    }
  | { readonly kind: 'radio'; readonly choices: readonly FormChoice[]; readonly value?: FormValue | undefined }
  | { readonly kind: 'select'; readonly choices: readonly string[]; readonly value?: FormValue | undefined }
  | { readonly kind: 'ticks'; readonly choices: readonly FormChoice[]; readonly ticked: readonly string[] }
  | { readonly kind: 'files'; readonly max: number }
);

/** Fields of the form itself, beside those of options. */
export const fieldNames = {
  where: 'where',
  pictures: 'pictures',
  switches: 'switches',
  more: 'more',
  private: 'private',
} as const;

/** The choice of a place that is no region. */
export const transparent = 'transparent';

/** Options that people change most, in this order; the line of further options takes the others. */
const frequent = ['view', 'kind', 't', 'start', 'size', 'count', 'seed', 'steps', 'guidance', 'sampler'];

const starts: readonly FormChoice[] = [
  { value: '4', label: 'Hardly anything', description: 'Only its colours stay.' },
  { value: '7', label: 'A little', description: 'Colours and rough layout stay.' },
  { value: '10', label: 'Clearly', description: 'Its layout stays.' },
  { value: '20', label: 'Closely', description: 'Nearly everything stays.' },
];

const regions: readonly FormChoice[] = [
  { value: 'top half', label: 'Top half' },
  { value: 'bottom half', label: 'Bottom half' },
  { value: 'left half', label: 'Left half' },
  { value: 'right half', label: 'Right half' },
  { value: 'centre', label: 'Centre' },
  { value: transparent, label: 'Where it is transparent' },
];

/** Whether the form changes an earlier picture: only what can be changed in it is asked. */
export const isChange = ({ given }: Pick<FormSubject<unknown>, 'given'>): boolean => given.job !== undefined;

/** All fields of a command's form but the line of further options: its pictures, prompts, place, and what is changed most. */
export const formFields = (form: FormSubject<unknown>): readonly FormField[] => [
  ...neededPictureFields(form),
  ...promptFields(form),
  ...placeFields(form),
  ...otherPictureFields(form),
  ...frequentFields(form),
  ...switchFields(form),
];

const isOpen = (name: string, form: FormSubject<unknown>): boolean => !isChange(form) || form.given[name] !== undefined;

const neededPictureFields = ({ command, picture }: FormSubject<unknown>): readonly FormField[] =>
  picture !== null
    ? []
    : neededPictures(command).map((name) => ({
        ...{ kind: 'files', name, label: 'The picture or drawing', hint: pictureHint(command, name), max: 1 },
        isNeeded: true,
      }));

const pictureHint = ({ options }: Command, name: string): string => `${options[name]?.summary ?? ''} 10 MB at most.`;

const promptFields = (form: FormSubject<unknown>): readonly FormField[] =>
  Object.entries(form.command.options).flatMap(([name, spec]) => {
    const isPrompt = spec.kind === 'text' && spec.complete === 'prompts' && name !== 'negative';
    if (!isPrompt || !isOpen(name, form)) return [];
    const { summary: label, required: isNeeded, maxLength } = spec;
    return [{ kind: 'text', name, label, isNeeded, value: form.given[name], maxLength }];
  });

/** Whether the command asks where to draw into a picture. */
const isPlaced = (command: Command): boolean =>
  neededPictures(command).includes('image') && 'region' in command.options;

function placeFields({ command, given }: FormSubject<unknown>): readonly FormField[] {
  if (!isPlaced(command)) return [];
  const isOffered = regions.some(({ value }) => value === given.region);
  const hint = 'A copy of the picture, white where something new should be drawn.';
  const where = { kind: 'radio', choices: regions, value: given.region } as const;
  const region = { kind: 'text', value: isOffered ? undefined : given.region, maxLength: 120 } as const;
  return [
    { ...where, name: fieldNames.where, label: 'Where should something new be drawn?' },
    { ...region, name: 'region', label: 'Or where, in your own words', placeholder: 'bottom 30%' },
    { kind: 'files', name: 'mask', label: 'Or a mask', hint, max: 1 },
  ];
}

/** Pictures that a command can do without: several go into one field, in the order of their options. */
function otherPictureFields(form: FormSubject<unknown>): readonly FormField[] {
  const { command, given, picture } = form;
  const names = Object.entries(command.options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && !required ? [name] : [],
  );
  const [name] = names;
  if (name === undefined || isPlaced(command) || isChange(form) || picture !== null) return [];
  if (names.length === 1)
    return [{ kind: 'files', name, label: 'A picture', hint: pictureHint(command, name), max: 1 }];
  const isNeeded = neededPictures(command, given).length > 0;
  const hint = `In this order: ${names.join(', ')}. Or say below which is which, such as ${names.at(-1)}:1. 10 MB each at most.`;
  return [{ kind: 'files', name: fieldNames.pictures, label: 'Pictures', hint, isNeeded, max: names.length }];
}

const frequentFields = (form: FormSubject<unknown>): readonly FormField[] =>
  frequent.flatMap((name) => {
    const { options } = form.command;
    const spec = options[name];
    return spec !== undefined && isOpen(name, form) && !isAboutOther(spec, options)
      ? frequentField(name, spec, form)
      : [];
  });

/** Whether the option has no effect without another that may be left out. */
const isAboutOther = ({ needs }: OptionSpec, options: Command['options']): boolean =>
  needs !== undefined && options[needs]?.required !== true;

function frequentField(name: string, spec: OptionSpec, { given }: FormSubject<unknown>): readonly FormField[] {
  const about = { name, ...(name.length > 1 ? { label: titled(name), hint: spec.summary } : { label: spec.summary }) };
  switch (spec.kind) {
    case 'integer':
    case 'number': {
      const value = given[name] ?? spec.default;
      if (name !== 'start' || spec.default === undefined) return [{ ...about, kind: 'number', spec, value }];
      return [
        { kind: 'radio', name, label: 'How much of the picture should stay?', choices: startsWith(value), value },
      ];
    }
    case 'choice':
      return [{ ...about, kind: 'select', choices: spec.choices, value: given[name] ?? spec.default }];
    case 'text':
    case 'switch':
    case 'image':
      return [];
    default:
      throw spec satisfies never;
  }
}

/** The value that was given may be none of the few that are offered. */
const startsWith = (value: unknown): readonly FormChoice[] =>
  starts.some((each) => each.value === String(value))
    ? starts
    : [...starts, { value: String(value), label: `${value}` }];

export const titled = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;

/** Switches that a form of this command has, in one field. */
export const switchesOf = ({ options }: Command): readonly string[] =>
  Object.entries(options).flatMap(([name, spec]) =>
    spec.kind === 'switch' && !isAboutOther(spec, options) ? [name] : [],
  );

function switchFields({ command, given }: FormSubject<unknown>): readonly FormField[] {
  const { options } = command;
  const names = switchesOf(command);
  if (names.length === 0) return [];
  const choices = names.map((value) => ({ value, label: options[value]!.summary }));
  const ticked = names.filter((name) => {
    const spec = options[name]!;
    return given[name] ?? (spec.kind === 'switch' && spec.default);
  });
  return [{ kind: 'ticks', name: fieldNames.switches, label: 'Also', choices, ticked }];
}

/**
 * The line for every option that has no field; what was given of those stands there.
 *
 * @param fields The fields that the form shows.
 */
export function moreField(form: FormSubject<unknown>, fields: readonly FormField[], maxLength: number): FormField {
  const { command, given } = form;
  const known = isChange(form) ? ['job'] : [];
  const hasSwitches = fields.some(({ name }) => name === fieldNames.switches);
  const shown = new Set([...fields.map(({ name }) => name), ...(hasSwitches ? switchesOf(command) : []), ...known]);
  const names = Object.entries(command.options).flatMap(([name, { kind }]) =>
    kind === 'image' || shown.has(name) ? [] : [name],
  );
  const typed = names.flatMap((name) => (given[name] === undefined ? [] : [`${name}:${writtenValue(given[name])}`]));
  const list = names.length === 0 ? '' : `: ${names.join(', ')}`;
  return {
    ...{ kind: 'text', name: fieldNames.more, label: 'More options', maxLength },
    hint: `As name:value, with spaces between them${list}.`,
    ...(typed.length > 0 && { value: typed.join(' ') }),
    ...(names[0] !== undefined && { placeholder: exampleOf(names[0], command) }),
  };
}

const exampleOf = (name: string, { options }: Command): string => {
  const spec = options[name]!;
  if (spec.kind === 'choice') return `${name}:${spec.choices[0]}`;
  return spec.kind === 'text' ? `${name}:"…"` : `${name}:…`;
};
