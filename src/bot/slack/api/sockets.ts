import { type App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../../config.ts';
import type { Connection } from '../../chat/connecting/connection.ts';
import { createReconnectDelays } from '../../chat/connecting/reconnect-delays.ts';
import { clientOptions, slackLogger } from './client.ts';
import { inOneLine, socketModeOff, startupProblem } from './connection-errors.ts';
import { isHopeless } from './errors.ts';

interface SocketParts {
  readonly connection: Connection;
  readonly config: Pick<SlackConfig, 'apiUrl'>;
  readonly appToken: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** Slack renews sockets every few hours, and delivers to the other one meanwhile. It allows ten. */
const socketCount = 2;
/** So long Slack may take to greet on a new socket. */
const helloMs = 20_000;

/**
 * The sockets over which Slack delivers: opened again whenever they are lost, for as long as it takes. Bolt's own way would
 * leave five seconds in which nothing can be delivered, and would end the process where Slack cannot be reached then.
 */
export function createSockets(parts: SocketParts): Receiver {
  const socketEvents = createSocketEvents(parts);
  const sockets = Array.from({ length: socketCount }, () => createSocket({ ...parts, socketEvents }));
  const [first, ...others] = sockets as [Socket, ...Socket[]];
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

/** What becomes of the sockets, as far as it says whether Slack can deliver: one of them is enough. */
interface SocketEvents {
  opened(socket: object): void;
  closed(socket: object): void;
  failed(error: unknown): void;
  /** Somebody has turned Socket Mode off. */
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
      const words = inOneLine(startupProblem(error, 'SLACK_APP_TOKEN', config.apiUrl));
      if (isHopeless(error)) connection.refused(words);
      else connection.away(words);
    },
    disabled() {
      isDisabled = true;
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

function createSocket(parts: SocketParts & { readonly socketEvents: SocketEvents }): Socket {
  const { config, appToken, log, now, wait, socketEvents } = parts;
  const delays = createReconnectDelays(now);
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger: slackLogger(log), autoReconnectEnabled: false },
    installerOptions: { clientOptions: clientOptions(config, log) },
  });
  let isOpen = false;
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
        return log.info('a socket to Slack is open');
      } catch (error) {
        if (isClosed) return;
        socketEvents.failed(error);
        log.error(startupProblem(error, 'SLACK_APP_TOKEN', config.apiUrl), 'no socket to Slack; trying again');
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

/** Slack says why it closes a socket; most often it opens the next one. */
const isDisabling = (data: unknown): boolean =>
  /"type":\s*"disconnect"/.test(String(data)) && /link_disabled/.test(String(data));
