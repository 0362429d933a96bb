import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import type { JobId } from '../../../engine/client.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import { jobIdPattern, notKept, resultNamePattern, resultType } from './file-routes.ts';

interface ShareParts {
  readonly store: Pick<ResultStore, 'load' | 'read'>;
  /** Whether the channel shows the job. */
  readonly isShown: (job: JobId) => Promise<boolean>;
  /** Where people outside reach this server; null: links are not made. */
  readonly publicUrl: string | null;
  readonly accessToken: string | null;
}

/** Links that open one picture without the access token, until it is deleted or the token is changed. */
export interface ShareLinks {
  readonly isOffered: boolean;
  /** @throws UserError for a file that is not kept, or that the safety model flagged. */
  linkTo(path: string): Promise<string>;
  /** Serves the pictures of the links. */
  readonly routes: Hono;
}

const pathSchema = z.object({ path: z.string() });

/** Parses the request for a link. @throws UserError for a request that the page does not send. */
export function parseShareRequest(json: unknown): string {
  const { success, data } = pathSchema.safeParse(json);
  if (!success) throw new UserError(userMessages.fileNotKept());
  return data.path;
}

export function createShareLinks({ store, isShown, publicUrl, accessToken }: ShareParts): ShareLinks {
  const isOffered = publicUrl !== null && accessToken !== null;
  const signatureOf = (job: string, name: string): string =>
    createHmac('sha256', accessToken ?? '')
      .update(`share ${job} ${name}`)
      .digest('base64url');
  const isSigned = (job: string, name: string, given: string): boolean => {
    const expected = Buffer.from(signatureOf(job, name));
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), expected);
  };

  const routes = new Hono();
  routes.get(`/:job{${jobIdPattern}}/:signature{[\\w-]{43}}/:name{${resultNamePattern}}`, async (c: Context) => {
    const { job = '', signature = '', name = '' } = c.req.param();
    if (!isOffered || !isSigned(job, name, signature) || !(await isShown(job as JobId))) return notKept(c);
    const bytes = await store.read(job as JobId, name);
    if (bytes === undefined) return notKept(c);
    // A deleted picture is gone at once, so nobody keeps a copy.
    return c.body(bytes, 200, { 'Content-Type': resultType(name), 'Cache-Control': 'no-store' });
  });

  return {
    isOffered,
    async linkTo(path) {
      const [, job, name] = new RegExp(`^/files/(${jobIdPattern})/(${resultNamePattern})$`).exec(path) ?? [];
      if (!isOffered || job === undefined || name === undefined || !(await isShown(job as JobId)))
        throw new UserError(userMessages.fileNotKept());
      const file = (await store.load(job as JobId))?.files.find((each) => each.name === name);
      if (file === undefined) throw new UserError(userMessages.fileNotKept());
      if (file.isSensitive === true) throw new UserError(userMessages.notLinked());
      return new URL(`shared/${job}/${signatureOf(job, name)}/${name}`, withSlash(publicUrl)).href;
    },
    routes,
  };
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
