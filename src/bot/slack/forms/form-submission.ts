import { z } from 'zod';
import type { Notice } from '../../../commands/messages/errors.ts';
import { fieldNames } from '../../chat/forms/form-fields.ts';
import { type FormInputs, parseForm } from '../../chat/forms/parse-form.ts';
import type { ParsedCommand } from '../../chat/parsed-command.ts';
import { fileSchema, type SlackFile, toFile } from '../slack-file.ts';
import { actionId } from './fields.ts';
import { type Form, subjectOf } from './forms.ts';

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  files: z.array(fileSchema).nullish(),
});

/** The state of a submitted form, as Slack sends it: fields by their names. */
export const stateSchema = z.record(z.string(), z.record(z.string(), inputSchema));
type State = z.infer<typeof stateSchema>;

/** Parses a submitted form. @throws UserError as `parseForm`, and for a command that no longer exists. */
export const parseSubmission = (form: Form, state: State): ParsedCommand<SlackFile> =>
  parseForm(subjectOf(form), inputsOf(state));

const inputsOf = (state: State): FormInputs<SlackFile> => ({
  text(name) {
    const input = state[name]?.[actionId];
    return input?.value ?? input?.selected_option?.value;
  },
  ticked: (name) => state[name]?.[actionId]?.selected_options?.map(({ value }) => value),
  files: (name) => (state[name]?.[actionId]?.files ?? []).map(toFile),
});

const lineOf = (state: State): string => (state[fieldNames.more]?.[actionId]?.value ?? '').trim();

/**
 * Finds the field below which an error is shown: the one whose option or value it quotes; else the line of further
 * options.
 */
export function fieldOf({ message }: Notice, state: State): string {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map(([, text]) => text!);
  const inLine = (name: string) => new RegExp(`(?:^|[\\s-])${escapedName(name)}(?:[\\s:=]|$)`, 'i').test(lineOf(state));
  const found = quoted.flatMap((text) => {
    if (Object.hasOwn(state, text)) return inLine(text) ? [fieldNames.more] : [text];
    return Object.keys(state).filter((name) => state[name]?.[actionId]?.value === text);
  })[0];
  return found ?? (fieldNames.more in state ? fieldNames.more : (Object.keys(state)[0] ?? fieldNames.more));
}

const escapedName = (name: string): string => name.replace(/[^\w-]/g, '');
