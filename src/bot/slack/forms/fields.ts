import type { types } from '@slack/bolt';
import type { OptionSpec } from '../../../commands/command.ts';
import { clip, slackLimits } from '../text-limits.ts';

// One field of a form each. Every field is a block by the name of its option, and Slack says mistakes below it by that name.

export type Field = types.InputBlock;
export const actionId = 'value';

type Value = string | number | boolean;

interface About {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isNeeded?: boolean;
}

export const plainText = (text: string, max: number = slackLimits.label) =>
  ({ type: 'plain_text', text: clip(text, max) }) as const;

const field = ({ name, label, hint, isNeeded = false }: About, element: Field['element']): Field => ({
  ...{ type: 'input', block_id: name, label: plainText(label), element, optional: !isNeeded },
  ...(hint !== undefined && { hint: plainText(hint) }),
});

interface TextWishes {
  readonly value?: Value | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
}

export const textField = (about: About, { value, placeholder, maxLength = 300 }: TextWishes): Field =>
  field(about, {
    ...{ type: 'plain_text_input', action_id: actionId, max_length: maxLength },
    ...(value !== undefined && { initial_value: clip(String(value), maxLength) }),
    ...(placeholder !== undefined && { placeholder: plainText(placeholder, slackLimits.placeholder) }),
  });

type NumberSpec = Extract<OptionSpec, { kind: 'integer' | 'number' }>;

/** Slack refuses what is outside of the bounds before it sends anything. */
export const numberField = (about: About, { kind, min, max }: NumberSpec, value: Value | undefined): Field =>
  field(about, {
    ...{ type: 'number_input', action_id: actionId, is_decimal_allowed: kind === 'number' },
    ...{ min_value: String(min), max_value: String(max) },
    ...(value !== undefined && { initial_value: String(value) }),
  });

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const options = (choices: readonly Choice[]) =>
  choices.map(({ value, label }) => ({ text: plainText(label, slackLimits.optionText), value }));

export function selectField(about: About, choices: readonly string[], chosen: Value | undefined): Field {
  const offered = options(choices.slice(0, slackLimits.options).map((value) => ({ value, label: value })));
  const initial = offered.find(({ value }) => value === chosen);
  return field(about, {
    ...{ type: 'static_select', action_id: actionId, options: offered },
    ...(initial !== undefined && { initial_option: initial }),
  });
}

export function radioField(about: About, choices: readonly Choice[], chosen: Value | undefined): Field {
  const offered = options(choices);
  const initial = offered.find(({ value }) => value === String(chosen));
  return field(about, {
    ...{ type: 'radio_buttons', action_id: actionId, options: offered },
    ...(initial !== undefined && { initial_option: initial }),
  });
}

export function tickField(about: About, choices: readonly Choice[], ticked: readonly string[]): Field {
  const offered = options(choices);
  const initial = offered.filter(({ value }) => ticked.includes(value));
  return field(about, {
    ...{ type: 'checkboxes', action_id: actionId, options: offered },
    ...(initial.length > 0 && { initial_options: initial }),
  });
}

/** What can be read, by the endings that Slack knows. */
const pictureTypes = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'tiff'];

/** Slack takes 10 MB a file in a form. */
export const fileField = (about: About, maxFiles = 1): Field =>
  field(about, {
    ...{ type: 'file_input', action_id: actionId, filetypes: [...pictureTypes], max_files: maxFiles },
  });
