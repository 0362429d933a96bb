import { checkBlocks, listOf } from '../blocks.ts';
import { mistake, refusal, SlackError } from '../errors.ts';
import { addMessage, editMessage } from '../messages.ts';
import { TIERS } from '../rate-limits.ts';
import type { Json, StoredMessage, Stream, World } from '../world.ts';
import { type Call, findMessage, findThread, findWritable, type Method, text } from './method.ts';

/** Without appends a stream ends by itself. Slack does not say when; minutes have been seen. */
const STREAM_LIFE_MS = 5 * 60_000;
const MARKDOWN_TEXT = 12_000;
const TASK_TEXT = 256;

function startStream({ world, args }: Call): object {
  if (!world.offersStreaming) throw refusal('channel_type_not_supported');
  const channel = findWritable(world, args.channel);
  const threadTs = findThread(world, channel, text(args, 'thread_ts'));
  if (channel.kind !== 'im') {
    if (text(args, 'recipient_team_id') === undefined) throw mistake('missing_recipient_team_id');
    if (text(args, 'recipient_user_id') === undefined) throw mistake('missing_recipient_user_id');
    if (!world.users.has(String(args.recipient_user_id))) throw refusal('user_not_found');
  }
  const display = text(args, 'task_display_mode') ?? 'timeline';
  if (!['timeline', 'plan', 'dense'].includes(display)) throw mistake('invalid_arguments', 'task_display_mode');
  const chunks = chunksOf(world, args);
  const mode = args.chunks === undefined ? 'markdown_text' : 'chunks';
  const stream: Stream = { mode, chunks, touchedAtMs: world.clock.now() };
  const stored = addMessage(world, channel, { author: world.bot, text: '', threadTs, stream });
  show(world, stored, stream);
  return { channel: channel.id, ts: stored.message.ts };
}

/** What is added; one of `markdown_text` and `chunks`. */
function chunksOf(world: World, args: Json): Json[] {
  const markdown = text(args, 'markdown_text');
  if (markdown !== undefined && args.chunks !== undefined)
    throw mistake('cannot_provide_both_markdown_text_and_chunks');
  if (markdown !== undefined) {
    if (markdown.length > MARKDOWN_TEXT) throw mistake('msg_too_long');
    return [{ type: 'markdown_text', text: markdown }];
  }
  const chunks = args.chunks === undefined ? [] : listOf(args.chunks, 'invalid_chunks');
  const wrong = chunks.flatMap((chunk, index) => chunkComplaints(world, chunk, `/chunks/${index}`));
  if (wrong.length > 0) throw mistake('invalid_chunks', ...wrong);
  return chunks.map((chunk) =>
    chunk.type === 'blocks' ? { ...chunk, blocks: checkBlocks(world, chunk.blocks, 'message') } : chunk,
  );
}

function chunkComplaints(world: World, chunk: Json, at: string): string[] {
  const wrong = world.schemas.chunk(chunk);
  if (wrong !== null) return [`${wrong} [json-pointer:${at}]`];
  return (['details', 'output'] as const)
    .filter((field) => chunk.type === 'task_update' && String(chunk[field] ?? '').length > TASK_TEXT)
    .map((field) => `must be less than ${TASK_TEXT + 1} characters [json-pointer:${at}/${field}]`);
}

/** @throws SlackError when it is not the bot's own message, or no longer streaming. */
function findStream({ world, args }: Call): { stored: StoredMessage; stream: Stream } {
  const channel = findWritable(world, args.channel);
  const stored = findMessage(channel, args.ts);
  if (stored.message.user !== world.bot.id) throw refusal('message_not_owned_by_app');
  const { stream, message } = stored;
  const isOver = stream === null || world.clock.now() - stream.touchedAtMs > STREAM_LIFE_MS;
  if (isOver || message.streaming_state !== 'in_progress') throw refusal('message_not_in_streaming_state');
  return { stored, stream };
}

function add(call: Call, stream: Stream): void {
  const chunks = chunksOf(call.world, call.args);
  const mode = call.args.chunks === undefined ? 'markdown_text' : 'chunks';
  if (chunks.length > 0 && mode !== stream.mode) throw new SlackError('streaming_mode_mismatch', {}, true);
  stream.chunks.push(...chunks);
  stream.touchedAtMs = call.world.clock.now();
}

function appendStream(call: Call): object {
  const { stored, stream } = findStream(call);
  if (call.args.chunks === undefined && text(call.args, 'markdown_text') === undefined)
    throw mistake('markdown_text_or_chunks_required');
  add(call, stream);
  show(call.world, stored, stream);
  return { channel: stored.channel.id, ts: stored.message.ts };
}

function stopStream(call: Call): object {
  const { stored, stream } = findStream(call);
  const { world, args } = call;
  const blocks = args.blocks === undefined ? [] : checkBlocks(world, args.blocks, 'message');
  add(call, stream);
  stored.message.streaming_state = 'completed';
  show(world, stored, stream, blocks);
  return { channel: stored.channel.id, ts: stored.message.ts, message: stored.message };
}

/** A stream as a reader sees it: its text, then its tasks as they are now, then further blocks. */
function show(world: World, stored: StoredMessage, { chunks }: Stream, last: Json[] = []): void {
  const said = chunks.filter(({ type }) => type === 'markdown_text').map((it) => String(it.text));
  const tasks = new Map<unknown, Json>();
  for (const chunk of chunks)
    if (chunk.type === 'task_update') tasks.set(chunk.id, { ...tasks.get(chunk.id), ...chunk });
  const cards = [...tasks.values()].map(({ id, title, status, details, output }) => ({
    type: 'task_card',
    block_id: `task-${id}`,
    task_id: id,
    title,
    status,
    ...(details === undefined ? {} : { details: richText(String(details)) }),
    ...(output === undefined ? {} : { output: richText(String(output)) }),
  }));
  const further = chunks.filter(({ type }) => type === 'blocks').flatMap((it) => it.blocks as Json[]);
  editMessage(world, stored, { text: said.join(''), blocks: [...cards, ...further, ...last] }, world.bot);
}

const richText = (content: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: content }] }],
});

const needed = { scopes: ['chat:write'], required: ['channel', 'ts'] };

export const streams: Readonly<Record<string, Method>> = {
  'chat.startStream': { ...needed, rate: TIERS[2], required: ['channel', 'thread_ts'], run: startStream },
  'chat.appendStream': { ...needed, rate: TIERS[4], run: appendStream },
  'chat.stopStream': { ...needed, rate: TIERS[2], run: stopStream },
};
