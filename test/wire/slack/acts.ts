import { checkView } from './blocks.ts';
import { SlackError } from './errors.ts';
import { elementsOf } from './limits.ts';
import { channelRef } from './payloads.ts';
import { newResponseUrl } from './response-urls.ts';
import { closeView, pushView, updateView } from './views.ts';
import type { Channel, Json, Message, StoredMessage, Trigger, User, View, World } from './world.ts';

/** Where a button or a menu is, as its payload describes it. */
export interface Place {
  readonly blocks: readonly Json[];
  readonly channel: Channel | null;
  readonly payload: Json;
}

/** Only what is there. */
export const defined = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A message as this person sees it now. @throws Error */
export function visible(
  world: World,
  person: User,
  { channel, message: { ts } }: { channel: Channel; message: Message },
): { channel: Channel; message: Message; stored: StoredMessage } {
  const stored = world.channels.get(channel.id)?.messages.get(ts);
  if (stored === undefined) throw new Error(`there is no message ${ts} any more`);
  if (stored.viewerId !== null && stored.viewerId !== person.id)
    throw new Error(`${person.name} does not see message ${ts}`);
  return { channel, message: stored.message, stored };
}

export function onMessage(world: World, person: User, on: { channel: Channel; message: Message }): Place {
  const { channel, message, stored } = visible(world, person, on);
  const isEphemeral = stored.viewerId !== null;
  const threadTs = message.thread_ts;
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: isEphemeral,
    ...defined({ thread_ts: threadTs }),
  };
  const url = newResponseUrl(world, 'actions', { user: person, channel, source: stored, threadTs: threadTs ?? null });
  const payload = {
    container,
    channel: channelRef(channel),
    // What only one person sees is not repeated.
    ...(isEphemeral ? {} : { message }),
    response_url: url,
    state: { values: {} },
  };
  const attached = (message.attachments ?? []).flatMap((it) => (it.blocks as Json[] | undefined) ?? []);
  return { blocks: [...(message.blocks ?? []), ...attached], channel, payload };
}

/** @throws Error that names what there is instead. */
export function findElement(
  blocks: readonly Json[],
  fits: (element: Json) => boolean,
  name: string,
): { block: Json; element: Json } {
  for (const block of blocks) {
    const element = elementsOf(block).find(fits);
    if (element !== undefined) return { block, element };
  }
  const there = blocks.flatMap(elementsOf).flatMap(({ action_id }) => action_id ?? []);
  throw new Error(`there is no ${name}: ${there}`);
}

/** What a choice from a menu sends. @throws Error when it is not offered. */
export function chosen(block: Json, element: Json, value: string): Json {
  const { type, action_id } = element;
  const base = { type, action_id, block_id: block.block_id };
  if (type === 'conversations_select') return { ...base, selected_conversation: value };
  if (type === 'users_select') return { ...base, selected_user: value };
  const option = ((element.options as Json[] | undefined) ?? []).find((it) => it.value === value);
  if (option === undefined) throw new Error(`${action_id} does not offer ${value}`);
  const isMany = type === 'checkboxes' || type === 'multi_static_select';
  return { ...base, ...(isMany ? { selected_options: [option] } : { selected_option: option }) };
}

/** A view as it is open for this person now. @throws Error */
export function openFor(world: World, person: User, { id }: View): View {
  const isHome = world.homes.get(person.id)?.id === id;
  const isOnTop = world.stacks.get(person.id)?.at(-1) === id;
  const view = world.views.get(id);
  if (view === undefined || !(isHome || isOnTop)) throw new Error(`the view ${id} is not open for ${person.name}`);
  return view;
}

/**
 * Handles an answer within an acknowledgement. Its errors are recorded as violations, since Slack reports them to
 * nobody.
 */
export function answerSafely(world: World, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    world.violation(`an acknowledgement: ${JSON.stringify(error.body())}`);
  }
}

/** What the client does with the answer to a submission: nothing closes the modal. */
export function afterSubmission(world: World, person: User, view: View, trigger: Trigger, answer: Json): void {
  const shown = (): Json => {
    const given = answer.view as Json;
    return { ...given, blocks: checkView(world, given) };
  };
  switch (answer.response_action) {
    case undefined:
      closeView(world, person.id, view.id);
      break;
    case 'clear':
      closeView(world, person.id, view.id, { all: true });
      break;
    case 'update':
      trigger.viewId = updateView(world, view, shown()).id;
      break;
    case 'push':
      trigger.viewId = pushView(world, person.id, shown()).id;
      break;
    case 'errors':
      checkErrors(world, view, answer.errors);
      break;
    default:
      world.violation(`an acknowledgement: unknown response_action ${answer.response_action}`);
  }
}

/** Complaints must stand at fields that exist. */
function checkErrors(world: World, { blocks }: View, errors: unknown): void {
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const named = typeof errors === 'object' && errors !== null ? Object.keys(errors) : [];
  if (named.length === 0) world.violation('an acknowledgement: response_action errors without errors');
  for (const name of named)
    if (!inputs.includes(name)) world.violation(`an acknowledgement: no input block is called ${name}: ${inputs}`);
}
