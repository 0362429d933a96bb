import type { Logger } from 'pino';
import { answerFailure, type FailureLog, type Notice } from '../../commands/messages/errors.ts';
import { type Reply, ReplyPostponed } from '../../commands/ports/reply.ts';
import { EngineError } from '../../engine/client.ts';
import type { Inbox, PendingRequest } from '../jobs/inbox.ts';

/** A request that is being answered. */
export interface RunningRequest {
  /** As in the inbox. */
  readonly id: string;
  /** An earlier process began it and died: something of the answer may stand already. */
  readonly isAgain: boolean;
}

/** How a platform answers what it wrote into the inbox. */
export interface RequestHandler<Body> {
  /** @throws Error for what no version of the platform wrote. */
  read(json: unknown): Body;
  /** Returns when it is answered, or a job is journaled that will be. @throws ReplyPostponed */
  answer(body: Body, request: RunningRequest): Promise<void>;
  /** Tells its asker instead that it is not done. */
  refuse(body: Body, notice: Notice, request: RunningRequest): Promise<void>;
}

/**
 * The one way from what a platform delivers to its answer: write it down, acknowledge it, answer it. What an earlier
 * process acknowledged and did not answer is answered by the next one.
 */
export interface RequestRunner<Body> {
  /**
   * Writes a request down; the caller acknowledges it then.
   *
   * @param id Names it where it has a name already.
   * @returns Its id, for `run`; undefined for what was received before.
   */
  receive(delivery: string, body: Body, id?: string): string | undefined;
  /** Answers what was received. Never rejects. */
  run(id: string, body: Body): Promise<void>;
  /** Somebody else answers it. */
  drop(id: string): void;
  /** Answers what earlier processes left. */
  resume(): void;
  /** Ids of what is received and not answered. */
  pending(): readonly string[];
  /** Resolves when nothing is being answered any more. */
  settled(): Promise<void>;
}

interface RunnerParts<Body> {
  readonly inbox: Inbox;
  readonly platform: string;
  readonly handler: RequestHandler<Body>;
  readonly log: Logger;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** A request under which the bot died so often may be what kills it. */
const maxFatalAttempts = 3;

export function createRequestRunner<Body>(parts: RunnerParts<Body>): RequestRunner<Body> {
  const { inbox, platform, handler, log, newId, now } = parts;
  /** What this process received or began, and how it is being answered once it is. */
  const live = new Map<string, Promise<void> | undefined>();

  const complete = async (id: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (isPostponed(error)) return log.info({ request: id }, 'a request is left to the next start');
      log.error({ request: id, err: error }, 'a request was not answered');
    }
    markComplete(id);
  };

  /** Where it cannot be written down, as on a full disk, the next start answers once more. */
  const markComplete = (id: string): void => {
    try {
      inbox.complete(id);
    } catch (err) {
      log.error({ request: id, err }, 'that a request was answered could not be written down');
    }
  };

  const start = (id: string, work: () => Promise<void>): Promise<void> => {
    const done = complete(id, work).finally(() => live.delete(id));
    live.set(id, done);
    return done;
  };

  const answerAgain = async ({ id, attempts }: PendingRequest, body: Body): Promise<void> => {
    const request = { id, isAgain: true };
    if (attempts < maxFatalAttempts) {
      inbox.markAttempt(id);
      return handler.answer(body, request);
    }
    log.error({ request: id }, 'the bot died each time under this request, which is refused');
    return handler.refuse(body, diedEachTime, request);
  };

  /** What cannot be read is kept, and keeps nobody else from being answered. */
  const resumeOne = (request: PendingRequest): void => {
    const { id } = request;
    try {
      const body = handler.read(JSON.parse(request.body));
      void start(id, () => answerAgain(request, body));
    } catch (err) {
      log.error({ request: id, err }, 'a request from before cannot be read');
    }
  };

  return {
    receive(delivery, body, id = newId()) {
      if (!inbox.receive({ id, platform, delivery, body }, now())) return undefined;
      live.set(id, undefined);
      return id;
    },
    run: (id, body) => start(id, () => handler.answer(body, { id, isAgain: false })),
    drop(id) {
      live.delete(id);
      markComplete(id);
    },
    resume() {
      const left = inbox.pending(platform).filter(({ id }) => !live.has(id));
      if (left.length > 0) log.info({ requests: left.length, platform }, 'answering what was acknowledged before');
      for (const each of left) resumeOne(each);
    },
    pending: () => inbox.pending(platform).map(({ id }) => id),
    async settled() {
      await Promise.all(live.values());
    },
  };
}

const diedEachTime = {
  message: 'I was stopped each time I began with this.',
  hint: 'Please ask again, with less at once or with a smaller file.',
} as const satisfies Notice;

/** What is done only once: it may be done already, and done again it would mean something else. */
export const interrupted = {
  message: 'I was stopped before I could answer this.',
  hint: 'Please look whether it is done, and ask again if it is not.',
} as const satisfies Notice;

/** The bot is being stopped: the next process answers. */
const isPostponed = (error: unknown): boolean =>
  error instanceof ReplyPostponed || (error instanceof EngineError && error.code === 'stopped');

/** Says what went wrong, unless the bot is being stopped: then the request is left to the next process. @throws ReplyPostponed */
export async function answerFailureUnlessPostponed(error: unknown, reply: Reply, log: FailureLog): Promise<void> {
  if (isPostponed(error)) throw error;
  await answerFailure(error, reply, log);
}
