import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Language, languages } from './commands/language/languages.ts';
import { StartupError } from './startup-error.ts';

/** Folder of the models that ship with Stridebot. */
const embeddedModelsDir = join(fileURLToPath(new URL('..', import.meta.url)), 'models');

/** A whole number. Its one error message says what is expected, whatever is wrong with the value. */
const count = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `one of ${names.join(', ')}` });

const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, { error: 'the number under "Application ID" in the developer portal' });

/** Host names separated by commas, each with a port where it is not the default one. */
const hosts = z
  .string()
  .transform((list) => list.split(',').flatMap((host) => host.trim() || []))
  .refine((list) => list.length > 0 && list.every((host) => /^[\w.-]+(:\d+)?$/.test(host)), {
    error: 'host names with commas between them',
  });

/** A Slack token, recognised by its prefix. */
const slackToken = (start: string, where: string) =>
  z.string().regex(new RegExp(`^${start}[\\w-]+$`), { error: `begins with ${start}; it is under "${where}"` });

const commandPrefix = z
  .string()
  .regex(/^[a-z0-9_-]{1,20}$/, { error: 'up to 20 small letters, digits, - and _, without a slash' });

const shardCount = z.union([z.literal('auto'), count(1, 1_000)], { error: 'a whole number from 1 to 1000, or auto' });

/** Every environment variable that is read. `.env.example` explains each; a test compares the two. */
export const variables = {
  HOST: z.string().default('127.0.0.1'),
  PORT: count(0, 65_535).default(8180),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'a web address such as https://studio.example.org' }).optional(),
  ACCESS_TOKEN: z.string().min(16, { error: '16 characters or more' }).optional(),
  BOT_LANGUAGE: oneOf(languages).default('en'),
  DATA_DIR: z.string().default('./data'),
  MODELS_DIR: z.string().optional(),
  ENGINE_PROVIDER: oneOf(['cuda', 'webgpu', 'coreml', 'dml', 'cpu']).optional(),
  ENGINE_THREADS: count(1, 256).optional(),
  ENGINE_MAX_BATCH: count(1, 64).default(8),
  ENGINE_STEP_TIMEOUT_MS: count(1_000, 3_600_000).default(30_000),
  JOBS_PER_MINUTE_PER_PERSON: count(1, 10_000).default(20),
  JOBS_PER_MINUTE_PER_CHANNEL: count(1, 10_000).default(60),
  JOBS_PER_MINUTE: count(1, 10_000).default(120),
  JOBS_AT_ONCE_PER_PERSON: count(1, 10_000).default(8),
  JOBS_AT_ONCE_PER_CHANNEL: count(1, 10_000).default(24),
  QUEUE_LIMIT: count(1, 10_000).default(100),
  RESULT_LIFETIME_HOURS: count(1, 24 * 365).default(24 * 7),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_APPLICATION_ID: snowflake.optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/, error: 'a web address' }).default('https://discord.com/api'),
  DISCORD_CDN_HOSTS: hosts.default(['cdn.discordapp.com', 'media.discordapp.net']),
  DISCORD_SHARDS: shardCount.default(1),
  SLACK_BOT_TOKEN: slackToken('xoxb-', 'OAuth & Permissions').optional(),
  SLACK_APP_TOKEN: slackToken('xapp-', 'Basic Information').optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, { error: 'what stands under "Basic Information"' }).optional(),
  SLACK_PORT: count(1, 65_535).default(3000),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'a web address' }).default('https://slack.com/api/'),
  SLACK_FILES_HOSTS: hosts.default(['files.slack.com']),
  SLACK_COMMAND_PREFIX: commandPrefix.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address such as redis://127.0.0.1:6379' }).optional(),
  SAFETY_MODEL: z.string().optional(),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
} as const;

const schema = z.object(variables);

export type LogLevel = NonNullable<z.infer<typeof schema>['LOG_LEVEL']>;
type Provider = NonNullable<z.infer<typeof schema>['ENGINE_PROVIDER']>;

export interface Config {
  readonly http: HttpConfig;
  /** Of answers and the page. */
  readonly language: Language;
  readonly dataDir: string;
  /** Folder that the processes of this host share; `dataDir` without shards. */
  readonly sharedDir: string;
  readonly engine: {
    /** Searched in this order. */
    readonly modelDirs: readonly string[];
    /** Null: each is tried in turn. */
    readonly provider: Provider | null;
    /** Null: the engine decides. */
    readonly threads: number | null;
    readonly maxBatch: number;
    readonly stepTimeoutMs: number;
    /** Folder of an image-safety model; null: pictures are not checked. */
    readonly safetyModelDir: string | null;
  };
  /** Null: not connected. */
  readonly discord: DiscordConfig | null;
  /** Null: not connected. */
  readonly slack: SlackConfig | null;
  /** Redis that counts limits and quotas for several processes together; null: this process counts its own. */
  readonly redisUrl: string | null;
  readonly limits: LimitsConfig;
  readonly resultLifetimeMs: number;
  /** Null: the default depends on where the log goes. */
  readonly logLevel: LogLevel | null;
}

export interface HttpConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Null: no token is required, and only this machine can reach the server. */
  readonly accessToken: string | null;
  /** Where people outside reach the page; null: there are no links to share. */
  readonly publicUrl: string | null;
}

export interface DiscordConfig {
  /** A secret. */
  readonly token: string;
  /** Null: fetched from Discord. */
  readonly applicationId: string | null;
  /** Base of the REST calls, without a version. */
  readonly apiUrl: string;
  /** The only hosts that attachments are fetched from. */
  readonly cdnHosts: readonly string[];
  readonly shards: number | 'auto';
}

export interface SlackConfig {
  /** A secret. */
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Base of the Web API's calls, with a slash at the end. */
  readonly apiUrl: string;
  /** The only hosts that files are downloaded from and uploaded to. */
  readonly filesHosts: readonly string[];
  /** Prefix of every slash command: `stride-` makes /stride-sample. May be empty. */
  readonly commandPrefix: string;
}

/** How Slack's events reach the bot: over a socket that the bot opens, or by HTTP requests that Slack signs. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

export interface LimitsConfig {
  readonly perMinute: Scoped;
  /** Jobs that were accepted and have not ended. */
  readonly atOnce: Scoped;
}

type Scoped = Readonly<Record<'person' | 'channel' | 'everybody', number>>;

/** The environment variables are invalid. The message has one line for each variable at fault. */
export class ConfigError extends StartupError {}

/**
 * Parses the environment variables into the configuration. An empty variable counts as unset.
 *
 * @throws ConfigError listing every variable that is missing or malformed. Values are not repeated.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.keys(variables).map((name) => [name, env[name] || undefined]));
  const { data, error } = schema.safeParse(given);
  const problems = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const host = given.HOST ?? '127.0.0.1';
  if (!isLoopback(host) && given.ACCESS_TOKEN === undefined) {
    problems.push('ACCESS_TOKEN: required when HOST is not this machine alone; choose 16 characters or more');
  }
  if (given.PUBLIC_URL !== undefined && given.ACCESS_TOKEN === undefined) {
    problems.push('ACCESS_TOKEN: required with PUBLIC_URL; choose 16 characters or more');
  }
  problems.push(...slackProblems(given));
  if (data === undefined || problems.length > 0) throw new ConfigError([...new Set(problems)].join('\n'));
  return nest(data);
}

/** Lists the variables that Slack still needs. */
function slackProblems(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const hasWayIn = given.SLACK_APP_TOKEN !== undefined || given.SLACK_SIGNING_SECRET !== undefined;
  if (given.SLACK_BOT_TOKEN === undefined) {
    return hasWayIn ? ['SLACK_BOT_TOKEN: required for Slack; it begins with xoxb-'] : [];
  }
  return hasWayIn
    ? []
    : [
        'SLACK_APP_TOKEN: required with SLACK_BOT_TOKEN; or SLACK_SIGNING_SECRET, where Slack reaches the bot over HTTP',
      ];
}

/** Prefers the socket, since it needs no address that Slack can reach. */
function slackMode(data: z.infer<typeof schema>): SlackMode | undefined {
  if (data.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: data.SLACK_APP_TOKEN };
  if (data.SLACK_SIGNING_SECRET === undefined) return undefined;
  return { kind: 'http', signingSecret: data.SLACK_SIGNING_SECRET, port: data.SLACK_PORT };
}

function slackConfig(data: z.infer<typeof schema>): SlackConfig | null {
  const mode = slackMode(data);
  if (data.SLACK_BOT_TOKEN === undefined || mode === undefined) return null;
  return {
    botToken: data.SLACK_BOT_TOKEN,
    mode,
    apiUrl: `${data.SLACK_API_URL.replace(/(?<!\/)\/+$/, '')}/`,
    filesHosts: data.SLACK_FILES_HOSTS,
    commandPrefix: data.SLACK_COMMAND_PREFIX ?? '',
  };
}

/** Whether only this machine can reach a host name or address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const nest = (data: z.infer<typeof schema>): Config => ({
  http: {
    host: data.HOST,
    port: data.PORT,
    accessToken: data.ACCESS_TOKEN ?? null,
    publicUrl: data.PUBLIC_URL ?? null,
  },
  language: data.BOT_LANGUAGE,
  dataDir: resolve(data.DATA_DIR),
  sharedDir: resolve(data.DATA_DIR),
  engine: {
    modelDirs: data.MODELS_DIR === undefined ? [embeddedModelsDir] : [resolve(data.MODELS_DIR), embeddedModelsDir],
    provider: data.ENGINE_PROVIDER ?? null,
    threads: data.ENGINE_THREADS ?? null,
    maxBatch: data.ENGINE_MAX_BATCH,
    stepTimeoutMs: data.ENGINE_STEP_TIMEOUT_MS,
    safetyModelDir: data.SAFETY_MODEL === undefined ? null : resolve(data.SAFETY_MODEL),
  },
  discord:
    data.DISCORD_TOKEN === undefined
      ? null
      : {
          token: data.DISCORD_TOKEN,
          applicationId: data.DISCORD_APPLICATION_ID ?? null,
          apiUrl: data.DISCORD_API_URL.replace(/(?<!\/)\/+$/, ''),
          cdnHosts: data.DISCORD_CDN_HOSTS,
          shards: data.DISCORD_SHARDS,
        },
  slack: slackConfig(data),
  redisUrl: data.REDIS_URL ?? null,
  limits: {
    perMinute: {
      person: data.JOBS_PER_MINUTE_PER_PERSON,
      channel: data.JOBS_PER_MINUTE_PER_CHANNEL,
      everybody: data.JOBS_PER_MINUTE,
    },
    atOnce: {
      person: data.JOBS_AT_ONCE_PER_PERSON,
      channel: data.JOBS_AT_ONCE_PER_CHANNEL,
      everybody: data.QUEUE_LIMIT,
    },
  },
  resultLifetimeMs: data.RESULT_LIFETIME_HOURS * 3_600_000,
  logLevel: data.LOG_LEVEL ?? null,
});
