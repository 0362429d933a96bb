import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type ActionContext, act } from '../../commands/actions/actions.ts';
import { cancelOwn } from '../../commands/jobs/cancel-own.ts';
import { deleteOwn } from '../../commands/jobs/delete-own.ts';
import { answerFailure } from '../../commands/messages/errors.ts';
import { type Completion, complete } from '../../commands/parsing/complete.ts';
import { readLine } from '../../commands/parsing/parse-line.ts';
import { lineOfText } from '../../commands/parsing/plain-words.ts';
import { actionLabels, actionNames } from '../../commands/ports/action.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { Reply } from '../../commands/ports/reply.ts';
import { type Engine, EngineError, type Gallery, type JobId } from '../../engine/client.ts';
import { checkCommand, type ParsedCommand, withFiles } from '../chat/parsed-command.ts';
import { createRequestRunner } from '../chat/request-runner.ts';
import { type AnswerTo, createRunRequest } from '../chat/run-request.ts';
import type { UploadMemory } from '../chat/upload-memory.ts';
import type { HealthReport } from '../health.ts';
import type { Inbox } from '../jobs/inbox.ts';
import type { BotJobService } from '../jobs/job-service.ts';
import type { ReplyResolver } from '../jobs/reply-resolver.ts';
import type { ResultStore } from '../jobs/result-store.ts';
import type { Metrics } from '../metrics.ts';
import type { SavedStyles } from '../policy/saved-styles.ts';
import type { ServerPolicy } from '../policy/server-policy.ts';
import type { SettingsStore } from '../policy/settings.ts';
import type { StorageHealth } from '../storage/storage-health.ts';
import { createChannel } from './channel/channel.ts';
import { createEventLog } from './channel/event-log.ts';
import type { MessageStore } from './channel/message-store.ts';
import type { UploadStore } from './channel/upload-store.ts';
import { createApp } from './server/app.ts';
import type { LinkSettings } from './server/share-links.ts';
import type { ChannelMessage } from './wire-types.ts';

interface LocalParts {
  readonly inbox: Inbox;
  readonly messages: MessageStore;
  readonly uploads: UploadStore;
  readonly uploadMemory: UploadMemory;
  readonly settings: Pick<SettingsStore, 'of'>;
  readonly policy: Pick<ServerPolicy, 'govern'>;
  readonly styles: Pick<SavedStyles, 'as'>;
  readonly store: ResultStore;
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly health: () => HealthReport;
  readonly storage: Pick<StorageHealth, 'blame'>;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly accessToken: string | null;
  /** Null: no links to pictures are made. */
  readonly links: LinkSettings | null;
  readonly random: () => number;
  /** Lower-case letters and digits. */
  readonly newId: () => string;
  readonly now: () => Date;
  readonly timeout: (ms: number) => Promise<void>;
}

/** The local channel and its server. */
interface LocalPlatform extends ReplyResolver {
  readonly app: Hono;
  /** Answers requests that an earlier process left. @param unfinished Addresses of jobs that will still be answered. */
  resume(unfinished: readonly string[]): void;
  /** Resolves when no request is being answered any more. */
  settled(): Promise<void>;
  /** Deletes the messages from before this time, with their uploads. */
  sweep(before: Date): Promise<void>;
}

const name = 'local';

/** A request as it is stored; its files are in the upload store. */
const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), line: z.string(), person: z.string(), uploads: z.array(z.string()) }),
  z.object({ kind: z.literal('action'), action: z.enum(actionNames), jobId: z.string(), person: z.string() }),
]);
type LocalRequest = z.infer<typeof requestSchema>;

/** Reads a typed line; its files are those of the upload store, by their place. @throws UserError */
function readRequest({ line: typed, uploads }: Extract<LocalRequest, { kind: 'line' }>): ParsedCommand<StoredFile> {
  const files = uploads.map((fileName, index) => ({ name: fileName, index }));
  // A line with a slash is a command as it stands, commas and all.
  const { line, ...note } = isCommandLine(typed) ? { line: typed } : lineOfText(typed, files.length > 0);
  return withFiles({ ...readLine(line), ...note, isPrivate: false }, files);
}

interface StoredFile {
  readonly name: string;
  readonly index: number;
}

const isCommandLine = (line: string): boolean => /^\s*[/／]/.test(line);

/** For what the page shows by itself. */
const silent: Reply = { show: async () => {} };

/** The asker with this name. Names are not verified: they tell whose jobs are whose, but restrict nothing. */
const askerNamed = (person: string): Asker => ({ platform: name, person, channel: name });

/** The address of an answer: the id of its message. */
const addressSchema = z.object({ message: z.string() });
const addressOf = (messageId: string): string => JSON.stringify({ message: messageId });
const messageAt = (address: string): string => addressSchema.parse(JSON.parse(address)).message;

/** The message of an address; none when it cannot be parsed: such a job is not answered. */
function knownMessage(address: string): readonly string[] {
  try {
    return [messageAt(address)];
  } catch {
    return [];
  }
}

export function createLocalPlatform(parts: LocalParts): LocalPlatform {
  const { messages, uploads, store, jobService, engine, styles, log, newId, now } = parts;
  const channel = createChannel({ messages, events: createEventLog(newId()), store });

  /** Deletes the uploads of a refused request, so that refused requests cannot fill the disk. */
  const dropUploads = async (id: string): Promise<void> => {
    channel.withoutUploads(id);
    await uploads.remove(id);
  };

  const removePosts = async (job: JobId): Promise<boolean> => {
    for (const id of channel.removeJob(job)) await uploads.remove(id);
    return true;
  };

  const { answer, runCommand } = createRunRequest<string>({
    ...parts,
    removePosts,
    writeAddress: addressOf,
    replyAt: channel.reply,
    onFailure: ({ id }) => dropUploads(id),
  });

  const perform = async (request: LocalRequest, to: AnswerTo<string>, context: ActionContext): Promise<void> => {
    if (request.kind === 'action') return act(request.action, request.jobId as JobId, context);
    await runCommand(readRequest(request), to, (file) => uploads.load(to.address, file), context);
  };

  const runner = createRequestRunner<LocalRequest>({
    ...parts,
    platform: name,
    handler: {
      read: (json) => requestSchema.parse(json),
      answer(request, running) {
        const to = { asker: askerNamed(request.person), address: running.id, request: running };
        return answer(to, (context) => perform(request, to, context));
      },
      async refuse(_, notice, { id }) {
        await channel.reply(id).show({ kind: 'notice', ...notice });
        await dropUploads(id);
      },
    },
  });

  /** Posts and stores a request, then runs it. Returns when the message is posted; its answer is sent as events. */
  const accept = async (
    id: string,
    posted: Pick<ChannelMessage, 'line' | 'uploads' | 'pressed'>,
    request: LocalRequest,
  ): Promise<string> => {
    try {
      channel.post({ id, at: now().toISOString(), person: request.person, ...posted });
      runner.receive(id, request, id);
    } catch (error) {
      await uploads.remove(id); // a request that cannot be stored needs none
      await answerFailure(error, channel.reply(id), log).catch(() => {}); // only if its message was posted
      throw error;
    }
    void runner.run(id, request);
    return id;
  };

  /** Cancels a job at once: its own message says so. @throws UserError when that cannot be done. */
  const cancel = async (job: JobId, person: string): Promise<null> => {
    const asker = askerNamed(person);
    await cancelOwn(job, { asker, reply: silent, jobService: jobService.as(asker, '') });
    return null;
  };

  /** Completes a line; without an engine there are no completions, and no error. */
  const completions = async (line: string, cursor: number, person: string): Promise<readonly Completion[]> => {
    try {
      const asker = askerNamed(person);
      return await complete(line, cursor, { engine, jobService: jobService.as(asker, ''), styles: styles.as(asker) });
    } catch (error) {
      if (error instanceof EngineError) return [];
      throw error;
    }
  };

  /** Without an engine there is no gallery, and no error. */
  const gallery = async (): Promise<Gallery | null> => {
    try {
      const [model] = await engine.models();
      return model === undefined ? null : await engine.gallery(model.name);
    } catch (error) {
      if (error instanceof EngineError) return null;
      throw error;
    }
  };

  return {
    name,
    replyAt: (address) => channel.acknowledgedReply(messageAt(address)),
    resume(unfinished) {
      channel.answerInterrupted(new Set([...unfinished.flatMap(knownMessage), ...runner.pending()]));
      runner.resume();
    },
    settled: runner.settled,
    async sweep(before) {
      for (const id of messages.forget(before)) await uploads.remove(id);
      for (const id of await uploads.keptBefore(before)) if (messages.find(id) === undefined) await uploads.remove(id);
    },
    app: createApp({
      ...parts,
      channel,
      async acceptLine({ line, person, uploads: files }) {
        const request = { kind: 'line', line, person, uploads: files.map((each) => each.name) } as const;
        checkCommand(readRequest(request)); // a line that cannot be read stays in the composer
        const id = newId();
        return accept(id, { line, uploads: await uploads.keep(id, files) }, request);
      },
      async acceptAction({ jobId, action, person }) {
        if (action === 'cancel') return cancel(jobId as JobId, person);
        const posted = { line: actionLabels()[action], uploads: [], pressed: { action, jobId } };
        return accept(newId(), posted, { kind: 'action', action, jobId, person });
      },
      async acceptDeletion({ jobId, person }) {
        const asker = askerNamed(person);
        const services = { asker, reply: silent, jobService: jobService.as(asker, ''), removePosts };
        await deleteOwn(jobId as JobId, services);
      },
      complete: completions,
      gallery,
      isShown: async (job) => (await jobService.as(askerNamed(''), '').find(job)) !== undefined,
    }),
  };
}
