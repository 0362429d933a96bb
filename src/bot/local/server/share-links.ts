import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import type { JobId } from '../../../engine/client.ts';
import type { ResultStore } from '../../jobs/result-store.ts';
import { jobIdPattern, notKept, resultNamePattern, resultType } from './file-routes.ts';

export interface LinkSettings {
  /** Where people outside reach this server. */
  readonly publicUrl: string;
  /** Signs the links. */
  readonly key: Buffer;
}

interface ShareParts {
  readonly store: Pick<ResultStore, 'flagged' | 'load' | 'read'>;
  /** Whether the channel shows the job. */
  readonly isShown: (job: JobId) => Promise<boolean>;
  /** Null: no links are made. */
  readonly links: LinkSettings | null;
}

/** Links that open one picture without the access token, until it is deleted. */
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

export function createShareLinks({ store, isShown, links }: ShareParts): ShareLinks {
  /** Whether the safety model flagged the file or, for a view that was made later, a picture of its job. */
  const isFlagged = async (job: JobId, name: string): Promise<boolean> => {
    const file = (await store.load(job))?.files.find((each) => each.name === name);
    return file === undefined ? (await store.flagged(job)).includes(true) : file.isSensitive === true;
  };

  const read = async (job: string, name: string) =>
    (await isShown(job as JobId)) ? store.read(job as JobId, name) : undefined;

  const routes = new Hono();
  routes.get(`/:job{${jobIdPattern}}/:signature{[\\w-]{43}}/:name{${resultNamePattern}}`, async (c: Context) => {
    const { job = '', signature = '', name = '' } = c.req.param();
    const isSigned = links !== null && isSame(signature, signatureOf(links, job, name));
    const bytes = isSigned ? await read(job, name) : undefined;
    if (bytes === undefined) return notKept(c);
    // A deleted picture is gone at once, so nobody keeps a copy.
    return c.body(bytes, 200, { 'Content-Type': resultType(name), 'Cache-Control': 'no-store' });
  });

  return {
    isOffered: links !== null,
    async linkTo(path) {
      const [, job = '', name = ''] = filePath.exec(path) ?? [];
      if (links === null || (await read(job, name)) === undefined) throw new UserError(userMessages.fileNotKept());
      if (await isFlagged(job as JobId, name)) throw new UserError(userMessages.notLinked());
      return new URL(`shared/${job}/${signatureOf(links, job, name)}/${name}`, withSlash(links.publicUrl)).href;
    },
    routes,
  };
}

const filePath = new RegExp(`^/files/(${jobIdPattern})/(${resultNamePattern})$`);

const signatureOf = ({ key }: LinkSettings, job: string, name: string): string =>
  createHmac('sha256', key).update(`${job} ${name}`).digest('base64url');

/** Takes the same time for every text of the right length. */
const isSame = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
