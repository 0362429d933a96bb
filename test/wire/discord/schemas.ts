import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';
import { InteractionType } from 'discord-api-types/v10';

const types = fileURLToPath(new URL('../../../node_modules/discord-api-types/', import.meta.url));
const cacheDir = fileURLToPath(new URL('../../../node_modules/.cache/discord-double/', import.meta.url));

/** The official type of each event that the double sends. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  READY: 'GatewayReadyDispatchData',
  GUILD_CREATE: 'GatewayGuildCreateDispatchData',
  GUILD_DELETE: 'GatewayGuildDeleteDispatchData',
  GUILD_EMOJIS_UPDATE: 'GatewayGuildEmojisUpdateDispatchData',
  GUILD_STICKERS_UPDATE: 'GatewayGuildStickersUpdateDispatchData',
  GUILD_MEMBER_UPDATE: 'GatewayGuildMemberUpdateDispatchData',
  GUILD_ROLE_UPDATE: 'GatewayGuildRoleUpdateDispatchData',
  GUILD_ROLE_CREATE: 'GatewayGuildRoleCreateDispatchData',
  CHANNEL_CREATE: 'GatewayChannelCreateDispatchData',
  CHANNEL_UPDATE: 'GatewayChannelUpdateDispatchData',
  CHANNEL_DELETE: 'GatewayChannelDeleteDispatchData',
  THREAD_CREATE: 'GatewayThreadCreateDispatchData',
  THREAD_UPDATE: 'GatewayThreadUpdateDispatchData',
  THREAD_DELETE: 'GatewayThreadDeleteDispatchData',
  MESSAGE_CREATE: 'GatewayMessageCreateDispatchData',
  MESSAGE_UPDATE: 'GatewayMessageUpdateDispatchData',
  MESSAGE_DELETE: 'GatewayMessageDeleteDispatchData',
};

/** A union of every interaction there is says little about what is wrong, so that its kind picks the type. */
const INTERACTION_TYPES: Readonly<Record<number, string>> = {
  [InteractionType.ApplicationCommand]: 'APIApplicationCommandInteraction',
  [InteractionType.MessageComponent]: 'APIMessageComponentInteraction',
  [InteractionType.ApplicationCommandAutocomplete]: 'APIApplicationCommandAutocompleteInteraction',
  [InteractionType.ModalSubmit]: 'APIModalSubmitInteraction',
};

const MESSAGE = 'APIMessage';

export interface SentSchemas {
  /** What is wrong with an event's payload by the official types; null when nothing is. */
  event(name: string, data: object): string | null;
  /** The same for a message in a REST answer. */
  message(data: object): string | null;
}

let shared: Promise<SentSchemas> | undefined;

/** Schemas of what the double sends, compiled from `discord-api-types`; once for all doubles of a test file. */
export function sentSchemas(): Promise<SentSchemas> {
  shared ??= createSentSchemas();
  return shared;
}

/** A compiled schema: a function that remembers what was wrong with the last value. */
interface Validate {
  (value: unknown): boolean;
  readonly errors?: ErrorObject[] | null;
}

async function createSentSchemas(): Promise<SentSchemas> {
  const ajv = new Ajv();
  const compiled = await validators();

  function check(type: string, data: object): string | null {
    const validate = compiled[type];
    if (validate === undefined) return `${type} is not among the types that the double knows`;
    // Through JSON, because that is what travels: a field that is undefined is not there.
    return validate(JSON.parse(JSON.stringify(data))) ? null : ajv.errorsText(validate.errors, { dataVar: type });
  }

  return {
    event: (name, data) => {
      if (name === 'RESUMED') return null; // it has no data
      return check((name === 'INTERACTION_CREATE' ? interactionType(data) : EVENT_TYPES[name]) ?? name, data);
    },
    message: (data) => check(MESSAGE, data),
  };
}

const interactionType = (data: object): string | undefined =>
  'type' in data && typeof data.type === 'number' ? INTERACTION_TYPES[data.type] : undefined;

const TYPE_NAMES = [...new Set([...Object.values(EVENT_TYPES), ...Object.values(INTERACTION_TYPES), MESSAGE])];
const require = createRequire(import.meta.url);

const validators = async (): Promise<Readonly<Record<string, Validate>>> =>
  require(await prepareSchemas()) as Readonly<Record<string, Validate>>;

/**
 * Compiles the validators, by official type, unless that was done before for this version of the types. Compiling takes
 * ten seconds and more; loading what was kept takes a quarter of a second, so that no deadline of a test waits for it.
 *
 * @returns Where they are kept, as a module.
 */
export async function prepareSchemas(): Promise<string> {
  const { version } = require(`${types}package.json`) as { version: string };
  const key = createHash('sha256').update(TYPE_NAMES.join()).digest('hex').slice(0, 8);
  const path = `${cacheDir}${version}-${key}.cjs`;
  if (existsSync(path)) return path;
  const code = await compile(TYPE_NAMES);
  mkdirSync(cacheDir, { recursive: true });
  // Written aside and renamed: two test runs may start at once.
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

async function compile(names: readonly string[]): Promise<string> {
  // Loaded only here: it brings a whole TypeScript with it.
  const { createGenerator } = await import('ts-json-schema-generator');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const type = 'GatewayReceivePayload';
  const from = {
    path: `${types}v10.d.ts`,
    type,
    skipTypeCheck: true,
    additionalProperties: true,
    expose: 'all',
  } as const;
  const { definitions = {} } = createGenerator(from).createSchema(type);
  const ajv = new Ajv({ strict: false, allowUnionTypes: true, code: { source: true } });
  ajv.addSchema({ definitions: bitsAreIntegers(definitions) }, 'discord');
  return standalone.default(ajv, Object.fromEntries(names.map((name) => [name, `discord#/definitions/${name}`])));
}

/**
 * Bit sets are enums in the types, and an enum's schema takes one of its members only. Discord sends sums of them, and
 * 0 for none.
 */
const bitsAreIntegers = (definitions: object): object =>
  Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, name.endsWith('Flags') ? { type: 'integer' } : schema]),
  );
