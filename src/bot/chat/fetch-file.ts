import { t } from '../../commands/language/translate.ts';
import { type Notice, UserError } from '../../commands/messages/errors.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import { isLoopback } from '../../config.ts';

/** A file that somebody attached on a platform. */
export interface AttachedFile {
  readonly name: string;
  readonly url: string;
  /** In bytes, according to the platform. */
  readonly size: number;
}

export type FetchFile = (file: AttachedFile) => Promise<Upload>;

/** The hosts on which a platform stores files. */
export interface FileSource {
  readonly platform: string;
  /** Host names, with the port unless it is the default one; files are fetched from no others. */
  readonly hosts: readonly string[];
  /** The environment variable that lists them. */
  readonly setting: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The notice when a sign-in page is returned instead of a file: the platform hides the file from the bot. */
  readonly hidden?: (file: { readonly name: string }) => Notice;
}

/** The largest file that is read, in bytes. Its content is checked later, whatever its name. */
const maxBytes = 20 * 2 ** 20;
const timeoutMs = 20_000;

/** Fetches files from the platform's own hosts only, so that nobody can make the bot request other URLs. */
export const createFileFetcher =
  (source: FileSource): FetchFile =>
  async ({ name, url, size }) => {
    if (size > maxBytes) throw new UserError(tooLarge(name));
    const response = await get(allowedUrl(url, source), name, source);
    return { name, bytes: await read(response, name, source) };
  };

/** Checks that a URL is on the platform's hosts. @throws Error when it is not, which no asker could fix. */
export function allowedUrl(address: string, { hosts, setting }: FileSource): URL {
  const url = new URL(address);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe || !hosts.includes(url.host) || url.username !== '') {
    throw new Error(`a file is on ${url.host}, which is not one of ${setting}`);
  }
  return url;
}

async function get(url: URL, name: string, { platform, headers = {}, hidden }: FileSource): Promise<Response> {
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }).catch(
    (error) => {
      throw new UserError(unreachable(name, platform), { cause: error });
    },
  );
  const isSignIn = hidden !== undefined && (isRedirect(response) || isPage(response));
  if (response.ok && !isSignIn) return response;
  await response.body?.cancel();
  throw new UserError(isSignIn ? hidden({ name }) : unreachable(name, platform));
}

/** Redirects are not followed: they may lead anywhere, and the headers contain a token. */
const isRedirect = ({ status }: Response): boolean => status >= 300 && status < 400;

const isPage = ({ ok, headers }: Response): boolean =>
  ok && (headers.get('content-type') ?? '').toLowerCase().startsWith('text/html');

async function read({ body }: Response, name: string, { platform }: FileSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of body ?? []) {
      total += chunk.length;
      if (total > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new UserError(unreachable(name, platform), { cause: error });
  }
  if (total > maxBytes) throw new UserError(tooLarge(name));
  return Buffer.concat(chunks);
}

const tooLarge = (name: string) => ({
  message: t('{{name}} is too large: {{max}} MB is the most.', { name, max: maxBytes / 2 ** 20 }),
  hint: t('Send a smaller copy: 256 pixels a side are plenty.'),
});

const unreachable = (name: string, platform: string) => ({
  message: t('{{name}} could not be fetched from {{platform}}.', { name, platform }),
  hint: t('Please attach it again.'),
});
