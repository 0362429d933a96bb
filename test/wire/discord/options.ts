import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIAttachment,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';

/** A file that a person picks. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a person types into an option; a mention is given by id. */
export type OptionValue = string | number | boolean | Upload;
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface FilledOption {
  readonly name: string;
  readonly type: Option;
  readonly value: string | number | boolean;
  readonly focused?: true;
}

/**
 * What a Discord client makes of the options that a person filled in.
 *
 * @param store Uploads a file and gives its attachment.
 * @throws Error that says why a Discord client would not send this.
 */
export async function fillOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  store: (file: Upload) => Promise<APIAttachment>,
): Promise<{ filled: FilledOption[]; attachments: APIAttachment[] }> {
  refuseUnknown(definitions, values);
  const filled: FilledOption[] = [];
  const attachments: APIAttachment[] = [];
  for (const definition of definitions as readonly APIApplicationCommandBasicOption[]) {
    const { name, type } = definition;
    const value = values[name];
    if (value === undefined) {
      if (definition.required) throw new Error(`${name} is required`);
      continue;
    }
    if (typeof value === 'object') {
      const attachment = await store(acceptFile(definition, value));
      attachments.push(attachment);
      filled.push({ name, type, value: attachment.id });
    } else {
      filled.push({ name, type, value: acceptValue(definition, value) });
    }
  }
  return { filled, attachments };
}

/** The options of an autocomplete question: nothing is checked yet, and one option is still being typed. */
export function partialOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  focused: string,
): FilledOption[] {
  refuseUnknown(definitions, values);
  const typed = definitions.filter(({ name }) => name === focused || values[name] !== undefined);
  return typed.map(({ name, type, ...rest }) => {
    const value = values[name] ?? '';
    if (typeof value === 'object') throw new Error(`${name}: a client sends no files while somebody types`);
    if (name !== focused) return { name, type, value };
    if (!('autocomplete' in rest && rest.autocomplete)) throw new Error(`${name} has no autocomplete`);
    return { name, type, value: String(value), focused: true };
  });
}

function refuseUnknown(definitions: readonly APIApplicationCommandOption[], values: OptionValues): void {
  for (const name of Object.keys(values))
    if (!definitions.some((definition) => definition.name === name))
      throw new Error(`the command has no option ${name}`);
}

function acceptValue(
  option: APIApplicationCommandBasicOption,
  value: string | number | boolean,
): string | number | boolean {
  const { name } = option;
  switch (option.type) {
    case Option.String: {
      if (typeof value !== 'string') throw new Error(`${name} takes text`);
      const { length } = [...value];
      if (length < (option.min_length ?? 1) || length > (option.max_length ?? 6000))
        throw new Error(`${name} cannot be ${length} characters long`);
      return acceptChoice(option, value);
    }
    case Option.Integer:
    case Option.Number: {
      if (typeof value !== 'number' || (option.type === Option.Integer && !Number.isSafeInteger(value)))
        throw new Error(`${name} takes a number`);
      if (value < (option.min_value ?? -(2 ** 53)) || value > (option.max_value ?? 2 ** 53))
        throw new Error(`${name} cannot be ${value}`);
      return acceptChoice(option, value);
    }
    case Option.Boolean:
      if (typeof value !== 'boolean') throw new Error(`${name} takes true or false`);
      return value;
    case Option.Attachment:
      throw new Error(`${name} takes a file`);
    default:
      if (typeof value !== 'string' || !/^\d{17,20}$/.test(value)) throw new Error(`${name} takes an id`);
      return value;
  }
}

function acceptChoice<Value extends string | number>(
  option: { name: string; choices?: readonly { value: string | number }[] },
  value: Value,
): Value {
  const isOffered = !option.choices?.length || option.choices.some((choice) => choice.value === value);
  if (!isOffered) throw new Error(`${option.name} does not offer ${value}`);
  return value;
}

function acceptFile(option: APIApplicationCommandBasicOption, file: Upload): Upload {
  if (option.type !== Option.Attachment) throw new Error(`${option.name} takes no file`);
  requireFileType(option.name, file.name, option.file_types);
  return file;
}

/** A client's file picker offers only what the definition lists. @throws Error for any other file. */
export function requireFileType(
  where: string,
  filename: string,
  fileTypes: readonly string[] | null | undefined,
): void {
  if (!fileTypes?.length) return;
  const ending = `.${filename.split('.').at(-1)?.toLowerCase()}`;
  const groups: Readonly<Record<string, readonly string[]>> = {
    image: ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.heic', '.heif'],
    video: ['.mp4', '.mov', '.webm', '.mkv'],
    audio: ['.mp3', '.wav', '.ogg', '.m4a', '.flac'],
  };
  const isOffered = fileTypes.some((type) => type === ending || groups[type]?.includes(ending));
  if (!isOffered) throw new Error(`${where} takes ${fileTypes.join(', ')}, not ${filename}`);
}
