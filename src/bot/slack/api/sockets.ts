import { type App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../../config.ts';
import type { Connection } from '../../chat/connecting/connection.ts';
import { createReconnectDelays } from '../../chat/connecting/reconnect-delays.ts';
import { clientOptions, slackLogger } from './client.ts';
import { inOneLine, socketModeOff, startupProblem } from './connection-errors.ts';
import { isPermanent } from './errors.ts';

interface SocketParts {
  readonly connection: Connection;
  readonly config: Pick<SlackConfig, 'apiUrl'>;
  readonly appToken: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  readonly timeout: (ms: number) => Promise<void>;
}

/** Slack replaces each socket every few hours and delivers to the other one meanwhile. It allows ten. */
const socketCount = 2;
/** How long Slack may take to send `hello` on a new socket. */
const helloMs = 20_000;

/**
 * Receives events over Socket Mode, and reopens lost sockets until it succeeds. Bolt's own reconnecting leaves five
 * seconds in which nothing can be delivered, and ends the process when Slack cannot be reached then.
 */
export function createSockets(parts: SocketParts): Receiver {
  const socketEvents = createSocketEvents(parts);
  const sockets = Array.from({ length: socketCount }, () => createSocket({ ...parts, socketEvents }));
  const [first, ...others] = sockets as [Socket, ...Socket[]];
  return {
    init: (app) => {
      for (const { receiver } of [first, ...others]) receiver.init(app);
    },
    /** Returns when the first socket is open. @throws What the client library throws. */
    async start() {
      await first.open();
      for (const socket of others) void socket.keepTrying();
    },
    async stop() {
      await Promise.all([first, ...others].map((socket) => socket.close()));
    },
  };
}

/** Derives the connection's health from the sockets' events: one open socket is enough. */
interface SocketEvents {
  opened(socket: object): void;
  closed(socket: object): void;
  failed(error: unknown): void;
  /** Socket Mode was turned off for the app. */
  disabled(): void;
}

function createSocketEvents({ config, connection }: SocketParts): SocketEvents {
  const open = new Set<object>();
  let isDisabled = false;
  return {
    opened(socket) {
      open.add(socket);
      isDisabled = false;
      connection.opened();
    },
    closed(socket) {
      open.delete(socket);
      if (open.size > 0) return;
      if (isDisabled) connection.refused(inOneLine(socketModeOff));
      else connection.lost('the connection to Slack was lost; trying again');
    },
    failed(error) {
      if (open.size > 0) return;
      const problem = inOneLine(startupProblem(error, 'SLACK_APP_TOKEN', config.apiUrl));
      if (isPermanent(error)) connection.refused(problem);
      else connection.away(problem);
    },
    disabled() {
      isDisabled = true;
    },
  };
}

interface Socket {
  readonly receiver: { init(app: App): void };
  /** @throws What the client library throws; Error when Slack sends no `hello` in time. */
  open(): Promise<void>;
  /** Retries until the socket is open or closed by `close`. Never throws. */
  keepTrying(): Promise<void>;
  close(): Promise<void>;
}

function createSocket(parts: SocketParts & { readonly socketEvents: SocketEvents }): Socket {
  const { config, appToken, log, now, wait, timeout, socketEvents } = parts;
  const delays = createReconnectDelays(now);
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger: slackLogger(log), autoReconnectEnabled: false },
    installerOptions: { clientOptions: clientOptions(config, log) },
  });
  let isOpen = false;
  let isClosed = false;

  const waitForHello = async (): Promise<void> => {
    const tooLate = timeout(helloMs).then(() => {
      throw new Error('Slack sent no hello on a new socket');
    });
    await Promise.race([receiver.start(), tooLate]);
  };

  const open = async (): Promise<void> => {
    try {
      await waitForHello();
    } catch (error) {
      await receiver.stop();
      throw error;
    }
    isOpen = true;
    delays.opened();
    socketEvents.opened(receiver);
    if (isClosed) await receiver.stop();
  };

  const keepTrying = async (): Promise<void> => {
    while (!isClosed) {
      await wait(delays.next());
      if (isClosed) return;
      try {
        await open();
        return log.info('opened a socket to Slack');
      } catch (error) {
        if (isClosed) return;
        socketEvents.failed(error);
        log.error(
          startupProblem(error, 'SLACK_APP_TOKEN', config.apiUrl),
          'could not open a socket to Slack; trying again',
        );
        if (error instanceof webApi.WebAPIRateLimitedError) await wait(error.retryAfter * 1000);
      }
    }
  };

  receiver.client.on('ws_message', (data: unknown) => {
    if (isDisabling(data)) socketEvents.disabled();
  });
  receiver.client.on('disconnected', () => {
    if (!isOpen || isClosed) return;
    isOpen = false;
    delays.lost();
    socketEvents.closed(receiver);
    log.info('lost a socket to Slack');
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

/**
 * Whether a message says that the socket closes because Socket Mode was turned off. Most often Slack only renews it.
 */
const isDisabling = (data: unknown): boolean =>
  /"type":\s*"disconnect"/.test(String(data)) && /link_disabled/.test(String(data));
