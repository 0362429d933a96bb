import type { types } from '@slack/bolt';
import type { FormChoice, FormField } from '../../chat/forms/form-fields.ts';
import { clip, slackLimits } from '../text-limits.ts';

/** The action id of every field's element. The field's block has the name of its option as its id. */
export const actionId = 'value';

export const plainText = (text: string, max: number = slackLimits.label) =>
  ({ type: 'plain_text', text: clip(text, max) }) as const;

/** Renders a field as an input block. Slack shows errors below it by its block id. */
export const fieldBlock = (field: FormField): types.InputBlock => ({
  ...{ type: 'input', block_id: field.name, label: plainText(field.label), element: elementOf(field) },
  optional: field.isNeeded !== true,
  ...(field.hint !== undefined && { hint: plainText(field.hint) }),
});

function elementOf(field: FormField): types.InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return {
        ...{ type: 'plain_text_input', action_id: actionId, max_length: field.maxLength },
        ...(field.value !== undefined && { initial_value: clip(String(field.value), field.maxLength) }),
        ...(field.placeholder !== undefined && { placeholder: plainText(field.placeholder, slackLimits.placeholder) }),
      };
    case 'number':
      // Slack checks the bounds before it submits the form.
      return {
        ...{ type: 'number_input', action_id: actionId, is_decimal_allowed: field.spec.kind === 'number' },
        ...{ min_value: String(field.spec.min), max_value: String(field.spec.max) },
        ...(field.value !== undefined && { initial_value: String(field.value) }),
      };
    case 'radio':
      return { type: 'radio_buttons', action_id: actionId, ...choicesOf(optionsOf(field.choices), field.value) };
    case 'select': {
      const choices = field.choices.slice(0, slackLimits.options).map((value) => ({ value, label: value }));
      return { type: 'static_select', action_id: actionId, ...choicesOf(optionsOf(choices), field.value) };
    }
    case 'ticks': {
      const options = optionsOf(field.choices);
      const initial = options.filter(({ value }) => field.ticked.includes(value));
      return {
        ...{ type: 'checkboxes', action_id: actionId, options },
        ...(initial.length > 0 && { initial_options: initial }),
      };
    }
    case 'files':
      return { type: 'file_input', action_id: actionId, filetypes: [...pictureTypes], max_files: field.max };
    default:
      throw field satisfies never;
  }
}

const optionsOf = (choices: readonly FormChoice[]) =>
  choices.map(({ value, label, description }) => ({
    ...{ text: plainText(label, slackLimits.optionText), value },
    ...(description !== undefined && { description: plainText(description, slackLimits.optionText) }),
  }));

function choicesOf(options: ReturnType<typeof optionsOf>, chosen: unknown) {
  const initial = options.find(({ value }) => value === String(chosen));
  return { options, ...(initial !== undefined && { initial_option: initial }) };
}

/** File types that the bot can read, as Slack names them. Slack accepts 10 MB per file in a form. */
const pictureTypes = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'tiff'];
