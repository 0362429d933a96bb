import type { Command } from '../../../commands/command.ts';
import { isBlank } from '../../../commands/messages/display-text.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { readLine } from '../../../commands/parsing/parse-line.ts';
import { joined, readPromptFields } from '../../../commands/parsing/prompt-fields.ts';
import { offersPrivate, type ParsedCommand, withFiles } from '../parsed-command.ts';
import { type FormSubject, type FormValue, fieldNames, isChange, switchesOf, transparent } from './form-fields.ts';

/** The inputs of a submitted form, by the names of its fields. */
export interface FormInputs<File> {
  /** The typed or chosen value; undefined when the form has no such field, or it is empty. */
  text(name: string): string | undefined;
  /** The ticked values; undefined when the form has no such field. */
  ticked(name: string): readonly string[] | undefined;
  files(name: string): readonly File[];
}

type Values = Readonly<Record<string, FormValue>>;

/**
 * Parses a submitted form into a command. `checkCommand` checks the values, as it does for a typed command.
 *
 * @throws UserError when the line of further options cannot be parsed, or nothing of an earlier picture was changed.
 */
export function parseForm<File extends { readonly name: string }>(
  form: FormSubject<File> & { readonly isPrivate: boolean },
  inputs: FormInputs<File>,
): ParsedCommand<File> {
  const { command } = form;
  const ownFiles = filesIn(inputs, Object.keys(command.options));
  const fields = {
    ...jobOf(form),
    ...whereIn(inputs, 'mask' in ownFiles),
    ...optionsIn(inputs, form),
    ...switchesIn(inputs, form),
  };
  const read = readPromptFields(command, withFurther(fields, furtherIn(inputs, command), form), offersPrivate(command));
  const { values } = read;
  const isPrivate = read.isPrivate || (inputs.ticked(fieldNames.private) ?? [form.isPrivate]).some(Boolean);
  const shared = inputs.files(fieldNames.pictures);
  const assigned = shared.length === 0 ? { values, files: {} } : withFiles({ command, values, isPrivate }, shared);
  const files = { ...(form.picture !== null && { image: form.picture }), ...assigned.files, ...ownFiles };
  if (!isChange(form)) return { command, values: assigned.values, files, isPrivate };
  const changes = changed(assigned.values, form);
  if (Object.keys(changes).length === 0) throw new UserError(userMessages.nothingToChange());
  return { command, values: { ...jobOf(form), ...changes }, files, isPrivate };
}

const jobOf = ({ given }: FormSubject<unknown>): Values => (given.job === undefined ? {} : { job: given.job });

/** The values that differ from those of the earlier picture. */
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

/** The region; none with a mask or transparency, which say where by themselves. */
function whereIn(inputs: FormInputs<unknown>, isMasked: boolean): Values {
  const where = inputs.text(fieldNames.where);
  return where === undefined || where === transparent || isMasked ? {} : { region: where };
}

/** The values of fields. A default that was left is omitted: the option may have no effect beside another. */
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
  const values = switchesOf(command).flatMap((name) => {
    const spec = command.options[name]!;
    const isOn = on.includes(name);
    const isLeft = 'default' in spec && spec.default === isOn && given[name] === undefined;
    return isLeft ? [] : [[name, isOn] as const];
  });
  return Object.fromEntries(values);
}

/** @throws UserError when the line of further options cannot be parsed. */
function furtherIn(inputs: FormInputs<unknown>, { name }: Command): Values {
  const line = (inputs.text(fieldNames.more) ?? '').trim();
  return line === '' ? {} : readLine(`/${name} ${line}`).values;
}

/**
 * Joins the fields and the line of further options. A field that was not changed may also be in the line.
 *
 * @throws UserError for an option that is in both.
 */
function withFurther(fields: Values, further: Values, { given }: FormSubject<unknown>): Values {
  const kept = Object.entries(fields).filter(
    ([name, value]) => !Object.hasOwn(further, name) || String(given[name]) !== String(value),
  );
  return joined(Object.fromEntries(kept), further);
}
