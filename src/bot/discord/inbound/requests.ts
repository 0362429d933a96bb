import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type ActionContext, act } from '../../../commands/actions/actions.ts';
import { turnPicture } from '../../../commands/actions/picture-actions.ts';
import { showAgain } from '../../../commands/actions/share.ts';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { Asker } from '../../../commands/ports/asker.ts';
import type { Reply } from '../../../commands/ports/reply.ts';
import type { Engine, JobId } from '../../../engine/client.ts';
import {
  answerFailureUnlessPostponed,
  interrupted,
  type RequestHandler,
  type RunningRequest,
} from '../../chat/request-runner.ts';
import { withSlowAnswerNotice } from '../../chat/slow-answer-notice.ts';
import type { UploadMemory } from '../../chat/upload-memory.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { ServerPolicy } from '../../policy/server-policy.ts';
import { defaultSettings, type SettingsStore } from '../../policy/settings.ts';
import { type Address, addressSchema, writeAddress } from '../address.ts';
import { notices } from '../notices.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { renderNotice } from '../outbound/render.ts';
import { type ParsedCommand, read } from '../parsed-command.ts';
import { platformName } from './acknowledge.ts';
import type { FetchFile } from './attachments.ts';
import { savePicture } from './message-actions.ts';
import { filesOf } from './message-images.ts';

const fileSchema = z.object({ name: z.string(), url: z.string(), size: z.number() });
const pictures = z.array(fileSchema.extend({ isSensitive: z.boolean() }));
const job = z.string().transform((id) => id as JobId);

const taskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    command: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    files: z.record(z.string(), fileSchema),
  }),
  z.object({ kind: z.literal('turn'), picture: fileSchema }),
  z.object({ kind: z.literal('action'), action: z.enum(actionNames), job, pictures }),
  z.object({ kind: z.literal('share'), job, pictures }),
  z.object({ kind: z.literal('expression'), button: z.enum(['emoji', 'sticker']), job, pictures }),
  /** Is answered with the interaction itself, which no other process has; `isBelow`: its answer is somebody's picture. */
  z.object({ kind: z.literal('interaction'), isBelow: z.boolean() }),
]);
export type Task = z.infer<typeof taskSchema>;

/** What somebody asked for, as it is written down: admitted and looked at already, and no answer promised yet. */
export const requestSchema = z.object({
  server: z.string().nullable(),
  address: addressSchema,
  task: taskSchema,
});
export type DiscordRequest = z.infer<typeof requestSchema>;

export interface RequestParts {
  readonly rest: REST;
  readonly messages: Pick<MessageClient, 'promised' | 'followUp'>;
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly rules: ServerPolicy;
  readonly fetchFile: FetchFile;
  readonly uploadMemory: UploadMemory;
  /** @param isAgain An earlier process may have begun the answer. */
  readonly replyAt: (address: Address, isAgain: boolean) => Reply;
  /** Gives the person what could not be brought to them before. */
  readonly redeliverTo: (address: Address) => Promise<void>;
  readonly log: Logger;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Answers what was written down, with nothing of the interaction but its address. */
export function createRequests(parts: RequestParts): RequestHandler<DiscordRequest> {
  const {
    rest,
    messages,
    jobService,
    engine,
    settings,
    rules,
    fetchFile,
    uploadMemory,
    replyAt,
    redeliverTo,
    log,
    random,
  } = parts;

  const askerOf = ({ address, server }: DiscordRequest): Asker => ({
    platform: platformName,
    person: address.person,
    channel: address.channel,
    ...(server !== null && { server }),
    ...(address.isPrivate && { isPrivate: true }),
  });

  /** The server's own model where nobody named one. */
  const withModel = (asked: ParsedCommand, server: string | null): ParsedCommand => {
    const { model } = server === null ? defaultSettings : settings.of(platformName, server);
    const takesModel = asked.command.options.model !== undefined && asked.command.name !== 'remix';
    if (model === null || !takesModel || asked.values.model !== undefined) return asked;
    return { ...asked, values: { ...asked.values, model } };
  };

  const runCommand = async (
    { command: name, values, files }: Extract<Task, { kind: 'command' }>,
    { server, address }: DiscordRequest,
    { isAgain }: RunningRequest,
    context: ActionContext,
  ): Promise<void> => {
    const command = findCommand(name);
    if (command === undefined) throw new UserError(notices.oldCommand());
    if (isAgain && command.isOnceOnly === true) throw new UserError(interrupted);
    const asked = withModel({ command, values, files, isPrivate: address.isPrivate }, server);
    await uploadMemory.with(Object.keys(files).length, async () =>
      command.run({ ...context, options: await read(asked, fetchFile) }),
    );
  };

  const perform = async (request: DiscordRequest, running: RunningRequest, context: ActionContext): Promise<void> => {
    const { task, server } = request;
    switch (task.kind) {
      case 'command':
        return runCommand(task, request, running, context);
      case 'turn':
        return turnPicture(await fetchFile(task.picture), context);
      case 'action':
        return act(task.action, task.job, { ...context, files: filesOf(task.pictures, fetchFile) });
      case 'share':
        return showAgain(task.job, { ...context, files: filesOf(task.pictures, fetchFile) });
      case 'expression':
        if (server === null) throw new UserError(notices.onlyInServers());
        if (running.isAgain) throw new UserError(interrupted);
        return savePicture(task, server, { ...context, files: filesOf(task.pictures, fetchFile) }, rest);
      case 'interaction':
        throw new UserError(interrupted);
      default:
        throw task satisfies never;
    }
  };

  /** Lets `work` answer. Whatever goes wrong is said in the same place. */
  const answerAt = async (
    request: DiscordRequest,
    { id, isAgain }: RunningRequest,
    work: (context: ActionContext) => Promise<void>,
  ): Promise<void> => {
    // Nobody wrote down where the answer of an earlier process stands: it may have died before it knew.
    const message = isAgain ? await messages.promised(request.address) : request.address.message;
    const address: Address = { ...request.address, message };
    const asker = askerOf(request);
    const reply = replyAt(address, isAgain);
    const governed = rules.govern(jobService.as(asker, writeAddress(address), id), asker);
    try {
      await withSlowAnswerNotice(reply, parts, (heard) =>
        work({ asker, engine, random, reply: heard, jobService: governed }),
      );
    } catch (error) {
      await answerFailureUnlessPostponed(error, reply, log);
    }
    await redeliverTo(address);
  };

  const refuse: RequestHandler<DiscordRequest>['refuse'] = async (request, notice, running) => {
    const { task, address } = request;
    const isBelow = task.kind === 'interaction' && task.isBelow;
    if (isBelow) await messages.followUp(address, renderNotice(notice), { nonce: running.id });
    else await answerAt(request, running, () => Promise.reject(new UserError(notice)));
  };

  return {
    read: (json) => requestSchema.parse(json),
    refuse,
    async answer(request, running) {
      const { task } = request;
      if (task.kind === 'interaction' && task.isBelow) return refuse(request, interrupted, running);
      await answerAt(request, running, (context) => perform(request, running, context));
    },
  };
}
