import type { Command, OptionSpec } from '../../../commands/command.ts';
import { t } from '../../../commands/language/translate.ts';
import { writtenValue } from '../../../commands/parsing/format-line.ts';
import { neededPictures } from '../parsed-command.ts';

export type FormValue = string | number | boolean;

/** What a form is about; its fields are made from the command's options. */
export interface FormSubject<File> {
  readonly command: Command;
  /** Values that were given already, or are known from an earlier picture. */
  readonly given: Readonly<Record<string, FormValue>>;
  /** The picture that the form is about; null: the form asks for it. */
  readonly picture: File | null;
}

export interface FormChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A field that every chat can render. Its name is that of its option, or one of `fieldNames`. */
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

/** Names of fields that belong to no single option. */
export const fieldNames = {
  where: 'where',
  pictures: 'pictures',
  switches: 'switches',
  more: 'more',
  private: 'private',
} as const;

/** The choice of where to draw that is not a region. */
export const transparent = 'transparent';

/** The options that people change most, in this order. The line of further options takes the others. */
const frequent = ['view', 'kind', 't', 'start', 'size', 'count', 'seed', 'steps', 'guidance', 'sampler'];

const starts = (): readonly FormChoice[] => [
  { value: '4', label: t('Hardly anything'), description: t('Only its colours stay.') },
  { value: '7', label: t('A little'), description: t('Colours and rough layout stay.') },
  { value: '10', label: t('Clearly'), description: t('Its layout stays.') },
  { value: '20', label: t('Closely'), description: t('Nearly everything stays.') },
];

const regions = (): readonly FormChoice[] => [
  { value: 'top half', label: t('Top half') },
  { value: 'bottom half', label: t('Bottom half') },
  { value: 'left half', label: t('Left half') },
  { value: 'right half', label: t('Right half') },
  { value: 'centre', label: t('Centre') },
  { value: transparent, label: t('Where it is transparent') },
];

/** Whether the form changes an earlier picture: then it asks only for what can be changed in it. */
export const isChange = ({ given }: Pick<FormSubject<unknown>, 'given'>): boolean => given.job !== undefined;

/**
 * All fields of a command's form except the line of further options: pictures, prompts, where to draw, frequent
 * options.
 */
export const formFields = (form: FormSubject<unknown>): readonly FormField[] => [
  ...neededPictureFields(form),
  ...promptFields(form),
  ...regionFields(form),
  ...otherPictureFields(form),
  ...frequentFields(form),
  ...switchFields(form),
];

const isOpen = (name: string, form: FormSubject<unknown>): boolean => !isChange(form) || form.given[name] !== undefined;

const neededPictureFields = ({ command, picture }: FormSubject<unknown>): readonly FormField[] =>
  picture !== null
    ? []
    : neededPictures(command).map((name) => ({
        ...{ kind: 'files', name, label: t('The picture or drawing'), hint: pictureHint(command, name), max: 1 },
        isNeeded: true,
      }));

const pictureHint = ({ options }: Command, name: string): string =>
  t('{{summary}} 10 MB at most.', { summary: t(options[name]?.summary ?? '') });

const promptFields = (form: FormSubject<unknown>): readonly FormField[] =>
  Object.entries(form.command.options).flatMap(([name, spec]) => {
    const isPrompt = spec.kind === 'text' && spec.complete === 'prompts' && name !== 'negative';
    if (!isPrompt || !isOpen(name, form)) return [];
    const { summary, required: isNeeded, maxLength } = spec;
    return [{ kind: 'text', name, label: t(summary), isNeeded, value: form.given[name], maxLength }];
  });

/** Whether the command draws into part of a picture, so that the form asks where. */
const takesRegion = (command: Command): boolean =>
  neededPictures(command).includes('image') && 'region' in command.options;

function regionFields({ command, given }: FormSubject<unknown>): readonly FormField[] {
  if (!takesRegion(command)) return [];
  const isOffered = regions().some(({ value }) => value === given.region);
  const hint = t('A copy of the picture, white where something new should be drawn.');
  const where = { kind: 'radio', choices: regions(), value: given.region } as const;
  const region = { kind: 'text', value: isOffered ? undefined : given.region, maxLength: 120 } as const;
  return [
    { ...where, name: fieldNames.where, label: t('Where should something new be drawn?') },
    { ...region, name: 'region', label: t('Or where, in your own words'), placeholder: 'bottom 30%' },
    { kind: 'files', name: 'mask', label: t('Or a mask'), hint, max: 1 },
  ];
}

/** Optional pictures of a command: several share one field, in the order of their options. */
function otherPictureFields(form: FormSubject<unknown>): readonly FormField[] {
  const { command, given, picture } = form;
  const names = Object.entries(command.options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && !required ? [name] : [],
  );
  const [name] = names;
  if (name === undefined || takesRegion(command) || isChange(form) || picture !== null) return [];
  if (names.length === 1)
    return [{ kind: 'files', name, label: t('A picture'), hint: pictureHint(command, name), max: 1 }];
  const isNeeded = neededPictures(command, given).length > 0;
  const hint = t('In this order: {{names}}. Or say below which is which, such as {{last}}:1. 10 MB each at most.', {
    names: names.join(', '),
    last: names.at(-1)!,
  });
  return [{ kind: 'files', name: fieldNames.pictures, label: t('Pictures'), hint, isNeeded, max: names.length }];
}

const frequentFields = (form: FormSubject<unknown>): readonly FormField[] =>
  frequent.flatMap((name) => {
    const { options } = form.command;
    const spec = options[name];
    return spec !== undefined && isOpen(name, form) && !dependsOnOptional(spec, options)
      ? frequentField(name, spec, form)
      : [];
  });

/** Whether the option has no effect without another one that is optional. */
const dependsOnOptional = ({ needs }: OptionSpec, options: Command['options']): boolean =>
  needs !== undefined && options[needs]?.required !== true;

function frequentField(name: string, spec: OptionSpec, { given }: FormSubject<unknown>): readonly FormField[] {
  const base = {
    name,
    ...(name.length > 1 ? { label: titled(name), hint: t(spec.summary) } : { label: t(spec.summary) }),
  };
  switch (spec.kind) {
    case 'integer':
    case 'number': {
      const value = given[name] ?? spec.default;
      if (name !== 'start' || spec.default === undefined) return [{ ...base, kind: 'number', spec, value }];
      return [
        { kind: 'radio', name, label: t('How much of the picture should stay?'), choices: startsWith(value), value },
      ];
    }
    case 'choice':
      return [{ ...base, kind: 'select', choices: spec.choices, value: given[name] ?? spec.default }];
    case 'text':
    case 'switch':
    case 'image':
      return [];
    default:
      throw spec satisfies never;
  }
}

/** The choices for `start`, with the given value added when it is none of them. */
const startsWith = (value: unknown): readonly FormChoice[] =>
  starts().some((each) => each.value === String(value))
    ? starts()
    : [...starts(), { value: String(value), label: `${value}` }];

export const titled = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;

/** The switches of a command, which share one field of its form. */
export const switchesOf = ({ options }: Command): readonly string[] =>
  Object.entries(options).flatMap(([name, spec]) =>
    spec.kind === 'switch' && !dependsOnOptional(spec, options) ? [name] : [],
  );

function switchFields({ command, given }: FormSubject<unknown>): readonly FormField[] {
  const { options } = command;
  const names = switchesOf(command);
  if (names.length === 0) return [];
  const choices = names.map((value) => ({ value, label: t(options[value]!.summary) }));
  const ticked = names.filter((name) => {
    const spec = options[name]!;
    return given[name] ?? (spec.kind === 'switch' && spec.default);
  });
  return [{ kind: 'ticks', name: fieldNames.switches, label: t('Also'), choices, ticked }];
}

/**
 * Makes the line for all options without a field. It contains the values that were given for them.
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
  return {
    ...{ kind: 'text', name: fieldNames.more, label: t('More options'), maxLength },
    hint:
      names.length === 0
        ? t('As name:value, with spaces between them.')
        : t('As name:value, with spaces between them: {{names}}.', { names: names.join(', ') }),
    ...(typed.length > 0 && { value: typed.join(' ') }),
    ...(names[0] !== undefined && { placeholder: exampleOf(names[0], command) }),
  };
}

const exampleOf = (name: string, { options }: Command): string => {
  const spec = options[name]!;
  if (spec.kind === 'choice') return `${name}:${spec.choices[0]}`;
  return spec.kind === 'text' ? `${name}:"…"` : `${name}:…`;
};
