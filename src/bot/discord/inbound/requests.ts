import type { REST } from 'discord.js';
import { z } from 'zod';
import { type ActionContext, act } from '../../../commands/actions/actions.ts';
import { turnPicture } from '../../../commands/actions/picture-actions.ts';
import { showAgain } from '../../../commands/actions/share.ts';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { Asker } from '../../../commands/ports/asker.ts';
import type { JobId } from '../../../engine/client.ts';
import { interrupted, type RequestHandler, type RunningRequest } from '../../chat/request-runner.ts';
import { type AnswerTo, createRunRequest, type RunRequestParts } from '../../chat/run-request.ts';
import { type Address, addressSchema, writeAddress } from '../address.ts';
import type { MessageClient } from '../outbound/message-client.ts';
import { renderNotice } from '../outbound/render.ts';
import { discordUserMessages } from '../user-messages.ts';
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
  /**
   * A request that needs the interaction itself, which no other process has; `isBelow`: its answer updates a picture.
   */
  z.object({ kind: z.literal('interaction'), isBelow: z.boolean() }),
]);
export type Task = z.infer<typeof taskSchema>;

/** A request as it is stored: admitted and validated, but not acknowledged yet. */
export const requestSchema = z.object({
  server: z.string().nullable(),
  address: addressSchema,
  task: taskSchema,
});
export type DiscordRequest = z.infer<typeof requestSchema>;

export interface RequestParts extends Omit<RunRequestParts<Address>, 'writeAddress'> {
  readonly rest: REST;
  readonly messages: Pick<MessageClient, 'findOriginalResponse' | 'followUp'>;
  readonly fetchFile: FetchFile;
}

/** Creates the handler that answers stored requests. Of the interaction it needs only the address. */
export function createRequests(parts: RequestParts): RequestHandler<DiscordRequest> {
  const { rest, messages, fetchFile } = parts;
  const { answer, runCommand } = createRunRequest({ ...parts, writeAddress });

  const askerOf = ({ address, server }: DiscordRequest): Asker => ({
    platform: platformName,
    person: address.person,
    channel: address.channel,
    ...(server !== null && { server }),
    ...(address.isPrivate && { isPrivate: true }),
  });

  const perform = async ({ task, server }: DiscordRequest, to: AnswerTo<Address>, context: ActionContext) => {
    switch (task.kind) {
      case 'command': {
        const command = findCommand(task.command);
        if (command === undefined) throw new UserError(discordUserMessages.oldCommand());
        return runCommand({ ...task, command, isPrivate: to.address.isPrivate }, to, fetchFile, context);
      }
      case 'turn':
        return turnPicture(await fetchFile(task.picture), context);
      case 'action':
        return act(task.action, task.job, { ...context, files: filesOf(task.pictures, fetchFile) });
      case 'share':
        return showAgain(task.job, { ...context, files: filesOf(task.pictures, fetchFile) });
      case 'expression':
        if (server === null) throw new UserError(discordUserMessages.onlyInServers());
        if (to.request.isAgain) throw new UserError(interrupted());
        return savePicture(task, server, { ...context, files: filesOf(task.pictures, fetchFile) }, rest);
      case 'interaction':
        throw new UserError(interrupted());
      default:
        throw task satisfies never;
    }
  };

  const answerTo = async (received: DiscordRequest, request: RunningRequest): Promise<AnswerTo<Address>> => {
    // An earlier process may have died before it learned the message of its answer, so that is not stored.
    const message = request.isAgain ? await messages.findOriginalResponse(received.address) : received.address.message;
    return { asker: askerOf(received), address: { ...received.address, message }, request };
  };

  const refuse: RequestHandler<DiscordRequest>['refuse'] = async (request, notice, running) => {
    const { task, address } = request;
    const isBelow = task.kind === 'interaction' && task.isBelow;
    if (isBelow) await messages.followUp(address, renderNotice(notice), { nonce: running.id });
    else await answer(await answerTo(request, running), () => Promise.reject(new UserError(notice)));
  };

  return {
    read: (json) => requestSchema.parse(json),
    refuse,
    async answer(request, running) {
      const { task } = request;
      if (task.kind === 'interaction' && task.isBelow) return refuse(request, interrupted(), running);
      const to = await answerTo(request, running);
      await answer(to, (context) => perform(request, to, context));
    },
  };
}
