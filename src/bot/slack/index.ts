import { once } from 'node:events';
import { App, HTTPReceiver, type Receiver } from '@slack/bolt';
import { filmOf } from '../../commands/actions/actions.ts';
import { UserError } from '../../commands/messages/errors.ts';
import { type Reply, ReplyPostponed } from '../../commands/ports/reply.ts';
import type { SlackConfig } from '../../config.ts';
import type { JobId } from '../../engine/client.ts';
import { StartupError } from '../../startup-error.ts';
import { type Connection, createConnection } from '../chat/connecting/connection.ts';
import { keepConnecting } from '../chat/connecting/keep-connecting.ts';
import type { FileSource } from '../chat/fetch-file.ts';
import type { RemoteParts, RemotePlatform } from '../chat/platform.ts';
import { createRequestRunner } from '../chat/request-runner.ts';
import { type Address, readAddress } from './address.ts';
import { clientOptions, createApi, slackLogger } from './api/client.ts';
import { inOneLine, startupProblem, type TokenSetting } from './api/connection-errors.ts';
import { slackErrorKind } from './api/errors.ts';
import { acknowledgingAfterListeners } from './api/late-acknowledgement.ts';
import { createRateLimiter } from './api/rate-limiter.ts';
import { createSockets } from './api/sockets.ts';
import { createUserGroups } from './api/user-groups.ts';
import { createDeliveryStore } from './delivery-store.ts';
import { askerAt, platformName } from './inbound/answer-request.ts';
import { listenForEvents } from './inbound/event-router.ts';
import { createHome } from './inbound/home.ts';
import { createFetchSlackFile } from './inbound/message-images.ts';
import { requestSchema, type SlackRequest } from './inbound/payloads.ts';
import { createRequests } from './inbound/requests.ts';
import { createFileUploads } from './outbound/file-upload.ts';
import { createMessageClient } from './outbound/message-client.ts';
import { createRedeliverTo } from './outbound/redelivery.ts';
import { createPrefixCommands } from './outbound/render.ts';
import { createReply } from './outbound/reply.ts';
import { withResponseLimit } from './outbound/response-limit.ts';

interface SlackParts extends RemoteParts {
  readonly config: SlackConfig;
  /** The address on which Bolt listens in HTTP mode. */
  readonly host: string;
}

const refusedToken = 'Slack does not know this token. docs/slack.md says where to get one.';

/** Delays between attempts to connect while Slack cannot be reached. */
const reconnectDelaysMs = [2_000, 5_000, 15_000] as const;

export function createSlackPlatform(parts: SlackParts): RemotePlatform {
  const { config, host, db, store, jobService, log, now, wait, timeout } = parts;
  const source: FileSource = {
    platform: 'Slack',
    setting: 'SLACK_FILES_HOSTS',
    hosts: config.filesHosts,
    headers: { Authorization: `Bearer ${config.botToken}` },
  };
  const rateLimiter = createRateLimiter(wait);
  const connection = createConnection('Slack', log);
  const token = createConnection('Slack', log);
  const api = createApi({ config, rateLimiter, log, token });
  const uploads = { ...source, hosts: [...config.filesHosts, new URL(config.apiUrl).host] };
  const messages = withResponseLimit(createMessageClient(api, uploads));
  const deliveryStore = createDeliveryStore(db);
  const closing = new AbortController();
  const isClosed = () => closing.signal.aborted;
  const closed = once(closing.signal, 'abort');
  /** Waits before a retry. @throws ReplyPostponed when the bot is stopped meanwhile. */
  const waitUnlessClosing = async (ms: number): Promise<void> => {
    await Promise.race([wait(ms), closed]);
    if (isClosed()) throw new ReplyPostponed('the bot is being stopped');
  };
  const fileUploads = createFileUploads(messages, waitUnlessClosing);
  const prefixCommands = createPrefixCommands(config.commandPrefix);
  const tracked = new Set<Promise<void>>();
  let isOpen = false;
  const replyParts = {
    ...{ api, messages, fileUploads, deliveryStore, store, log, now, wait, timeout, prefixCommands },
    arePreviewsHidden: parts.arePreviewsHidden,
    waitUnlessClosing,
    isClosed,
    isKept: jobService.isKept,
    track: (work: Promise<void>) => {
      const done = work.finally(() => tracked.delete(done));
      tracked.add(done);
      return done;
    },
    // The name contains the job's id, so that the film is found when its picture is deleted.
    filmOf: async (job: JobId, address: Address) => {
      const film = await filmOf(job, { jobService: jobService.as(askerAt(address), '') }).catch(noFilm);
      return film && { ...film, name: film.name.replace(/-film\.webp$/, `-${job}-film.webp`) };
    },
  };
  const replyAt = (address: Address, isResumed: boolean): Reply => createReply(address, { ...replyParts, isResumed });

  const isAdmin = async (person: string): Promise<boolean> => {
    const { user } = await api
      .call('users.info', (client) => client.users.info({ user: person }))
      .catch(() => ({ user: undefined }));
    return user?.is_admin === true || user?.is_owner === true;
  };

  const userGroups = createUserGroups({ api, now });

  const identity = { id: '' };
  const requests = createRequests({
    ...parts,
    ...{ api, messages, deliveryStore, replyAt, isAdmin, userGroups, identity, commandPrefix: config.commandPrefix },
    fetchFile: createFetchSlackFile(api, source, wait),
    redeliverTo: createRedeliverTo({ messages, fileUploads, deliveryStore, store, log, now }),
  });
  const runner = createRequestRunner<SlackRequest>({
    ...parts,
    platform: platformName,
    handler: { ...requests, read: (json) => requestSchema.parse(json) },
  });
  const home = createHome({ api, deliveryStore, jobService, prefixCommands });

  const receiver = acknowledgingAfterListeners(createReceiver(parts, connection));
  const app = new App({
    receiver,
    clientOptions: clientOptions(config, log),
    logger: slackLogger(log),
    authorize: async () => ({ botToken: config.botToken, botUserId: identity.id }),
  });
  listenForEvents({ ...parts, ...{ app, api, runner, requests, home, isAdmin, userGroups, identity } });

  /** The token that the log-in has reached. */
  const tokenInUse = (): TokenSetting => (identity.id === '' ? 'SLACK_BOT_TOKEN' : 'SLACK_APP_TOKEN');

  /** @returns False while Slack cannot be reached. @throws StartupError for a token that Slack does not know. */
  const logIn = async (): Promise<boolean> => {
    try {
      const { user_id: id = '' } = await api.call('auth.test', (client) => client.auth.test());
      identity.id = id;
      runner.resume();
      await receiver.start(config.mode.kind === 'http' ? { port: config.mode.port, host } : undefined);
      isOpen = true;
      connection.opened();
      log.info({ mode: config.mode.kind }, 'connected to Slack');
      return true;
    } catch (error) {
      if (isClosed()) return true;
      if (slackErrorKind(error) === 'refused-token') {
        throw new StartupError(`${tokenInUse()}: ${refusedToken}`, { cause: error });
      }
      if (isPortTaken(error)) {
        throw new StartupError('SLACK_PORT: another program listens there; choose another port.', { cause: error });
      }
      log.warn({ err: error }, 'could not connect to Slack; trying again');
      connection.away(inOneLine(startupProblem(error, tokenInUse(), config.apiUrl)));
      return false;
    }
  };

  return {
    name: platformName,
    replyAt: (address) => replyAt(readAddress(address), true),
    async connect() {
      if (await logIn()) return;
      void keepConnecting({
        ...{ name: 'Slack', connect: logIn, delaysMs: reconnectDelaysMs, isClosed, connection, log, wait },
      });
    },
    // Both are needed: the connection to receive requests, the token to answer them.
    health: () => (token.health().status === 'refused' ? token : connection).health(),
    sweep: (before) => deliveryStore.forget(before),
    beginShutdown() {
      closing.abort();
      rateLimiter.end();
    },
    async close() {
      closing.abort();
      if (isOpen) await receiver.stop();
      await runner.settled();
      await Promise.allSettled(tracked);
    },
  };
}

function createReceiver({ config, log, now, wait, timeout }: SlackParts, connection: Connection): Receiver {
  const { mode } = config;
  switch (mode.kind) {
    case 'http':
      return new HTTPReceiver({
        ...{ signingSecret: mode.signingSecret, logger: slackLogger(log), endpoints: '/slack/events' },
      });
    case 'socket':
      return createSockets({ config, appToken: mode.appToken, connection, log, now, wait, timeout });
    default:
      throw mode satisfies never;
  }
}

/** A job without sampling steps has no film. */
function noFilm(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
