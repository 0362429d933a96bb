import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import { actionLabels } from '../../commands/action.ts';
import { type ActionContext, act } from '../../commands/actions.ts';
import type { Asker } from '../../commands/command.ts';
import { type Completion, complete } from '../../commands/complete.ts';
import { answerFailure } from '../../commands/errors.ts';
import { parseLine } from '../../commands/line.ts';
import { type Engine, EngineFailure, type JobId } from '../../engine/client.ts';
import type { Metrics } from '../metrics.ts';
import type { ChatPlatform } from '../platform.ts';
import type { ResultStore } from '../results.ts';
import type { BotStudio } from '../studio.ts';
import type { ChannelMessage } from './api.ts';
import { createApp } from './app.ts';
import { createChannel } from './channel.ts';
import { createEventLog } from './event-log.ts';
import type { Messages } from './messages.ts';
import type { UploadStore } from './uploads.ts';

export interface LocalParts {
  readonly messages: Messages;
  readonly uploads: UploadStore;
  readonly store: ResultStore;
  readonly studio: BotStudio;
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly accessToken: string | null;
  readonly random: () => number;
  /** Lower-case letters and digits. */
  readonly newId: () => string;
  readonly now: () => Date;
}

/** The channel in the browser. */
export interface LocalPlatform extends ChatPlatform {
  readonly app: Hono;
  /** Answers the messages that a stop left without one. @param promised Addresses of jobs that will still be answered. */
  excuse(promised: readonly string[]): void;
  /** Takes away the messages from before, with what was uploaded to them. */
  sweep(before: Date): Promise<void>;
}

const name = 'local';

/** How a message is found again after a restart. */
const addressSchema = z.object({ message: z.string() });
const addressOf = (messageId: string): string => JSON.stringify({ message: messageId });
const messageAt = (address: string): string => addressSchema.parse(JSON.parse(address)).message;

export function createLocalPlatform(parts: LocalParts): LocalPlatform {
  const { messages, uploads, store, studio, engine, log, random, newId, now } = parts;
  const channel = createChannel({ messages, events: createEventLog(newId()), store });

  const post = (draft: Pick<ChannelMessage, 'person' | 'line' | 'uploads'>, id = newId()): ActionContext => {
    channel.post({ ...draft, id, at: now().toISOString() });
    return {
      asker: { platform: name, person: draft.person, channel: name },
      reply: channel.reply(id),
      studio: studio.at(addressOf(id)),
      engine,
      random,
    };
  };

  /** The browser has its answer when the message stands in the channel; what becomes of it comes as events. */
  const answerLater = (context: ActionContext, work: () => Promise<void>): void => {
    work()
      .catch((error) => answerFailure(error, context.reply, log))
      .catch((error) => log.error({ err: error }, 'a failure could not be shown'));
  };

  /** A completion is not worth an error: without an engine there are none. */
  const completions = async (line: string, cursor: number): Promise<readonly Completion[]> => {
    const asker: Asker = { platform: name, person: '', channel: name };
    try {
      return await complete(line, cursor, { engine, asker, studio: studio.at('') });
    } catch (error) {
      if (error instanceof EngineFailure) return [];
      throw error;
    }
  };

  return {
    name,
    replyAt: (address) => channel.promisedReply(messageAt(address)),
    excuse: (promised) => channel.excuse(new Set(promised.map(messageAt))),
    async sweep(before) {
      for (const id of messages.forget(before)) await uploads.remove(id);
    },
    app: createApp({
      ...parts,
      channel,
      async takeLine({ line, person, uploads: given }) {
        const id = newId();
        const context = post({ person, line, uploads: await uploads.keep(id, given) }, id);
        answerLater(context, async () => {
          const { command, options } = parseLine(line, given);
          await command.run({ ...context, options });
        });
        return id;
      },
      async takeAction({ jobId, action, person }) {
        const id = newId();
        const context = post({ person, line: actionLabels[action], uploads: [] }, id);
        answerLater(context, () => act(action, jobId as JobId, context));
        return id;
      },
      complete: completions,
    }),
  };
}
