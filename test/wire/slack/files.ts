import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { listenOnLoopback } from '../loopback.ts';
import type { Faults } from './faults.ts';
import { isReadable, type SlackFile, type StoredFile, type User, type World } from './world.ts';

/** A file as a person picks it. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const KINDS: Readonly<Record<string, readonly [mimetype: string, pretty: string]>> = {
  png: ['image/png', 'PNG'],
  jpg: ['image/jpeg', 'JPEG'],
  gif: ['image/gif', 'GIF'],
  webp: ['image/webp', 'WebP'],
  zip: ['application/zip', 'Zip'],
  mp4: ['video/mp4', 'MPEG 4 Video'],
  text: ['text/plain', 'Plain Text'],
  json: ['application/json', 'JSON'],
};

const ENDINGS: Readonly<Record<string, string>> = { jpeg: 'jpg', txt: 'text' };

/** A file that is there by name only; its bytes and its processing come later. */
export function newFile(
  world: World,
  owner: User,
  upload: { name: string; size: number; altText?: string },
): StoredFile {
  const id = world.newId('F');
  const created = Math.floor(world.clock.now() / 1000);
  const path = `${world.filesUrl}/files-pri/${world.team.id}-${id}`;
  const slug = encodeURIComponent(upload.name.toLowerCase());
  const file: SlackFile = {
    id,
    created,
    timestamp: created,
    name: upload.name,
    title: upload.name,
    mimetype: '',
    filetype: '',
    pretty_type: '',
    user: owner.id,
    user_team: world.team.id,
    size: upload.size,
    mode: 'hosted',
    file_access: 'visible',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    editable: false,
    display_as_bot: false,
    username: '',
    is_starred: false,
    has_rich_preview: false,
    media_display_type: 'unknown',
    url_private: `${path}/${slug}`,
    url_private_download: `${path}/download/${slug}`,
    permalink: `https://${world.team.domain}.slack.com/files/${owner.id}/${id}/${slug}`,
    permalink_public: `https://slack-files.com/${world.team.id}-${id}`,
    ...(upload.altText === undefined ? {} : { alt_txt: upload.altText }),
    channels: [],
    groups: [],
    ims: [],
  };
  const stored: StoredFile = { file, bytes: new Uint8Array(), state: 'awaiting bytes', isOffered: owner.isBot };
  world.files.set(id, stored);
  return stored;
}

/** What Slack finds out about a file when it processes it. */
async function found({ file, bytes }: StoredFile): Promise<Partial<SlackFile>> {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const kind = ENDINGS[ending] ?? ending;
  const [mimetype, pretty] = KINDS[kind] ?? ['application/octet-stream', 'Binary'];
  const type = { filetype: kind in KINDS ? kind : 'binary', mimetype, pretty_type: pretty };
  if (!mimetype.startsWith('image/')) return type;
  // A file that calls itself a picture and is none has no size; Slack takes it all the same.
  const size = await sharp(bytes)
    .metadata()
    .catch(() => null);
  return size ? { ...type, original_w: size.width, original_h: size.height } : type;
}

export interface Processing {
  /** Processes a file whose bytes are there, at once, later or when it is released. */
  start(stored: StoredFile): void;
  /** Resolves when the file is ready. */
  ready(stored: StoredFile): Promise<void>;
  /** Real milliseconds that processing takes. */
  delayMs: number;
  /** From now on files stay in processing until they are released. */
  hold(): void;
  release(): void;
}

export function createProcessing(world: World): Processing {
  const waiting = new Map<string, (() => void)[]>();
  const held = new Set<StoredFile>();
  let holds = false;

  async function finish(stored: StoredFile): Promise<void> {
    // What is told of a file and whether it can be had change in one moment.
    Object.assign(stored.file, await found(stored));
    stored.state = 'ready';
    for (const wake of waiting.get(stored.file.id) ?? []) wake();
    waiting.delete(stored.file.id);
    world.changed();
  }

  const processing: Processing = {
    delayMs: 0,
    start: (stored) => {
      stored.state = 'processing';
      if (holds) held.add(stored);
      else world.later(processing.delayMs, () => void finish(stored));
    },
    ready: (stored) =>
      new Promise((resolve) => {
        if (stored.state === 'ready') resolve();
        else waiting.set(stored.file.id, [...(waiting.get(stored.file.id) ?? []), resolve]);
      }),
    hold: () => {
      holds = true;
    },
    release: () => {
      holds = false;
      for (const stored of held) void finish(stored);
      held.clear();
    },
  };
  return processing;
}

/** Stores what a person uploads; it is ready when this resolves, unless processing is held or slow. */
export async function storeUpload(
  world: World,
  processing: Processing,
  owner: User,
  { name, bytes }: Upload,
): Promise<StoredFile> {
  const stored = newFile(world, owner, { name, size: bytes.byteLength });
  stored.bytes = bytes;
  if (processing.delayMs > 0) processing.start(stored);
  else {
    processing.start(stored);
    // A person's client shows an upload when it is there, processed or not.
    await Promise.race([processing.ready(stored), new Promise((resolve) => world.later(50, () => resolve(null)))]);
  }
  return stored;
}

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to Slack</body></html>';

export interface FilesHost {
  readonly url: string;
  readonly server: Server;
  /** Downloads in order: who asked for what, and what came. */
  readonly fetched: readonly { readonly fileId: string | null; readonly status: number; readonly isFile: boolean }[];
}

/** Slack's files host: a file for the bot's token, a page to sign in for everybody else. */
export async function startFilesHost(world: World, faults: Faults): Promise<FilesHost> {
  const fetched: { fileId: string | null; status: number; isFile: boolean }[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://files');
    const id = /^\/files-pri\/[A-Z0-9]+-(F[A-Z0-9]+)\//.exec(pathname)?.[1] ?? null;
    const stored = id === null ? undefined : world.files.get(id);
    const mayRead = request.headers.authorization === `Bearer ${world.tokens.bot}` && !world.isRevoked;
    const hasScope = world.installation.scopes.includes('files:read');
    const fault = faults.take('download');
    if (fault?.delayMs !== undefined) await wait(fault.delayMs);
    if (fault?.cut) {
      fetched.push({ fileId: id, status: 0, isFile: false });
      request.socket.destroy();
    } else if (fault?.status === 200) answer(200, 'text/html; charset=utf-8', Buffer.from(LOGIN_PAGE));
    else if (fault)
      answer(fault.status ?? 500, 'text/plain', Buffer.from(fault.error ?? 'told to fail'), fault.location);
    else if (!mayRead || !hasScope || !stored || !isReadable(world, stored))
      answer(200, 'text/html; charset=utf-8', Buffer.from(LOGIN_PAGE));
    else if (stored.state !== 'ready') answer(404, 'text/html; charset=utf-8', Buffer.from('not there yet'));
    else answer(200, stored.file.mimetype, stored.bytes);
    world.changed();

    function answer(status: number, type: string, body: Uint8Array, location?: string): void {
      fetched.push({ fileId: id, status, isFile: body === stored?.bytes });
      const where = location === undefined ? {} : { Location: location };
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.byteLength, ...where }).end(body);
    }
  });
  const url = await listenOnLoopback(server);
  world.filesUrl = url;
  return { url, server, fetched };
}
