import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import type { AttachedFile } from '../../chat/fetch-file.ts';
import {
  type FormField,
  type FormSubject,
  fieldNames,
  formFields,
  moreField,
  titled,
} from '../../chat/forms/form-fields.ts';
import { type FormInputs, parseForm } from '../../chat/forms/parse-form.ts';
import type { ParsedCommand } from '../../chat/parsed-command.ts';
import { clip } from '../clip.ts';
import { discordUserMessages } from '../user-messages.ts';

const fileSchema = z.object({ name: z.string(), url: z.string(), size: z.number() });

/** The subject of an open form, stored while somebody fills it in. */
export const formSchema = z.object({
  command: z.string(),
  /** Values that were given already, or are known from an earlier picture. */
  given: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  picture: fileSchema.nullable(),
  isPrivate: z.boolean(),
});

export type Form = Readonly<z.infer<typeof formSchema>>;

const formPrefix = 'sb1 form';

/** The id of an open form; undefined when the custom id is not one of our forms. */
export const readFormId = (customId: string): string | undefined =>
  customId.startsWith(`${formPrefix} `) ? customId.slice(formPrefix.length + 1) : undefined;

/** The fields to show first. Discord allows five; the last one is the line of further options. */
const preferred = ['prompt', 'second', 'where', 'region', 'mask', 'start', 'seed', 'steps', 'guidance', 'view', 'kind'];
const maxFields = 5;
const maxLabel = 45;
const maxDescription = 100;
const maxInput = 4_000;

/** @throws UserError for a command that no longer exists. */
function subjectOf({
  command: name,
  given,
  picture,
  isPrivate,
}: Form): FormSubject<AttachedFile> & { isPrivate: boolean } {
  const command = findCommand(name);
  if (command === undefined) throw new UserError(discordUserMessages.oldForm());
  return { command, given, picture, isPrivate };
}

/** Renders the form of a command as a modal. */
export function formOf(form: Form, id: string): APIModalInteractionResponseCallbackData {
  const subject = subjectOf(form);
  const fields = fieldsOf(subject);
  const name = subject.command.name;
  return {
    custom_id: `${formPrefix} ${id}`,
    title: name === 'remix' ? 'Change one thing' : (titles[name] ?? `/${name}`),
    components: [...fields, moreField(subject, fields, maxInput)].map((field) => labelled(field, name)),
  };
}

const titles: Readonly<Record<string, string>> = {
  sdedit: 'SDEdit this picture',
  inpaint: 'Inpaint this picture',
};

/** Selects the fields. A second prompt has one only where the earlier picture has one: otherwise it is rarely used. */
function fieldsOf(subject: FormSubject<AttachedFile>): readonly FormField[] {
  const isWanted = ({ name }: FormField): boolean =>
    preferred.includes(name) && (name !== 'second' || subject.given.second !== undefined);
  const rank = ({ name }: FormField): number => preferred.indexOf(name);
  return formFields(subject)
    .filter(isWanted)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, maxFields - 1);
}

/** Renders a field with its label; a text that is too long for a label becomes the description. */
function labelled(field: FormField, command: string): APILabelComponent {
  const isShort = field.label.length <= maxLabel;
  const description = isShort ? field.hint : field.label;
  return {
    type: ComponentType.Label,
    label: isShort ? field.label : titled(field.name),
    ...(description !== undefined && { description: clip(description, maxDescription) }),
    component: componentOf(field, command),
  };
}

function componentOf(field: FormField, command: string): APILabelComponent['component'] {
  const base = { custom_id: field.name, required: field.isNeeded === true };
  switch (field.kind) {
    case 'text':
      return textInput(field, command, field.value, Math.min(field.maxLength, maxInput));
    case 'number':
      return textInput(field, command, field.value, 10);
    case 'radio':
      return { ...base, type: ComponentType.RadioGroup, options: choicesOf(field.choices, field.value) };
    case 'select': {
      const choices = field.choices.map((value) => ({ value, label: value }));
      return { ...base, type: ComponentType.StringSelect, options: choicesOf(choices, field.value) };
    }
    case 'ticks':
      return {
        ...{ ...base, type: ComponentType.CheckboxGroup },
        options: field.choices.map((each) => ({ ...each, default: field.ticked.includes(each.value) })),
      };
    case 'files':
      return { ...base, type: ComponentType.FileUpload, min_values: 0, max_values: field.max };
    default:
      throw field satisfies never;
  }
}

const choicesOf = (choices: readonly { readonly value: string; readonly label: string }[], chosen: unknown) =>
  choices.map((each) => ({ ...each, ...(each.value === String(chosen) && { default: true }) }));

const textInput = (
  { name, isNeeded = false, ...field }: FormField,
  command: string,
  value: unknown,
  maxLength: number,
): APILabelComponent['component'] => {
  const placeholder = placeholderOf(name, command) ?? ('placeholder' in field ? field.placeholder : undefined);
  return {
    ...{ type: ComponentType.TextInput, custom_id: name, style: TextInputStyle.Short },
    ...{ required: isNeeded, max_length: maxLength },
    ...(placeholder !== undefined && { placeholder: clip(placeholder, maxDescription) }),
    ...(value !== undefined && value !== '' && { value: clip(String(value), maxLength) }),
  };
};

function placeholderOf(name: string, command: string): string | undefined {
  if (name === fieldNames.more) return undefined;
  if (command === 'remix') return 'Empty: as it is';
  return name === 'seed' ? 'Empty: a new one each time' : undefined;
}

/** Parses a submitted form. @throws UserError as `parseForm`. */
export const parseSubmission = (form: Form, interaction: ModalSubmitInteraction): ParsedCommand<AttachedFile> =>
  parseForm(subjectOf(form), inputsOf(interaction));

function inputsOf({ fields }: ModalSubmitInteraction): FormInputs<AttachedFile> {
  const find = (name: string) => fields.fields.get(name);
  return {
    text(name) {
      const field = find(name);
      if (field === undefined) return undefined;
      if ('value' in field) return typeof field.value === 'string' ? field.value : undefined;
      return 'values' in field ? field.values[0] : undefined;
    },
    ticked(name) {
      const field = find(name);
      return field?.type === ComponentType.CheckboxGroup && 'values' in field ? field.values : undefined;
    },
    files: (name) =>
      find(name)?.type === ComponentType.FileUpload ? [...(fields.getUploadedFiles(name)?.values() ?? [])] : [],
  };
}
