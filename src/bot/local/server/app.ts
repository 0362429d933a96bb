import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { commands } from '../../../commands/index.ts';
import { currentDictionary, t } from '../../../commands/language/translate.ts';
import { diskProblem } from '../../../commands/messages/disk-errors.ts';
import { diskNotice, UserError } from '../../../commands/messages/errors.ts';
import type { Gallery, JobId } from '../../../engine/client.ts';
import type { HealthReport } from '../../health.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import type { Metrics } from '../../metrics.ts';
import type { StorageHealth } from '../../storage/storage-health.ts';
import type { LocalChannel } from '../channel/channel.ts';
import {
  type ActionRequest,
  type DeletionRequest,
  type LineRequest,
  maxBodyBytes,
  maxBodyBytesAtOnce,
  nameOf,
  parseActionRequest,
  parseDeletionRequest,
  parseLineRequest,
  tooManyBytes,
} from '../channel/parse-request.ts';
import type { UploadStore } from '../channel/upload-store.ts';
import type { ChannelState, Completion, GalleryDescription } from '../wire-types.ts';
import { limitBodyMemory } from './body-memory.ts';
import { describeCommand } from './command-descriptions.ts';
import { streamEvents } from './events-route.ts';
import { pageFiles, pictureFiles } from './file-routes.ts';
import { guard, refuse, secureHeaders } from './guard.ts';
import { health } from './health-route.ts';
import { createShareLinks, type LinkSettings, parseShareRequest, type ShareLinks } from './share-links.ts';

interface AppParts {
  readonly channel: LocalChannel;
  readonly uploads: UploadStore;
  readonly store: ResultStore;
  readonly health: () => HealthReport;
  readonly storage: Pick<StorageHealth, 'blame'>;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly accessToken: string | null;
  /** Null: no links are made. */
  readonly links: LinkSettings | null;
  /** Posts the message and answers it later. @returns The id of the message. */
  acceptLine(request: LineRequest): Promise<string>;
  /** The same for a button; null where its effect is its answer. @throws UserError when it has none. */
  acceptAction(request: ActionRequest): Promise<string | null>;
  /** Deletes a result of the person. @throws UserError when it is not theirs, or not kept. */
  acceptDeletion(request: DeletionRequest): Promise<void>;
  complete(line: string, cursor: number, person: string): Promise<readonly Completion[]>;
  /** Reads the pictures of what the first model knows; null where there are none. */
  gallery(): Promise<Gallery | null>;
  /** Whether the channel shows the job. */
  readonly isShown: (job: JobId) => Promise<boolean>;
}

/** Creates the HTTP server of the local channel: see wire-types.ts. */
export function createApp(parts: AppParts): Hono {
  const { accessToken, log, metrics, storage } = parts;
  const app = new Hono();
  app.use(secureHeaders);
  app.get('/healthz', health(parts.health)); // health checks have no token
  const shareLinks = createShareLinks(parts);
  app.route('/shared', shareLinks.routes); // the signature replaces the token
  app.use(guard(accessToken));
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));
  app.route('/api', apiRoutes({ ...parts, shareLinks }));
  app.route('/files', pictureFiles(parts));
  app.route('/', pageFiles());
  app.notFound((c) => refuse(c, 404, t('There is nothing at this address.')));
  app.onError((error, c) => {
    if (error instanceof UserError) return refuse(c, 400, error.notice.message, error.notice.hint);
    log.error({ err: error, method: c.req.method, route: c.req.routePath }, 'request failed');
    storage.blame(error);
    const disk = diskProblem(error);
    if (disk !== undefined) return refuse(c, 507, diskNotice(disk).message, diskNotice(disk).hint);
    return refuse(c, 500, t('Something went wrong on our side.'), t('Please try again.'));
  });
  return app;
}

function apiRoutes({
  channel,
  acceptLine,
  acceptAction,
  acceptDeletion,
  complete,
  gallery,
  shareLinks,
}: AppParts & { shareLinks: ShareLinks }): Hono {
  const api = new Hono();
  const described = commands.map(describeCommand);
  api.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });
  api.get('/channel', (c) =>
    c.json({ commands: described, ...channel.state(), hasLinks: shareLinks.isOffered } satisfies ChannelState),
  );
  api.get('/words', (c) => c.json(currentDictionary()));
  api.get('/events', (c) => streamEvents(c, channel));
  api.get('/gallery', async (c) => {
    const found = await gallery();
    if (found === null) return refuse(c, 404, t('This model has no pictures of what it knows.'));
    const { columns, side, prompts } = found;
    return c.json({ columns, side, prompts } satisfies GalleryDescription);
  });
  api.get('/gallery.webp', async (c) => {
    const found = await gallery();
    if (found === null) return refuse(c, 404, t('This model has no pictures of what it knows.'));
    return c.body(new Uint8Array(found.image), 200, { 'Content-Type': 'image/webp' });
  });
  api.get('/complete', async (c) => {
    const { line = '', cursor = '', person = '' } = c.req.query();
    return c.json(await complete(line, Number.parseInt(cursor, 10) || line.length, nameOf(person)));
  });
  api.post(
    '/lines',
    limitBodyMemory(maxBodyBytesAtOnce, maxBodyBytes),
    bodyLimit({ maxSize: maxBodyBytes, onError: refuseLarge }),
    async (c) => c.json({ id: await acceptLine(await parseLineRequest(await formOf(c))) }),
  );
  api.post('/actions', bodyLimit({ maxSize: 10_000, onError: refuseLarge }), async (c) =>
    c.json({ id: await acceptAction(parseActionRequest(await c.req.json().catch(() => undefined))) }),
  );
  api.post('/links', bodyLimit({ maxSize: 10_000, onError: refuseLarge }), async (c) =>
    c.json({ url: await shareLinks.linkTo(parseShareRequest(await c.req.json().catch(() => undefined))) }),
  );
  api.post('/delete', bodyLimit({ maxSize: 10_000, onError: refuseLarge }), async (c) => {
    await acceptDeletion(parseDeletionRequest(await c.req.json().catch(() => undefined)));
    return c.json({});
  });
  return api;
}

/** @throws UserError for a body that is not a form. */
async function formOf(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch (error) {
    if (error instanceof Error && error.name === 'BodyLimitError') throw error;
    throw new UserError(
      { message: 'That was not a form.', hint: 'Use the page that Stridebot serves.' },
      { cause: error },
    );
  }
}

function refuseLarge(c: Context): Response {
  const { message, hint } = tooManyBytes('All of this together');
  return refuse(c, 413, message, hint);
}
