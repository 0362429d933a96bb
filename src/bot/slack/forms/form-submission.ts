import { z } from 'zod';
import type { Command } from '../../../commands/command.ts';
import { isBlank } from '../../../commands/messages/display-text.ts';
import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { readLine } from '../../../commands/parsing/parse-line.ts';
import { joined, readPromptFields } from '../../../commands/parsing/prompt-fields.ts';
import { offersPrivate, type ParsedCommand, withFiles } from '../../chat/parsed-command.ts';
import { fileSchema, type SlackFile, toFile } from '../slack-file.ts';
import { actionId } from './fields.ts';
import { type Form, formCommand, formFields, isChange, switchesOf, transparent } from './forms.ts';

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  files: z.array(fileSchema).nullish(),
});

/** What was filled in, as Slack sends it: fields by their names. */
export const stateSchema = z.record(z.string(), z.record(z.string(), inputSchema));
type State = z.infer<typeof stateSchema>;

type Values = ParsedCommand<SlackFile>['values'];

/**
 * What a form that was filled in asks for; `check` looks at the values as it does at those of a command.
 *
 * @throws UserError where the line of further options cannot be read, or nothing of an earlier picture was changed.
 */
export function parseForm(form: Form, state: State): ParsedCommand<SlackFile> {
  const command = formCommand(form);
  const named = filesIn(state, Object.keys(command.options));
  const fields = {
    ...jobOf(form),
    ...whereIn(state, 'mask' in named),
    ...optionsIn(state, command, form),
    ...switchesIn(state, command, form),
  };
  const read = readPromptFields(command, withFurther(fields, furtherIn(state, command), form), offersPrivate(command));
  const { values } = read;
  const isPrivate = read.isPrivate || (inputOf(state, formFields.private)?.selected_options ?? []).length > 0;
  const loose = (inputOf(state, formFields.pictures)?.files ?? []).map(toFile);
  const placed = loose.length === 0 ? { values, files: {} } : withFiles({ command, values, isPrivate }, loose);
  const files = { ...(form.picture !== null && { image: form.picture }), ...placed.files, ...named };
  if (isChange(form) && Object.keys(changed(placed.values, form)).length === 0) {
    throw new UserError(userMessages.nothingToChange());
  }
  const sent = isChange(form) ? { ...jobOf(form), ...changed(placed.values, form) } : placed.values;
  return { command, values: sent, files, isPrivate };
}

const inputOf = (state: State, name: string) => state[name]?.[actionId];

const jobOf = ({ given }: Form): Values => (given.job === undefined ? {} : { job: given.job });

/** Of an earlier picture, what was left as it is stays as it is. */
const changed = (values: Values, { given }: Form): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name !== 'job' && String(given[name]) !== String(value)),
  );

function filesIn(state: State, names: readonly string[]): Readonly<Record<string, SlackFile>> {
  const found = names.flatMap((name) => {
    const [file] = inputOf(state, name)?.files ?? [];
    return file === undefined ? [] : [[name, toFile(file)] as const];
  });
  return Object.fromEntries(found);
}

/** A mask says where by itself, and so does transparency. */
function whereIn(state: State, isMasked: boolean): Values {
  const where = inputOf(state, formFields.where)?.selected_option?.value;
  return where === undefined || where === transparent || isMasked ? {} : { region: where };
}

/** What is as it was at first, and was not said by anybody, is nobody's wish: it may be of no use beside another. */
function optionsIn(state: State, { options }: Command, { given }: Form): Values {
  const typed = Object.entries(options).flatMap(([name, spec]) => {
    const input = inputOf(state, name);
    const value = (input?.value ?? input?.selected_option?.value ?? '').trim();
    const isLeft = 'default' in spec && String(spec.default) === value && given[name] === undefined;
    return isBlank(value) || isLeft ? [] : [[name, value] as const];
  });
  return Object.fromEntries(typed);
}

function switchesIn(state: State, command: Command, { given }: Form): Values {
  const on = inputOf(state, formFields.switches)?.selected_options?.map(({ value }) => value);
  if (on === undefined) return {};
  const turned = switchesOf(command).flatMap((name) => {
    const spec = command.options[name]!;
    const isOn = on.includes(name);
    const isLeft = 'default' in spec && spec.default === isOn && given[name] === undefined;
    return isLeft ? [] : [[name, isOn] as const];
  });
  return Object.fromEntries(turned);
}

/** @throws UserError where the line of further options cannot be read. */
function furtherIn(state: State, { name }: Command): Values {
  const line = lineIn(state);
  return line === '' ? {} : readLine(`/${name} ${line}`).values;
}

/** Fields that were left as they were are nobody's second word. @throws UserError for an option that is in both. */
function withFurther(fields: Values, further: Values, { given }: Form): Values {
  const kept = Object.entries(fields).filter(
    ([name, value]) => !Object.hasOwn(further, name) || String(given[name]) !== String(value),
  );
  return joined(Object.fromEntries(kept), further);
}

const lineIn = (state: State): string => (inputOf(state, formFields.more)?.value ?? '').trim();

/** The field that a mistake is said below: that of the option, or of the words, that it names; else the line of all others. */
export function fieldOf({ message }: Notice, state: State): string {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map(([, words]) => words!);
  const inLine = (name: string) => new RegExp(`(?:^|[\\s-])${escapedName(name)}(?:[\\s:=]|$)`, 'i').test(lineIn(state));
  const found = quoted.flatMap((words) => {
    if (Object.hasOwn(state, words)) return inLine(words) ? [formFields.more] : [words];
    return Object.keys(state).filter((name) => inputOf(state, name)?.value === words);
  })[0];
  return found ?? (formFields.more in state ? formFields.more : (Object.keys(state)[0] ?? formFields.more));
}

const escapedName = (name: string): string => name.replace(/[^\w-]/g, '');
