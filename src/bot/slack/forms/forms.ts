import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Command, OptionSpec } from '../../../commands/command.ts';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { writtenValue } from '../../../commands/parsing/format-line.ts';
import { neededPictures, offersPrivate } from '../../chat/parsed-command.ts';
import { notices } from '../notices.ts';
import { slackLimits } from '../text-limits.ts';
import {
  type Choice,
  type Field,
  fileField,
  numberField,
  plainText,
  radioField,
  selectField,
  textField,
  tickField,
} from './fields.ts';

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What a form is about. It travels with the form, so nothing is remembered here while somebody fills it in. */
const formSchema = z.object({
  command: z.string(),
  /** What was said already, or is known of an earlier picture. */
  given: valuesSchema,
  /** The picture that it is about; null: it is asked for. */
  picture: z.object({ id: z.string(), name: z.string() }).nullable(),
  isPrivate: z.boolean(),
  /** As in `Address`. */
  isExpected: z.boolean().optional(),
  channel: z.string(),
  thread: z.string().nullable(),
  responseUrl: z.string().nullable(),
  since: z.number(),
});

export type Form = z.infer<typeof formSchema>;

export const formCallback = 'sb1 form';

/** Fields of the form itself, beside those of options. */
export const formFields = {
  where: 'where',
  pictures: 'pictures',
  switches: 'switches',
  more: 'more',
  private: 'private',
} as const;

/** What people change most, in this order; the line at the end takes everything else. */
const asked = ['view', 'kind', 't', 'start', 'size', 'count', 'seed', 'steps', 'guidance', 'sampler'];

const starts: readonly Choice[] = [
  { value: '4', label: 'Hardly anything: only its colours' },
  { value: '7', label: 'A little: colours and rough layout' },
  { value: '10', label: 'Clearly: its layout' },
  { value: '20', label: 'Closely: nearly everything' },
];

export const transparent = 'transparent';

const regions: readonly Choice[] = [
  { value: 'top half', label: 'Top half' },
  { value: 'bottom half', label: 'Bottom half' },
  { value: 'left half', label: 'Left half' },
  { value: 'right half', label: 'Right half' },
  { value: 'centre', label: 'Centre' },
  { value: transparent, label: 'Where it is transparent' },
];

/** The form of a command: its pictures, its prompts, what is changed most, and one line for every other option. */
export function viewOf(form: Form): types.ModalView {
  const command = formCommand(form);
  const fields = [
    ...neededPictureFields(command, form),
    ...promptFields(command, form),
    ...placeFields(command, form),
    ...otherPictureFields(command, form),
    ...askedFields(command, form),
    ...switchFields(command, form),
  ];
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainText(isChange(form) ? 'Change one thing' : `/${command.name}`, slackLimits.modalTitle),
    submit: plainText('Draw', slackLimits.modalTitle),
    close: plainText('Cancel', slackLimits.modalTitle),
    private_metadata: metadataOf(form),
    blocks: [...fields, moreField(command, form, fields), ...privateFields(command, form)],
  };
}

/** Of an earlier picture only what can be changed in it is asked. */
export const isChange = ({ given }: Pick<Form, 'given'>): boolean => given.job !== undefined;

const isOpen = (name: string, form: Form): boolean => !isChange(form) || form.given[name] !== undefined;

const neededPictureFields = (command: Command, { picture }: Form): readonly Field[] =>
  picture !== null
    ? []
    : neededPictures(command).map((name) =>
        fileField({ name, label: 'The picture or drawing', hint: pictureHint(command, name), isNeeded: true }),
      );

const pictureHint = ({ options }: Command, name: string): string => `${options[name]?.summary ?? ''} 10 MB at most.`;

const promptFields = ({ options }: Command, form: Form): readonly Field[] =>
  Object.entries(options).flatMap(([name, spec]) => {
    const isPrompt = spec.kind === 'text' && spec.complete === 'prompts' && name !== 'negative';
    if (!isPrompt || !isOpen(name, form)) return [];
    const about = { name, label: spec.summary, isNeeded: spec.required };
    return [textField(about, { value: form.given[name], maxLength: spec.maxLength })];
  });

/** Whether it asks where to draw into a picture. */
const isPlaced = (command: Command): boolean =>
  neededPictures(command).includes('image') && 'region' in command.options;

function placeFields(command: Command, { given }: Form): readonly Field[] {
  if (!isPlaced(command)) return [];
  const isOffered = regions.some(({ value }) => value === given.region);
  const hint = 'A copy of the picture, white where something new should be drawn.';
  return [
    radioField({ name: formFields.where, label: 'Where should something new be drawn?' }, regions, given.region),
    textField(
      { name: 'region', label: 'Or where, in your own words' },
      { placeholder: 'bottom 30%', maxLength: 120, value: isOffered ? undefined : given.region },
    ),
    fileField({ name: 'mask', label: 'Or a mask', hint }),
  ];
}

/** Pictures that a command can do without: several go into one field, in the order of their options. */
function otherPictureFields(command: Command, form: Form): readonly Field[] {
  const { options } = command;
  const names = Object.entries(options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && !required ? [name] : [],
  );
  const [name] = names;
  if (name === undefined || isPlaced(command) || isChange(form) || form.picture !== null) return [];
  if (names.length === 1) return [fileField({ name, label: 'A picture', hint: pictureHint(command, name) })];
  const isNeeded = neededPictures(command, form.given).length > 0;
  const hint = `In this order: ${names.join(', ')}. Or say below which is which, such as ${names.at(-1)}:1. 10 MB each at most.`;
  return [fileField({ name: formFields.pictures, label: 'Pictures', hint, isNeeded }, names.length)];
}

const askedFields = ({ options }: Command, form: Form): readonly Field[] =>
  asked.flatMap((name) => {
    const spec = options[name];
    const isAsked = spec !== undefined && isOpen(name, form) && !isAboutOther(spec, options);
    return isAsked ? askedField(name, spec, form) : [];
  });

/** What says nothing without an option that may be left out. */
const isAboutOther = ({ needs }: OptionSpec, options: Command['options']): boolean =>
  needs !== undefined && options[needs]?.required !== true;

function askedField(name: string, spec: OptionSpec, { given }: Form): readonly Field[] {
  const about = { name, ...(name.length > 1 ? { label: titled(name), hint: spec.summary } : { label: spec.summary }) };
  switch (spec.kind) {
    case 'integer':
    case 'number': {
      const value = given[name] ?? spec.default;
      return name === 'start' && spec.default !== undefined
        ? [radioField({ name, label: 'How much of the picture should stay?' }, startsWith(value), value)]
        : [numberField(about, spec, value)];
    }
    case 'choice':
      return [selectField(about, spec.choices, given[name] ?? spec.default)];
    case 'text':
    case 'switch':
    case 'image':
      return [];
    default:
      throw spec satisfies never;
  }
}

/** What was typed may be none of the few that are offered. */
const startsWith = (value: unknown): readonly Choice[] =>
  starts.some((each) => each.value === String(value))
    ? starts
    : [...starts, { value: String(value), label: `${value}` }];

const titled = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;

/** Switches that a form of this command has, in one field. */
export const switchesOf = ({ options }: Command): readonly string[] =>
  Object.entries(options).flatMap(([name, spec]) =>
    spec.kind === 'switch' && !isAboutOther(spec, options) ? [name] : [],
  );

function switchFields(command: Command, { given }: Form): readonly Field[] {
  const { options } = command;
  const names = switchesOf(command);
  if (names.length === 0) return [];
  const choices = names.map((value) => ({ value, label: options[value]!.summary }));
  const on = names.filter((name) => {
    const spec = options[name]!;
    return given[name] ?? (spec.kind === 'switch' && spec.default);
  });
  return [tickField({ name: formFields.switches, label: 'Also' }, choices, on)];
}

/** The line for every option that has no field. What was typed of those stands there. */
function moreField(command: Command, form: Form, fields: readonly Field[]): Field {
  const { given } = form;
  const known = isChange(form) ? ['job'] : [];
  const shown = new Set([...fields.map(({ block_id: name }) => name), ...switchesOf(command), ...known]);
  const names = Object.entries(command.options).flatMap(([name, { kind }]) =>
    kind === 'image' || shown.has(name) ? [] : [name],
  );
  const typed = names.flatMap((name) => (given[name] === undefined ? [] : [`${name}:${writtenValue(given[name])}`]));
  return textField(
    {
      name: formFields.more,
      label: 'More options',
      hint: `As name:value, with spaces between them${names.length === 0 ? '' : `: ${names.join(', ')}`}.`,
    },
    {
      ...(typed.length > 0 && { value: typed.join(' ') }),
      ...(names[0] !== undefined && { placeholder: exampleOf(names[0], command) }),
      maxLength: slackLimits.input,
    },
  );
}

const exampleOf = (name: string, { options }: Command): string => {
  const spec = options[name]!;
  if (spec.kind === 'choice') return `${name}:${spec.choices[0]}`;
  return spec.kind === 'text' ? `${name}:"…"` : `${name}:…`;
};

const privateLabel = 'Only for me: it comes in our direct messages';

const privateFields = (command: Command, { isPrivate }: Form): readonly Field[] =>
  offersPrivate(command)
    ? [
        tickField(
          { name: formFields.private, label: 'Who sees it' },
          [{ value: 'yes', label: privateLabel }],
          isPrivate ? ['yes'] : [],
        ),
      ]
    : [];

/** @throws UserError for a command that is no more. */
export function formCommand({ command }: Form): Command {
  const found = findCommand(command);
  if (found === undefined) throw new UserError(notices.oldForm());
  return found;
}

/** Slack keeps so much with a form. What does not fit stands in its fields; which picture it is about does not. */
function metadataOf(form: Form): string {
  const whole = JSON.stringify(form);
  if (whole.length <= slackLimits.metadata) return whole;
  const { job } = form.given;
  return JSON.stringify({ ...form, given: job === undefined ? {} : { job } });
}

/** @throws UserError for a form of an earlier version. */
export function readForm(metadata: string): Form {
  try {
    return formSchema.parse(JSON.parse(metadata));
  } catch (error) {
    throw new UserError(notices.oldForm(), { cause: error });
  }
}
