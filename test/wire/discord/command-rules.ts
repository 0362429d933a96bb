import { ApplicationCommandType, ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type FieldError, invalidForm } from './errors.ts';

type Localised = Readonly<Record<string, string | null>> | null;

export interface OptionBody {
  readonly type: Option;
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Localised;
  readonly description_localizations?: Localised;
  readonly required?: boolean | null;
  readonly autocomplete?: boolean | null;
  readonly choices?: readonly { name: string; value: string | number; name_localizations?: Localised }[] | null;
  readonly options?: readonly OptionBody[] | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  readonly file_types?: readonly string[] | null;
  readonly channel_types?: readonly number[] | null;
}

export interface CommandBody {
  readonly id?: string | null;
  readonly type?: ApplicationCommandType | null;
  readonly name: string;
  readonly description?: string | null;
  readonly name_localizations?: Localised;
  readonly description_localizations?: Localised;
  readonly options?: readonly OptionBody[] | null;
  readonly default_member_permissions?: string | null;
  readonly dm_permission?: boolean | null;
  readonly nsfw?: boolean | null;
  readonly integration_types?: readonly number[] | null;
  readonly contexts?: readonly number[] | null;
}

const LOCALES: ReadonlySet<string> = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const at = (path: FieldError['path'], code: string, message: string): FieldError => ({ path, code, message });

/** The rules of commands that the description does not have. @throws DiscordError 50035 */
export function checkCommands(commands: readonly CommandBody[], isList: boolean): void {
  const errors: FieldError[] = [];
  const chat = commands.filter(({ type }) => (type ?? 1) === ApplicationCommandType.ChatInput);
  if (chat.length > 100)
    errors.push(at([], 'APPLICATION_COMMANDS_TOO_MANY', 'Maximum number of application commands reached (100)'));
  for (const type of [ApplicationCommandType.User, ApplicationCommandType.Message])
    if (commands.filter((it) => it.type === type).length > 15)
      errors.push(at([], 'APPLICATION_COMMANDS_TOO_MANY', 'Maximum number of context menu commands reached (15)'));
  for (const [index, command] of commands.entries()) errors.push(...commandErrors(command, isList ? [index] : []));
  const keys = commands.map(({ type, name }) => `${type ?? 1} ${name}`);
  if (new Set(keys).size !== keys.length)
    errors.push(at([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'));
  if (errors.length > 0) throw invalidForm(...errors);
}

function commandErrors(command: CommandBody, path: FieldError['path']): FieldError[] {
  const isChat = (command.type ?? 1) === ApplicationCommandType.ChatInput;
  const errors = [...localeErrors(command, path), ...(isChat ? nameErrors(command, path) : [])];
  const description = command.description ?? '';
  if (isChat ? description === '' : description !== '')
    errors.push(
      at([...path, 'description'], 'BASE_TYPE_BAD_LENGTH', 'Chat commands need a description, menu commands have none'),
    );
  if (!isChat && (command.options?.length ?? 0) > 0)
    errors.push(at([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', 'Menu commands have no options'));
  if (size(command) > 8000)
    errors.push(at(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'));
  return [...errors, ...optionErrors(command.options ?? [], [...path, 'options'])];
}

function optionErrors(options: readonly OptionBody[], path: FieldError['path']): FieldError[] {
  const errors: FieldError[] = [];
  const names = options.map(({ name }) => name);
  if (new Set(names).size !== names.length)
    errors.push(at(path, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique'));
  const firstOptional = options.findIndex(({ required }) => !required);
  const lastRequired = options.findLastIndex(({ required }) => required);
  if (firstOptional !== -1 && lastRequired > firstOptional)
    errors.push(
      at([...path, lastRequired], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must come first'),
    );
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    errors.push(...nameErrors(option, here), ...localeErrors(option, here), ...choiceErrors(option, here));
    if (
      (option.min_value ?? -Infinity) > (option.max_value ?? Infinity) ||
      (option.min_length ?? 0) > (option.max_length ?? Infinity)
    )
      errors.push(
        at(here, 'APPLICATION_COMMAND_OPTIONS_RANGE_INVALID', 'The smallest value is larger than the largest'),
      );
    errors.push(...optionErrors(option.options ?? [], [...here, 'options']));
  }
  return errors;
}

function choiceErrors({ choices, autocomplete, type }: OptionBody, path: FieldError['path']): FieldError[] {
  const errors: FieldError[] = [];
  if ((choices?.length ?? 0) > 25)
    errors.push(at([...path, 'choices'], 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.'));
  if (choices && choices.length > 0 && autocomplete)
    errors.push(
      at(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID', 'Autocomplete and choices exclude each other'),
    );
  if (autocomplete && ![Option.String, Option.Integer, Option.Number].includes(type))
    errors.push(
      at(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID', 'Only text and numbers have autocomplete'),
    );
  for (const { name, value } of choices ?? []) {
    if ([...name].length > 100 || name === '' || (typeof value === 'string' && value.length > 100))
      errors.push(at([...path, 'choices'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.'));
    if ((typeof value === 'number') !== (type !== Option.String))
      errors.push(
        at([...path, 'choices'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_INVALID', 'A choice is of its option’s type'),
      );
  }
  const values = (choices ?? []).map(({ value }) => value);
  if (new Set(values).size !== values.length)
    errors.push(at([...path, 'choices'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_INVALID', 'Choices must be unique'));
  return errors;
}

function nameErrors({ name, name_localizations }: CommandBody | OptionBody, path: FieldError['path']): FieldError[] {
  const all = [name, ...Object.values(name_localizations ?? {}).filter((it) => it !== null)];
  return all
    .filter((it) => !NAME.test(it) || it !== it.toLowerCase())
    .map((it) => at([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${it}`));
}

function localeErrors(
  { name_localizations, description_localizations }: CommandBody | OptionBody,
  path: FieldError['path'],
): FieldError[] {
  const keys = [...Object.keys(name_localizations ?? {}), ...Object.keys(description_localizations ?? {})];
  return keys
    .filter((key) => !LOCALES.has(key))
    .map((key) => at(path, 'LOCALE_INVALID', `Not a locale of Discord: ${key}`));
}

/** Names, descriptions and values of a command; of a text in many languages, the longest counts. */
function size(command: CommandBody | OptionBody): number {
  const longest = (text: string, others: Localised | undefined): number =>
    Math.max(text.length, ...Object.values(others ?? {}).map((it) => it?.length ?? 0));
  const own =
    longest(command.name, command.name_localizations) +
    longest(command.description ?? '', command.description_localizations);
  const choices = 'choices' in command ? (command.choices ?? []) : [];
  const ofChoices = choices.map(
    ({ name, name_localizations, value }) => longest(name, name_localizations) + String(value).length,
  );
  return [...ofChoices, ...(command.options ?? []).map(size)].reduce((sum, it) => sum + it, own);
}
