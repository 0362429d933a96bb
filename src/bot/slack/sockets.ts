import { type App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import { clientOptions, slackLogger } from './api.ts';
import { hostProblem } from './host-problem.ts';

export interface SocketParts {
  readonly config: Pick<SlackConfig, 'apiUrl'>;
  readonly appToken: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** Slack renews sockets every few hours, and delivers to the other one meanwhile. It allows ten. */
const socketCount = 2;
/** Between tries to open a socket that was lost; Slack takes few a minute. */
const pausesMs = [0, 1_000, 3_000, 10_000, 30_000, 60_000] as const;
/** A socket that is lost sooner after it was opened counts as one more failure. */
const steadyMs = 10_000;
/** So long Slack may take to greet on a new socket. */
const helloMs = 20_000;

/**
 * The sockets over which Slack delivers: opened again whenever they are lost, for as long as it takes. Bolt's own way would
 * leave five seconds in which nothing can be delivered, and would end the process where Slack cannot be reached then.
 */
export function createSockets(parts: SocketParts): Receiver {
  const [first, ...others] = Array.from({ length: socketCount }, () => createSocket(parts)) as [Socket, ...Socket[]];
  return {
    init: (app) => {
      for (const { receiver } of [first, ...others]) receiver.init(app);
    },
    /** Returns when Slack can deliver. @throws What the client library throws. */
    async start() {
      await first.open();
      for (const socket of others) void socket.keepTrying();
    },
    async stop() {
      await Promise.all([first, ...others].map((socket) => socket.close()));
    },
  };
}

interface Socket {
  readonly receiver: { init(app: App): void };
  /** @throws What the client library throws; Error where Slack does not greet. */
  open(): Promise<void>;
  /** Until it is open. Never throws. */
  keepTrying(): Promise<void>;
  close(): Promise<void>;
}

function createSocket({ config, appToken, log, now, wait }: SocketParts): Socket {
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger: slackLogger(log), autoReconnectEnabled: false },
    installerOptions: { clientOptions: clientOptions(config, log) },
  });
  let openedAt: number | undefined;
  let failures = 0;
  let isClosed = false;

  const greeted = async (): Promise<void> => {
    const tooLate = wait(helloMs).then(() => {
      throw new Error('Slack does not greet on a new socket');
    });
    await Promise.race([receiver.start(), tooLate]);
  };

  const open = async (): Promise<void> => {
    try {
      await greeted();
    } catch (error) {
      await receiver.stop();
      throw error;
    }
    openedAt = now().getTime();
    if (isClosed) await receiver.stop();
  };

  const keepTrying = async (): Promise<void> => {
    for (; !isClosed; failures++) {
      await wait(pausesMs[failures] ?? pausesMs.at(-1)!);
      if (isClosed) return;
      try {
        await open();
        return log.info('a socket to Slack is open');
      } catch (error) {
        if (isClosed) return;
        log.error(hostProblem(error, 'SLACK_APP_TOKEN', config.apiUrl), 'no socket to Slack; trying again');
        if (error instanceof webApi.WebAPIRateLimitedError) await wait(error.retryAfter * 1000);
      }
    }
  };

  receiver.client.on('disconnected', () => {
    if (openedAt === undefined || isClosed) return;
    failures = now().getTime() - openedAt < steadyMs ? failures + 1 : 0;
    openedAt = undefined;
    log.info('a socket to Slack was closed');
    void keepTrying();
  });

  return {
    ...{ receiver, open, keepTrying },
    async close() {
      isClosed = true;
      await receiver.stop();
    },
  };
}
