import type { Logger } from 'pino';
import { ReplyGone } from '../../../commands/ports/reply.ts';
import { type Address, isDirect } from '../address.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import { slackLimits } from '../text-limits.ts';
import { slackUserMessages } from '../user-messages.ts';
import type { MessageClient, MessageMetadata, RenderDraft, RequestOptions } from './message-client.ts';
import { type Draft, markdownBlock, type PrefixCommands, renderNotice } from './render.ts';

interface AnswerMessageParts {
  readonly messages: MessageClient;
  readonly deliveryStore: DeliveryStore;
  readonly prefixCommands: PrefixCommands;
  /** An earlier process may have posted the answer already. */
  readonly isResumed: boolean;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Posts and updates the one message that answers a request, in the first channel that Slack accepts it in. */
interface AnswerMessage {
  /** Whether it is posted or being posted. */
  isOpen(): boolean;
  /** Whether it is posted. */
  isPosted(): boolean;
  /** Whether parts of the answer may be posted that the delivery store does not know of. */
  mayBePosted(): boolean;
  /** Returns its message, and posts it with the draft when it is not posted yet. @throws ReplyGone */
  open(draft: Draft): Promise<MessageRef>;
  /** Shows a status line in it. @param options The signal cancels it when a result or a notice is to be shown. */
  showProgress(render: RenderDraft, options: RequestOptions & { readonly signal: AbortSignal }): Promise<void>;
  /**
   * Shows the draft in it. When somebody deleted the message meanwhile, posts it again with a mention of the asker.
   *
   * @throws ReplyGone when no channel accepts it; what Slack refuses.
   */
  deliver(draft: Draft): Promise<MessageRef>;
}

/** An answer that is posted. */
interface Opened {
  readonly message: MessageRef;
  /** The draft that it was just posted with; undefined when it was posted before. */
  readonly draft: Draft | undefined;
}

/** Adds to a draft what its destination requires. */
type Decorate = (draft: Draft) => Draft;

/** Errors of posting in a channel after which direct messages are tried. */
const redirectedErrors: readonly string[] = ['not-in-channel', 'channel-closed', 'missing-scope'];
/** Errors of updating after which the message is posted again. */
const unchangeableErrors: readonly string[] = ['message-gone', 'channel-closed', 'not-in-channel'];

/** @param sendEphemeral Tells the asker why the answer goes elsewhere. */
export function createAnswerMessage(
  address: Address,
  parts: AnswerMessageParts,
  sendEphemeral: (draft: Draft) => Promise<void>,
): AnswerMessage {
  const { messages, deliveryStore, prefixCommands, isResumed, log, now } = parts;
  const { key, channel, thread, person, isPrivate, isExpected, since } = address;
  const metadata: MessageMetadata = { request: key, part: 'answer' };
  let opening: Promise<Opened> | undefined;
  // While the post waits for the rate limit, a newer draft may replace the first.
  let renderLatest: RenderDraft | undefined;
  // A post that seemed to fail may have arrived.
  let mayBePosted = isResumed;

  const direct = (): Promise<string> => messages.directChannel(person);

  const post = async (where: string, below: string | null, decorate: Decorate): Promise<Opened> => {
    let posted: Draft | undefined;
    const render = () => {
      posted = renderLatest!();
      return decorate(posted);
    };
    try {
      return { message: await messages.post(where, below, render, metadata), draft: posted };
    } catch (error) {
      if (slackErrorKind(error) === 'other') mayBePosted = true;
      if (below === null || slackErrorKind(error) !== 'message-gone') throw error;
      return { message: await messages.post(where, null, render, metadata), draft: posted };
    }
  };

  const findPostedIn = async (where: string, below: string | null): Promise<MessageRef | undefined> => {
    const found = (await messages.list(where, below, since)).find(
      (each) => each.metadata?.request === key && each.metadata.part === 'answer',
    );
    return found && { channel: where, ts: found.ts };
  };

  const findPosted = async (): Promise<MessageRef | undefined> => {
    const there = isPrivate ? undefined : await findPostedIn(channel, thread);
    if (there !== undefined || isDirect(channel)) return there;
    return findPostedIn(await direct(), null).catch(() => undefined);
  };

  const joinAndPost = async (): Promise<Opened> => {
    await messages.join(channel);
    return post(channel, thread, unchanged);
  };

  /** @throws Slack's error about the channel, or one that may not occur again. */
  const postHere = async (): Promise<Opened> => {
    try {
      return await post(channel, thread, unchanged);
    } catch (error) {
      if (slackErrorKind(error) !== 'not-in-channel') throw error;
      return joinAndPost().catch((failure) => {
        throw slackErrorKind(failure) === 'other' ? failure : error;
      });
    }
  };

  const postDirectly = async (): Promise<Opened> => {
    try {
      return await post(await direct(), null, isPrivate ? unchanged : withOrigin);
    } catch (error) {
      if (!redirectedErrors.includes(slackErrorKind(error))) throw error;
      throw new ReplyGone(`channel ${channel} of Slack and direct messages are closed`, { cause: error });
    }
  };

  const withOrigin: Decorate = ({ text, blocks }) => ({
    text,
    blocks: [markdownBlock(`From <#${channel}>:`), ...blocks].slice(0, slackLimits.blocks),
  });

  const postWherePossible = async (): Promise<Opened> => {
    if (isPrivate) return postDirectly();
    try {
      return await postHere();
    } catch (error) {
      const problem = slackErrorKind(error);
      if (!redirectedErrors.includes(problem)) throw error;
      if (isDirect(channel)) throw new ReplyGone(`direct messages ${channel} of Slack are closed`, { cause: error });
      log.info({ problem }, 'could not post the answer in its channel');
      const opened = await postDirectly();
      const why = problem === 'not-in-channel' ? slackUserMessages.notInvited() : slackUserMessages.closed();
      await sendEphemeral(renderNotice(why, prefixCommands)).catch((err) =>
        log.info({ err }, 'could not tell the asker that the answer goes elsewhere'),
      );
      return opened;
    }
  };

  const open = async (): Promise<Opened> => {
    const existing = deliveryStore.answerOf(key) ?? (mayBePosted ? await findPosted() : undefined);
    const result = existing === undefined ? await postWherePossible() : { message: existing, draft: undefined };
    deliveryStore.addAnswer(key, result.message, person, now());
    if (existing === undefined && isPrivate && !isExpected && !isDirect(channel)) {
      await sendEphemeral(renderNotice(slackUserMessages.forYouAlone(), prefixCommands)).catch(() => undefined);
    }
    return result;
  };

  /** Returns the posted answer, and posts it when it is not posted yet. */
  const opened = (): Promise<Opened> => {
    opening ??= open().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const show = async (draft: Draft): Promise<MessageRef> => {
    renderLatest = () => draft;
    const { message, draft: posted } = await opened();
    if (posted !== draft) await messages.update(message, () => decorationFor(message)(draft), metadata);
    return message;
  };

  const showProgress: AnswerMessage['showProgress'] = async (render, options) => {
    renderLatest = render;
    const { message, draft: posted } = await unlessAborted(opened(), options.signal);
    if (posted === render()) return;
    await messages.update(message, () => decorationFor(message)(render()), metadata, options);
  };

  const decorationFor = (message: MessageRef): Decorate =>
    message.channel === channel || isPrivate ? unchanged : withOrigin;

  const deliver = async (draft: Draft): Promise<MessageRef> => {
    try {
      return await show(draft);
    } catch (error) {
      if (!unchangeableErrors.includes(slackErrorKind(error))) throw error;
      deliveryStore.forgetAnswer(key);
      opening = undefined;
      mayBePosted = false;
      return show(withMention(draft));
    }
  };

  const withMention = ({ text, blocks }: Draft): Draft => ({
    text,
    blocks: [markdownBlock(`<@${person}>`), ...blocks].slice(0, slackLimits.blocks),
  });

  return {
    isOpen: () => opening !== undefined,
    isPosted: () => deliveryStore.answerOf(key) !== undefined,
    mayBePosted: () => mayBePosted,
    async open(draft) {
      renderLatest ??= () => draft;
      return (await opened()).message;
    },
    showProgress,
    deliver,
  };
}

const unchanged: Decorate = (draft) => draft;

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
