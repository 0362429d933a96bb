import type { ActionContext } from '../../../commands/actions/actions.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import type { Asker } from '../../../commands/ports/asker.ts';
import type { JobService } from '../../../commands/ports/job-service.ts';
import {
  checkCommand,
  isOfLatest,
  missingPicture,
  offersPrivate,
  type ParsedCommand,
} from '../../chat/parsed-command.ts';
import type { RunningRequest } from '../../chat/request-runner.ts';
import { type AnswerTo, createRunRequest, type RunRequestParts } from '../../chat/run-request.ts';
import type { ServerSettings } from '../../policy/settings.ts';
import { type Address, isDirect, writeAddress } from '../address.ts';
import type { UserGroups } from '../api/user-groups.ts';
import type { SlackFile } from '../slack-file.ts';
import { slackUserMessages } from '../user-messages.ts';
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

export interface AnswerRequestParts extends Omit<RunRequestParts<Address>, 'writeAddress'> {
  readonly fetchFile: FetchSlackFile;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly userGroups: UserGroups;
  readonly now: () => Date;
}

/** Where a request comes from, whichever way it was made. */
export type RequestSource = Pick<Address, 'team' | 'channel' | 'thread' | 'person' | 'responseUrl' | 'isExpected'> & {
  readonly since?: number;
  readonly request: RunningRequest;
  /** The key of the answer, where it differs from the request's id. */
  readonly key?: string;
};

export type Work = (context: ActionContext, to: AnswerTo<Address>) => Promise<void>;

/** Runs requests and answers their errors to the asker. @throws ReplyPostponed */
export interface AnswerRequest {
  /** Runs `work`, which answers. */
  answer(requestSource: RequestSource, isPrivate: boolean, work: Work): Promise<void>;
  /** Runs a parsed command. @param earlier Finds the earlier picture that is meant when the request has none. */
  runParsed(
    parsed: ParsedCommand<SlackFile>,
    requestSource: RequestSource,
    earlier?: () => Promise<EarlierPicture>,
  ): Promise<void>;
  /** Checks the workspace's settings. @throws UserError when its admins do not allow the request. */
  admit(requestSource: RequestSource): Promise<void>;
  /** Runs `work` and answers an error that it throws before any answer began. */
  guarded(requestSource: RequestSource, work: () => Promise<void>): Promise<void>;
}

export function createAnswerRequest(parts: AnswerRequestParts): AnswerRequest {
  const { settings, fetchFile, isAdmin, userGroups, now } = parts;
  const runRequest = createRunRequest({ ...parts, writeAddress });

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

  /** True as well when the groups cannot be listed: then nobody is excluded. */
  const isInGroup = async (person: string, allowed: readonly string[]): Promise<boolean> => {
    const groups = await userGroups.all();
    return groups === null || groups.some(({ id, people }) => allowed.includes(id) && people.includes(person));
  };

  const admit = async ({ team, channel, person }: RequestSource): Promise<void> => {
    const { channels, roles } = settingsAt({ team });
    const isAllowedChannel = isDirect(channel) || channels.length === 0 || channels.includes(channel);
    const isAllowedPerson = roles.length === 0 || (await isInGroup(person, roles));
    if ((isAllowedChannel && isAllowedPerson) || (await isAdmin(person))) return;
    throw new UserError(isAllowedChannel ? slackUserMessages.notThisGroup() : slackUserMessages.notThisChannel());
  };

  const answerTo = (requestSource: RequestSource, isPrivate: boolean): AnswerTo<Address> => {
    const address = addressAt(requestSource, isPrivate);
    return { asker: askerAt(address), address, request: requestSource.request };
  };

  const answer = async (requestSource: RequestSource, isPrivate: boolean, work: Work): Promise<void> => {
    const to = answerTo(requestSource, isPrivate);
    await runRequest.answer(to, async (context) => {
      await admit(requestSource);
      await work(context, to);
    });
  };

  const withEarlier = async (
    parsed: ParsedCommand<SlackFile>,
    find: () => Promise<EarlierPicture>,
    jobService: JobService,
  ): Promise<ParsedCommand<SlackFile>> => {
    if (isOfLatest(parsed)) return withEarlierResult(parsed, find, jobService);
    const name = missingPicture(parsed);
    return name === undefined ? parsed : { ...parsed, files: { ...parsed.files, [name]: (await find()).file } };
  };

  /**
   * Changes an earlier result by its job while the job is kept, else by its file, which contains the settings. Without
   * an earlier picture, the asker's latest job is meant.
   */
  const withEarlierResult = async (
    parsed: ParsedCommand<SlackFile>,
    find: () => Promise<EarlierPicture>,
    jobService: JobService,
  ): Promise<ParsedCommand<SlackFile>> => {
    const found = await find().catch((error) => {
      if (!(error instanceof UserError)) throw error;
    });
    if (!found) return parsed;
    const { file, job } = found;
    const isKept = job !== undefined && (await jobService.find(job)) !== undefined;
    return isKept
      ? { ...parsed, values: { ...parsed.values, job } }
      : { ...parsed, files: { ...parsed.files, image: file } };
  };

  const runParsed: AnswerRequest['runParsed'] = (parsed, requestSource, earlier) =>
    answer(requestSource, parsed.isPrivate && offersPrivate(parsed.command), async (context, to) => {
      const complete = earlier === undefined ? parsed : await withEarlier(parsed, earlier, context.jobService);
      checkCommand(complete);
      await runRequest.runCommand(complete, to, fetchFile, context);
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

  return { answer, runParsed, admit, guarded };
}
