import { createServer } from 'node:http';
import { type Clock, createClock } from '../clock.ts';
import { listenOnLoopback } from '../loopback.ts';
import { createUntil, type Until } from '../until.ts';
import { createPost, type Delivery, type Post } from './delivery.ts';
import { createFaults, type Fault } from './faults.ts';
import { createProcessing, type FilesHost, type Processing, startFilesHost } from './files.ts';
import { createHttpMode, type HttpMode } from './http-mode.ts';
import { manifestComplaints, readManifest, withoutManifest } from './installation.ts';
import { eventCallback, subscriptionOf } from './payloads.ts';
import { createPersonActs, type PersonActs } from './person.ts';
import { createRateLimits, type Rate } from './rate-limits.ts';
import { slackSchemas } from './schemas.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createWebApi, type LoggedRequest } from './web-api.ts';
import { createPlaces, createWorld } from './workspace.ts';
import type { Channel, Json, Message, SlackFile, User, UserGroup, View, World } from './world.ts';

export type { Acknowledgement, Delivery, Parcel } from './delivery.ts';
export type { Exchange } from './exchange.ts';
export type { Fault } from './faults.ts';
export type { Upload } from './files.ts';
export type { ViewValues } from './fill.ts';
export type { Signature } from './http-mode.ts';
export type { LoggedRequest } from './web-api.ts';
export type { Channel, Json, Message, SlackFile, User, View } from './world.ts';

export type Mode = 'socket' | 'http';

export interface SlackOptions {
  /** The app's manifest: then people are offered only its commands and shortcuts, and the bot has only its scopes. */
  readonly manifest?: Json;
  /** Whether the workspace offers streamed messages; it does by default. */
  readonly offersStreaming?: boolean;
  /** How long `until` waits before it gives up. */
  readonly patienceMs?: number;
  /** So many times faster its limits of requests fill again, for a bot whose pauses are as many times shorter. */
  readonly speedup?: number;
}

type Environment = Readonly<Partial<Record<EnvironmentName, string>>>;
type EnvironmentName =
  | 'SLACK_BOT_TOKEN'
  | 'SLACK_APP_TOKEN'
  | 'SLACK_SIGNING_SECRET'
  | 'SLACK_PORT'
  | 'SLACK_API_URL'
  | 'SLACK_FILES_HOSTS';

/** A double of Slack: a Web API, sockets or signed requests, a files host, and the people who use them. */
export interface SlackDouble extends PersonActs {
  /** The environment variables with which the bot finds the double, which from now on delivers in this mode. */
  env(mode?: Mode): Environment;
  close(): Promise<void>;
  readonly clock: Clock;
  readonly speedup: number;
  readonly sockets: SocketMode;
  readonly http: HttpMode;
  readonly filesHost: FilesHost;
  /** How long files take until Slack has looked at them. */
  readonly processing: Processing;
  /** Everything that was sent to the bot, with its acknowledgements. */
  readonly mail: Post;
  /** Everything that exists, for looking into. */
  readonly world: World;
  /** Every request of the bot in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** Mistakes: what the bot sent and Slack never takes, or what the double sent and Slack never would. */
  readonly violations: readonly string[];
  /** @throws Error that lists the violations, if there are any. */
  expectClean(): void;
  /** Forgets the violations, for a test that made them on purpose. */
  forgive(): void;
  readonly until: Until;

  /** Makes the next matching requests go wrong. */
  failNext(fault: Fault): void;
  /** How many faults no request has met yet. */
  faultsLeft(): number;
  /** Makes the next payloads arrive late or several times. */
  deliverNext(delivery: Delivery): void;
  /** Replaces the pace of a method, or with `chat.postMessage in a channel` that within each channel. */
  setRate(method: string, rate: Rate): void;

  person(name: string): User;
  channel(name: string, options?: { bot?: boolean; isPrivate?: boolean; people?: readonly User[] }): Channel;
  /** Who is in it can be changed in its set. */
  userGroup(handle: string, people: readonly User[]): UserGroup;
  directMessages(person: User): Channel;
  /** Takes the bot out of a channel, or lets it in. */
  setMember(channel: Channel, isMember: boolean): void;
  archive(channel: Channel): void;
  deleteChannel(channel: Channel): void;
  deleteMessage(channel: Channel, ts: string): void;
  setScopes(scopes: readonly string[]): void;
  /** Takes the bot's token back. */
  revokeToken(): void;

  /**
   * Messages as they are now, oldest first; ephemeral ones only for their viewer.
   *
   * @param options.thread One thread only.
   */
  messages(channel: Channel, options?: { viewer?: User; thread?: string }): readonly Message[];
  /** The bytes of a file, as the files host has them. */
  bytes(file: Pick<SlackFile, 'id'>): Uint8Array;
  /** The modal that a person sees; null when none is open. */
  modal(person: User): View | null;
  home(person: User): View | null;
}

/** Opens a Slack workspace of one's own, with the app installed. Close it when the test is over. */
export async function openSlack(options: SlackOptions = {}): Promise<SlackDouble> {
  const clock = createClock();
  const { until, changed } = createUntil(options.patienceMs);
  const violations: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const world = createWorld({
    clock,
    schemas: await slackSchemas(),
    installation: options.manifest === undefined ? withoutManifest() : readManifest(options.manifest),
    offersStreaming: options.offersStreaming ?? true,
    changed,
    violation: (what) => {
      violations.push(what);
    },
    later: (ms, act) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, ms);
      timers.add(timer);
    },
  });
  for (const complaint of manifestComplaints(options.manifest ?? {})) world.violation(`the manifest: ${complaint}`);
  const faults = createFaults();
  const processing = createProcessing(world);
  const requests: LoggedRequest[] = [];
  const rates = new Map<string, Rate>();
  const { speedup = 1 } = options;
  const limits = createRateLimits(() => performance.now() * speedup);
  const server = createWebApi({ world, processing, faults, limits, rates, log: requests });
  const sockets = createSocketMode(world, server);
  world.apiUrl = await listenOnLoopback(server);
  const filesHost = await startFilesHost(world, faults);
  const http = createHttpMode(world, await freePort());
  let mode: Mode = 'socket';
  const post = createPost(world, (parcel, attempt) => (mode === 'socket' ? sockets : http).carry(parcel, attempt));
  world.emit = (event) => {
    if (!world.installation.events.includes(subscriptionOf(event))) return;
    const wrong = world.schemas.event(event);
    if (wrong !== null) world.violation(`the double's event ${event.type}: ${wrong}`);
    post.send('events_api', eventCallback(world, event));
  };

  return {
    ...createPersonActs({ world, post, processing, until }),
    ...createPlaces(world),
    env: (wanted = mode) => {
      mode = wanted;
      const { bot, app, signingSecret } = world.tokens;
      const own =
        mode === 'socket'
          ? { SLACK_APP_TOKEN: app }
          : { SLACK_SIGNING_SECRET: signingSecret, SLACK_PORT: String(http.port) };
      const hosts = { SLACK_API_URL: `${world.apiUrl}/api/`, SLACK_FILES_HOSTS: new URL(world.filesUrl).host };
      return { SLACK_BOT_TOKEN: bot, ...own, ...hosts };
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await sockets.close();
      for (const it of [server, filesHost.server]) {
        it.closeAllConnections();
        await new Promise((resolve) => it.close(resolve));
      }
    },
    clock,
    speedup,
    sockets,
    http,
    filesHost,
    processing,
    mail: post,
    world,
    requests,
    violations,
    expectClean: () => {
      if (violations.length > 0) throw new Error(`Slack would not have it:\n${violations.join('\n')}`);
    },
    forgive: () => {
      violations.length = 0;
    },
    until,
    failNext: faults.add,
    faultsLeft: faults.left,
    deliverNext: post.deliverNext,
    setRate: (method, rate) => {
      rates.set(method, rate);
    },
  };
}

/** A port of this machine that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  const url = await listenOnLoopback(server);
  await new Promise((resolve) => server.close(resolve));
  return Number(new URL(url).port);
}
