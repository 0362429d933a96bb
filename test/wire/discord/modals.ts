import {
  type APIAttachment,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType as Type,
} from 'discord-api-types/v10';
import { requireFileType, type Upload } from './options.ts';

/** What a person puts into a modal, by custom id: text, one or several values, a tick, or files. */
export type ModalValues = Readonly<Record<string, string | boolean | readonly string[] | readonly Upload[]>>;
type Field = APILabelComponent['component'];

/**
 * What a Discord client sends for a filled-in modal. Fields that are left alone keep what they showed at first.
 *
 * @throws Error that says why a Discord client would not send this.
 */
export async function fillModal(
  { components }: APIModalInteractionResponseCallbackData,
  values: ModalValues,
  store: (file: Upload) => Promise<APIAttachment>,
): Promise<{ components: object[]; attachments: APIAttachment[] }> {
  const attachments: APIAttachment[] = [];
  const known = new Set<string>();
  let lastId = 0;
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };

  async function fill(field: Field | APITextInputComponent): Promise<object> {
    known.add(field.custom_id);
    const value = values[field.custom_id];
    const base = { type: field.type, id: nextId(), custom_id: field.custom_id };
    if (field.type !== Type.FileUpload) return { ...base, ...answer(field, value) };
    const files = (Array.isArray(value) ? value : []) as readonly Upload[];
    requireCount(field.custom_id, files.length, { ...field, min_values: field.min_values ?? 1 });
    for (const file of files) requireFileType(field.custom_id, file.name, field.file_types);
    const stored = await Promise.all(files.map(store));
    attachments.push(...stored);
    return { ...base, values: stored.map(({ id }) => id) };
  }

  const filled: object[] = [];
  for (const row of components) {
    const id = nextId();
    if (row.type === Type.TextDisplay) filled.push({ type: row.type, id });
    else if (row.type === Type.Label) filled.push({ type: row.type, id, component: await fill(row.component) });
    else filled.push({ type: row.type, id, components: await Promise.all(row.components.map(fill)) });
  }
  for (const customId of Object.keys(values))
    if (!known.has(customId)) throw new Error(`the modal has no field ${customId}`);
  return { components: filled, attachments };
}

function answer(
  field: Exclude<Field | APITextInputComponent, { type: Type.FileUpload }>,
  value: ModalValues[string] | undefined,
): object {
  const id = field.custom_id;
  switch (field.type) {
    case Type.TextInput: {
      const text = value ?? field.value ?? '';
      if (typeof text !== 'string') throw new Error(`${id} takes text`);
      if (text === '' && (field.required ?? true)) throw new Error(`${id} is required`);
      const isTooShort = text !== '' && text.length < (field.min_length ?? 0);
      if (isTooShort || text.length > (field.max_length ?? 4000))
        throw new Error(`${id} cannot be ${text.length} characters long`);
      return { value: text };
    }
    case Type.Checkbox:
      return { value: value ?? field.default ?? false };
    case Type.RadioGroup: {
      const picked = value ?? field.options.find((option) => option.default)?.value ?? null;
      if (picked === null && (field.required ?? true)) throw new Error(`${id} is required`);
      if (picked !== null) requireOffered(id, field.options, [String(picked)]);
      return { value: picked };
    }
    case Type.CheckboxGroup:
    case Type.StringSelect: {
      const picked =
        (value as readonly string[] | undefined) ??
        field.options.filter((option) => option.default).map((it) => it.value);
      requireOffered(id, field.options, picked);
      requireCount(id, picked.length, { ...field, min_values: field.min_values ?? 1 });
      return { values: picked };
    }
    default:
      return { values: value ?? [] };
  }
}

function requireOffered(id: string, options: readonly { value: string }[], picked: readonly string[]): void {
  for (const value of picked)
    if (!options.some((option) => option.value === value)) throw new Error(`${id} does not offer ${value}`);
}

function requireCount(
  id: string,
  count: number,
  limits: { min_values?: number; max_values?: number; required?: boolean },
): void {
  if (count === 0 && limits.required === false) return;
  if (count < (limits.min_values ?? 1) || count > (limits.max_values ?? Math.max(1, limits.min_values ?? 1)))
    throw new Error(`${id} cannot have ${count} values`);
}
