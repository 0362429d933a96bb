import type { Logger } from 'pino';
import type { ActionContext } from '../../../commands/actions/actions.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { parseOptions, type RawValue } from '../../../commands/options/parse-options.ts';
import type { Asker } from '../../../commands/ports/asker.ts';
import type { JobService } from '../../../commands/ports/job-service.ts';
import type { Reply } from '../../../commands/ports/reply.ts';
import type { Engine } from '../../../engine/client.ts';
import { answerFailureUnlessPostponed, interrupted, type RunningRequest } from '../../chat/request-runner.ts';
import { withSlowAnswerNotice } from '../../chat/slow-answer-notice.ts';
import type { UploadMemory } from '../../chat/upload-memory.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { ServerPolicy } from '../../policy/server-policy.ts';
import type { ServerSettings, SettingsStore } from '../../policy/settings.ts';
import { type Address, isDirect, writeAddress } from '../address.ts';
import type { UserGroups } from '../api/user-groups.ts';
import { notices } from '../notices.ts';
import { check, isOfLatest, missingPicture, offersPrivate, type ParsedCommand } from '../parse-command.ts';
import type { EarlierPicture } from './earlier-picture.ts';
import type { FetchSlackFile } from './message-images.ts';

export const platformName = 'slack';

export const askerAt = ({
  team,
  channel,
  person,
  isPrivate,
}: Pick<Address, 'team' | 'channel' | 'person' | 'isPrivate'>): Asker => ({
  ...{ platform: platformName, person, channel, server: team },
  ...(isPrivate && { isPrivate }),
});

export interface AskingParts {
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly rules: ServerPolicy;
  readonly fetchFile: FetchSlackFile;
  readonly uploadMemory: UploadMemory;
  /** @param isAgain An earlier process may have begun the answer. */
  readonly replyAt: (address: Address, isAgain: boolean) => Reply;
  /** Gives the person what could not be brought to them before. */
  readonly redeliverTo: (address: Address) => Promise<void>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly userGroups: UserGroups;
  readonly log: Logger;
  readonly random: () => number;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** Where somebody asks, however they do. */
export type RequestSource = Pick<Address, 'team' | 'channel' | 'thread' | 'person' | 'responseUrl' | 'isExpected'> & {
  readonly since?: number;
  readonly request: RunningRequest;
  /** Names the answer where it has a name of its own; else the request does. */
  readonly key?: string;
};

export type Work = (context: ActionContext, address: Address) => Promise<void>;

/** From what somebody asks to what the commands do. What goes wrong is said to who asked. @throws ReplyPostponed */
export interface Asking {
  /** Lets `work` answer. */
  answer(requestSource: RequestSource, isPrivate: boolean, work: Work): Promise<void>;
  /** @param earlier Finds the picture that is meant where none came along. */
  runAsked(asked: ParsedCommand, requestSource: RequestSource, earlier?: () => Promise<EarlierPicture>): Promise<void>;
  /** @throws UserError where the admins of the workspace do not want it. */
  admit(requestSource: RequestSource): Promise<void>;
  /** Does what may turn out to be a mistake before there is anything to answer. */
  guarded(requestSource: RequestSource, work: () => Promise<void>): Promise<void>;
}

export function createAsking(parts: AskingParts): Asking {
  const {
    jobService,
    engine,
    settings,
    rules,
    fetchFile,
    uploadMemory,
    replyAt,
    redeliverTo,
    isAdmin,
    userGroups,
    log,
    random,
    now,
  } = parts;

  const settingsAt = ({ team }: Pick<RequestSource, 'team'>): ServerSettings => settings.of(platformName, team);

  const addressAt = (requestSource: RequestSource, isPrivate: boolean): Address => ({
    ...{
      team: requestSource.team,
      channel: requestSource.channel,
      thread: requestSource.thread,
      person: requestSource.person,
    },
    ...(requestSource.isExpected === true && { isExpected: true }),
    ...{ responseUrl: requestSource.responseUrl, isPrivate, key: requestSource.key ?? requestSource.request.id },
    since: requestSource.since ?? now().getTime(),
    progress: settingsAt(requestSource).progress,
  });

  /** Where groups cannot be seen, nobody is kept out. */
  const isInGroup = async (person: string, allowed: readonly string[]): Promise<boolean> => {
    const groups = await userGroups.all();
    return groups === null || groups.some(({ id, people }) => allowed.includes(id) && people.includes(person));
  };

  const admit = async ({ team, channel, person }: RequestSource): Promise<void> => {
    const { channels, roles } = settingsAt({ team });
    const isThePlace = isDirect(channel) || channels.length === 0 || channels.includes(channel);
    const isThePerson = roles.length === 0 || (await isInGroup(person, roles));
    if ((isThePlace && isThePerson) || (await isAdmin(person))) return;
    throw new UserError(isThePlace ? notices.notThisGroup() : notices.notThisChannel());
  };

  const contextAt = (address: Address, { id, isAgain }: RunningRequest): ActionContext => {
    const asker = askerAt(address);
    const governed = rules.govern(jobService.as(asker, writeAddress(address), id), asker);
    return { asker, engine, random, reply: replyAt(address, isAgain), jobService: governed };
  };

  /** Lets `work` answer. Whatever goes wrong is said in the same place. */
  const answer = async (requestSource: RequestSource, isPrivate: boolean, work: Work): Promise<void> => {
    const address = addressAt(requestSource, isPrivate);
    const context = contextAt(address, requestSource.request);
    try {
      await withSlowAnswerNotice(context.reply, parts, async (reply) => {
        await admit(requestSource);
        await work({ ...context, reply }, address);
      });
    } catch (error) {
      await answerFailureUnlessPostponed(error, context.reply, log);
    }
    await redeliverTo(address);
  };

  /** The workspace's own model where nobody named one. */
  const withModel = (
    { command, values }: ParsedCommand,
    { model }: ServerSettings,
  ): Readonly<Record<string, RawValue>> => {
    const takesModel = command.options.model !== undefined && command.name !== 'remix';
    return model === null || !takesModel || values.model !== undefined ? values : { ...values, model };
  };

  const run = async (asked: ParsedCommand, requestSource: RequestSource, context: ActionContext): Promise<void> => {
    check(asked);
    if (requestSource.request.isAgain && asked.command.isOnceOnly === true) throw new UserError(interrupted);
    const files = Object.entries(asked.files);
    await uploadMemory.with(files.length, async () => {
      const fetched = files.map(async ([name, file]) => [name, await fetchFile(file)] as const);
      const values = {
        ...withModel(asked, settingsAt(requestSource)),
        ...Object.fromEntries(await Promise.all(fetched)),
      };
      await asked.command.run({ ...context, options: parseOptions(asked.command, values) as never });
    });
  };

  const withEarlier = async (
    asked: ParsedCommand,
    find: () => Promise<EarlierPicture>,
    seen: JobService,
  ): Promise<ParsedCommand> => {
    if (isOfLatest(asked)) return withEarlierResult(asked, find, seen);
    const name = missingPicture(asked);
    return name === undefined ? asked : { ...asked, files: { ...asked.files, [name]: (await find()).file } };
  };

  /**
   * A result is changed as the job that it was, while that is kept; else its file says what it was made with. Where none is
   * seen, the asker's latest is meant.
   */
  const withEarlierResult = async (
    asked: ParsedCommand,
    find: () => Promise<EarlierPicture>,
    seen: JobService,
  ): Promise<ParsedCommand> => {
    const found = await find().catch((error) => {
      if (!(error instanceof UserError)) throw error;
    });
    if (!found) return asked;
    const { file, job } = found;
    const isKept = job !== undefined && (await seen.find(job)) !== undefined;
    return isKept
      ? { ...asked, values: { ...asked.values, job } }
      : { ...asked, files: { ...asked.files, image: file } };
  };

  const runAsked: Asking['runAsked'] = (asked, requestSource, earlier) =>
    answer(requestSource, asked.isPrivate && offersPrivate(asked.command), async (context) => {
      const whole = earlier === undefined ? asked : await withEarlier(asked, earlier, context.jobService);
      await run(whole, requestSource, context);
    });

  const guarded = async (requestSource: RequestSource, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await answer(requestSource, false, async () => {
        throw error;
      });
    }
  };

  return { answer, runAsked, admit, guarded };
}
