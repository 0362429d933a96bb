import type { Json } from './world.ts';

/** Where a limit is broken, and how: Slack points to the place in the request. */
export type Complaint = string;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

export type Surface = 'message' | 'modal' | 'home';

const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** Longest text by the field that holds it, whatever block or element that is in. Source: Block Kit's reference pages. */
const TEXT_FIELDS: Readonly<Record<string, number>> = {
  action_id: 255,
  block_id: 255,
  alt_text: 2000,
  image_url: 3000,
  url: 3000,
  accessibility_label: 75,
};

/** Longest text of a text object by the kind of block or element and the field. */
const TEXT_OBJECTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  section: { text: 3000 },
  header: { text: 150 },
  image: { title: 2000 },
  input: { label: 2000, hint: 2000 },
  button: { text: 75 },
  workflow_button: { text: 75 },
  option: { text: 75, description: 75 },
  group: { label: 75 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  modal: { title: 24, submit: 24, close: 24 },
};

/** Longest `value` by what carries it. */
const VALUES: Readonly<Record<string, number>> = { button: 2000, option: 150 };

/** Blocks and elements that exist on one surface only. */
const MODAL_ONLY = ['file_input'];
const NOT_IN_MODALS = ['task_card', 'plan', 'context_actions', 'alert', 'card', 'carousel', 'data_table'];

/** The limits of blocks that the types do not have. @returns One complaint for each that is broken. */
export function blockComplaints(blocks: readonly Json[], surface: Surface, pointer = '/blocks'): Complaint[] {
  const complaints: Complaint[] = [];
  const complain = (what: string, at: string) => complaints.push(`${what} [json-pointer:${at}]`);
  if (blocks.length > MOST_BLOCKS[surface]) complain(`no more than ${MOST_BLOCKS[surface]} items allowed`, pointer);
  if (blocks.length === 0 && surface === 'modal') complain('must provide at least one block', pointer);
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const at = `${pointer}/${index}`;
    const id = block.block_id;
    if (typeof id === 'string' && ids.has(id)) complain(`block_id already exists: ${id}`, `${at}/block_id`);
    if (typeof id === 'string') ids.add(id);
    if (surface === 'modal' && NOT_IN_MODALS.includes(String(block.type)))
      complain(`unsupported type: ${block.type}`, at);
    walk(block, String(block.type), at);
  }
  const actionIds = blocks.map((block) => elementsOf(block).flatMap(({ action_id }) => action_id ?? []));
  for (const [index, own] of actionIds.entries())
    if (new Set(own).size !== own.length)
      complain('action_id is used twice within the block', `${pointer}/${index}/elements`);
  return complaints;

  function walk(value: Json, kind: string, at: string): void {
    if (surface !== 'modal' && MODAL_ONLY.includes(kind)) complain(`unsupported type: ${kind}`, at);
    for (const [field, most] of Object.entries(TEXT_FIELDS)) atMost(value[field], most, `${at}/${field}`);
    for (const [field, most] of Object.entries(TEXT_OBJECTS[kind] ?? {}))
      textAtMost(value[field], most, `${at}/${field}`);
    atMost(value.value, VALUES[kind] ?? Number.POSITIVE_INFINITY, `${at}/value`);
    textAtMost(value.placeholder, 150, `${at}/placeholder`);
    if (kind === 'markdown') atMost(value.text, 12_000, `${at}/text`);
    if (kind === 'section') section(value, at);
    if (kind === 'actions') count(value.elements, 1, 25, `${at}/elements`);
    if (kind === 'context') count(value.elements, 1, 10, `${at}/elements`);
    if (kind === 'overflow') count(value.options, 1, 5, `${at}/options`);
    else if (kind === 'radio_buttons' || kind === 'checkboxes') count(value.options, 1, 10, `${at}/options`);
    else if (Array.isArray(value.options)) count(value.options, 1, 100, `${at}/options`);
    if (kind === 'file_input' && value.max_files !== undefined && !within(value.max_files, 1, 10))
      complain('must be between 1 and 10', `${at}/max_files`);
    if (kind === 'plain_text_input' && !within(value.max_length ?? 1, 1, 3000))
      complain('must be between 1 and 3000', `${at}/max_length`);
    if (kind === 'number_input' && typeof value.is_decimal_allowed !== 'boolean')
      complain('missing required field: is_decimal_allowed', `${at}/is_decimal_allowed`);
    if (kind === 'number_input') numberInput(value, at);
    initial(value, at);
    for (const [index, element] of list(value.elements).entries())
      walk(element, String(element.type), `${at}/elements/${index}`);
    for (const field of ['element', 'accessory'])
      if (isJson(value[field])) walk(value[field], String(value[field].type), `${at}/${field}`);
    for (const [index, option] of list(value.options).entries()) walk(option, 'option', `${at}/options/${index}`);
    for (const [index, group] of list(value.option_groups).entries())
      walk(group, 'group', `${at}/option_groups/${index}`);
    if (isJson(value.confirm) && kind !== 'confirm') walk(value.confirm, 'confirm', `${at}/confirm`);
  }

  /** Source: docs.slack.dev, "Number input element". */
  function numberInput({ min_value: least, max_value: most, initial_value: first, ...rest }: Json, at: string): void {
    if (Number(least) > Number(most)) complain('must be less than max_value', `${at}/min_value`);
    if (first === undefined) return;
    const isWhole = rest.is_decimal_allowed === true || Number.isInteger(Number(first));
    const isWithin = Number(first) >= Number(least ?? -Infinity) && Number(first) <= Number(most ?? Infinity);
    if (!isWhole || !isWithin) complain('must be a number that the input takes', `${at}/initial_value`);
  }

  function section(value: Json, at: string): void {
    if (value.text === undefined && value.fields === undefined) complain('must have text or fields', at);
    for (const [index, field] of list(value.fields).entries()) textAtMost(field, 2000, `${at}/fields/${index}`);
    if (value.fields !== undefined) count(value.fields, 1, 10, `${at}/fields`);
  }

  /** What is chosen at first must be among what is offered, word for word. */
  function initial(value: Json, at: string): void {
    const offered = [...list(value.options), ...list(value.option_groups).flatMap((group) => list(group.options))];
    if (offered.length === 0) return;
    const chosen = [value.initial_option, ...list(value.initial_options)].filter(isJson);
    for (const option of chosen)
      if (!offered.some((it) => JSON.stringify(it) === JSON.stringify(option)))
        complain('initial option was not found in the options', `${at}/initial_option`);
  }

  function atMost(value: unknown, most: number, at: string): void {
    if (typeof value === 'string' && value.length > most) complain(`must be less than ${most + 1} characters`, at);
  }

  function textAtMost(value: unknown, most: number, at: string): void {
    if (!isJson(value)) return;
    atMost(value.text, most, `${at}/text`);
    if (value.text === '') complain('must be more than 0 characters', `${at}/text`);
  }

  function count(value: unknown, least: number, most: number, at: string): void {
    const length = list(value).length;
    if (length < least) complain(`must have at least ${least} items`, at);
    if (length > most) complain(`no more than ${most} items allowed`, at);
  }
}

const within = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** The elements that a person can act on, wherever a block has them. */
export function elementsOf(block: Json): readonly Json[] {
  const one = [block.element, block.accessory].filter(isJson);
  return [...list(block.elements), ...one, ...list(block.child_blocks).flatMap(elementsOf)];
}

/** The limits of a view that the types do not have. */
export function viewComplaints(view: Json): Complaint[] {
  const blocks = list(view.blocks);
  const complaints = blockComplaints(blocks, view.type === 'home' ? 'home' : 'modal', '/view/blocks');
  for (const [field, most] of Object.entries(view.type === 'modal' ? (TEXT_OBJECTS.modal ?? {}) : {})) {
    const text = isJson(view[field]) ? view[field].text : undefined;
    if (typeof text === 'string' && (text.length > most || text === ''))
      complaints.push(`must be between 1 and ${most} characters [json-pointer:/view/${field}/text]`);
  }
  const lengths = { private_metadata: 3000, callback_id: 255, external_id: 255 };
  for (const [field, most] of Object.entries(lengths)) {
    const text = view[field];
    if (typeof text === 'string' && text.length > most)
      complaints.push(`must be less than ${most + 1} characters [json-pointer:/view/${field}]`);
  }
  if (view.type === 'modal' && view.submit === undefined && blocks.some(({ type }) => type === 'input'))
    complaints.push('missing required field: submit [json-pointer:/view]');
  return complaints;
}
