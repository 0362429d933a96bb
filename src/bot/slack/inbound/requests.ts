import { act } from '../../../commands/actions/actions.ts';
import { turnPicture } from '../../../commands/actions/picture-actions.ts';
import { showAgain } from '../../../commands/actions/share.ts';
import { findCommand } from '../../../commands/index.ts';
import { findPicture } from '../../../commands/jobs/find-job.ts';
import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import type { RawValue } from '../../../commands/options/parse-options.ts';
import { remixableIn } from '../../../commands/parsing/format-line.ts';
import { lineOfText } from '../../../commands/parsing/plain-words.ts';
import {
  checkCommand,
  isOfLatest,
  neededPictures,
  offersPrivate,
  type ParsedCommand,
  withFiles,
} from '../../chat/parsed-command.ts';
import type { RunningRequest } from '../../chat/request-runner.ts';
import { requireRecipe } from '../../chat/require-recipe.ts';
import { isDirect } from '../address.ts';
import type { SlackApi } from '../api/client.ts';
import { type Pressed, readButton } from '../buttons.ts';
import { commandNamed } from '../command-names.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { fieldOf, parseSubmission } from '../forms/form-submission.ts';
import { type Form, readForm, viewOf } from '../forms/forms.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { createPrefixCommands } from '../outbound/render.ts';
import { readTyped, unescaped } from '../parse-command.ts';
import { messageShortcuts } from '../setup/shortcuts.ts';
import { type SlackFile, toFile } from '../slack-file.ts';
import { slackUserMessages } from '../user-messages.ts';
import {
  type AnswerRequestParts,
  askerAt,
  createAnswerRequest,
  type RequestSource,
  type Work,
} from './answer-request.ts';
import { createFindEarlierPicture } from './earlier-picture.ts';
import { createMessageActions } from './message-actions.ts';
import { buttonsBelow, buttonsIn, createFirstPicture, hasUnseenFiles, isHidden, picturesOf } from './message-images.ts';
import {
  type Action,
  parseState,
  type Shortcut,
  type SlackRequest,
  type Slash,
  type Submission,
  type UserMessage,
} from './payloads.ts';
import { createSharing } from './share-picture.ts';

export interface RequestParts extends Omit<AnswerRequestParts, 'removePosts'> {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly deliveryStore: DeliveryStore;
  readonly commandPrefix: string;
  /** As in `StepsParts`; films are made of previews. */
  readonly arePreviewsHidden: boolean;
  /** The bot's own Slack id; set when the bot has logged in. */
  readonly identity: { readonly id: string };
  readonly timeout: (ms: number) => Promise<void>;
}

/** The errors shown below the fields of a form, by field. */
type FormErrors = Readonly<Record<string, string>>;

/** Answers every kind of request. */
export interface Requests {
  /** Answers a request; errors are shown to the asker. @throws ReplyPostponed; what Slack refuses. */
  answer(request: SlackRequest, running: RunningRequest): Promise<void>;
  /** Answers a request with a notice and does not run it. */
  refuse(request: SlackRequest, notice: Notice, running: RunningRequest): Promise<void>;
  /** Validates a submitted form; undefined when it is valid. */
  errorsIn(form: Submission): FormErrors | undefined;
}

export function createRequests(parts: RequestParts): Requests {
  const { api, messages, deliveryStore, jobService, fetchFile, isAdmin, commandPrefix, arePreviewsHidden } = parts;
  const { identity, log, now, timeout } = parts;
  const messageActions = createMessageActions({ api, messages, jobService, deliveryStore, isAdmin, log });
  const { removePosts } = messageActions;
  const { answer, runParsed, admit, guarded } = createAnswerRequest({ ...parts, removePosts });
  const prefixCommands = createPrefixCommands(commandPrefix);
  const firstPicture = createFirstPicture(api);
  const findEarlierPicture = createFindEarlierPicture(api, firstPicture);

  /**
   * Opens a form.
   *
   * @throws UserError when the request is not allowed, or Slack does not open it, as when it took too long.
   */
  const open = async (trigger: string, requestSource: RequestSource, form: FormOptions): Promise<void> => {
    await admit(requestSource);
    const view = viewOf(formAt(requestSource, form));
    try {
      await api.call('views.open', (client) => client.views.open({ trigger_id: trigger, view }));
    } catch (error) {
      throw new UserError(slackUserMessages.unreachable(), { cause: error });
    }
  };

  const formAt = (requestSource: RequestSource, form: FormOptions): Form => ({
    ...{ given: {}, picture: null, isPrivate: false, since: now().getTime() },
    ...{ channel: requestSource.channel, thread: requestSource.thread, responseUrl: requestSource.responseUrl },
    ...(requestSource.isExpected === true && { isExpected: true }),
    ...form,
  });

  const runLine = async (typed: string, requestSource: RequestSource, trigger: string): Promise<void> => {
    const line = readTyped(typed);
    const { command, values, isPrivate } = line;
    const pictures = neededPictures(command, values);
    const isBare = Object.keys(values).length === 0 && offersPrivate(command);
    if (pictures.length === 0 && !isBare) return runParsed({ ...line, files: {} }, requestSource);
    const checked = isBare ? {} : checkCommand({ ...line, files: {} }, pictures);
    const given = Object.fromEntries(Object.keys(values).map((name) => [name, checked[name]]));
    const known = command.name === 'remix' && isBare ? await latestAt({ ...requestSource, isPrivate }) : {};
    await open(trigger, requestSource, { command: command.name, given: { ...known, ...formValues(given) }, isPrivate });
  };

  /** The settings of the latest picture there. @throws UserError when there is none. */
  const latestAt = async (requestSource: RequestSource & { readonly isPrivate: boolean }): Promise<Form['given']> => {
    const [latest] = await jobService.as(askerAt(requestSource), '').recent(1);
    if (latest === undefined) throw new UserError(userMessages.noJob());
    return { ...remixableIn(latest), job: latest.id };
  };

  const shortcuts: Readonly<Record<keyof typeof messageShortcuts, (chosen: ShortcutRequest) => Promise<void>>> = {
    sdedit: ({ trigger, picture, requestSource }) => open(trigger, requestSource, { command: 'sdedit', picture }),
    inpaint: ({ trigger, picture, requestSource }) => open(trigger, requestSource, { command: 'inpaint', picture }),
    upscale: ({ picture, requestSource }) =>
      runParsed(
        { command: findCommand('upscale')!, values: {}, files: { image: picture }, isPrivate: false },
        requestSource,
      ),
    turn: ({ picture, requestSource }) =>
      answer(requestSource, false, async (context) => turnPicture(await fetchFile(picture), context)),
    settings: ({ trigger, picture, requestSource, below: [pressed] }) =>
      change(trigger, pressed, picture, requestSource),
  };

  /**
   * Opens the form "Change one thing", filled in when the settings are known without reading a file. A change of a
   * private answer is private.
   */
  const change = async (
    trigger: string,
    pressed: Pressed | undefined,
    picture: SlackFile | undefined,
    requestSource: RequestSource,
  ): Promise<void> => {
    const isPrivate = isOfPrivate(pressed);
    const job =
      pressed && (await findPicture(pressed.job, jobService.as(askerAt({ ...requestSource, isPrivate }), '')));
    if (job === undefined && picture === undefined) throw new UserError(slackUserMessages.noPicture());
    if (job === undefined) await requireRecipe(() => fetchFile(picture!), timeout);
    const source = job === undefined ? { picture: picture! } : { given: { ...remixableIn(job), job: pressed!.job } };
    await open(trigger, sourceOfPicture(pressed, requestSource), { command: 'remix', isPrivate, ...source });
  };

  /** Opens the form of a command for the picture of a message. */
  const openFor = async (
    command: 'sdedit' | 'inpaint',
    trigger: string,
    { pressed, picture, requestSource }: OpenedFor,
  ): Promise<void> => {
    if (picture === undefined) throw new UserError(slackUserMessages.noPicture());
    await open(trigger, requestSource, { command, picture, isPrivate: isOfPrivate(pressed) });
  };

  const share = createSharing({ api, deliveryStore, answer });

  const sourceOfAction = (
    { team, channel, user, message, container, response_url }: Action,
    request: RunningRequest,
  ): RequestSource & { readonly ts: string } => {
    const ts = container?.message_ts ?? '';
    const thread = message?.thread_ts ?? container?.thread_ts ?? null;
    return {
      ...{ team: team.id, channel: channel?.id ?? user.id, person: user.id, ts },
      thread: thread === ts ? null : thread,
      responseUrl: response_url ?? null,
      request,
    };
  };

  const pressButton = async (body: Action, requestSource: RequestSource & { readonly ts: string }): Promise<void> => {
    const pressed = pressedIn(body);
    if (pressed === undefined) throw new UserError(slackUserMessages.oldButton());
    const { button, job } = pressed;
    const flags = isHidden(buttonsIn(body.message)) ? ({ isSensitive: true } as const) : {};
    const pictures = pressed.files.map((id): SlackFile => ({ id, name: 'the picture', ...flags }));
    const files = () => Promise.all(pictures.map(fetchFile));
    const isPrivate = isOfPrivate(pressed);
    const there = sourceOfPicture(pressed, requestSource);
    switch (button) {
      case 'delete':
        return messageActions.remove(pressed, requestSource);
      case 'reveal':
        return messageActions.reveal(pressed, requestSource);
      case 'change':
        return change(body.trigger_id, pressed, pictures[0], requestSource);
      case 'sdedit':
      case 'inpaint':
        return openFor(button, body.trigger_id, { pressed, picture: pictures[0], requestSource: there });
      case 'share':
        return share(pressed, there, (context) => showAgain(job, { ...context, files }));
      case 'settings':
      case 'cancel':
        return answer(requestSource, false, (context) => act(button, job, { ...context, files }));
      case 'choose':
      case 'film':
      case 'turn':
      case 'near-far': {
        if (button === 'film' && arePreviewsHidden) throw new UserError(slackUserMessages.filmHidden());
        const view: Work = (context) => act(button, job, { ...context, files });
        // A private answer that was redelivered in a channel has no thread there, and its views are private, too.
        if (isPrivate && !isDirect(requestSource.channel)) return answer(there, true, view);
        return answer({ ...requestSource, thread: requestSource.thread ?? requestSource.ts }, false, view);
      }
      default:
        return answer(there, isPrivate, (context) => act(button, job, { ...context, files }));
    }
  };

  const slash = async (body: Slash, requestSource: RequestSource): Promise<void> => {
    const name = commandNamed(body.command, commandPrefix);
    if (name === undefined) throw new UserError(slackUserMessages.oldCommand());
    await runLine(`/${name} ${unescaped(body.text)}`, requestSource, body.trigger_id);
  };

  const shortcut = async (body: Shortcut, requestSource: RequestSource): Promise<void> => {
    const name = shortcutNames.find((each) => messageShortcuts[each].callbackId === body.callback_id);
    if (name === undefined) throw new UserError(slackUserMessages.oldCommand());
    const below = buttonsBelow(body.message, identity.id);
    const picture = await firstPicture(picturesOf(body.message, below));
    if (picture === undefined) {
      throw new UserError(hasUnseenFiles(body.message) ? slackUserMessages.unseen() : slackUserMessages.noPicture());
    }
    await shortcuts[name]({ trigger: body.trigger_id, picture, requestSource, below });
  };

  /** Parses a submitted form. @throws UserError when it cannot be parsed. */
  const parseForm = ({ view }: Submission): ParsedCommand<SlackFile> =>
    parseSubmission(readForm(view.private_metadata), parseState(view.state.values));

  const answerMessage = async (message: UserMessage, requestSource: RequestSource): Promise<void> => {
    const bot = identity.id;
    const files = (message.files ?? []).map(toFile);
    const text = unescaped(message.text.replaceAll(`<@${bot}>`, ' ')).replace(/^[,:]\s*/, '');
    const { line, ...note } = lineOfText(withoutPrefix(text, commandPrefix), files.length > 0);
    const parsed = withFiles({ ...readTyped(line), ...note }, files);
    const { name } = parsed.command;
    const menuEntry = Object.entries(messageShortcuts).find(([each]) => each === name)?.[1].name;
    const isOwnOnly = isOfLatest(parsed);
    const isLatestMeant = isOwnOnly && requestSource.thread === null; // needs no search: the journal knows the latest
    const earlier = () => findEarlierPicture(message, { bot, command: name, menuEntry, isOwnOnly });
    await runParsed(parsed, requestSource, isLatestMeant ? undefined : earlier);
  };

  const requestSourceOf = (request: SlackRequest, running: RunningRequest): RequestSource => {
    switch (request.kind) {
      case 'slash': {
        const { team_id: team, channel_id: channel, user_id: person, response_url: responseUrl } = request.body;
        return { team, channel, thread: null, person, responseUrl, request: running };
      }
      case 'shortcut': {
        const { team, channel, user, message, response_url: responseUrl } = request.body;
        const { ts, thread_ts: root } = message;
        const thread = root && root !== ts ? root : null;
        return { team: team.id, channel: channel.id, person: user.id, responseUrl, thread, request: running };
      }
      case 'press':
        return sourceOfAction(request.body, running);
      case 'form': {
        const { team, user, view } = request.body;
        const { channel, thread, responseUrl, isExpected, since } = readForm(view.private_metadata);
        return { team: team.id, person: user.id, channel, thread, responseUrl, isExpected, since, request: running };
      }
      case 'said': {
        const { channel, user: person, thread_ts: thread = null } = request.body;
        return { team: request.team, channel, person, responseUrl: null, thread, request: running };
      }
      default:
        throw request satisfies never;
    }
  };

  const answerAt = async (request: SlackRequest, requestSource: RequestSource): Promise<void> => {
    switch (request.kind) {
      case 'slash':
        return slash(request.body, requestSource);
      case 'shortcut':
        return shortcut(request.body, requestSource);
      case 'press':
        return pressButton(request.body, sourceOfAction(request.body, requestSource.request));
      case 'form':
        return runParsed(parseForm(request.body), requestSource);
      case 'said':
        return answerMessage(request.body, requestSource);
      default:
        throw request satisfies never;
    }
  };

  return {
    async answer(request, running) {
      const requestSource = requestSourceOf(request, running);
      await guarded(requestSource, () => answerAt(request, requestSource));
    },

    async refuse(request, notice, running) {
      await guarded(requestSourceOf(request, running), () => Promise.reject(new UserError(notice)));
    },

    errorsIn(form) {
      try {
        checkCommand(parseForm(form));
        return undefined;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { message, hint } = error.notice;
        const field = fieldOf(error.notice, parseState(form.view.state.values));
        return { [field]: prefixCommands(hint === undefined ? message : `${message} ${hint}`) };
      }
    },
  };
}

type FormOptions = Pick<Form, 'command'> & Partial<Form>;

/** A message shortcut, and the picture of the message that it was chosen for. */
interface ShortcutRequest {
  readonly trigger: string;
  readonly picture: SlackFile;
  readonly requestSource: RequestSource;
  /** The parsed buttons of ours in that message. */
  readonly below: readonly Pressed[];
}

/** The picture that a form is opened for, and where its answer goes. */
interface OpenedFor {
  readonly pressed: Pressed;
  readonly picture: SlackFile | undefined;
  readonly requestSource: RequestSource;
}

/** Parses what was pressed. An entry of a menu carries no files: those of the message's buttons are meant. */
function pressedIn({ actions, message }: Action): Pressed | undefined {
  const [{ action_id: name, value, selected_option: chosen }] = actions;
  const pressed = readButton(name, chosen?.value ?? value ?? '');
  if (pressed === undefined || !chosen) return pressed;
  return { ...pressed, files: buttonsIn(message)[0]?.files ?? [] };
}

const isOfPrivate = (pressed: Pressed | undefined): boolean => (pressed?.origin ?? null) !== null;

/** Where a picture was asked for, which may differ from where its private answer is posted. */
const sourceOfPicture = (pressed: Pressed | undefined, requestSource: RequestSource): RequestSource =>
  pressed === undefined || pressed.origin === null
    ? requestSource
    : { ...requestSource, channel: pressed.origin, thread: null, isExpected: isDirect(requestSource.channel) };

const shortcutNames = Object.keys(messageShortcuts) as (keyof typeof messageShortcuts)[];

/** The values that a form's metadata can carry; pictures are passed separately. */
const formValues = (values: Readonly<Record<string, RawValue | undefined>>): Form['given'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || typeof value === 'object' ? [] : [[name, value] as const],
    ),
  );

/** Removes the prefix from a command: people may type it in a message as they type it in a channel. */
const withoutPrefix = (text: string, prefix: string): string => {
  const name = commandNamed(/^\/[\w-]+/.exec(text)?.[0] ?? '', prefix);
  return name === undefined ? text : text.replace(/^\/[\w-]+/, `/${name}`);
};
