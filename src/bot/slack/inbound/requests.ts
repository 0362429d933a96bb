import { act } from '../../../commands/actions/actions.ts';
import { turnPicture } from '../../../commands/actions/picture-actions.ts';
import { showAgain } from '../../../commands/actions/share.ts';
import { findCommand } from '../../../commands/index.ts';
import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import type { RawValue } from '../../../commands/options/parse-options.ts';
import { remixableIn } from '../../../commands/parsing/format-line.ts';
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
import { notices } from '../notices.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { namingWith } from '../outbound/render.ts';
import { readTyped, unescaped } from '../parse-command.ts';
import { messageShortcuts } from '../setup/shortcuts.ts';
import { type SlackFile, toFile } from '../slack-file.ts';
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
import { lineOfMention } from './parse-mention.ts';
import {
  type Action,
  readState,
  type Said,
  type Shortcut,
  type SlackRequest,
  type Slash,
  type Submission,
} from './payloads.ts';
import { createSharing } from './share-picture.ts';

export interface RequestParts extends AnswerRequestParts {
  readonly api: SlackApi;
  readonly messages: MessageClient;
  readonly books: DeliveryStore;
  readonly commandPrefix: string;
  /** As in `StepsParts`; the film is made of them. */
  readonly arePreviewsHidden: boolean;
  /** The bot's own, once it is known. */
  readonly identity: { readonly id: string };
  readonly wait: (ms: number) => Promise<void>;
}

/** What is said below a form that was filled in wrongly, by field. */
type FormErrors = Readonly<Record<string, string>>;

/** Answers everything that people ask for. */
export interface Requests {
  /** What goes wrong is said to who asked. @throws ReplyPostponed; what Slack does not take. */
  answer(request: SlackRequest, running: RunningRequest): Promise<void>;
  /** Tells who asked that it is not done. */
  refuse(request: SlackRequest, notice: Notice, running: RunningRequest): Promise<void>;
  /** What is wrong with a form, by field; undefined: nothing. */
  errorsIn(form: Submission): FormErrors | undefined;
}

export function createRequests(parts: RequestParts): Requests {
  const { api, messages, books, jobService, fetchFile, isAdmin, commandPrefix, arePreviewsHidden } = parts;
  const { identity, log, now, wait } = parts;
  const { answer, runParsed, admit, guarded } = createAnswerRequest(parts);
  const naming = namingWith(commandPrefix);
  const firstPicture = createFirstPicture(api);
  const findEarlierPicture = createFindEarlierPicture(api, firstPicture);

  /** @throws UserError where it would be in vain, and where Slack does not open it, as when it took too long. */
  const open = async (trigger: string, requestSource: RequestSource, form: FormWish): Promise<void> => {
    await admit(requestSource);
    const view = viewOf(formAt(requestSource, form));
    try {
      await api.call('views.open', (client) => client.views.open({ trigger_id: trigger, view }));
    } catch (error) {
      throw new UserError(notices.unreachable(), { cause: error });
    }
  };

  const formAt = (requestSource: RequestSource, form: FormWish): Form => ({
    ...{ given: {}, picture: null, isPrivate: false, since: now().getTime() },
    ...{ channel: requestSource.channel, thread: requestSource.thread, responseUrl: requestSource.responseUrl },
    ...(requestSource.isExpected === true && { isExpected: true }),
    ...form,
  });

  const typeSlash = async (typed: string, requestSource: RequestSource, trigger: string): Promise<void> => {
    const line = readTyped(typed);
    const { command, values, isPrivate } = line;
    const pictures = neededPictures(command, values);
    const isBare = Object.keys(values).length === 0 && offersPrivate(command);
    if (pictures.length === 0 && !isBare) return runParsed({ ...line, files: {} }, requestSource);
    const checked = isBare ? {} : checkCommand({ ...line, files: {} }, pictures);
    const said = Object.fromEntries(Object.keys(values).map((name) => [name, checked[name]]));
    const known = command.name === 'remix' && isBare ? await latestAt({ ...requestSource, isPrivate }) : {};
    await open(trigger, requestSource, { command: command.name, given: { ...known, ...plain(said) }, isPrivate });
  };

  /** What the latest picture there was made with. @throws UserError where there is none. */
  const latestAt = async (requestSource: RequestSource & { readonly isPrivate: boolean }): Promise<Form['given']> => {
    const [latest] = await jobService.as(askerAt(requestSource), '').recent(1);
    if (latest === undefined) throw new UserError(userMessages.noJob());
    return { ...remixableIn(latest), job: latest.id };
  };

  const shortcuts: Readonly<Record<keyof typeof messageShortcuts, (chosen: Chosen) => Promise<void>>> = {
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
   * Opens the form that changes one thing, filled in where the settings are known without looking into a file. What comes
   * of a private answer is private.
   */
  const change = async (
    trigger: string,
    pressed: Pressed | undefined,
    picture: SlackFile | undefined,
    requestSource: RequestSource,
  ): Promise<void> => {
    const isPrivate = isOfPrivate(pressed);
    const job = pressed && (await jobService.as(askerAt({ ...requestSource, isPrivate }), '').find(pressed.job));
    if (job === undefined && picture === undefined) throw new UserError(notices.noPicture());
    if (job === undefined) await requireRecipe(() => fetchFile(picture!), wait);
    const source = job === undefined ? { picture: picture! } : { given: { ...remixableIn(job), job: job.id } };
    await open(trigger, sourceOfPicture(pressed, requestSource), { command: 'remix', isPrivate, ...source });
  };

  const messageActions = createMessageActions({ api, messages, jobService, books, isAdmin, log });
  const share = createSharing({ api, books, answer });

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
    const [{ action_id: name, value }] = body.actions;
    const pressed = readButton(name, value ?? '');
    if (pressed === undefined) throw new UserError(notices.oldButton());
    const { button, job } = pressed;
    const marks = isHidden(buttonsIn(body.message)) ? ({ isSensitive: true } as const) : {};
    const pictures = pressed.files.map((id): SlackFile => ({ id, name: 'the picture', ...marks }));
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
      case 'share':
        return share(pressed, there, (context) => showAgain(job, { ...context, files }));
      case 'settings':
      case 'cancel':
        return answer(requestSource, false, (context) => act(button, job, { ...context, files }));
      case 'film':
      case 'turn':
      case 'near-far': {
        if (button === 'film' && arePreviewsHidden) throw new UserError(notices.filmHidden());
        const look: Work = (context) => act(button, job, { ...context, files });
        // What was handed over in a channel has no thread there, and is nobody else's to see.
        if (isPrivate && !isDirect(requestSource.channel)) return answer(there, true, look);
        return answer({ ...requestSource, thread: requestSource.thread ?? requestSource.ts }, false, look);
      }
      default:
        return answer(there, isPrivate, (context) => act(button, job, { ...context, files }));
    }
  };

  const slash = async (said: Slash, requestSource: RequestSource): Promise<void> => {
    const name = commandNamed(said.command, commandPrefix);
    if (name === undefined) throw new UserError(notices.oldCommand());
    await typeSlash(`/${name} ${unescaped(said.text)}`, requestSource, said.trigger_id);
  };

  const shortcut = async (body: Shortcut, requestSource: RequestSource): Promise<void> => {
    const name = shortcutNames.find((each) => messageShortcuts[each].callbackId === body.callback_id);
    if (name === undefined) throw new UserError(notices.oldCommand());
    const below = buttonsBelow(body.message, identity.id);
    const picture = await firstPicture(picturesOf(body.message, below));
    if (picture === undefined) {
      throw new UserError(hasUnseenFiles(body.message) ? notices.unseen() : notices.noPicture());
    }
    await shortcuts[name]({ trigger: body.trigger_id, picture, requestSource, below });
  };

  /** @throws UserError for what was filled in wrongly. */
  const askedInForm = ({ view }: Submission): ParsedCommand<SlackFile> => {
    const asked = parseSubmission(readForm(view.private_metadata), readState(view.state.values));
    checkCommand(asked);
    return asked;
  };

  const say = async (said: Said, requestSource: RequestSource): Promise<void> => {
    const bot = identity.id;
    const files = (said.files ?? []).map(toFile);
    const text = unescaped(said.text.replaceAll(`<@${bot}>`, ' ')).replace(/^[,:]\s*/, '');
    const line = lineOfMention(withoutPrefix(text, commandPrefix), files.length > 0);
    const asked = withFiles(readTyped(line), files);
    const { name } = asked.command;
    const menuEntry = Object.entries(messageShortcuts).find(([each]) => each === name)?.[1].name;
    const isOwnMeant = isOfLatest(asked);
    const isLatestMeant = isOwnMeant && requestSource.thread === null; // which is known without looking
    const earlier = () => findEarlierPicture(said, { bot, command: name, menuEntry, isOwnMeant });
    await runParsed(asked, requestSource, isLatestMeant ? undefined : earlier);
  };

  const requestSourceOf = (asked: SlackRequest, request: RunningRequest): RequestSource => {
    switch (asked.kind) {
      case 'slash': {
        const { team_id: team, channel_id: channel, user_id: person, response_url: responseUrl } = asked.body;
        return { team, channel, thread: null, person, responseUrl, request };
      }
      case 'shortcut': {
        const { team, channel, user, message, response_url: responseUrl } = asked.body;
        const { ts, thread_ts: root } = message;
        const thread = root && root !== ts ? root : null;
        return { team: team.id, channel: channel.id, person: user.id, responseUrl, thread, request };
      }
      case 'press':
        return sourceOfAction(asked.body, request);
      case 'form': {
        const { team, user, view } = asked.body;
        const { channel, thread, responseUrl, isExpected, since } = readForm(view.private_metadata);
        return { team: team.id, person: user.id, channel, thread, responseUrl, isExpected, since, request };
      }
      case 'said': {
        const { channel, user: person, thread_ts: thread = null } = asked.body;
        return { team: asked.team, channel, person, responseUrl: null, thread, request };
      }
      default:
        throw asked satisfies never;
    }
  };

  const answerAt = async (asked: SlackRequest, requestSource: RequestSource): Promise<void> => {
    switch (asked.kind) {
      case 'slash':
        return slash(asked.body, requestSource);
      case 'shortcut':
        return shortcut(asked.body, requestSource);
      case 'press':
        return pressButton(asked.body, sourceOfAction(asked.body, requestSource.request));
      case 'form':
        return runParsed(askedInForm(asked.body), requestSource);
      case 'said':
        return say(asked.body, requestSource);
      default:
        throw asked satisfies never;
    }
  };

  return {
    async answer(asked, running) {
      const requestSource = requestSourceOf(asked, running);
      await guarded(requestSource, () => answerAt(asked, requestSource));
    },

    async refuse(asked, notice, running) {
      await guarded(requestSourceOf(asked, running), () => Promise.reject(new UserError(notice)));
    },

    errorsIn(form) {
      try {
        askedInForm(form);
        return undefined;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { message, hint } = error.notice;
        const field = fieldOf(error.notice, readState(form.view.state.values));
        return { [field]: naming(hint === undefined ? message : `${message} ${hint}`) };
      }
    },
  };
}

type FormWish = Pick<Form, 'command'> & Partial<Form>;

/** A picture that was chosen in the menu of its message. */
interface Chosen {
  readonly trigger: string;
  readonly picture: SlackFile;
  readonly requestSource: RequestSource;
  /** What buttons of ours say below it. */
  readonly below: readonly Pressed[];
}

const isOfPrivate = (pressed: Pressed | undefined): boolean => (pressed?.origin ?? null) !== null;

/** Where a picture was asked for, which may be elsewhere than where its private answer stands. */
const sourceOfPicture = (pressed: Pressed | undefined, requestSource: RequestSource): RequestSource =>
  pressed === undefined || pressed.origin === null
    ? requestSource
    : { ...requestSource, channel: pressed.origin, thread: null, isExpected: isDirect(requestSource.channel) };

const shortcutNames = Object.keys(messageShortcuts) as (keyof typeof messageShortcuts)[];

/** What a form can carry: pictures come another way. */
const plain = (values: Readonly<Record<string, RawValue | undefined>>): Form['given'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || typeof value === 'object' ? [] : [[name, value] as const],
    ),
  );

/** Somebody may type a command to the bot as they type it in a channel. */
const withoutPrefix = (text: string, prefix: string): string => {
  const name = commandNamed(/^\/[\w-]+/.exec(text)?.[0] ?? '', prefix);
  return name === undefined ? text : text.replace(/^\/[\w-]+/, `/${name}`);
};
