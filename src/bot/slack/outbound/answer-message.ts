import type { Logger } from 'pino';
import { ReplyGone } from '../../../commands/ports/reply.ts';
import { type Address, isDirect } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import { notices } from '../notices.ts';
import { slackLimits } from '../text-limits.ts';
import type { MessageClient, MessageMetadata, Saying, Waiting } from './message-client.ts';
import { type Draft, type Naming, ownWords, renderNotice } from './render.ts';

interface AnswerMessageParts {
  readonly messages: MessageClient;
  readonly books: DeliveryStore;
  readonly naming: Naming;
  /** An earlier process may have opened it already. */
  readonly isPromised: boolean;
  readonly log: Logger;
  readonly now: () => Date;
}

/** The one message that answers a request, wherever Slack takes it. */
interface AnswerMessage {
  /** Whether it stands, or is about to. */
  isOpen(): boolean;
  /** Whether it stands. */
  stands(): boolean;
  /** Whether something of the answer may stand that nobody here remembers. */
  mayStand(): boolean;
  /** Where it stands; it begins with the draft where it does not stand yet. @throws ReplyGone */
  open(draft: Draft): Promise<MessageRef>;
  /** Shows there what only passes. @param waiting Its signal ends the waiting when something better comes. */
  showProgress(say: Saying, waiting: Waiting & { readonly signal: AbortSignal }): Promise<void>;
  /**
   * Shows the draft there; where somebody took the answer away meanwhile, it comes again and calls who asked.
   *
   * @throws ReplyGone when no place takes it; what Slack refuses.
   */
  deliver(draft: Draft): Promise<MessageRef>;
}

/** Where an answer stands. */
interface Opened {
  readonly place: MessageRef;
  /** What it was just posted with; undefined where it stood before. */
  readonly said: Draft | undefined;
}

/** What a message says besides, because of where it stands. */
type Dress = (draft: Draft) => Draft;

/** Why a message could not be put into a channel, where another place may take it. */
const closing: readonly string[] = ['not-in-channel', 'channel-closed', 'missing-scope'];
/** Why a message of ours can no longer be changed. */
const lost: readonly string[] = ['message-gone', 'channel-closed', 'not-in-channel'];

/** @param whisper Says why the answer goes elsewhere. */
export function createAnswerMessage(
  address: Address,
  parts: AnswerMessageParts,
  sendEphemeral: (draft: Draft) => Promise<void>,
): AnswerMessage {
  const { messages, books, naming, isPromised, log, now } = parts;
  const { key, channel, thread, person, isPrivate, isExpected, since } = address;
  const mark: MessageMetadata = { request: key, part: 'answer' };
  let opening: Promise<Opened> | undefined;
  // While the message waits for its turn, something better to say may come.
  let saying: Saying | undefined;
  // A post that seemed to fail may have come through.
  let mayStand = isPromised;

  const direct = (): Promise<string> => messages.directChannel(person);

  const post = async (where: string, below: string | null, dress: Dress): Promise<Opened> => {
    let said: Draft | undefined;
    const say = () => {
      said = saying!();
      return dress(said);
    };
    try {
      return { place: await messages.post(where, below, say, mark), said };
    } catch (error) {
      if (slackErrorKind(error) === 'other') mayStand = true;
      if (below === null || slackErrorKind(error) !== 'message-gone') throw error;
      return { place: await messages.post(where, null, say, mark), said };
    }
  };

  const standingIn = async (where: string, below: string | null): Promise<MessageRef | undefined> => {
    const found = (await messages.standing(where, below, since)).find(
      (each) => each.mark?.request === key && each.mark.part === 'answer',
    );
    return found && { channel: where, ts: found.ts };
  };

  const findStanding = async (): Promise<MessageRef | undefined> => {
    const there = isPrivate ? undefined : await standingIn(channel, thread);
    if (there !== undefined || isDirect(channel)) return there;
    return standingIn(await direct(), null).catch(() => undefined);
  };

  const enter = async (): Promise<Opened> => {
    await messages.join(channel);
    return post(channel, thread, asItIs);
  };

  /** @throws What Slack says of the channel; what may be different next time. */
  const postHere = async (): Promise<Opened> => {
    try {
      return await post(channel, thread, asItIs);
    } catch (error) {
      if (slackErrorKind(error) !== 'not-in-channel') throw error;
      return enter().catch((failure) => {
        throw slackErrorKind(failure) === 'other' ? failure : error;
      });
    }
  };

  const postDirectly = async (): Promise<Opened> => {
    try {
      return await post(await direct(), null, isPrivate ? asItIs : fromChannel);
    } catch (error) {
      if (!closing.includes(slackErrorKind(error))) throw error;
      throw new ReplyGone(`channel ${channel} of Slack and direct messages are closed`, { cause: error });
    }
  };

  const fromChannel: Dress = ({ text, blocks }) => ({
    text,
    blocks: [ownWords(`From <#${channel}>:`), ...blocks].slice(0, slackLimits.blocks),
  });

  const postSomewhere = async (): Promise<Opened> => {
    if (isPrivate) return postDirectly();
    try {
      return await postHere();
    } catch (error) {
      const problem = slackErrorKind(error);
      if (!closing.includes(problem)) throw error;
      if (isDirect(channel)) throw new ReplyGone(`direct messages ${channel} of Slack are closed`, { cause: error });
      log.info({ problem }, 'Slack did not take an answer there');
      const opened = await postDirectly();
      const why = problem === 'not-in-channel' ? notices.notInvited() : notices.closed();
      await sendEphemeral(renderNotice(why, naming)).catch((err) =>
        log.info({ err }, 'why it goes elsewhere was not said'),
      );
      return opened;
    }
  };

  const open = async (): Promise<Opened> => {
    const known = books.answerOf(key) ?? (mayStand ? await findStanding() : undefined);
    const outcome = known === undefined ? await postSomewhere() : { place: known, said: undefined };
    books.addAnswer(key, outcome.place, person, now());
    if (known === undefined && isPrivate && !isExpected && !isDirect(channel)) {
      await sendEphemeral(renderNotice(notices.forYouAlone(), naming)).catch(() => undefined);
    }
    return outcome;
  };

  /** Where the answer stands; it is posted where it does not stand yet. */
  const opened = (): Promise<Opened> => {
    opening ??= open().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const put = async (draft: Draft): Promise<MessageRef> => {
    saying = () => draft;
    const { place, said } = await opened();
    if (said !== draft) await messages.update(place, () => dressAt(place)(draft), mark);
    return place;
  };

  const showProgress: AnswerMessage['showProgress'] = async (say, waiting) => {
    saying = say;
    const { place, said } = await unlessAborted(opened(), waiting.signal);
    if (said !== say()) await messages.update(place, () => dressAt(place)(say()), mark, waiting);
  };

  const dressAt = (place: MessageRef): Dress => (place.channel === channel || isPrivate ? asItIs : fromChannel);

  const deliver = async (draft: Draft): Promise<MessageRef> => {
    try {
      return await put(draft);
    } catch (error) {
      if (!lost.includes(slackErrorKind(error))) throw error;
      books.forgetAnswer(key);
      opening = undefined;
      mayStand = false;
      return put(calling(draft));
    }
  };

  const calling = ({ text, blocks }: Draft): Draft => ({
    text,
    blocks: [ownWords(`<@${person}>`), ...blocks].slice(0, slackLimits.blocks),
  });

  return {
    isOpen: () => opening !== undefined,
    stands: () => books.answerOf(key) !== undefined,
    mayStand: () => mayStand,
    async open(draft) {
      saying ??= () => draft;
      return (await opened()).place;
    },
    showProgress,
    deliver,
  };
}

const asItIs: Dress = (draft) => draft;

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
