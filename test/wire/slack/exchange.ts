import { firstWord } from '../first-words.ts';
import type { Until } from '../until.ts';
import { ACKNOWLEDGE_MS, type Acknowledgement, type Parcel } from './delivery.ts';
import { seenBy } from './messages.ts';
import type { Channel, Json, Message, Trigger, User, View, World } from './world.ts';

/** What one deed of a person goes by. */
export interface Deed {
  readonly parcel: Parcel;
  readonly user: User;
  /** Where it happened; null in a view. */
  readonly channel: Channel | null;
  /** The message that the person wrote, if they wrote one. */
  readonly written: Message | null;
  readonly trigger: Trigger | null;
}

/**
 * One thing that a person did, and what comes back for it. Every wait ends with an error that says what was missed: at
 * the latest when there is no acknowledgement in time, or when `until` runs out of patience.
 */
export interface Exchange {
  readonly payload: Json;
  readonly parcel: Parcel;
  /** The message that the person wrote: a mention, a direct message. @throws Error when they wrote none. */
  readonly written: Message;
  /** The acknowledgement, within Slack's three seconds or not at all. */
  acknowledged(): Promise<Acknowledgement>;
  /**
   * The bot's first message since then that this person sees in the same channel, but for what is said while there is
   * nothing to show yet; `matching` waits for one that fulfils it.
   */
  message(matching?: (message: Message) => boolean): Promise<Message>;
  /** The bot's messages since then that this person sees in the same channel. */
  messages(): readonly Message[];
  /** The modal that this opened, pushed or changed; `matching` waits until it fulfils it. */
  view(matching?: (view: View) => boolean): Promise<View>;
}

const isAnswer = ({ text }: Message): boolean => !firstWord.test(text);

export function createExchange(world: World, until: Until, deed: Deed): Exchange {
  const { parcel, user, channel, trigger } = deed;
  const what = `the ${parcel.kind} of ${user.name}`;
  const since = world.newTs();

  const acknowledged = () =>
    until(() => {
      const { acknowledgement } = parcel;
      if (acknowledgement !== null && (acknowledgement.afterMs <= ACKNOWLEDGE_MS || acknowledgement.attempt > 0))
        return acknowledgement;
      if (parcel.failure !== null) throw new Error(`${what} failed with the error "${parcel.failure}"`);
      return null;
    }, `the acknowledgement of ${what}`);

  function messages(): readonly Message[] {
    if (channel === null) throw new Error(`${what} happened in a view, not in a channel`);
    return seenBy(channel, user).filter((it) => it.user === world.bot.id && it.ts > since);
  }

  return {
    payload: parcel.payload,
    parcel,
    get written() {
      if (deed.written === null) throw new Error(`${user.name} wrote nothing`);
      return deed.written;
    },
    acknowledged,
    messages,
    message: (matching = isAnswer) => until(() => messages().find(matching), `a message that answers ${what}`),
    view: (matching = () => true) =>
      until(() => {
        if (parcel.failure !== null) throw new Error(`${what} failed with the error "${parcel.failure}"`);
        const own = trigger?.viewId ?? null;
        const view = own === null ? undefined : world.views.get(own);
        return view !== undefined && matching(view) ? view : null;
      }, `the view that ${what} opens`),
  };
}
