import type { Until } from '../until.ts';
import {
  afterSubmission,
  answerSafely,
  chosen,
  defined,
  findElement,
  onMessage,
  openFor,
  type Place,
  visible,
} from './acts.ts';
import type { Kind, Post } from './delivery.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { type Processing, storeUpload, type Upload } from './files.ts';
import { fillView, initialState, type ViewValues } from './fill.ts';
import { addMessage } from './messages.ts';
import { channelRef, interactionBase, mentionEvent, newTrigger, VERIFICATION_TOKEN } from './payloads.ts';
import { answerBy, newResponseUrl } from './response-urls.ts';
import { closeView } from './views.ts';
import {
  type Channel,
  directMessages,
  escaped,
  type Json,
  type Message,
  type Trigger,
  type User,
  type View,
  type World,
} from './world.ts';

/** Beside the text of a message: files, and the thread it is written in (by the first message's timestamp). */
export interface Writing {
  readonly files?: readonly Upload[];
  readonly thread?: string;
}

/** What people do in a Slack client. Everything that a client would not let them do is an Error that says why. */
export interface PersonActs {
  /** Types a slash command into a channel: one string, no files, never in a thread. */
  slash(person: User, channel: Channel, command: string, text?: string): Exchange;
  /** Writes a message that begins by mentioning the bot. */
  mention(person: User, channel: Channel, text: string, writing?: Writing): Promise<Exchange>;
  /** Writes to the bot directly. */
  direct(person: User, text: string, writing?: Writing): Promise<Exchange>;
  /** Writes an ordinary message, which the bot hears of only where it has subscribed to messages. */
  post(person: User, channel: Channel, text: string, writing?: Writing): Promise<Message>;
  /** Picks a shortcut from a message's menu, or a global one. */
  shortcut(person: User, callbackId: string, on?: { channel: Channel; message: Message }): Exchange;
  /** Presses a button of a message, by its action id or value. */
  press(person: User, on: { channel: Channel; message: Message }, button: string): Exchange;
  /** Chooses from a menu of a message, by its action id. */
  choose(person: User, on: { channel: Channel; message: Message }, actionId: string, value: string): Exchange;
  /** Presses a button, or chooses a value, within an open view or the home tab. */
  act(person: User, view: View, actionId: string, value?: string): Exchange;
  submitView(person: User, view: View, values?: ViewValues): Promise<Exchange>;
  /** Closes a modal by its close button, or the whole stack. The app hears of it only if it wished to. */
  closeView(person: User, view: View, options?: { all?: boolean }): Exchange | null;
  /** Opens the app's home, or its messages. */
  openHome(person: User, tab?: 'home' | 'messages'): Exchange;
}

interface Acts {
  readonly world: World;
  readonly post: Post;
  readonly processing: Processing;
  readonly until: Until;
}

export function createPersonActs({ world, post, processing, until }: Acts): PersonActs {
  function begin(
    kind: Kind,
    payload: Json,
    deed: { user: User; channel?: Channel | null; written?: Message | null; trigger?: Trigger | null },
    onAcknowledged: (payload: Json) => void = () => {},
  ): Exchange {
    const parcel = post.send(kind, payload, onAcknowledged);
    return createExchange(world, until, { parcel, channel: null, written: null, trigger: null, ...deed });
  }

  /** The event of which an exchange is made goes out with the message itself. */
  function eventExchange(
    user: User,
    channel: Channel,
    written: Message | null,
    isOwn: (event: Json) => boolean,
  ): Exchange {
    const parcel = post.parcels.findLast(({ kind, payload }) => kind === 'events_api' && isOwn(payload.event as Json));
    if (parcel === undefined) throw new Error('the app has not subscribed to this event');
    return createExchange(world, until, { parcel, user, channel, written, trigger: null });
  }

  async function write(
    person: User,
    channel: Channel,
    text: string,
    { files = [], thread }: Writing,
  ): Promise<Message> {
    enter(person, channel);
    if (thread !== undefined && !channel.messages.has(thread)) throw new Error(`there is no thread ${thread}`);
    const stored = await Promise.all(files.map((file) => storeUpload(world, processing, person, file)));
    const shown = stored.map(({ file }) => file);
    const { message } = addMessage(world, channel, { author: person, text, files: shown, threadTs: thread ?? null });
    const isMention = text.includes(`<@${world.bot.id}>`) && channel.kind !== 'im' && channel.members.has(world.bot.id);
    if (isMention) world.emit(mentionEvent(channel, message));
    return message;
  }

  function blockAction(person: User, place: Place, action: Json): Exchange {
    const trigger = newTrigger(world, person);
    const base = { type: 'block_actions', ...interactionBase(world, person), trigger_id: trigger.id };
    const actions = [{ ...action, action_ts: world.newTs() }];
    const payload = { ...base, ...place.payload, actions };
    return begin('interactive', payload, { user: person, channel: place.channel, trigger });
  }

  const press = (person: User, on: { channel: Channel; message: Message }, button: string): Exchange => {
    const place = onMessage(world, person, on);
    const { block, element } = findElement(
      place.blocks,
      (it) => it.type === 'button' && (it.action_id === button || it.value === button),
      button,
    );
    const { type, action_id, text, value, style, url } = element;
    const own = { type, action_id, block_id: block.block_id, text, ...defined({ value, style, url }) };
    return blockAction(person, place, own);
  };

  return {
    slash: (person, channel, command, text = '') => {
      enter(person, channel);
      const { commands } = world.installation;
      if (commands && !commands.includes(command)) throw new Error(`${command} is not a valid command: ${commands}`);
      const trigger = newTrigger(world, person);
      const to = { user: person, channel };
      const payload = {
        token: VERIFICATION_TOKEN,
        team_id: world.team.id,
        team_domain: world.team.domain,
        channel_id: channel.id,
        channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
        user_id: person.id,
        user_name: person.name,
        command,
        text: escaped(text.trim()),
        api_app_id: world.appId,
        is_enterprise_install: 'false',
        response_url: newResponseUrl(world, 'commands', to),
        trigger_id: trigger.id,
      };
      return begin('slash_commands', payload, { ...to, trigger }, (answer) => {
        if (Object.keys(answer).length > 0)
          answerSafely(world, () => answerBy(world, { ...to, source: null, threadTs: null }, answer));
      });
    },
    mention: async (person, channel, text, writing = {}) => {
      if (channel.kind === 'im') throw new Error('nobody mentions the bot in its direct messages');
      if (!channel.members.has(world.bot.id))
        throw new Error(`the bot is not in #${channel.name}: Slack asks to invite it`);
      const written = await write(person, channel, `<@${world.bot.id}> ${escaped(text)}`, writing);
      return eventExchange(
        person,
        channel,
        written,
        (event) => event.type === 'app_mention' && event.ts === written.ts,
      );
    },
    direct: async (person, text, writing = {}) => {
      const channel = directMessages(world, person);
      const written = await write(person, channel, escaped(text), writing);
      return eventExchange(person, channel, written, (event) => event.type === 'message' && event.ts === written.ts);
    },
    post: (person, channel, text, writing = {}) => write(person, channel, escaped(text), writing),
    shortcut: (person, callbackId, on) => {
      const type = on ? 'message' : 'global';
      const { shortcuts } = world.installation;
      if (shortcuts && !shortcuts.some((it) => it.callbackId === callbackId && it.type === type))
        throw new Error(`the app has no ${type} shortcut ${callbackId}`);
      const trigger = newTrigger(world, person);
      const common = {
        ...interactionBase(world, person),
        callback_id: callbackId,
        trigger_id: trigger.id,
        action_ts: world.newTs(),
      };
      if (on === undefined) return begin('interactive', { type: 'shortcut', ...common }, { user: person, trigger });
      const { message, channel } = visible(world, person, on);
      const threadTs = message.thread_ts ?? null;
      const payload = {
        type: 'message_action',
        ...common,
        channel: channelRef(channel),
        message_ts: message.ts,
        message,
        response_url: newResponseUrl(world, 'app', { user: person, channel, threadTs }),
      };
      return begin('interactive', payload, { user: person, channel, trigger });
    },
    press,
    choose: (person, on, actionId, value) => {
      const place = onMessage(world, person, on);
      const { block, element } = findElement(place.blocks, (it) => it.action_id === actionId, actionId);
      return blockAction(person, place, chosen(block, element, value));
    },
    act: (person, view, actionId, value) => {
      const shown = openFor(world, person, view);
      const fits = (it: Json) => it.action_id === actionId || it.value === actionId;
      const { block, element } = findElement(shown.blocks, fits, actionId);
      const { type, action_id, text, value: own } = element;
      const pressed = { type, action_id, block_id: block.block_id, text, ...defined({ value: own }) };
      const action = type === 'button' ? pressed : chosen(block, element, value ?? '');
      const state = initialState(shown);
      if (type !== 'button') {
        const { action_id: _id, block_id: _block, ...answer } = action;
        state[String(block.block_id)] = { ...state[String(block.block_id)], [String(action_id)]: answer };
      }
      const payload = { container: { type: 'view', view_id: shown.id }, view: { ...shown, state: { values: state } } };
      return blockAction(person, { blocks: shown.blocks, channel: null, payload }, action);
    },
    submitView: async (person, view, values = {}) => {
      const shown = openFor(world, person, view);
      if (shown.type !== 'modal') throw new Error('a home tab has no submit button');
      const state = await fillView(shown, values, async (file) => {
        const stored = await storeUpload(world, processing, person, file);
        // What is put into the app's modal is the app's to read.
        stored.isOffered = true;
        return stored.file;
      });
      const trigger = newTrigger(world, person);
      const filled = { ...shown, state: { values: state } };
      const base = { type: 'view_submission', ...interactionBase(world, person), trigger_id: trigger.id };
      return begin('interactive', { ...base, view: filled, response_urls: [] }, { user: person, trigger }, (answer) =>
        answerSafely(world, () => afterSubmission(world, person, shown, trigger, answer)),
      );
    },
    closeView: (person, view, { all = false } = {}) => {
      const shown = openFor(world, person, view);
      closeView(world, person.id, shown.id, { all });
      if (!shown.notify_on_close) return null;
      const payload = { type: 'view_closed', ...interactionBase(world, person), view: shown, is_cleared: all };
      return begin('interactive', payload, { user: person });
    },
    openHome: (person, tab = 'home') => {
      const channel = directMessages(world, person);
      const view = world.homes.get(person.id);
      const event = { type: 'app_home_opened', user: person.id, channel: channel.id, tab, event_ts: world.newTs() };
      world.emit({ ...event, ...(view && tab === 'home' ? { view } : {}) });
      return eventExchange(person, channel, null, (it) => it.event_ts === event.event_ts);
    },
  };

  /** A person who writes into an open channel is in it. */
  function enter(person: User, channel: Channel): void {
    if (channel.isArchived) throw new Error(`#${channel.name} is archived`);
    if (channel.kind !== 'public' && !channel.members.has(person.id))
      throw new Error(`${person.name} is not in #${channel.name}`);
    channel.members.add(person.id);
  }
}
