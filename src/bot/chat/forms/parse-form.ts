import type { Command } from '../../../commands/command.ts';
import { isBlank } from '../../../commands/messages/display-text.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { readLine } from '../../../commands/parsing/parse-line.ts';
import { joined, readPromptFields } from '../../../commands/parsing/prompt-fields.ts';
import { offersPrivate, type ParsedCommand, withFiles } from '../parsed-command.ts';
import { type FormSubject, type FormValue, fieldNames, isChange, switchesOf, transparent } from './form-fields.ts';

/** What somebody put into the fields of a form, by their names. */
export interface FormInputs<File> {
  /** What was typed or chosen; undefined where the form has no such field, or nothing is in it. */
  text(name: string): string | undefined;
  /** Values that are ticked; undefined where the form has no such field. */
  ticked(name: string): readonly string[] | undefined;
  files(name: string): readonly File[];
}

type Values = Readonly<Record<string, FormValue>>;

/**
 * Parses a submitted form into the command that it asks for; `checkCommand` checks the values as it does those of a typed one.
 *
 * @throws UserError where the line of further options cannot be parsed, or nothing of an earlier picture was changed.
 */
export function parseForm<File extends { readonly name: string }>(
  form: FormSubject<File> & { readonly isPrivate: boolean },
  inputs: FormInputs<File>,
): ParsedCommand<File> {
  const { command } = form;
  const named = filesIn(inputs, Object.keys(command.options));
  const fields = {
    ...jobOf(form),
    ...whereIn(inputs, 'mask' in named),
    ...optionsIn(inputs, form),
    ...switchesIn(inputs, form),
  };
  const read = readPromptFields(command, withFurther(fields, furtherIn(inputs, command), form), offersPrivate(command));
  const { values } = read;
  const isPrivate = read.isPrivate || (inputs.ticked(fieldNames.private) ?? [form.isPrivate]).some(Boolean);
  const loose = inputs.files(fieldNames.pictures);
  const placed = loose.length === 0 ? { values, files: {} } : withFiles({ command, values, isPrivate }, loose);
  const files = { ...(form.picture !== null && { image: form.picture }), ...placed.files, ...named };
  if (!isChange(form)) return { command, values: placed.values, files, isPrivate };
  const changes = changed(placed.values, form);
  if (Object.keys(changes).length === 0) throw new UserError(userMessages.nothingToChange());
  return { command, values: { ...jobOf(form), ...changes }, files, isPrivate };
}

const jobOf = ({ given }: FormSubject<unknown>): Values => (given.job === undefined ? {} : { job: given.job });

/** Of an earlier picture, what was left as it is stays as it is. */
const changed = (values: Values, { given }: FormSubject<unknown>): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name !== 'job' && String(given[name]) !== String(value)),
  );

const filesIn = <File>(inputs: FormInputs<File>, names: readonly string[]): Readonly<Record<string, File>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const [file] = inputs.files(name);
      return file === undefined ? [] : [[name, file] as const];
    }),
  );

/** A mask says where by itself, and so does transparency. */
function whereIn(inputs: FormInputs<unknown>, isMasked: boolean): Values {
  const where = inputs.text(fieldNames.where);
  return where === undefined || where === transparent || isMasked ? {} : { region: where };
}

/** A field that was left at its default is not sent: the option may have no effect beside another. */
function optionsIn(inputs: FormInputs<unknown>, { command, given }: FormSubject<unknown>): Values {
  const typed = Object.entries(command.options).flatMap(([name, spec]) => {
    const value = (inputs.text(name) ?? '').trim();
    const isLeft = 'default' in spec && String(spec.default) === value && given[name] === undefined;
    return isBlank(value) || isLeft ? [] : [[name, value] as const];
  });
  return Object.fromEntries(typed);
}

function switchesIn(inputs: FormInputs<unknown>, { command, given }: FormSubject<unknown>): Values {
  const on = inputs.ticked(fieldNames.switches);
  if (on === undefined) return {};
  const turned = switchesOf(command).flatMap((name) => {
    const spec = command.options[name]!;
    const isOn = on.includes(name);
    const isLeft = 'default' in spec && spec.default === isOn && given[name] === undefined;
    return isLeft ? [] : [[name, isOn] as const];
  });
  return Object.fromEntries(turned);
}

/** @throws UserError where the line of further options cannot be parsed. */
function furtherIn(inputs: FormInputs<unknown>, { name }: Command): Values {
  const line = (inputs.text(fieldNames.more) ?? '').trim();
  return line === '' ? {} : readLine(`/${name} ${line}`).values;
}

/** Fields that were left as they were do not count as given twice. @throws UserError for an option that is in both. */
function withFurther(fields: Values, further: Values, { given }: FormSubject<unknown>): Values {
  const kept = Object.entries(fields).filter(
    ([name, value]) => !Object.hasOwn(further, name) || String(given[name]) !== String(value),
  );
  return joined(Object.fromEntries(kept), further);
}
