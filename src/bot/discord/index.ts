import { once } from 'node:events';
import {
  type Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  type Interaction,
  RESTEvents,
  Routes,
} from 'discord.js';
import { filmOf } from '../../commands/actions/actions.ts';
import { UserError } from '../../commands/messages/errors.ts';
import type { JobService } from '../../commands/ports/job-service.ts';
import type { Reply } from '../../commands/ports/reply.ts';
import { captionOf } from '../../commands/recipes/caption.ts';
import type { DiscordConfig } from '../../config.ts';
import type { JobId } from '../../engine/client.ts';
import { StartupError } from '../../startup-error.ts';
import { createConnection } from '../chat/connecting/connection.ts';
import { keepConnecting } from '../chat/connecting/keep-connecting.ts';
import type { RemoteParts, RemotePlatform } from '../chat/platform.ts';
import { createRequestRunner } from '../chat/request-runner.ts';
import { createRedeliver } from '../jobs/redelivery.ts';
import { type Address, readAddress } from './address.ts';
import { closeProblem, inOneLine, startupProblem } from './api/connection-errors.ts';
import { createClient, createRest } from './api/gateway.ts';
import { createDeliveryLog } from './delivery-log.ts';
import { createFormStore } from './forms/form-store.ts';
import { platformName } from './inbound/acknowledge.ts';
import { createFetchFile } from './inbound/attachments.ts';
import { createInteractions } from './inbound/interactions.ts';
import { createRequests } from './inbound/requests.ts';
import { deletePosts } from './outbound/delete-posts.ts';
import { createMessageClient } from './outbound/message-client.ts';
import { renderResult } from './outbound/render.ts';
import { createReply } from './outbound/reply.ts';
import { registerCommands } from './setup/register.ts';

interface DiscordParts extends RemoteParts {
  readonly config: DiscordConfig;
}

const refusedToken = 'DISCORD_TOKEN: Discord does not know this token. docs/discord.md says where to get one.';

/** Delays between attempts to connect while Discord cannot be reached. */
const reconnectDelaysMs = [15_000] as const;

export function createDiscordPlatform(parts: DiscordParts): RemotePlatform {
  const { config, db, store, jobService, log, now, wait } = parts;
  const connection = createConnection('Discord', log);
  // Answers do not wait for the gateway, and survive a client whose log-in failed.
  const rest = createRest(config).setToken(config.token);
  const deliveryLog = createDeliveryLog(db);
  const messages = createMessageClient(rest);
  let isClosed = false;
  /** The bot's own Discord id; set when it has logged in. */
  let botId = '';

  /** The jobs that the asker of an answer may see. */
  const jobsVisibleTo = ({ person, channel }: Address): JobService =>
    jobService.as({ platform: platformName, person, channel }, '');

  const titleOf = async (job: JobId, address: Address): Promise<string> => {
    const found = await jobsVisibleTo(address).find(job);
    return found === undefined ? 'Step by step' : captionOf(found.recipe);
  };

  const replyParts = {
    ...{ rest, messages, deliveryLog, store, log, now, wait, titleOf },
    arePreviewsHidden: parts.arePreviewsHidden,
    isClosed: () => isClosed,
    isKept: jobService.isKept,
    filmOf: (job: JobId, address: Address) => filmOf(job, { jobService: jobsVisibleTo(address) }).catch(noFilm),
  };
  const replyAt = (address: Address, isResumed: boolean): Reply => createReply(address, { ...replyParts, isResumed });

  /** Redelivers an asker's pending results as ephemeral follow-ups to their next request. */
  const redeliver = createRedeliver(deliveryLog, log);
  const redeliverTo = (address: Address): Promise<void> =>
    redeliver(address.person, async (job) => {
      const result = await store.load(job);
      if (result === undefined) return;
      const draft = renderResult(result, address.person, ['share']);
      const content = `I could not bring you this earlier.\n${draft.content}`;
      await messages.followUp({ ...address, isPrivate: true }, { ...draft, content }, { nonce: job });
    });

  const fetchFile = createFetchFile(config.cdnHosts);
  // Without a button, Discord does not say whether the bot may delete threads: those are emptied and archived.
  const removePosts = (job: JobId): Promise<boolean> =>
    deletePosts({ job, bot: botId, mayDeleteThreads: false }, { rest, messages, deliveryLog, log });
  const runner = createRequestRunner({
    ...parts,
    platform: platformName,
    handler: createRequests({
      ...parts,
      ...{ rest, messages, replyAt, redeliverTo, removePosts, fetchFile },
    }),
  });
  const answer = createInteractions({
    ...parts,
    ...{ rest, messages, deliveryLog, runner, fetchFile, forms: createFormStore(db, log) },
  });

  const inProgress = new Set<Promise<void>>();
  const openClient = (): Client => {
    const opened = createClient({ config, connection, log, now, wait, isClosed: () => isClosed });
    opened.on(Events.InteractionCreate, (interaction: Interaction) => {
      if (isClosed) return;
      const work = answer(interaction).finally(() => inProgress.delete(work));
      inProgress.add(work);
    });
    return opened;
  };
  let client = openClient();

  rest.on(RESTEvents.Response, ({ route }, { status }) => {
    // On these routes, 401 concerns an interaction's token, which expires.
    if (status === 401 && !/^\/(webhooks|interactions)\//.test(route)) {
      connection.refused(inOneLine(closeProblem(GatewayCloseCodes.AuthenticationFailed)));
    }
  });
  rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
    log.info({ route, timeToReset }, 'waiting for a rate limit of Discord'),
  );
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.warn({ count }, 'Discord has refused many requests'));

  /** @returns False while Discord cannot be reached. @throws StartupError for a token that Discord does not know. */
  const logIn = async (): Promise<boolean> => {
    try {
      // Checks that Discord can be reached before a client is used up: one whose log-in failed never becomes ready.
      await rest.get(Routes.gatewayBot());
      await client.login(config.token);
      if (!client.isReady()) await once(client, Events.ClientReady);
      botId = client.user?.id ?? botId;
      log.info({ servers: client.guilds.cache.size }, 'connected to Discord');
      runner.resume();
      await register();
      return true;
    } catch (error) {
      if (isClosed) return true;
      if (isRefused(error)) throw new StartupError(refusedToken, { cause: error });
      const { status, problem } = connection.health();
      if (status === 'refused') throw new StartupError(problem ?? refusedToken, { cause: error });
      log.warn({ err: error }, 'could not connect to Discord; trying again');
      connection.away(inOneLine(startupProblem(error, rest)));
      await client.destroy().catch((err) => log.info({ err }, 'could not close a failed connection to Discord'));
      client = openClient();
      return false;
    }
  };

  const register = async (): Promise<void> => {
    try {
      const outcome = await registerCommands(rest, config.applicationId ?? client.application!.id);
      log.info({ outcome }, 'the commands are registered');
    } catch (err) {
      log.error({ err }, 'could not register the commands; the earlier ones stay');
    }
  };

  return {
    name: platformName,
    replyAt: (address) => replyAt(readAddress(address), true),
    health: connection.health,
    async connect() {
      const first = logIn();
      // When only the gateway cannot be reached, discord.js retries by itself, and connect() does not wait for it.
      await Promise.race([first, connection.failed]);
      if (connection.health().status === 'refused') await first;
      void keepConnecting({
        ...{ name: 'Discord', connect: logIn, first, delaysMs: reconnectDelaysMs, isClosed: () => isClosed },
        ...{ connection, log, wait },
      });
    },
    sweep: (before) => deliveryLog.forget(before),
    beginShutdown() {
      isClosed = true;
    },
    async close() {
      isClosed = true;
      await Promise.all(inProgress);
      await runner.settled();
      await client.destroy();
    },
  };
}

/** A job without sampling steps has no film. */
function noFilm(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/**
 * Whether the token was refused: discord.js throws TokenInvalid for a malformed one, Discord answers 401 for an unknown
 * one.
 */
const isRefused = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && 'code' in error && error.code === 'TokenInvalid');
