import type { Logger } from 'pino';
import { ReplyGone } from '../../commands/reply.ts';
import { type Address, isDirect } from './address.ts';
import type { Books, Place } from './books.ts';
import { slackLimits } from './limits.ts';
import type { Mark, Messages } from './messages.ts';
import { notices } from './notices.ts';
import type { Pace } from './pace.ts';
import { slackProblem } from './problem.ts';
import { type Draft, type Naming, ownWords, renderNotice } from './render.ts';

export interface PlaceParts {
  readonly messages: Messages;
  readonly books: Books;
  readonly pace: Pace;
  readonly naming: Naming;
  /** An earlier process may have opened it already. */
  readonly isPromised: boolean;
  readonly log: Logger;
  readonly now: () => Date;
}

/** The one message that answers a request, wherever Slack takes it. */
export interface AnswerPlace {
  /** Whether it stands, or is about to. */
  isOpen(): boolean;
  /** Whether something of the answer may stand that nobody here remembers. */
  mayStand(): boolean;
  /** Where it stands; it begins with the draft where it does not stand yet. @throws ReplyGone */
  open(draft: Draft): Promise<Place>;
  /** Shows the draft there. @throws ReplyGone when no place takes it; what Slack refuses. */
  put(draft: Draft): Promise<Place>;
  /** As `put`; where somebody took the answer away meanwhile, it comes again and calls who asked. */
  deliver(draft: Draft): Promise<Place>;
}

/** Where an answer stands. */
interface Opened {
  readonly place: Place;
  /** It was just posted, with the draft that it was opened with. */
  readonly isNew: boolean;
}

/** Why a message could not be put into a channel, where another place may take it. */
const closing: readonly string[] = ['not-in-channel', 'channel-closed', 'missing-scope'];
/** Why a message of ours can no longer be changed. */
const lost: readonly string[] = ['message-gone', 'channel-closed', 'not-in-channel'];

/** @param whisper Says why the answer goes elsewhere. */
export function createAnswerPlace(
  address: Address,
  parts: PlaceParts,
  whisper: (draft: Draft) => Promise<void>,
): AnswerPlace {
  const { messages, books, pace, naming, isPromised, log, now } = parts;
  const { key, channel, thread, person, isPrivate, since } = address;
  const mark: Mark = { request: key, part: 'answer' };
  let opening: Promise<Opened> | undefined;
  // A post that seemed to fail may have come through.
  let mayStand = isPromised;

  const direct = (): Promise<string> => messages.directChannel(person);

  const post = async (where: string, below: string | null, draft: Draft): Promise<Place> => {
    await pace.turn(where);
    try {
      return await messages.post(where, below, draft, mark);
    } catch (error) {
      if (slackProblem(error) === 'other') mayStand = true;
      if (below === null || slackProblem(error) !== 'message-gone') throw error;
      return messages.post(where, null, draft, mark);
    }
  };

  const standingIn = async (where: string, below: string | null): Promise<Place | undefined> => {
    const found = (await messages.standing(where, below, since)).find(
      (each) => each.mark?.request === key && each.mark.part === 'answer',
    );
    return found && { channel: where, ts: found.ts };
  };

  const findStanding = async (): Promise<Place | undefined> => {
    const there = isPrivate ? undefined : await standingIn(channel, thread);
    if (there !== undefined || isDirect(channel)) return there;
    return standingIn(await direct(), null).catch(() => undefined);
  };

  const enter = async (draft: Draft): Promise<Place> => {
    await messages.join(channel);
    return post(channel, thread, draft);
  };

  /** @throws What Slack says of the channel; what may be different next time. */
  const postHere = async (draft: Draft): Promise<Place> => {
    try {
      return await post(channel, thread, draft);
    } catch (error) {
      if (slackProblem(error) !== 'not-in-channel') throw error;
      return enter(draft).catch((failure) => {
        throw slackProblem(failure) === 'other' ? failure : error;
      });
    }
  };

  const postDirectly = async (draft: Draft): Promise<Place> => {
    try {
      return await post(await direct(), null, isPrivate ? draft : fromChannel(draft));
    } catch (error) {
      if (!closing.includes(slackProblem(error))) throw error;
      throw new ReplyGone(`channel ${channel} of Slack and direct messages are closed`, { cause: error });
    }
  };

  const fromChannel = ({ text, blocks }: Draft): Draft => ({
    text,
    blocks: [ownWords(`From <#${channel}>:`), ...blocks].slice(0, slackLimits.blocks),
  });

  const postSomewhere = async (draft: Draft): Promise<Place> => {
    if (isPrivate) return postDirectly(draft);
    try {
      return await postHere(draft);
    } catch (error) {
      const problem = slackProblem(error);
      if (!closing.includes(problem)) throw error;
      if (isDirect(channel)) throw new ReplyGone(`direct messages ${channel} of Slack are closed`, { cause: error });
      log.info({ problem }, 'Slack did not take an answer there');
      const place = await postDirectly(draft);
      const why = problem === 'not-in-channel' ? notices.notInvited() : notices.closed();
      await whisper(renderNotice(why, naming)).catch((err) => log.info({ err }, 'why it goes elsewhere was not said'));
      return place;
    }
  };

  const open = async (draft: Draft): Promise<Opened> => {
    const known = books.placeOf(key) ?? (mayStand ? await findStanding() : undefined);
    const place = known ?? (await postSomewhere(draft));
    books.place(key, place, person, now());
    if (known === undefined && isPrivate && !isDirect(channel)) {
      await whisper(renderNotice(notices.forYouAlone(), naming)).catch(() => undefined);
    }
    return { place, isNew: known === undefined };
  };

  /** Where the answer stands; it begins with the draft where it does not stand yet. */
  const opened = (draft: Draft): Promise<Opened> => {
    opening ??= open(draft).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const put = async (draft: Draft): Promise<Place> => {
    const isFirst = opening === undefined;
    const { place, isNew } = await opened(draft);
    if (!(isFirst && isNew)) await messages.update(place, elsewhere(place, draft), mark);
    return place;
  };

  const elsewhere = (place: Place, draft: Draft): Draft =>
    place.channel === channel || isPrivate ? draft : fromChannel(draft);

  const deliver = async (draft: Draft): Promise<Place> => {
    try {
      return await put(draft);
    } catch (error) {
      if (!lost.includes(slackProblem(error))) throw error;
      books.lose(key);
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
    mayStand: () => mayStand,
    open: async (draft) => (await opened(draft)).place,
    put,
    deliver,
  };
}
