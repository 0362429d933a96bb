import { type Notice, UserError } from '../../commands/messages/errors.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import { isLoopback } from '../../config.ts';

/** A file that a platform keeps for somebody. */
export interface AttachedFile {
  readonly name: string;
  readonly url: string;
  /** In bytes, as the platform says. */
  readonly size: number;
}

export type FetchFile = (file: AttachedFile) => Promise<Upload>;

/** Where a platform keeps files. */
export interface FileSource {
  readonly platform: string;
  /** Names with a port where it is not the usual one; nothing else is fetched from. */
  readonly hosts: readonly string[];
  /** The variable that names them. */
  readonly setting: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Said where a page to sign in comes instead of a file: the platform hides the file from us. */
  readonly hidden?: (file: { readonly name: string }) => Notice;
}

/** The most that is read of one file, in bytes; what it holds is looked at later, whatever its name says. */
const maxBytes = 20 * 2 ** 20;
const timeoutMs = 20_000;

/** Fetches files from the platform's own hosts and nowhere else: nobody can make the bot look at an address. */
export const createFileFetcher =
  (source: FileSource): FetchFile =>
  async ({ name, url, size }) => {
    if (size > maxBytes) throw new UserError(tooLarge(name));
    const response = await get(allowedUrl(url, source), name, source);
    return { name, bytes: await read(response, name, source) };
  };

/** @throws Error for an address that the platform does not give: it is nothing that a person could put right. */
export function allowedUrl(address: string, { hosts, setting }: FileSource): URL {
  const url = new URL(address);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe || !hosts.includes(url.host) || url.username !== '') {
    throw new Error(`a file lies on ${url.host}, which is not one of ${setting}`);
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

/** Nothing is fetched from where it leads: it may be anywhere, and the headers hold a token. */
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
  message: `${name} is too large: ${maxBytes / 2 ** 20} MB is the most.`,
  hint: 'Send a smaller copy: 256 pixels a side are plenty.',
});

const unreachable = (name: string, platform: string) => ({
  message: `${name} could not be fetched from ${platform}.`,
  hint: 'Please attach it again.',
});
