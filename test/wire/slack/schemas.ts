import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';

const types = fileURLToPath(new URL('../../../node_modules/@slack/types/', import.meta.url));
const cacheDir = fileURLToPath(new URL('../../../node_modules/.cache/slack-double/', import.meta.url));

/** The official type of each kind of block. */
const BLOCK_TYPES: Readonly<Record<string, string>> = {
  actions: 'ActionsBlock',
  alert: 'AlertBlock',
  card: 'CardBlock',
  carousel: 'CarouselBlock',
  container: 'ContainerBlock',
  context: 'ContextBlock',
  context_actions: 'ContextActionsBlock',
  data_table: 'DataTableBlock',
  divider: 'DividerBlock',
  header: 'HeaderBlock',
  image: 'ImageBlock',
  input: 'InputBlock',
  markdown: 'MarkdownBlock',
  plan: 'PlanBlock',
  rich_text: 'RichTextBlock',
  section: 'SectionBlock',
  table: 'TableBlock',
  task_card: 'TaskCardBlock',
  video: 'VideoBlock',
};

const CHUNK_TYPES: Readonly<Record<string, string>> = {
  blocks: 'BlocksChunk',
  markdown_text: 'MarkdownTextChunk',
  plan_update: 'PlanUpdateChunk',
  task_update: 'TaskUpdateChunk',
};

const VIEW_TYPES: Readonly<Record<string, string>> = { home: 'HomeView', modal: 'ModalView' };

/** The official type of each event that the double sends; of messages, by their subtype. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  app_home_opened: 'AppHomeOpenedEvent',
  app_mention: 'AppMentionEvent',
  file_shared: 'FileSharedEvent',
  message: 'GenericMessageEvent',
  'message.file_share': 'FileShareMessageEvent',
  'message.message_changed': 'MessageChangedEvent',
  'message.message_deleted': 'MessageDeletedEvent',
};

export interface SlackSchemas {
  /** Each says what is wrong with a value by the official types; null when nothing is. */
  block(value: unknown): string | null;
  chunk(value: unknown): string | null;
  view(value: unknown): string | null;
  event(value: unknown): string | null;
}

/** A compiled schema: a function that remembers what was wrong with the last value. */
interface Validate {
  (value: unknown): boolean;
  readonly errors?: ErrorObject[] | null;
}

let shared: Promise<SlackSchemas> | undefined;

/** Schemas compiled from `@slack/types`; once for all doubles of a test file. */
export function slackSchemas(): Promise<SlackSchemas> {
  shared ??= createSchemas();
  return shared;
}

async function createSchemas(): Promise<SlackSchemas> {
  const compiled = require(await prepareSchemas()) as Readonly<Record<string, Validate>>;
  const check = (kinds: Readonly<Record<string, string>>, what: string) => (value: unknown) => {
    const kind = kindOf(value);
    const validate = compiled[kinds[kind] ?? ''];
    if (validate === undefined) return `unsupported type: ${kind} (${what})`;
    // Through JSON, because that is what travels: a field that is undefined is not there.
    return validate(JSON.parse(JSON.stringify(value))) ? null : didYouMean(validate.errors ?? []);
  };
  return {
    block: check(BLOCK_TYPES, 'block'),
    chunk: check(CHUNK_TYPES, 'chunk'),
    view: check(VIEW_TYPES, 'view'),
    event: check(EVENT_TYPES, 'event'),
  };
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('type' in value)) return 'none';
  return value.type === 'message' && 'subtype' in value ? `message.${value.subtype}` : String(value.type);
}

/** Of a union's many complaints, those about the deepest place tell what was meant. */
function didYouMean(errors: readonly ErrorObject[]): string {
  // That a branch of the union is for another `type` says less than anything about the object itself.
  const depth = ({ instancePath, keyword }: ErrorObject): number =>
    instancePath.split('/').length - (keyword === 'const' && instancePath.endsWith('/type') ? 1.5 : 0);
  const deepest = Math.max(...errors.map(depth));
  const said = errors
    .filter((it) => depth(it) === deepest && it.keyword !== 'anyOf')
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
  return [...new Set(said)].slice(0, 4).join('; ');
}

/** To be raised when `compile` changes what it makes of the same types. */
const SCHEMAS_VERSION = 2;
const SENT_BY_US = Object.values(EVENT_TYPES);
const SENT_BY_APPS = [BLOCK_TYPES, CHUNK_TYPES, VIEW_TYPES].flatMap((kinds) => Object.values(kinds));
const require = createRequire(import.meta.url);

/**
 * Compiles the validators, by official type, unless that was done before for this version of the types: it takes
 * seconds, and a deadline of a test must not wait for it.
 *
 * @returns Where they are kept, as a module.
 */
export async function prepareSchemas(): Promise<string> {
  const { version } = require(`${types}package.json`) as { version: string };
  const key = createHash('sha256')
    .update([SCHEMAS_VERSION, ...SENT_BY_APPS, ...SENT_BY_US].join())
    .digest('hex')
    .slice(0, 8);
  const path = `${cacheDir}${version}-${key}.cjs`;
  if (existsSync(path)) return path;
  const code = await compile();
  mkdirSync(cacheDir, { recursive: true });
  // Written aside and renamed: two test runs may start at once.
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

/** The types call a changed or deleted message an event of its own. Slack sends the bare message, without its channel. */
function withoutInnerEvents(definitions: Readonly<Record<string, { properties?: object }>>): object {
  const bare = { message: { type: 'object' }, previous_message: { type: 'object' } };
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) =>
      /^Message(Changed|Deleted)Event$/.test(name)
        ? [name, { ...schema, properties: { ...schema.properties, ...bare } }]
        : [name, schema],
    ),
  );
}

async function compile(): Promise<string> {
  // Loaded only here: they bring a whole TypeScript with them.
  const { createGenerator } = await import('ts-json-schema-generator');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true, code: { source: true } });

  function add(key: string, names: readonly string[], additionalProperties: boolean): [string, string][] {
    const from = { path: `${types}dist/index.d.ts`, skipTypeCheck: true, additionalProperties, expose: 'all' } as const;
    const generator = createGenerator(from);
    // A message's types refer to each other, and are found together only.
    const roots = names.map((name) => (/Message\w*Event$/.test(name) ? 'MessageEvent' : name));
    const definitions = Object.assign({}, ...roots.map((name) => generator.createSchema(name).definitions ?? {}));
    ajv.addSchema({ definitions: withoutInnerEvents(definitions) }, key);
    return names.map((name) => [name, `${key}#/definitions/${name}`]);
  }

  // Slack refuses fields that it does not know, and sends some that its own types do not know.
  const all = [...add('apps', SENT_BY_APPS, false), ...add('us', SENT_BY_US, true)];
  return standalone.default(ajv, Object.fromEntries(all));
}
