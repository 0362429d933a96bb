import type { Attachment } from 'discord.js';
import type { Upload } from '../../commands/command.ts';
import { UserError } from '../../commands/errors.ts';
import { isLoopback } from '../../config.ts';

/** A file that Discord keeps for somebody. Its address dies within a day, so it is fetched at once and never kept. */
export type AttachedFile = Pick<Attachment, 'name' | 'url' | 'size'>;

export type FetchFile = (file: AttachedFile) => Promise<Upload>;

/** The most that is read of one file, in bytes; what it holds is looked at later, whatever its name says. */
const maxBytes = 20 * 2 ** 20;
const timeoutMs = 20_000;

/**
 * Fetches files from the platform's own hosts and nowhere else: nobody can make the bot look at an address.
 *
 * @param hosts As in `DISCORD_CDN_HOSTS`: names, with a port where it is not the usual one.
 */
export const createFetchFile =
  (hosts: readonly string[]): FetchFile =>
  async ({ name, url, size }) => {
    if (size > maxBytes) throw new UserError(tooLarge(name));
    const response = await get(allowed(url, hosts), name);
    return { name, bytes: await read(response, name) };
  };

/** @throws Error for an address that Discord does not give: it is nothing that a person could put right. */
function allowed(address: string, hosts: readonly string[]): URL {
  const url = new URL(address);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe || !hosts.includes(url.host) || url.username !== '') {
    throw new Error(`an attachment lies on ${url.host}, which is not one of DISCORD_CDN_HOSTS`);
  }
  return url;
}

async function get(url: URL, name: string): Promise<Response> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return response;
    await response.body?.cancel();
  } catch (error) {
    throw new UserError(unreachable(name), { cause: error });
  }
  throw new UserError(unreachable(name));
}

async function read({ body }: Response, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of body ?? []) {
      total += chunk.length;
      if (total > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new UserError(unreachable(name), { cause: error });
  }
  if (total > maxBytes) throw new UserError(tooLarge(name));
  return Buffer.concat(chunks);
}

const tooLarge = (name: string) => ({
  message: `${name} is too large: ${maxBytes / 2 ** 20} MB is the most.`,
  hint: 'Send a smaller copy: 256 pixels a side are plenty.',
});

const unreachable = (name: string) => ({
  message: `${name} could not be fetched from Discord.`,
  hint: 'Please attach it again.',
});
