import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { t } from '../../../commands/language/translate.ts';
import { type JobId, sniff } from '../../../engine/client.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { UploadStore } from '../channel/upload-store.ts';
import { refuse } from './guard.ts';
import { translatePage } from './translate-page.ts';

const pageDir = fileURLToPath(new URL('../page', import.meta.url));

const pageTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const resultTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
};

export const jobIdPattern = '[a-z0-9]+';
/** Of a result's file. */
export const resultNamePattern = '[\\w-]+\\.(?:png|webp|gif)';

export const resultType = (name: string): string => resultTypes[extname(name)]!;

/** Serves the page from `page/`, without a build step. */
export function pageFiles(): Hono {
  const app = new Hono();
  app.get('/', (c) => pageFile(c, 'index.html', translatePage));
  app.get('/:name{(?:[a-z]+/)?[a-z0-9-]+\\.(?:js|css|svg)}', (c) => pageFile(c, c.req.param('name')));
  return app;
}

async function pageFile(c: Context, name: string, change = (text: string) => text): Promise<Response> {
  const text = await readFile(join(pageDir, name), 'utf8').catch(() => undefined);
  if (text === undefined) return notKept(c);
  const bytes = change(text);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const caching = { ETag: etag, 'Cache-Control': 'no-cache' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, caching);
  return c.body(bytes, 200, { ...caching, 'Content-Type': pageTypes[extname(name)]! });
}

interface PictureParts {
  readonly store: ResultStore;
  readonly uploads: UploadStore;
  /** Whether the channel shows the job. */
  readonly isShown: (job: JobId) => Promise<boolean>;
}

/** Serves the pictures of jobs and of people. The content of a URL never changes, so browsers may cache it. */
export function pictureFiles({ store, uploads, isShown }: PictureParts): Hono {
  const app = new Hono();
  const ofJob = async (job: string, read: (id: JobId) => Promise<Uint8Array<ArrayBuffer> | undefined>) =>
    (await isShown(job as JobId)) ? read(job as JobId) : undefined;
  app.get(`/uploads/:message{${jobIdPattern}}/:index{[0-9]}`, async (c) => {
    const { message, index } = c.req.param();
    return upload(c, await uploads.read(message, Number(index)));
  });
  app.get(`/:job{${jobIdPattern}}/steps/:file{[0-9]+\\.png}`, async (c) => {
    const { job, file } = c.req.param();
    return picture(c, 'image/png', await ofJob(job, (id) => store.readStep(id, Number.parseInt(file, 10))));
  });
  app.get(`/:job{${jobIdPattern}}/:name{${resultNamePattern}}`, async (c) => {
    const { job, name } = c.req.param();
    return picture(c, resultType(name), await ofJob(job, (id) => store.read(id, name)));
  });
  return app;
}

function picture(c: Context, type: string, bytes: Uint8Array<ArrayBuffer> | undefined): Response {
  if (bytes === undefined) return notKept(c);
  return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'private, max-age=31536000, immutable' });
}

/** Serves only pictures inline, and anything else as a download, so that a browser never runs an uploaded file. */
function upload(c: Context, bytes: Uint8Array<ArrayBuffer> | undefined): Response {
  const sniffed = sniff(bytes ?? new Uint8Array());
  if (sniffed.kind === 'readable') return picture(c, `image/${sniffed.format}`, bytes);
  c.header('Content-Disposition', 'attachment');
  return picture(c, 'application/octet-stream', bytes);
}

export const notKept = (c: Context): Response => refuse(c, 404, t('There is nothing here, or it is no longer kept.'));
