import type { Logger } from 'pino';
import type { ActionContext } from '../../commands/actions/actions.ts';
import { UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { Reply } from '../../commands/ports/reply.ts';
import type { Engine, JobId } from '../../engine/client.ts';
import type { BotJobService } from '../jobs/job-service.ts';
import type { SavedStyles } from '../policy/saved-styles.ts';
import type { ServerPolicy } from '../policy/server-policy.ts';
import { defaultSettings, type SettingsStore } from '../policy/settings.ts';
import { type FetchFile, type ParsedCommand, readOptions } from './parsed-command.ts';
import { answerFailureUnlessPostponed, interrupted, type RunningRequest } from './request-runner.ts';
import { withSlowAnswerNotice } from './slow-answer-notice.ts';
import type { UploadMemory } from './upload-memory.ts';

/** A stored request, and where its answer goes. */
export interface AnswerTo<Address> {
  readonly asker: Asker;
  readonly address: Address;
  readonly request: RunningRequest;
}

export interface RunRequestParts<Address> {
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: Pick<SettingsStore, 'of'>;
  readonly policy: Pick<ServerPolicy, 'govern'>;
  readonly styles: Pick<SavedStyles, 'as'>;
  readonly uploadMemory: UploadMemory;
  readonly writeAddress: (address: Address) => string;
  /** @param isAgain An earlier process may have begun the answer. */
  readonly replyAt: (address: Address, isAgain: boolean) => Reply;
  /** Redelivers the asker's pending results. */
  readonly redeliverTo?: (address: Address) => Promise<void>;
  /** As in `CommandContext`. */
  readonly removePosts: (job: JobId) => Promise<boolean>;
  /** Called when the request was answered with an error, so that it makes no job. */
  readonly onFailure?: (request: RunningRequest) => Promise<void>;
  readonly log: Logger;
  readonly random: () => number;
  readonly timeout: (ms: number) => Promise<void>;
}

/** Runs requests that are stored and acknowledged, the same for every platform. */
interface RunRequest<Address> {
  /** Runs `work`, which answers, and answers its error in the same place. @throws ReplyPostponed */
  answer(to: AnswerTo<Address>, work: (context: ActionContext) => Promise<void>): Promise<void>;
  /** Fetches a command's pictures and runs it. @throws UserError */
  runCommand<File>(
    parsed: ParsedCommand<File>,
    to: AnswerTo<Address>,
    fetchFile: FetchFile<File>,
    context: ActionContext,
  ): Promise<void>;
}

export function createRunRequest<Address>(parts: RunRequestParts<Address>): RunRequest<Address> {
  const { jobService, engine, settings, policy, styles, uploadMemory, writeAddress, replyAt, redeliverTo } = parts;
  const { removePosts, onFailure, log, random } = parts;

  const contextOf = ({ asker, address, request: { id, isAgain } }: AnswerTo<Address>): ActionContext => {
    const governed = policy.govern(jobService.as(asker, writeAddress(address), id), asker);
    const reply = replyAt(address, isAgain);
    return { asker, engine, random, reply, styles: styles.as(asker), jobService: governed, removePosts };
  };

  /** Adds the server's model when the request names none. */
  const withModel = <File>(parsed: ParsedCommand<File>, { platform, server }: Asker): ParsedCommand<File> => {
    const { model } = server === undefined ? defaultSettings : settings.of(platform, server);
    const takesModel = parsed.command.options.model !== undefined && parsed.command.name !== 'remix';
    if (model === null || !takesModel || parsed.values.model !== undefined) return parsed;
    return { ...parsed, values: { ...parsed.values, model } };
  };

  return {
    async answer(to, work) {
      const context = contextOf(to);
      try {
        await withSlowAnswerNotice(context.reply, parts, (reply) => work({ ...context, reply }));
      } catch (error) {
        await answerFailureUnlessPostponed(error, context.reply, log);
        await onFailure?.(to.request);
      }
      await redeliverTo?.(to.address);
    },

    async runCommand(parsed, { asker, request }, fetchFile, context) {
      const { command, files, note } = parsed;
      const noted = note === undefined ? context : { ...context, note };
      if (request.isAgain && command.isOnceOnly === true) throw new UserError(interrupted());
      await uploadMemory.with(Object.keys(files).length, async () =>
        command.run({ ...noted, options: (await readOptions(withModel(parsed, asker), fetchFile)) as never }),
      );
    },
  };
}
