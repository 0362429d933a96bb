import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { OptionSpec } from '../../commands/command.ts';
import { UserError } from '../../commands/errors.ts';
import { findCommand } from '../../commands/index.ts';
import { positionalOptions, readLine } from '../../commands/line.ts';
import type { RawValue } from '../../commands/values.ts';
import { clip, slackLimits } from './limits.ts';
import { notices } from './notices.ts';
import { fileSchema, toFile } from './pictures.ts';
import { type Asked, neededPictures, offersPrivate } from './typed.ts';

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What a form is about. It travels with the form, so nothing is remembered here while somebody fills it in. */
const formSchema = z.object({
  command: z.string(),
  /** What was said already, or is known. */
  given: valuesSchema,
  /** The picture that it is about; null: it is asked for. */
  picture: z.object({ id: z.string(), name: z.string() }).nullable(),
  isPrivate: z.boolean(),
  channel: z.string(),
  thread: z.string().nullable(),
  responseUrl: z.string().nullable(),
  since: z.number(),
});

export type Form = z.infer<typeof formSchema>;

export const formCallback = 'sb1 form';

type Field = types.InputBlock;

const plain = (text: string, max: number = slackLimits.label) =>
  ({ type: 'plain_text', text: clip(text, max) }) as const;

const field = (name: string, words: string, element: Field['element'], isNeeded: boolean, hint?: string): Field => ({
  type: 'input',
  block_id: name,
  label: plain(words),
  element,
  optional: !isNeeded,
  ...(hint !== undefined && { hint: plain(hint) }),
});

const actionId = 'value';

const textField = (
  name: string,
  words: string,
  {
    value,
    isNeeded = false,
    placeholder,
    maxLength = 300,
    hint,
  }: { value?: RawValue | undefined; isNeeded?: boolean; placeholder?: string; maxLength?: number; hint?: string },
): Field =>
  field(
    name,
    words,
    {
      type: 'plain_text_input',
      action_id: actionId,
      max_length: maxLength,
      ...(value !== undefined && typeof value !== 'object' && { initial_value: clip(String(value), maxLength) }),
      ...(placeholder !== undefined && { placeholder: plain(placeholder, 150) }),
    },
    isNeeded,
    hint,
  );

const pictureTypes = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'tiff'];

const fileField = (name: string, words: string, isNeeded: boolean, hint?: string): Field =>
  field(
    name,
    words,
    { type: 'file_input', action_id: actionId, filetypes: [...pictureTypes], max_files: 1 },
    isNeeded,
    hint,
  );

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choiceField(name: string, words: string, choices: readonly Choice[], chosen: RawValue | undefined): Field {
  const options = choices.map(({ value, label }) => ({ text: plain(label, 75), value }));
  const initial = options.find(({ value }) => value === String(chosen));
  return field(
    name,
    words,
    { type: 'radio_buttons', action_id: actionId, options, ...(initial && { initial_option: initial }) },
    false,
  );
}

const starts: readonly Choice[] = [
  { value: '4', label: 'Hardly anything: only its colours' },
  { value: '7', label: 'A little: colours and rough layout' },
  { value: '10', label: 'Clearly: its layout' },
  { value: '20', label: 'Closely: nearly everything' },
];

const transparent = 'transparent';

const regions: readonly Choice[] = [
  { value: 'top half', label: 'Top half' },
  { value: 'bottom half', label: 'Bottom half' },
  { value: 'left half', label: 'Left half' },
  { value: 'right half', label: 'Right half' },
  { value: 'centre', label: 'Centre' },
  { value: transparent, label: 'Where it is transparent' },
];

/** Fields of the form itself, beside those of options. */
const [whereField, moreField, privateField] = ['where', 'more', 'private'];

const privateChoice = { text: plain('Only for me: it comes in our direct messages', 75), value: 'yes' };

/** The form of a command: its pictures, its prompts, what is chosen most, and one line for every other option. */
export function viewOf(form: Form): types.ModalView {
  const command = commandOf(form);
  const texts = positionalOptions(command).filter((name) => command.options[name]?.kind === 'text' && name !== 'job');
  const isPlaced = neededPictures(command).includes('image') && 'region' in command.options;
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(`/${command.name}`, slackLimits.modalTitle),
    submit: plain('Draw', slackLimits.modalTitle),
    close: plain('Cancel', slackLimits.modalTitle),
    private_metadata: metadataOf(form),
    blocks: [
      ...(form.picture === null ? pictureFields(command.options) : []),
      ...texts.slice(0, 3).map((name) => textOption(name, command.options[name]!, form)),
      ...('start' in command.options && form.picture !== undefined && command.name === 'sdedit'
        ? [choiceField('start', 'How much of the picture should stay?', starts, form.given.start ?? 7)]
        : []),
      ...(isPlaced ? placeFields(form) : []),
      textField(moreField!, 'More options', { placeholder: 'seed:180 steps:30', hint: moreHint(command.options) }),
      ...(offersPrivate(command) ? [privately(form.isPrivate)] : []),
    ],
  };
}

const pictureFields = (options: Readonly<Record<string, OptionSpec>>): readonly Field[] =>
  Object.entries(options).flatMap(([name, spec]) =>
    spec.kind === 'image' && spec.required ? [fileField(name, 'The picture or drawing', true, spec.summary)] : [],
  );

const textOption = (name: string, spec: OptionSpec, { given }: Form): Field =>
  textField(name, spec.summary, {
    value: given[name],
    isNeeded: spec.required,
    ...(spec.kind === 'text' && { maxLength: spec.maxLength }),
  });

const placeFields = ({ given }: Form): readonly Field[] => [
  choiceField(whereField!, 'Where should something new be drawn?', regions, given.region),
  textField('region', 'Or where, in your own words', {
    placeholder: 'bottom 30%',
    maxLength: 120,
    value: regions.some(({ value }) => value === given.region) ? undefined : given.region,
  }),
  fileField('mask', 'Or a mask', false, 'A copy of the picture, white where something new should be drawn.'),
];

function moreHint(options: Readonly<Record<string, OptionSpec>>): string {
  const names = Object.entries(options).flatMap(([name, { kind }]) => (kind === 'image' ? [] : [name]));
  return `As name:value, with spaces between them: ${names.join(', ')}.`;
}

const privately = (isChosen: boolean): Field =>
  field(
    privateField!,
    'Who sees it',
    {
      type: 'checkboxes',
      action_id: actionId,
      options: [privateChoice],
      ...(isChosen && { initial_options: [privateChoice] }),
    },
    false,
  );

/** @throws UserError for a command that is no more. */
function commandOf({ command }: Form) {
  const found = findCommand(command);
  if (found === undefined) throw new UserError(notices.oldForm());
  return found;
}

/** Slack keeps so much with a form; what was typed already is shown in its fields. */
function metadataOf(form: Form): string {
  const whole = JSON.stringify(form);
  return whole.length <= slackLimits.metadata ? whole : JSON.stringify({ ...form, given: {} });
}

/** @throws UserError for a form of an earlier version. */
export function readForm(metadata: string): Form {
  try {
    return formSchema.parse(JSON.parse(metadata));
  } catch (error) {
    throw new UserError(notices.oldForm(), { cause: error });
  }
}

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  files: z.array(fileSchema).nullish(),
});

/** What was filled in, as Slack sends it: fields by their names. */
export const stateSchema = z.record(z.string(), z.record(z.string(), inputSchema));
type State = z.infer<typeof stateSchema>;

/**
 * What a form that was filled in asks for; `check` looks at the values as it does at those of a command.
 *
 * @throws UserError where the line of further options cannot be read.
 */
export function askedIn(form: Form, state: State): Asked {
  const command = commandOf(form);
  const input = (name: string) => state[name]?.[actionId];
  const typed = Object.keys(command.options).flatMap((name) => {
    const value = (input(name)?.value ?? input(name)?.selected_option?.value ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  const shown = Object.keys(state).filter((name) => name in command.options);
  const kept = Object.entries(form.given).filter(([name]) => !shown.includes(name) && name !== 'region');
  const files = Object.keys(command.options).flatMap((name) => {
    const [file] = input(name)?.files ?? [];
    return file === undefined ? [] : [[name, toFile(file)] as const];
  });
  const where = input(whereField!)?.selected_option?.value;
  const isMasked = files.some(([name]) => name === 'mask');
  const more = (input(moreField!)?.value ?? '').trim();
  const { values: further } = more === '' ? { values: {} } : readLine(`/${command.name} ${more}`);
  return {
    command,
    values: {
      ...Object.fromEntries(kept),
      ...(where !== undefined && where !== transparent && !isMasked && { region: where }),
      ...Object.fromEntries(typed),
      ...further,
    },
    files: { ...(form.picture !== null && { image: form.picture }), ...Object.fromEntries(files) },
    isPrivate: (input(privateField!)?.selected_options ?? []).length > 0,
  };
}

/** The field that a mistake is said below: the one that it names, else that of all other options. */
export const fieldOf = (message: string, state: State): string =>
  Object.keys(state).find((name) => message.includes(`"${name}"`)) ?? moreField!;
