import type { Upload } from './files.ts';
import { elementsOf } from './limits.ts';
import type { Json, SlackFile, View } from './world.ts';

/** What a person puts into a field: text, one or several values, or files. `null` empties it. */
export type FieldValue = string | number | readonly string[] | readonly Upload[] | null;
/** By action id, or by block id. */
export type ViewValues = Readonly<Record<string, FieldValue>>;

const MODAL_FILE_BYTES = 10 * 1024 * 1024;

/**
 * The state of a view that a person has filled in. Fields that are left alone keep what they showed at first.
 *
 * @throws Error that says why a Slack client would not send this.
 */
export async function fillView(
  view: View,
  values: ViewValues,
  store: (file: Upload) => Promise<SlackFile>,
): Promise<Json> {
  const known = new Set<string>();
  const state: Record<string, Record<string, Json>> = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block)) {
      const blockId = String(block.block_id);
      const actionId = String(element.action_id);
      if (!isField(element)) continue;
      const name = actionId in values ? actionId : blockId;
      known.add(name);
      const isRequired = block.type === 'input' && block.optional !== true;
      const answer = await fill(name, element, values[name], isRequired, store);
      state[blockId] = { ...state[blockId], [actionId]: { type: element.type, ...answer } };
    }
  }
  for (const name of Object.keys(values)) if (!known.has(name)) throw new Error(`the view has no field ${name}`);
  return state;
}

/** The state of a view that nobody has filled in yet: what its fields show at first. */
export function initialState({ blocks }: View): Record<string, Record<string, Json>> {
  const state: Record<string, Record<string, Json>> = {};
  for (const block of blocks)
    for (const element of elementsOf(block).filter(isField)) {
      const blockId = String(block.block_id);
      state[blockId] = {
        ...state[blockId],
        [String(element.action_id)]: { type: element.type, ...shownAtFirst(element) },
      };
    }
  return state;
}

function shownAtFirst(element: Json): Json {
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: element.initial_options ?? [] };
    case 'file_input':
      return { files: [] };
    default:
      return { value: element.initial_value ?? null };
  }
}

const isField = ({ type }: Json): boolean =>
  !['button', 'image', 'overflow', 'mrkdwn', 'plain_text'].includes(String(type));

type Option = { readonly value: string };

async function fill(
  name: string,
  element: Json,
  value: FieldValue | undefined,
  isRequired: boolean,
  store: (file: Upload) => Promise<SlackFile>,
): Promise<Json> {
  const need = (isThere: boolean) => {
    if (isRequired && !isThere) throw new Error(`${name} is required`);
  };
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input': {
      const text = value === null ? null : String(value ?? element.initial_value ?? '') || null;
      need(text !== null);
      if (text !== null) checkText(name, element, text);
      return { value: text };
    }
    case 'static_select':
    case 'radio_buttons': {
      const first = (element.initial_option as Option | undefined)?.value;
      const wanted = value === null ? undefined : (value ?? first);
      need(wanted !== undefined);
      return { selected_option: wanted === undefined ? null : offered(name, element, String(wanted)) };
    }
    case 'checkboxes':
    case 'multi_static_select': {
      const first = ((element.initial_options as Option[] | undefined) ?? []).map((it) => it.value);
      const wanted = (value === undefined ? first : (value ?? [])) as readonly string[];
      need(wanted.length > 0);
      return { selected_options: wanted.map((it) => offered(name, element, it)) };
    }
    case 'users_select':
      return { selected_user: value ?? element.initial_user ?? null };
    case 'conversations_select':
      return { selected_conversation: value ?? element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { selected_conversations: value ?? element.initial_conversations ?? [] };
    case 'channels_select':
      return { selected_channel: value ?? element.initial_channel ?? null };
    case 'file_input': {
      const files = (value ?? []) as readonly Upload[];
      need(files.length > 0);
      checkFiles(name, element, files);
      return { files: await Promise.all(files.map(store)) };
    }
    default:
      throw new Error(`the double cannot fill in a ${element.type} (${name})`);
  }
}

function checkText(name: string, element: Json, text: string): void {
  if (element.type === 'number_input') {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) throw new Error(`${name} takes a number`);
    if (element.is_decimal_allowed !== true && !Number.isInteger(number))
      throw new Error(`${name} takes a whole number`);
    if (number < Number(element.min_value ?? Number.NEGATIVE_INFINITY)) throw new Error(`${name} is too small`);
    if (number > Number(element.max_value ?? Number.POSITIVE_INFINITY)) throw new Error(`${name} is too large`);
    return;
  }
  if (text.length < Number(element.min_length ?? 0) || text.length > Number(element.max_length ?? 3000))
    throw new Error(`${name} cannot be ${text.length} characters long`);
}

function offered(name: string, element: Json, value: string): Json {
  const groups = (element.option_groups as { options: Json[] }[] | undefined) ?? [];
  const options = [...((element.options as Json[] | undefined) ?? []), ...groups.flatMap((group) => group.options)];
  const option = options.find((it) => it.value === value);
  if (option === undefined) throw new Error(`${name} does not offer ${value}: ${options.map((it) => it.value)}`);
  return option;
}

function checkFiles(name: string, element: Json, files: readonly Upload[]): void {
  if (files.length > Number(element.max_files ?? 10))
    throw new Error(`${name} takes at most ${element.max_files ?? 10} files`);
  const kinds = element.filetypes as readonly string[] | undefined;
  for (const file of files) {
    const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
    if (kinds && !kinds.includes(ending)) throw new Error(`${name} takes no .${ending}: ${kinds}`);
    if (file.bytes.byteLength > MODAL_FILE_BYTES) throw new Error(`${name} takes files of at most 10 MB`);
  }
}
