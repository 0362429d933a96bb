import type { Logger } from 'pino';
import { t } from '../../commands/language/translate.ts';
import { answerFailure, type FailureLog, type Notice } from '../../commands/messages/errors.ts';
import { type Reply, ReplyPostponed } from '../../commands/ports/reply.ts';
import { EngineError } from '../../engine/client.ts';
import type { Inbox, PendingRequest } from '../jobs/inbox.ts';

/** A request being answered. */
export interface RunningRequest {
  /** Its id in the inbox. */
  readonly id: string;
  /** An earlier process began it and died: parts of the answer may be posted already. */
  readonly isAgain: boolean;
}

/** How a platform answers the requests that it stored in the inbox. */
export interface RequestHandler<Body> {
  /** Parses a stored request. @throws Error when no version of the platform stored it. */
  read(json: unknown): Body;
  /** Returns when the request is answered, or its job is journaled. @throws ReplyPostponed */
  answer(body: Body, request: RunningRequest): Promise<void>;
  /** Answers with a notice and does not run the request. */
  refuse(body: Body, notice: Notice, request: RunningRequest): Promise<void>;
}

/**
 * Stores, acknowledges and answers the requests of a platform. A request that an earlier process acknowledged and did
 * not answer is answered by the next one.
 */
export interface RequestRunner<Body> {
  /**
   * Stores a request; the caller acknowledges it then.
   *
   * @param id Its id, when it has one already.
   * @returns Its id, for `run`; undefined when it was received before.
   */
  receive(delivery: string, body: Body, id?: string): string | undefined;
  /** Answers a received request. Never rejects. */
  run(id: string, body: Body): Promise<void>;
  /** Completes a request that is answered elsewhere. */
  drop(id: string): void;
  /** Answers the requests that earlier processes left. */
  resume(): void;
  /** The ids of received requests that are not answered. */
  pending(): readonly string[];
  /** Resolves when no request is being answered any more. */
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

/** After so many crashes of the bot during a request, it is refused: it may be the cause. */
const maxFatalAttempts = 3;

export function createRequestRunner<Body>(parts: RunnerParts<Body>): RequestRunner<Body> {
  const { inbox, platform, handler, log, newId, now } = parts;
  /** The requests that this process received or began, with their answering once it has begun. */
  const live = new Map<string, Promise<void> | undefined>();

  const complete = async (id: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (isPostponed(error)) return log.info({ request: id }, 'a request was left to the next start');
      log.error({ request: id, err: error }, 'could not answer a request');
    }
    markComplete(id);
  };

  /** Marks a request as answered. When that cannot be stored, as on a full disk, the next start answers it again. */
  const markComplete = (id: string): void => {
    try {
      inbox.complete(id);
    } catch (err) {
      log.error({ request: id, err }, 'could not store that a request was answered');
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
    log.error({ request: id }, 'refused a request during which the bot died each time');
    return handler.refuse(body, diedEachTime(), request);
  };

  /** Resumes one request. One that cannot be parsed stays stored, and does not prevent the others. */
  const resumeOne = (request: PendingRequest): void => {
    const { id } = request;
    try {
      const body = handler.read(JSON.parse(request.body));
      void start(id, () => answerAgain(request, body));
    } catch (err) {
      log.error({ request: id, err }, 'could not parse a stored request');
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
      if (left.length > 0) log.info({ requests: left.length, platform }, 'answering requests from before the restart');
      for (const each of left) resumeOne(each);
    },
    pending: () => inbox.pending(platform).map(({ id }) => id),
    async settled() {
      await Promise.all(live.values());
    },
  };
}

const diedEachTime = (): Notice => ({
  message: t('I was stopped each time I began with this.'),
  hint: t('Please ask again, with less at once or with a smaller file.'),
});

/** The notice for a request that must not be run twice and may have been run already. */
export const interrupted = (): Notice => ({
  message: t('I was stopped before I could answer this.'),
  hint: t('Please look whether it is done, and ask again if it is not.'),
});

/** Whether the bot is being stopped, so that the next process answers. */
const isPostponed = (error: unknown): boolean =>
  error instanceof ReplyPostponed || (error instanceof EngineError && error.code === 'stopped');

/**
 * Answers an error, unless the bot is being stopped: then the next process answers the request.
 *
 * @throws ReplyPostponed
 */
export async function answerFailureUnlessPostponed(error: unknown, reply: Reply, log: FailureLog): Promise<void> {
  if (isPostponed(error)) throw error;
  await answerFailure(error, reply, log);
}
