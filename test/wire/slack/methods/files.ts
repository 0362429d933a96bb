import { checkBlocks, listOf } from '../blocks.ts';
import { mistake, refusal, SlackError } from '../errors.ts';
import { newFile } from '../files.ts';
import { addMessage, removeMessage } from '../messages.ts';
import { TIERS } from '../rate-limits.ts';
import { type Channel, isReadable, type StoredFile, type World } from '../world.ts';
import { type Call, findThread, findWritable, type Method, text } from './method.ts';

const ALT_TEXT = 1000;
/** The message of a file is not there yet when the upload is complete. */
const SHARE_DELAY_MS = 20;

function getUploadUrl({ world, args }: Call): object {
  const length = Number(args.length);
  if (!Number.isInteger(length) || length <= 0) throw mistake('missing_argument', 'length');
  // The documentation says alt_txt, and the client library sends alt_text.
  const altText = text(args, 'alt_txt') ?? text(args, 'alt_text');
  if ((altText?.length ?? 0) > ALT_TEXT) throw mistake('alt_txt_too_large');
  const name = text(args, 'filename') ?? '';
  const { file } = newFile(world, world.bot, { name, size: length, ...(altText === undefined ? {} : { altText }) });
  return { upload_url: `${world.apiUrl}/upload/v1/${file.id}`, file_id: file.id };
}

/** The POST of the bytes. @throws SlackError when they are not what was announced. */
export function takeUpload(world: World, id: string, bytes: Uint8Array): string {
  const stored = world.files.get(id);
  if (stored?.state !== 'awaiting bytes') throw refusal('file_not_found');
  if (stored.file.size !== bytes.byteLength)
    throw mistake('size_mismatch', `${stored.file.size} bytes were announced, ${bytes.byteLength} came`);
  stored.bytes = bytes;
  stored.state = 'uploaded';
  return `OK - ${bytes.byteLength}`;
}

function completeUpload(call: Call): object {
  const { world, args } = call;
  const wanted = listOf(args.files, 'invalid_arguments');
  const uploads = wanted.map(({ id, title }) => {
    const stored = world.files.get(String(id));
    if (stored?.state !== 'uploaded') throw refusal('file_not_found');
    return { stored, title: typeof title === 'string' ? title : stored.file.name };
  });
  const place = placeOf(call);
  const blocks = args.blocks === undefined ? undefined : checkBlocks(world, args.blocks, 'message');
  if (blocks?.some(({ type }) => type === 'markdown')) throw new SlackError('internal_error', {}, true);
  const comment = text(args, 'initial_comment');
  if (comment !== undefined && blocks !== undefined)
    world.violation('files.completeUploadExternal: blocks are ignored beside an initial_comment');
  for (const { stored, title } of uploads) {
    stored.file.title = title;
    call.processing.start(stored);
  }
  if (place) {
    const shown = comment === undefined && blocks !== undefined ? { blocks } : {};
    void shareLater(
      call,
      place,
      { text: comment ?? '', ...shown },
      uploads.map(({ stored }) => stored),
    );
  }
  return { files: uploads.map(({ stored: { file } }) => ({ id: file.id, title: file.title })) };
}

interface Where {
  readonly channel: Channel;
  readonly threadTs: string | null;
}

function placeOf({ world, args }: Call): Where | null {
  const id = text(args, 'channel_id') ?? text(args, 'channels');
  if (id === undefined) {
    if (text(args, 'thread_ts') !== undefined) throw mistake('invalid_arguments', 'thread_ts needs a channel_id');
    return null;
  }
  if (id.includes(',')) throw mistake('invalid_arguments', 'the double takes one channel at a time');
  const channel = findWritable(world, id);
  // chat:write.public does not let files in.
  if (!channel.members.has(world.bot.id)) throw refusal('not_in_channel');
  return { channel, threadTs: findThread(world, channel, text(args, 'thread_ts')) };
}

async function shareLater(
  { world, processing }: Call,
  place: Where,
  shown: object,
  files: StoredFile[],
): Promise<void> {
  await Promise.all(files.map((stored) => processing.ready(stored)));
  world.later(SHARE_DELAY_MS, () => {
    addMessage(world, place.channel, {
      author: world.bot,
      text: '',
      ...shown,
      files: files.map(({ file }) => file),
      threadTs: place.threadTs,
    });
  });
}

function findFile(world: World, id: unknown): StoredFile {
  const stored = world.files.get(String(id));
  const isThere = stored !== undefined && !['awaiting bytes', 'uploaded'].includes(stored.state);
  if (!isThere || !isReadable(world, stored)) throw refusal('file_not_found');
  return stored;
}

function remove({ world, args }: Call): object {
  const { file } = findFile(world, args.file);
  if (file.user !== world.bot.id) throw refusal('cant_delete_file');
  world.files.delete(file.id);
  for (const { messages } of world.channels.values())
    for (const stored of [...messages.values()]) {
      const { message } = stored;
      if (!message.files?.some(({ id }) => id === file.id)) continue;
      message.files = message.files.filter(({ id }) => id !== file.id);
      if (message.files.length === 0 && message.text === '' && !message.blocks?.length) removeMessage(world, stored);
    }
  return {};
}

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    rate: TIERS[4],
    required: ['filename', 'length'],
    run: getUploadUrl,
  },
  'files.completeUploadExternal': { scopes: ['files:write'], rate: TIERS[4], required: ['files'], run: completeUpload },
  'files.info': {
    scopes: ['files:read'],
    rate: TIERS[4],
    required: ['file'],
    run: ({ world, args }) => ({ file: findFile(world, args.file).file, comments: [] }),
  },
  'files.delete': { scopes: ['files:write'], rate: TIERS[3], required: ['file'], run: remove },
};
