import { createServer, type Server } from 'node:http';
import type { APIAttachment } from 'discord-api-types/v10';
import sharp from 'sharp';
import { listenOnLoopback } from '../loopback.ts';
import type { Channel, World } from './world.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  zip: 'application/zip',
  mp4: 'video/mp4',
};

/** Discord believes the name's ending. */
export const contentTypeOf = (filename: string): string | undefined =>
  CONTENT_TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''];

/** Keeps the bytes of a file, and gives them an attachment whose URL looks signed, as Discord's do. */
export async function storeFile(
  world: World,
  place: { channel: Channel; folder?: 'attachments' | 'ephemeral-attachments' },
  file: { name: string; bytes: Uint8Array; description?: string | null },
): Promise<APIAttachment> {
  const id = world.newId();
  // Discord keeps letters, digits, dots, dashes and underscores of a name.
  const filename = file.name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  const path = `/${place.folder ?? 'attachments'}/${place.channel.id}/${id}/${encodeURIComponent(filename)}`;
  const seconds = (ms: number): string => Math.floor(ms / 1000).toString(16);
  const now = world.clock.now();
  const url = `${world.cdnUrl}${path}?ex=${seconds(now + 86_400_000)}&is=${seconds(now)}&hm=${id.padStart(64, '0')}&`;
  const contentType = contentTypeOf(filename);
  const attachment: APIAttachment = {
    id,
    filename,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    ...(contentType === undefined ? {} : { content_type: contentType }),
    ...(contentType?.startsWith('image/') ? await dimensions(file.bytes) : {}),
    ...(file.description ? { description: file.description } : {}),
    ...(place.folder === 'ephemeral-attachments' ? { ephemeral: true } : {}),
  };
  world.files.set(path, { attachment, bytes: file.bytes });
  return attachment;
}

/** A file that calls itself a picture and is none has no size; Discord takes it all the same. */
async function dimensions(bytes: Uint8Array): Promise<{ width?: number; height?: number }> {
  try {
    const { width, height } = await sharp(bytes).metadata();
    return { width, height };
  } catch {
    return {};
  }
}

export interface Cdn {
  readonly url: string;
  readonly server: Server;
  /** Paths that were asked for. */
  readonly fetched: readonly string[];
  /** Forgets a file, as when its link has expired. */
  expire(attachment: APIAttachment): void;
  /** From now on files are asked for in vain: the line is open, and nothing comes. @returns Ends it for further ones. */
  stall(): () => void;
}

/** Serves attachments, only to who has the whole signed link, until it expires by the double's clock. */
export async function startCdn(world: World): Promise<Cdn> {
  const fetched: string[] = [];
  let isStalled = false;
  const server = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://cdn');
    fetched.push(pathname);
    world.changed();
    if (isStalled) return;
    const file = world.files.get(pathname);
    const isExpired = Number.parseInt(searchParams.get('ex') ?? '0', 16) * 1000 < world.clock.now();
    if (file === undefined || isExpired || !file.attachment.url.endsWith(search)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('This content is no longer available.');
      return;
    }
    const type = file.attachment.content_type ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': file.bytes.byteLength }).end(file.bytes);
  });
  const url = await listenOnLoopback(server);
  world.cdnUrl = url;
  return {
    url,
    server,
    fetched,
    expire: ({ url: gone }) => {
      world.files.delete(new URL(gone).pathname);
    },
    stall() {
      isStalled = true;
      return () => {
        isStalled = false;
      };
    },
  };
}
